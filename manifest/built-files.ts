import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** The built app: a path with forward slashes, relative to dist/, to the file's bytes. Sorted by path. */
export type BuiltFiles = ReadonlyMap<string, Uint8Array>

/** Reads a folder. An absent one is empty: what has to be there is for others to say. */
export function readBuiltFiles(folder: string): BuiltFiles {
  if (!existsSync(folder)) return new Map()
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted()
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]))
}

/** The text of a file, '' when it isn't there. */
export function textOf(files: BuiltFiles, path: string): string {
  return new TextDecoder().decode(files.get(path))
}
