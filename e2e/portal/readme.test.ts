import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import config from '../playwright.config.ts'
import { GENERATION_NAMES, GENERATIONS } from './behaviour.ts'

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
const section = /## How portals differ([^]*?)\n## /.exec(readme)?.[1] ?? ''
const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| switch ') && !line.startsWith('| habit '))
  .filter((line) => !/^\|[ -|]+$/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )

/** `file › part of a test's name`, each in back quotes. */
const testsIn = (cell: string) =>
  [...cell.matchAll(/`([^`]+?) › ([^`]+)`/g)].map(([, file = '', name = '']) => ({
    path: join(import.meta.dirname, file.startsWith('specs/') ? '..' : '.', file),
    name,
  }))

describe('the table of behaviours', () => {
  it('names every switch, and what each generation does', () => {
    const switches = rows.filter((cells) => cells.length === 7)
    expect(switches.map(([name]) => name)).toEqual(Object.keys(GENERATIONS.cloud).map((name) => `\`${name}\``))
    for (const [name = '', ...cells] of switches)
      for (const [index, generation] of GENERATION_NAMES.entries()) {
        const value = GENERATIONS[generation][name.replaceAll('`', '') as keyof (typeof GENERATIONS)['cloud']]
        const words = typeof value === 'string' ? [value] : value ? ['yes', 'on', 'on (unknown)'] : ['no', 'off']
        expect(words, `${name} of ${generation}`).toContain(cells[index])
      }
  })

  it.each(rows.map((cells) => [cells[0] ?? '', cells.at(-1) ?? '']))('%s has a test', (_, cell) => {
    const tests = testsIn(cell)
    expect(tests.length).toBeGreaterThan(0)
    for (const { path, name } of tests) expect(readFileSync(path, 'utf8')).toContain(name)
  })
})

describe('the table of projects', () => {
  const table = /## Which end-to-end tests run on which portal([^]*?)\n## /.exec(readme)?.[1] ?? ''
  const told = [...table.matchAll(/^\| `(\w+)`\s*\| (all of them|tagged `@smoke`)/gm)].map(([, name, tests]) => [
    name,
    tests,
  ])

  it('has every generation, and which tests run on it', () => {
    expect(told.map(([name]) => name)).toEqual([...GENERATION_NAMES])
    const projects = (config.projects ?? []).map(({ name, grep, use }) => {
      expect(use).toEqual({ generation: name })
      return [name, String(grep) === '/@smoke/' ? 'tagged `@smoke`' : grep === undefined ? 'all of them' : String(grep)]
    })
    expect(Object.fromEntries(projects)).toEqual(Object.fromEntries(told))
  })
})
