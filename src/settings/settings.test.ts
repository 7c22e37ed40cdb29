import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { settings } from './settings'

/** Names in backquotes of the rows of docs/privacy.md that have `pattern`; `…:` stands for what the row before the first name says. */
const namesIn = (pattern: RegExp): readonly string[] =>
  readFileSync('docs/privacy.md', 'utf8')
    .split('\n')
    .filter((row) => row.startsWith('|') && pattern.test(row))
    .flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name.replace(/^.*:/, '')))

const keysIn = (place: string) =>
  Object.values(settings)
    .filter(({ keptIn }) => keptIn === place)
    .map(({ key }) => key)

it('docs/privacy.md names every setting, and no other', () => {
  expect(namesIn(/`chat-panel:theme`/).toSorted()).toEqual(keysIn('browser').toSorted())
  expect(namesIn(/:send-key`/)).toEqual(expect.arrayContaining(keysIn('browser-user')))
  expect(namesIn(/^\| one user's +\| `panel`/).toSorted()).toEqual(['panel', ...keysIn('portal')].toSorted())
  expect(Object.keys(settings).length).toBeGreaterThan(5)
})

it('every setting has a name of its own', () => {
  const names = Object.values(settings).map(({ keptIn, key }) => `${keptIn} ${key}`)
  expect(new Set(names).size).toBe(names.length)
})
