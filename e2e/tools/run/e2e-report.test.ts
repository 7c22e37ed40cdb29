import { describe, expect, test } from 'vitest'
import { flakyList, readReport } from './e2e-report.mjs'

type Status = 'expected' | 'unexpected' | 'flaky' | 'skipped'

const spec = (title: string, status: Status) => ({ title, tests: [{ status }] })

/** A report as Playwright writes it, as far as it is read. */
const report = (specs: { title: string; tests: { status: Status }[] }[], errors: object[] = []): string => {
  const count = (status: Status) => specs.filter(({ tests }) => tests.some((test) => test.status === status)).length
  return JSON.stringify({
    suites: [
      { title: 'specs/start.spec.ts', specs: specs.slice(0, 1), suites: [{ title: 'a group', specs: specs.slice(1) }] },
    ],
    errors,
    stats: {
      expected: count('expected'),
      unexpected: count('unexpected'),
      flaky: count('flaky'),
      skipped: count('skipped'),
    },
  })
}

describe('the report of the end-to-end tests', () => {
  test('a test that passes when it is run once more is flaky: named, passed, not failed', () => {
    const read = readReport(
      report([
        spec('opens', 'flaky'),
        spec('sends', 'expected'),
        spec('sends twice', 'flaky'),
        spec('waits', 'skipped'),
      ]),
    )
    expect(read).toEqual({
      passed: 3,
      failed: 0,
      skipped: 1,
      flaky: ['specs/start.spec.ts › opens', 'specs/start.spec.ts › a group › sends twice'],
    })
  })

  test('a test that fails twice has failed', () => {
    const read = readReport(report([spec('opens', 'unexpected'), spec('sends', 'expected')]))
    expect(read).toEqual({ passed: 1, failed: 1, skipped: 0, flaky: [] })
  })

  test('an error outside of the tests is a failure', () => {
    expect(readReport(report([spec('opens', 'expected')], [{ message: 'no such file' }])).failed).toBe(1)
    expect(readReport(report([spec('opens', 'unexpected')], [{ message: 'no such file' }])).failed).toBe(1)
  })

  test('what is no report throws', () => {
    expect(() => readReport('')).toThrow('JSON')
  })

  test('the list has every flaky test by name, and says nothing without any', () => {
    expect(flakyList([])).toBe('')
    expect(flakyList(['a › b', 'c'])).toBe('2 flaky (failed, then passed when run once more):\n  a › b\n  c')
  })
})
