import { zipSync } from 'fflate'
import { textOf } from './built-files.ts'
import type { BuiltFiles } from './built-files.ts'
import { measureFirstScreen } from './first-screen.ts'
import { importsOf } from './script-imports.ts'

// The portal serves a static app from an address that isn't known beforehand: only relative addresses work there.
const ABSOLUTE = /^(\/|[a-z][a-z0-9+.-]*:)/i

/** Why these files are no valid static app for Bitrix24; empty when they are one. */
export function problemsOf(files: BuiltFiles): string[] {
  if (!files.has('index.html')) return ['there is no index.html']
  const absolute = [...files.keys()].flatMap((path) =>
    addressesIn(path, textOf(files, path))
      .filter((address) => ABSOLUTE.test(address) && !address.startsWith('data:'))
      .map((address) => `${path} has the absolute address ${address}`),
  )
  return [...absolute, ...measureFirstScreen(files).problems]
}

/**
 * The ZIP for the static-app form of Bitrix24: the files, and index.html once more as install.html, the page
 * an administrator gets until the installation is finished. The same files give the same bytes on every machine.
 * Throws with all reasons when the files are no valid static app.
 */
export function archive(files: BuiltFiles): Uint8Array {
  const problems = problemsOf(files)
  if (problems.length > 0) throw new Error(problems.join('\n'))
  const index = files.get('index.html') ?? new Uint8Array()
  const entries = [...files, ['install.html', index] as const].toSorted(([one], [other]) => (one < other ? -1 : 1))
  // Local parts of a fixed date: a ZIP stores local time without a zone.
  return zipSync(Object.fromEntries(entries), { level: 9, mtime: new Date(1980, 0, 1) })
}

function addressesIn(path: string, text: string): string[] {
  if (path.endsWith('.html')) return captures(text, /\b(?:src|href|action)="([^"]*)"/g)
  if (path.endsWith('.css'))
    return [...captures(text, /url\(\s*["']?([^"')]+)/g), ...captures(text, /@import\s+["']([^"']+)/g)]
  if (path.endsWith('.js')) {
    const { statically, lazily } = importsOf(path, text)
    return [...statically, ...lazily, ...captures(text, /["'`](\/assets\/[^"'`]*)/g)]
  }
  return []
}

const captures = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found)
