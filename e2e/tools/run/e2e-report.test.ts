import { describe, expect, test } from 'vitest'
import { flakyList, projectList, readReport } from './e2e-report.mjs'

type Status = 'expected' | 'unexpected' | 'flaky' | 'skipped'

interface Run {
  readonly status: Status
  readonly projectName: string
  /** Milliseconds of each try. */
  readonly results: readonly { readonly duration: number }[]
}

interface Spec {
  readonly title: string
  readonly tests: readonly Run[]
}

const run = (status: Status, projectName = 'cloud', ...durations: number[]): Run => ({
  status,
  projectName,
  results: durations.map((duration) => ({ duration })),
})
const spec = (title: string, ...tests: (Status | Run)[]): Spec => ({
  title,
  tests: tests.map((test) => (typeof test === 'string' ? run(test) : test)),
})

/** A report as Playwright writes it, as far as it is read. */
const report = (specs: readonly Spec[], errors: object[] = []): string => {
  const count = (status: Status) => specs.flatMap(({ tests }) => tests).filter((test) => test.status === status).length
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
    expect(read).toMatchObject({
      passed: 3,
      failed: 0,
      skipped: 1,
      flaky: ['[cloud] specs/start.spec.ts › opens', '[cloud] specs/start.spec.ts › a group › sends twice'],
    })
  })

  test('a test that fails twice has failed', () => {
    const read = readReport(report([spec('opens', 'unexpected'), spec('sends', 'expected')]))
    expect(read).toMatchObject({ passed: 1, failed: 1, skipped: 0, flaky: [] })
  })

  test('a test counts on every portal that it ran on, and each portal has its sum', () => {
    const read = readReport(
      report([
        spec('opens', run('expected', 'cloud', 1500), run('flaky', 'old', 2000, 1000)),
        spec('sends', run('expected', 'cloud', 500), run('unexpected', 'old', 4000)),
        spec('waits', run('skipped')),
      ]),
    )
    expect(read).toEqual({
      passed: 3,
      failed: 1,
      skipped: 1,
      flaky: ['[old] specs/start.spec.ts › opens'],
      projects: [
        { name: 'cloud', passed: 2, failed: 0, skipped: 1, seconds: 2 },
        { name: 'old', passed: 1, failed: 1, skipped: 0, seconds: 7 },
      ],
    })
    expect(projectList(read.projects)).toBe(
      'cloud       2 passed, 0 failed, 2 s of tests\nold         1 passed, 1 failed, 7 s of tests',
    )
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
