import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import app from './app.json' with { type: 'json' }

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>

test('package.json and its lockfile have the version of the manifest', () => {
  expect(json('package.json')['version']).toBe(app.version)
  expect(json('package-lock.json')['version']).toBe(app.version)
})

test('the tab has a title in every language, and every language a dictionary', () => {
  expect(Object.keys(app.tab.title)).toEqual(app.languages)
  const translated = readdirSync('src/i18n/locales', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(app.languages.toSorted()).toEqual(translated.map(({ name }) => name).toSorted())
})

interface Locked {
  resolved?: string
  optionalDependencies?: Record<string, string>
}
const locked = Object.entries(json('package-lock.json')['packages'] as Record<string, Locked>)

test('the lockfile names no place to download from', () => {
  expect(locked.length).toBeGreaterThan(100)
  expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([])
})

test('the lockfile knows the builds of native packages for every platform', () => {
  const names = new Set(locked.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)))
  const wanted = locked.flatMap(([, { optionalDependencies }]) => Object.keys(optionalDependencies ?? {}))
  expect(wanted.length).toBeGreaterThan(50)
  expect(wanted.filter((name) => !names.has(name))).toEqual([])
})
