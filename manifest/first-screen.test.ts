import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { BuiltFiles } from './built-files.ts'
import { BUDGET, measureFirstScreen, PAGE_BUDGET, SCRIPT_BUDGET } from './first-screen.ts'

const INDEX = `<script type="module" crossorigin src="./assets/index.js"></script>
  <link rel="modulepreload" crossorigin href="./assets/screen.js">
  <link rel="icon" href="./icon.svg">
  <div id="root"></div>
  <link rel="stylesheet" crossorigin href="./assets/a.css">`

const app = (changed: Record<string, string> = {}): BuiltFiles => {
  const files = {
    'index.html': INDEX,
    'assets/index.js': 'import("./screen.js")',
    'assets/screen.js': 'import "./index.js"; import("./later.js")',
    'assets/later.js': 'export const later = 1',
    'assets/a.css': 'b { color: red }',
    ...changed,
  }
  return new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]))
}

test('entry, preloaded screen and style sheet count; what is wanted later does not', () => {
  const { chunks, gzip, problems } = measureFirstScreen(app())
  const first = chunks.filter((chunk) => chunk.first)
  expect(first.map(({ path }) => path)).toEqual(['assets/index.js', 'assets/screen.js', 'assets/a.css'])
  expect(gzip).toBe(first.reduce((sum, chunk) => sum + chunk.gzip, 0))
  expect(problems).toEqual([])
})

test('more than the budget is a problem', () => {
  const heavy = `export default "${randomBytes(BUDGET).toString('hex')}"`
  expect(measureFirstScreen(app({ 'assets/later.js': heavy })).problems).toEqual([])
  expect(measureFirstScreen(app({ 'assets/screen.js': heavy })).problems).toEqual([
    expect.stringMatching(/takes \d+ bytes gzip of 185000 allowed/),
  ])
})

test('the script before the first request has a budget of its own', () => {
  expect(measureFirstScreen(app()).script).toBeGreaterThan(0)
  const heavy = `import("./screen.js"); "${randomBytes(SCRIPT_BUDGET).toString('hex')}"`
  expect(measureFirstScreen(app({ 'assets/index.js': heavy })).problems).toEqual([
    expect.stringMatching(/the script before the first request takes \d+ bytes gzip of 54000 allowed/),
  ])
})

test('a page that takes long to come, or waits for more than itself, paints late', () => {
  expect(measureFirstScreen(app()).page).toBeLessThan(300)
  const heavy = INDEX.replace('</div>', `${randomBytes(PAGE_BUDGET).toString('hex')}</div>`)
  expect(measureFirstScreen(app({ 'index.html': heavy })).problems).toEqual([
    expect.stringMatching(/index\.html takes \d+ bytes gzip of 3000 allowed/),
  ])
  const waits = ['index.html waits for a style sheet or a script before it paints its skeleton']
  const sheet = '<link rel="stylesheet" crossorigin href="./assets/a.css">'
  expect(measureFirstScreen(app({ 'index.html': sheet + INDEX.replace(sheet, '') })).problems).toEqual(waits)
  expect(measureFirstScreen(app({ 'index.html': `<script src="./a/b"></script>${INDEX}` })).problems).toEqual(waits)
})

test('a chunk that the screen needs and nobody preloads is a problem', () => {
  const { problems } = measureFirstScreen(app({ 'assets/screen.js': 'export { later } from "./later.js"' }))
  expect(problems).toEqual(['assets/later.js is needed for the first screen, but index.html does not preload it'])
})

test('a missing file, page or preload is a problem, never a small figure', () => {
  const gone = new Map([...app()].filter(([path]) => path !== 'assets/screen.js'))
  expect(measureFirstScreen(gone).problems).toContain('assets/screen.js is named by index.html and not there')
  expect(measureFirstScreen(new Map()).problems).not.toEqual([])
  expect(measureFirstScreen(app({ 'index.html': '<script src="./assets/index.js"></script>' })).problems).not.toEqual(
    [],
  )
})
