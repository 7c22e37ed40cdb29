/** Every test of a suite and of the suites in it, each with its full name: `file › group › title`. */
const testsOf = (suite, path = []) => [
  ...(suite.specs ?? []).flatMap(({ title, tests }) =>
    tests.map(({ status }) => ({ status, name: [...path, title].join(' › ') })),
  ),
  ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, [...path, inner.title])),
]

/**
 * Sums up Playwright's JSON report. A flaky test failed first and passed when it was run once more: it counts as passed, and its name is
 * listed. Errors outside of any test (a file that can't be loaded) count as one failure.
 * @param {string} json @returns {{passed: number, failed: number, skipped: number, flaky: string[]}}
 */
export const readReport = (json) => {
  const { stats, suites, errors = [] } = JSON.parse(json)
  const flaky = suites.flatMap((suite) => testsOf(suite, [suite.title])).filter(({ status }) => status === 'flaky')
  return {
    passed: stats.expected + stats.flaky,
    failed: errors.length > 0 ? Math.max(stats.unexpected, 1) : stats.unexpected,
    skipped: stats.skipped,
    flaky: flaky.map(({ name }) => name),
  }
}

/**
 * What is said at the end about tests that passed only the second time; empty without any.
 * @param {string[]} flaky @returns {string}
 */
export const flakyList = (flaky) =>
  flaky.length === 0
    ? ''
    : [`${flaky.length} flaky (failed, then passed when run once more):`, ...flaky.map((name) => `  ${name}`)].join(
        '\n',
      )
