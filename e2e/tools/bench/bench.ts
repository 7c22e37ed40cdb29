// `npm run bench`: speed of the built app, beside a bare page. Prints, asserts nothing. See docs/bench.md; options.ts has the options.
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { readBuiltFiles, type BuiltFiles } from '../../../manifest/built-files.ts'
import { measureFirstScreen } from '../../../manifest/first-screen.ts'
import { aimsOf, aimsReport } from './aims.ts'
import { serveApp } from './app-server.ts'
import { launchChromium, type Browser } from './chromium.ts'
import { measureLongChats, type ChatFigures } from './long-chats.ts'
import { readOptions } from './options.ts'
import { bytesReport, chatsReport } from './report.ts'
import { startReport } from './start-report.ts'
import { measureCard, type CardFigures, type StartSetup } from './starts.ts'
import { switchReport } from './switch-report.ts'
import { measureSwitching, type SwitchFigures } from './switching.ts'

const SLOWDOWN = 4
/** One way. */
const LATENCY_MS = 75

/** Starts of each page: most where the aims are set. */
const TRIES = {
  quick: { cold: 2, known: 1, reopened: 1, news: 1, offline: 1 },
  showcase: { cold: 5, known: 3, reopened: 3, news: 2, offline: 1 },
  others: { cold: 3, known: 1, reopened: 2, news: 1, offline: 1 },
}

const options = readOptions(process.argv.slice(2))
const { quick } = options
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const folder = await mkdtemp(join(tmpdir(), 'bench-app-'))
try {
  const began = performance.now()
  if (!options.dist) {
    await build({
      root: join(import.meta.dirname, '../../..'),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true },
    })
  }
  const built = readBuiltFiles(options.dist || folder)
  const cores = availableParallelism()
  console.log(`${cores} cores, load ${loadavg()[0]!.toFixed(1)}: times mean little while the load is above the cores\n`)
  console.log(`${bytesReport(measureFirstScreen(built))}\n`)

  const cards: CardFigures[] = []
  let switching: SwitchFigures | null = null
  let chats: readonly ChatFigures[] = []
  if (options.parts.includes('start')) await withBrowser((browser) => measureStarts(browser, built, cards))
  if (options.parts.includes('switch')) {
    const setup = { slowdown: SLOWDOWN, presses: quick ? 5 : 11 }
    switching = await withBrowser((browser) => measureSwitching(browser, built, setup))
    console.log(`${switchReport(switching)}\n`)
  }
  if (options.parts.includes('chats')) {
    const setup = { keys: quick ? 40 : 120, seconds: quick ? 2 : 5, slowdowns: [1, SLOWDOWN], longest: !quick }
    chats = await withBrowser((browser) => measureLongChats(browser, built, setup))
    console.log(`${chatsReport(chats)}\n`)
  }
  console.log(`${aimsReport(aimsOf({ cards, switching, chats }, SLOWDOWN))}\n`)
  const seconds = (performance.now() - began) / 1000
  console.log(`load at the end ${loadavg()[0]!.toFixed(1)}, after ${seconds.toFixed(0)} s`)
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await launchChromium()
  try {
    return await work(browser)
  } finally {
    await browser.close()
  }
}

/** Each card at each pace of the portal; prints and collects. */
async function measureStarts(browser: Browser, built: BuiltFiles, figures: CardFigures[]): Promise<void> {
  const former = options.against === '' ? [] : [...readBuiltFiles(options.against)]
  const files = new Map([...built, ...former.map(([path, bytes]) => [`former/${path}`, bytes] as const)])
  // The servers delay, not the browser: its own emulation doesn't cover preflights and the frame's first request.
  const server = await serveApp(files, () => LATENCY_MS)
  console.log(`Starts: processor ${SLOWDOWN} times slower, ${LATENCY_MS} ms each way\n`)
  try {
    for (const card of options.cards)
      for (const serverTime of options.serverTimes) {
        const setup: StartSetup = {
          card,
          serverTime,
          latencyMs: LATENCY_MS,
          slowdown: SLOWDOWN,
          names: options.starts,
          pages: former.length > 0 ? ['app', 'former', 'bare'] : ['app', 'bare'],
          tries: TRIES[quick ? 'quick' : card === 'showcase' ? 'showcase' : 'others'],
        }
        const measured = await measureCard(browser, server, setup)
        figures.push(measured)
        console.log(`${startReport(measured)}\n`)
      }
  } finally {
    server.close()
  }
}
