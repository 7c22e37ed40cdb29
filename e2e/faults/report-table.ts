import type { Phase } from './phase.ts'
import type { Outcome } from './run-case.ts'
import { PAIRS, type Fault } from './fault.ts'

type Row = readonly string[]

const HEAD: Row = ['fault', 'what the panel says meanwhile', 'how it works again']

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): T[][] => {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups.values()]
}

const rowsOf = (faults: readonly Fault[], outcomes: readonly Outcome[]): Row[] => {
  const singles = faults.flatMap(
    ({ name }) => outcomes.find((outcome) => outcome.faults.length === 1 && outcome.faults[0] === name) ?? [],
  )
  const untried = faults.filter(({ name }) => !singles.some((outcome) => outcome.faults[0] === name))
  const tried = groupBy(singles, ({ said, recovered, failure }) => JSON.stringify([said, recovered, failure]))
  return [
    ...tried.map((group) => {
      const [{ said, recovered, failure } = { said: '', recovered: '', failure: null }] = group
      const names = group.map((outcome) => outcome.faults.join(' + ')).join(', ')
      return [names, said || 'nothing; it takes longer at most', failure === null ? recovered : `FAILED: ${failure}`]
    }),
    ...(untried.length > 0 ? [[untried.map(({ name }) => name).join(', '), 'not tried this time', '']] : []),
  ]
}

/** Columns as wide as the formatter makes them, so that the documentation needs no reformatting. */
const aligned = (rows: readonly Row[]): string[] => {
  const cells = rows.map((row) => row.map((text) => text.replaceAll('|', '\\|')))
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  const [head = '', ...lines] = cells.map(
    (row) => `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  )
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...lines]
}

/** One table per phase, in Markdown: faults that look alike on screen and end alike share a line, pairs are counted. */
export const renderTable = (phases: readonly Phase[], faults: readonly Fault[], outcomes: readonly Outcome[]): string =>
  phases
    .flatMap(({ name, words }) => {
      const here = outcomes.filter((outcome) => outcome.phase === name)
      const pairs = here.filter((outcome) => outcome.faults.length > 1)
      const well = pairs.filter(({ failure }) => failure === null).length
      return [
        `### ${name}: ${words}`,
        '',
        ...aligned([HEAD, ...rowsOf(faults, here)]),
        '',
        `In pairs: ${pairs.length} of ${PAIRS.length} tried, ${well} as it has to be.`,
        '',
      ]
    })
    .join('\n')
