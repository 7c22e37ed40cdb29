// `npm test`: packages, check, a browser, end-to-end tests on every portal generation. The last line is the sum of it all; before it, in CI,
// the names of tests that passed only when they were run once more.
import { installPackages } from './install.mjs'

const total = { passed: 0, failed: 0 }
const add = ({ passed, failed }) => {
  total.passed += passed
  total.failed += failed
}
const began = performance.now()
let flaky = ''

try {
  await installPackages()
  // Imported after the packages are installed, because these files import some.
  const { check } = await import('./check.mjs')
  const { endToEnd } = await import('./e2e.mjs')
  const { flakyList, projectList } = await import('./e2e-report.mjs')
  add(await check())
  const inBrowser = await endToEnd()
  add(inBrowser)
  flaky = flakyList(inBrowser.flaky)
  if (inBrowser.projects.length > 0) console.log(`\n${projectList(inBrowser.projects)}`)
  if (inBrowser.skipped > 0) console.log(`${inBrowser.skipped} skipped`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  add({ passed: 0, failed: 1 })
}

console.log(`\n${((performance.now() - began) / 1000).toFixed(0)} s in all`)
if (flaky !== '') console.log(flaky)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
