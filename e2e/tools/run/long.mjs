// `npm run test:long`: tests that take too long for every change. Each part prints its seed; SEED=... repeats it.
import { installPackages } from './install.mjs'

const parts = [
  ['a hundred thousand histories of the outbox', 'vitest run src/outbox/outbox.property.test.ts'],
  ['ten thousand replies through a portal that fails', 'tsx e2e/simulation/many-replies.ts 10000'],
]
const total = { passed: 0, failed: 0 }
const count = (name, ok) => {
  total[ok ? 'passed' : 'failed'] += 1
  console.log(`${ok ? '✓' : '✗'} ${name}`)
}

await installPackages()
// Imported after the packages are installed, because these files import some.
const { run, show } = await import('./command.mjs')
const { endToEnd, onNewestPortal } = await import('./e2e.mjs')
const { flakyList } = await import('./e2e-report.mjs')

for (const [name, command] of parts) count(name, await show(command, { LONG: '1' }))

const built = await run('vite build --logLevel warn')
if (!built.ok) console.error(built.output)
count('the app is built', built.ok)
if (built.ok) {
  // Every fault and every pair of faults, in every phase.
  process.env.LONG = '1'
  const { passed, failed, flaky } = await endToEnd(onNewestPortal(['faults']))
  if (flaky.length > 0) console.log(flakyList(flaky))
  total.passed += passed
  total.failed += failed
}

console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
