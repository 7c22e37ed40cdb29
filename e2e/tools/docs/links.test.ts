// Paths and links in the documents lead to files that exist.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const documents = [
  ...['README.md', 'AGENTS.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'e2e/portal/README.md'],
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** Paths of this repository in backticks, without those that only show a pattern (`src/<name>.ts`). */
const pathsIn = (text: string): readonly string[] =>
  [...text.matchAll(/`((?:src|e2e|manifest|docs)\/[\w./-]*)`/g)].map(([, path = '']) => path)

/** Targets of links to other files, without their anchors. */
const linksIn = (text: string): readonly string[] =>
  [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target)

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-')

test.each(documents)('every path in %s exists', (document) => {
  const text = readFileSync(document, 'utf8')
  const missing = [
    ...pathsIn(text).filter((path) => !existsSync(path)),
    ...linksIn(text).filter((target) => !existsSync(join(dirname(document), target))),
  ]
  expect(missing).toEqual([])
})

test('there are paths to check', () => {
  const paths = documents.flatMap((document) => pathsIn(readFileSync(document, 'utf8')))
  expect(paths.length).toBeGreaterThan(100)
})

test('the index of decisions has every record once, in order', () => {
  const text = readFileSync('docs/decisions.md', 'utf8')
  const records = [...text.matchAll(/^### (ADR \d{3}: .+)$/gm)].map(([, heading = '']) => anchorOf(heading))
  const index = [...text.matchAll(/^- \[\d{3} .+\]\(#(.+)\)$/gm)].map(([, anchor]) => anchor)
  expect(records.length).toBeGreaterThan(50)
  expect(index).toEqual(records)
})
