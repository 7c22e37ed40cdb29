import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { archive, problemsOf } from './archive.ts'
import type { BuiltFiles } from './built-files.ts'

const html = (...tags: string[]) => `<!doctype html><body><div id="root"></div>${tags.join('')}</body>`
const ENTRY = '<script type="module" crossorigin src="./assets/index.js"></script>'
const SCREEN = '<link rel="modulepreload" crossorigin href="./assets/screen.js">'
const STYLE = '<link rel="stylesheet" crossorigin href="./assets/screen.css">'

const app = (changed: Record<string, string> = {}): BuiltFiles => {
  const files = {
    'index.html': html(ENTRY, SCREEN, STYLE),
    'assets/index.js': 'import("./screen.js"); console.log("https://www.w3.org/2000/svg")',
    'assets/screen.js': 'import "./index.js"; import("./later.js")',
    'assets/later.js': 'export const later = 1',
    'assets/screen.css': 'b { background: url(./b.svg) }',
    ...changed,
  }
  return new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]))
}

test('the archive holds the app, and its page once more as the installer', () => {
  const unzipped = unzipSync(archive(app()))
  expect(Object.keys(unzipped).toSorted()).toEqual([...app().keys(), 'install.html'].toSorted())
  expect(unzipped['install.html']).toEqual(unzipped['index.html'])
  expect(new TextDecoder().decode(unzipped['assets/later.js'])).toBe('export const later = 1')
})

test('the same files make the same bytes, in whatever order they were read', () => {
  expect(archive(new Map([...app()].toReversed()))).toEqual(archive(app()))
})

test('without index.html there is nothing to pack', () => {
  expect(() => archive(new Map())).toThrow('there is no index.html')
})

test.each([
  ['index.html', html(ENTRY.replace('./', '/'), SCREEN, STYLE), '/assets/index.js'],
  ['index.html', html(ENTRY, SCREEN, STYLE, '<link href="https://example.com/a.css">'), 'https://example.com/a.css'],
  ['assets/screen.css', 'b { background: url("//example.com/b.svg") }', '//example.com/b.svg'],
  ['assets/screen.css', '@import "https://example.com/a.css";', 'https://example.com/a.css'],
  ['assets/later.js', 'import("https://example.com/a.js")', 'https://example.com/a.js'],
  ['assets/later.js', 'export * from "/assets/index.js"', '/assets/index.js'],
  ['assets/later.js', 'const icon = "/assets/icon.svg"', '/assets/icon.svg'],
])('an absolute address in %s is refused', (path, text, address) => {
  expect(problemsOf(app({ [path]: text }))).toContain(`${path} has the absolute address ${address}`)
})

test('a namespace in a script is not an address to load from', () => {
  expect(problemsOf(app())).toEqual([])
})
