// `npm run bench [-- --quick]`: speed of the built app, beside a bare page. Prints, asserts nothing. See docs/bench.md.
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { readBuiltFiles } from '../../../manifest/built-files.ts'
import { measureFirstScreen } from '../../../manifest/first-screen.ts'
import { launchChromium } from './chromium.ts'
import { measureLongChats } from './long-chats.ts'
import { bytesReport, chatsReport, startReport } from './report.ts'
import { measureStart } from './start.ts'

const SLOWDOWN = 4
const LATENCY = 75

/**
 * `--only start|chats` measures one half; `--dist <folder>` uses an existing build; `--against <folder>` starts another
 * build in turn with this one; `--server-time off` lets the portal answer at once.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    dist: { type: 'string', default: '' },
    against: { type: 'string', default: '' },
    'server-time': { type: 'string', default: 'on' },
  },
})
const { quick, only } = values
const serverTime = values['server-time'] !== 'off'
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const folder = await mkdtemp(join(tmpdir(), 'bench-app-'))
try {
  const dist = values.dist || folder
  if (!values.dist) {
    await build({
      root: join(import.meta.dirname, '../../..'),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true },
    })
  }
  const built = readBuiltFiles(dist)
  const cores = availableParallelism()
  console.log(`${cores} cores, load ${loadavg()[0]!.toFixed(1)}: times mean little while the load is above the cores\n`)
  console.log(`the portal answers ${serverTime ? 'in the time of a real server' : 'at once'}`)
  console.log(`${bytesReport(measureFirstScreen(built))}\n`)

  if (only !== 'chats') {
    const browser = await launchChromium()
    try {
      const setup = {
        tries: quick ? 3 : 11,
        warmTries: quick ? 2 : 7,
        slowdown: SLOWDOWN,
        latencyMs: LATENCY,
        serverTime,
      }
      const former = values.against === '' ? undefined : readBuiltFiles(values.against)
      console.log(`${startReport(await measureStart(browser, built, setup, former), SLOWDOWN, LATENCY)}\n`)
    } finally {
      await browser.close()
    }
  }
  if (only !== 'start') {
    const browser = await launchChromium()
    try {
      const setup = { keys: quick ? 40 : 120, seconds: quick ? 2 : 5, slowdowns: [1, SLOWDOWN], longest: !quick }
      console.log(`${chatsReport(await measureLongChats(browser, built, setup))}\n`)
    } finally {
      await browser.close()
    }
  }
  console.log(`load at the end ${loadavg()[0]!.toFixed(1)}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
