import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ALL_PHASES, LONG, SEED } from './cases.ts'
import type { Outcome } from './run-case.ts'
import { renderTable } from './report-table.ts'
import { FAULTS } from './fault.ts'

const DOCS = join(import.meta.dirname, '../../docs/reliability.md')
const BEGIN = '<!-- faults: written by LONG=1 npm run e2e -- faults -->'
const END = '<!-- /faults -->'

const writeIntoDocs = (table: string): void => {
  const text = readFileSync(DOCS, 'utf8')
  const from = text.indexOf(BEGIN)
  const to = text.indexOf(END)
  if (from < 0 || to < from) throw new Error(`docs/reliability.md has no place for the table: ${BEGIN} ... ${END}`)
  writeFileSync(DOCS, `${text.slice(0, from + BEGIN.length)}\n\n${table}\n${text.slice(to)}`)
}

/**
 * Stores the outcomes of one test in the folder that Playwright empties before each run. The tests run in several processes; the one
 * that completes the `expected` files prints the table of all. The long run also writes it into docs/reliability.md.
 */
export const keepOutcomes = (outputDir: string, name: string, outcomes: readonly Outcome[], expected: number): void => {
  const folder = join(outputDir, 'faults')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(outcomes))
  const files = readdirSync(folder)
  if (files.length < expected) return
  const all = files.flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Outcome[])
  const table = renderTable(ALL_PHASES, FAULTS, all)
  const failed = all.filter(({ failure }) => failure !== null).length
  console.log(
    `\n${table}\n${all.length} cases, ${failed} failed, seed ${SEED}${LONG ? '' : '; LONG=1 tries every pair'}\n`,
  )
  if (LONG && failed === 0) writeIntoDocs(table)
}
