// `npm run e2e [-- playwright's arguments]`: end-to-end tests against the built app.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { needBrowser } from './browser.mjs'
import { root, run, show } from './command.mjs'
import { flakyList, readReport } from './e2e-report.mjs'
import { freePort } from './ports.mjs'

const report = join(root, 'test-results/e2e.json')

/**
 * Runs the end-to-end tests against dist/ with a browser that is found or fetched. `flaky`: names of tests that passed only when they
 * were run once more, which happens in CI alone; they count as passed.
 * @param {string[]} [args] for Playwright
 * @returns {Promise<{passed: number, failed: number, skipped: number, flaky: string[]}>}
 */
export const endToEnd = async (args = []) => {
  let browser
  try {
    if (!existsSync(join(root, 'dist/index.html'))) throw new Error('There is no built app in dist/ to test.')
    browser = await needBrowser()
  } catch (error) {
    console.error(`\n${error.message}`)
    return { passed: 0, failed: 1, skipped: 0, flaky: [] }
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
    return { passed: 0, failed: 1, skipped: 0, flaky: [] }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = await run('vite build --logLevel warn')
  if (!built.ok) console.error(built.output)
  const { failed, flaky } = built.ok ? await endToEnd(process.argv.slice(2)) : { failed: 1, flaky: [] }
  if (flaky.length > 0) console.log(flakyList(flaky))
  process.exitCode = failed === 0 ? 0 : 1
}
