import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, posix, relative, sep } from 'node:path'
import { parseSync } from 'vite'

/** One import, export-from, dynamic import or type-only import, as a source file states it. */
export interface Import {
  /** The importing file, relative to the root, with forward slashes. */
  from: string
  /** As it is written: `@/domain/chat`, `./chat`, `react`. */
  specifier: string
  /** `import type`, `export type` and `import('...').T`: gone when the program runs. */
  typeOnly: boolean
  /** A file relative to the root; the name of a package; a `node:` module; or nothing that is there. */
  to: { file: string } | { package: string } | { core: string } | { missing: string }
}

/** What was read: every source file, with or without imports. */
export interface Tree {
  files: string[]
  imports: Import[]
}

const SOURCE = /\.(ts|tsx)$/
const SKIPPED = /\.d\.ts$/

/** Reads all TypeScript below the folders. Throws on a file that can't be parsed: not seen is not clean. */
export function readTree(root: string, folders: string[]): Tree {
  const files = folders.flatMap((folder) => listSources(root, join(root, folder))).toSorted()
  const packages = knownPackages(root)
  const imports = files.flatMap((from) =>
    statedIn(from, readFileSync(join(root, from), 'utf8')).map(({ specifier, typeOnly }) => ({
      from,
      specifier,
      typeOnly,
      to: resolve(root, from, specifier, packages),
    })),
  )
  return { files, imports }
}

function listSources(root: string, folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name) && !SKIPPED.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

type Stated = Pick<Import, 'specifier' | 'typeOnly'>

interface Node {
  type?: unknown
  source?: { value?: unknown } | null
  importKind?: unknown
  exportKind?: unknown
}

function statedIn(file: string, text: string): Stated[] {
  const { program, errors } = parseSync(file, text)
  const [error] = errors
  if (error) throw new Error(`${file}: ${error.message}`)

  const found: Stated[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (typeof value !== 'object' || value === null) return
    const { type, source, importKind, exportKind }: Node = value
    // A computed import() has no literal source to follow.
    if (typeof type === 'string' && /^(Import|Export|TSImport)/.test(type) && typeof source?.value === 'string') {
      const typeOnly = importKind === 'type' || exportKind === 'type' || type === 'TSImportType'
      found.push({ specifier: source.value, typeOnly })
    }
    Object.values(value).forEach(visit)
  }
  visit(program)
  return found
}

function resolve(root: string, from: string, specifier: string, packages: Set<string>): Import['to'] {
  const [path = specifier] = specifier.split('?', 1)
  if (path.startsWith('@/')) return resolveFile(root, posix.join('src', path.slice(2)))
  if (path.startsWith('.')) return resolveFile(root, posix.join(dirname(from), path))
  if (isBuiltin(path)) return { core: path }
  const name = path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/')
  return packages.has(name) ? { package: name } : { missing: specifier }
}

function resolveFile(root: string, path: string): Import['to'] {
  const file = [path, `${path}.ts`, `${path}.tsx`, `${path}.mjs`, `${path}.d.ts`].find((candidate) =>
    statSync(join(root, candidate), { throwIfNoEntry: false })?.isFile(),
  )
  return file === undefined ? { missing: path } : { file }
}

function knownPackages(root: string): Set<string> {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
    devDependencies?: Record<string, string>
  }
  return new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)])
}
