import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import app from './app.json' with { type: 'json' }

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>

test('package.json and its lockfile have the version of the manifest', () => {
  expect(json('package.json')['version']).toBe(app.version)
  expect(json('package-lock.json')['version']).toBe(app.version)
})

test('the tab has a title in every language, and every language a dictionary', () => {
  expect(Object.keys(app.tab.title)).toEqual(app.languages)
  expect(app.languages.filter((language) => !existsSync(`src/i18n/${language}.ts`))).toEqual([])
})

test('the lockfile names no place to download from', () => {
  const packages = Object.entries(json('package-lock.json')['packages'] as Record<string, { resolved?: string }>)
  expect(packages.length).toBeGreaterThan(100)
  expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([])
})
