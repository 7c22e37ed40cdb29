import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** The built app: path (forward slashes, relative to dist/) to bytes, sorted by path. */
export type BuiltFiles = ReadonlyMap<string, Uint8Array>

/** Reads a folder. A missing one is empty: callers check for the files they need. */
export function readBuiltFiles(folder: string): BuiltFiles {
  if (!existsSync(folder)) return new Map()
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted()
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]))
}

/** The text of a file, '' when it is missing. */
export function textOf(files: BuiltFiles, path: string): string {
  return new TextDecoder().decode(files.get(path))
}
