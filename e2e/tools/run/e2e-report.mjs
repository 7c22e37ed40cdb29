/** Every test of a suite and of the suites in it, each with its full name: `[project] file › group › title`. */
const testsOf = (suite, path = []) => [
  ...(suite.specs ?? []).flatMap(({ title, tests }) =>
    tests.map(({ status, projectName, results }) => ({
      status,
      project: projectName,
      name: `[${projectName}] ${[...path, title].join(' › ')}`,
      ms: results.reduce((sum, { duration }) => sum + duration, 0),
    })),
  ),
  ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, [...path, inner.title])),
]

/** One project's part of the report. `seconds`: of all its tests one after the other, whatever ran at the same time. */
const summaryOf = (name, tests) => {
  const count = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).length
  return {
    name,
    passed: count('expected', 'flaky'),
    failed: count('unexpected'),
    skipped: count('skipped'),
    seconds: tests.reduce((sum, { ms }) => sum + ms, 0) / 1000,
  }
}

/**
 * Sums up Playwright's JSON report, over all projects and for each. A flaky test failed first and passed when it was run once more: it
 * counts as passed, and its name is listed. Errors outside of any test (a file that can't be loaded) count as one failure.
 * @param {string} json
 * @returns {{passed: number, failed: number, skipped: number, flaky: string[],
 *   projects: {name: string, passed: number, failed: number, skipped: number, seconds: number}[]}}
 */
export const readReport = (json) => {
  const { stats, suites, errors = [] } = JSON.parse(json)
  const tests = suites.flatMap((suite) => testsOf(suite, [suite.title]))
  const projects = [...new Set(tests.map(({ project }) => project))]
  return {
    passed: stats.expected + stats.flaky,
    failed: errors.length > 0 ? Math.max(stats.unexpected, 1) : stats.unexpected,
    skipped: stats.skipped,
    flaky: tests.filter(({ status }) => status === 'flaky').map(({ name }) => name),
    projects: projects.map((name) =>
      summaryOf(
        name,
        tests.filter(({ project }) => project === name),
      ),
    ),
  }
}

/**
 * One line for each project: how many tests passed and failed on that portal, and how long they took in sum.
 * @param {readonly {name: string, passed: number, failed: number, seconds: number}[]} projects @returns {string}
 */
export const projectList = (projects) =>
  projects
    .map(
      ({ name, passed, failed, seconds }) =>
        `${name.padEnd(8)} ${String(passed).padStart(4)} passed, ${failed} failed, ${seconds.toFixed(0)} s of tests`,
    )
    .join('\n')

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
