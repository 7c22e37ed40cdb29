import { posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import { textOf } from './built-files.ts'
import type { BuiltFiles } from './built-files.ts'
import { importsOf } from './script-imports.ts'

/** Bytes of JavaScript and CSS, after gzip, that a card may load before its newest message shows. */
export const BUDGET = 185_000

/** Bytes of index.html after gzip: all that has to come before something is painted. */
export const PAGE_BUDGET = 3_000

/** Bytes of the scripts that index.html runs, after gzip: all that has to run before the first request is sent. */
export const SCRIPT_BUDGET = 54_000

/** A script or style sheet of the built app. */
export interface Chunk {
  path: string
  /** Uncompressed bytes. */
  bytes: number
  /** Bytes after gzip, level 9. */
  gzip: number
  /** Loaded before the first message shows, by index.html itself. */
  first: boolean
}

/** Size of the first screen, and its problems. */
export interface FirstScreen {
  chunks: Chunk[]
  /** Sum over the first chunks, bytes after gzip. */
  gzip: number
  /** Bytes of index.html after gzip. */
  page: number
  /** Bytes of the scripts that index.html runs, after gzip. */
  script: number
  problems: string[]
}

/** Measures what index.html loads at once: entry, preloaded chunks, style sheets. */
export function measureFirstScreen(files: BuiltFiles): FirstScreen {
  const html = textOf(files, 'index.html')
  const named = namedByIndex(html)
  const scripts = named.filter((path) => path.endsWith('.js'))
  const chunks = [...files]
    .filter(([path]) => /\.(js|css)$/.test(path))
    .map(([path, bytes]) => ({
      path,
      bytes: bytes.length,
      gzip: sizeAfterGzip(bytes),
      first: named.includes(path),
    }))
  const page = sizeAfterGzip(files.get('index.html') ?? new Uint8Array())
  const entries = [...html.matchAll(/<script\b[^>]*?\bsrc="([^"]+)"/g)].map(([, path = '']) => posix.normalize(path))
  const script = chunks.filter(({ path }) => entries.includes(path)).reduce((sum, chunk) => sum + chunk.gzip, 0)
  const gzip = chunks.filter(({ first }) => first).reduce((sum, chunk) => sum + chunk.gzip, 0)

  const missing = named.filter((path) => !files.has(path)).map((path) => `${path} is named by index.html and not there`)
  const late = scripts
    .filter((path) => files.has(path))
    .flatMap((path) => importsOf(path, textOf(files, path)).statically.map((to) => posix.join(posix.dirname(path), to)))
    .filter((path) => !named.includes(path))
    .map((path) => `${path} is needed for the first screen, but index.html does not preload it`)
  const problems = [...new Set([...missing, ...late])]
  if (scripts.length < 2) problems.push('index.html names no entry with a preloaded screen: nothing was measured')
  if (!named.some((path) => path.endsWith('.css'))) problems.push('index.html names no style sheet')
  if (gzip > BUDGET) problems.push(`the first screen takes ${gzip} bytes gzip of ${BUDGET} allowed`)
  if (page > PAGE_BUDGET) problems.push(`index.html takes ${page} bytes gzip of ${PAGE_BUDGET} allowed`)
  if (script > SCRIPT_BUDGET)
    problems.push(`the script before the first request takes ${script} bytes gzip of ${SCRIPT_BUDGET} allowed`)
  const head = html.slice(0, html.indexOf('<div id="root">'))
  if (/<link\b[^>]*\brel="stylesheet"|<script(?![^>]*\btype="module")/.test(head))
    problems.push('index.html waits for a style sheet or a script before it paints its skeleton')
  return { chunks, gzip, page, script, problems }
}

const sizeAfterGzip = (bytes: Uint8Array): number => gzipSync(bytes, { level: 9 }).length

function namedByIndex(html: string): string[] {
  return [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"/g)]
    .map(([, path = '']) => posix.normalize(path))
    .filter((path) => /\.(js|css)$/.test(path))
}
