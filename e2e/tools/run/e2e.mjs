// `npm run e2e [-- playwright's arguments]`: end-to-end tests against the built app, on the newest portal unless `--project` names others.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { needBrowser } from './browser.mjs'
import { root, run, show } from './command.mjs'
import { flakyList, projectList, readReport } from './e2e-report.mjs'
import { freePort } from './ports.mjs'

const report = join(root, 'test-results/e2e.json')

/** The sum of a run that could not take place. */
const NOTHING_RAN = { passed: 0, failed: 1, skipped: 0, flaky: [], projects: [] }

/**
 * Arguments for Playwright with the newest portal alone, unless they name projects themselves. Last, because `--project` takes every word
 * that follows it.
 * @param {string[]} args @returns {string[]}
 */
export const onNewestPortal = (args) =>
  args.some((arg) => /^--project(?:=|$)/.test(arg)) ? args : [...args, '--project=cloud']

/**
 * Runs the end-to-end tests against dist/ with a browser that is found or fetched. `flaky`: names of tests that passed only when they
 * were run once more, which happens in CI alone; they count as passed. `projects`: what readReport says of each.
 * @param {string[]} [args] for Playwright; without any, every project runs
 * @returns {Promise<ReturnType<typeof readReport>>}
 */
export const endToEnd = async (args = []) => {
  let browser
  try {
    if (!existsSync(join(root, 'dist/index.html'))) throw new Error('There is no built app in dist/ to test.')
    browser = await needBrowser()
  } catch (error) {
    console.error(`\n${error.message}`)
    return NOTHING_RAN
  }
  rmSync(report, { force: true })
  const words = args.map((arg) => JSON.stringify(arg)).join(' ')
  const ok = await show(`playwright test --config e2e/playwright.config.ts ${words}`, {
    CHROMIUM_PATH: browser,
    APP_PORT: String(await freePort(4811)),
  })
  try {
    const read = readReport(readFileSync(report, 'utf8'))
    return { ...read, failed: ok ? read.failed : Math.max(read.failed, 1) }
  } catch {
    return NOTHING_RAN
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = await run('vite build --logLevel warn')
  if (!built.ok) console.error(built.output)
  const { failed, flaky, projects } = built.ok ? await endToEnd(onNewestPortal(process.argv.slice(2))) : NOTHING_RAN
  if (projects.length > 1) console.log(projectList(projects))
  if (flaky.length > 0) console.log(flakyList(flaky))
  process.exitCode = failed === 0 ? 0 : 1
}
