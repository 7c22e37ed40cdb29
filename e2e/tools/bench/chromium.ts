import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { needBrowser } from '../run/browser.mjs'
import { Connection, type Session } from './cdp.ts'
import { deferred } from './deferred.ts'

const FLAGS = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-features=Translate',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--window-size=1440,900',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

/** A browser started by the bench. */
export interface Browser {
  readonly connection: Connection
  close(): Promise<void>
}

/** Starts Chromium, found or fetched as for the end-to-end tests, with an empty profile. */
export async function launchChromium(): Promise<Browser> {
  const path = await needBrowser()
  const profile = await mkdtemp(join(tmpdir(), 'bench-profile-'))
  const child = spawn(path, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  // An interrupted bench leaves no browser behind.
  const kill = () => child.kill()
  process.once('exit', kill)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString('utf8')
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${said.slice(-500)}`)))
  })
  const connection = await Connection.open(url)
  return {
    connection,
    async close() {
      await connection.browser.send('Browser.close').catch(() => child.kill())
      await ended
      process.off('exit', kill)
      connection.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** How a card page is opened. */
export interface CardSetup {
  readonly url: string
  /** How many times slower than this machine host page and app run. */
  readonly slowdown: number
  /** Scripts for host page and app frame, run before their own. */
  readonly inHost?: string
  readonly inFrame?: string
  /** Called before the frame's page loads. */
  readonly onFrame?: (frame: Session) => Promise<unknown>
}

/** An open card: the host page and the app's frame, which is cross-site and so has a process of its own. */
export interface OpenCard {
  readonly host: Session
  readonly frame: Session
  close(): Promise<void>
}

/** A browser profile, at first without cache, cookies or storage. */
export interface Visitor {
  open(setup: CardSetup): Promise<OpenCard>
  /** Closes a card and deletes what its frame stored; the browser's cache of files stays. */
  closeAndForget(card: OpenCard): Promise<void>
  leave(): Promise<void>
}

/** A new, empty profile. */
export async function newVisitor({ connection }: Browser): Promise<Visitor> {
  const { browser } = connection
  const { browserContextId } = await browser.send<{ browserContextId: string }>('Target.createBrowserContext')
  return {
    open: (setup) => openCard(connection, browserContextId, setup),
    async closeAndForget(card) {
      const { frameTree } = await card.frame.send<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree')
      const { storageKey } = await card.frame.send<{ storageKey: string }>('Storage.getStorageKeyForFrame', {
        frameId: frameTree.frame.id,
      })
      await card.close()
      const page = await newPage(connection, browserContextId)
      await page.session.send('Storage.clearDataForStorageKey', { storageKey, storageTypes: 'indexeddb,local_storage' })
      await page.close()
    },
    leave: async () => void (await browser.send('Target.disposeBrowserContext', { browserContextId })),
  }
}

async function newPage(connection: Connection, browserContextId: string) {
  const { browser } = connection
  const { targetId } = await browser.send<{ targetId: string }>('Target.createTarget', {
    url: 'about:blank',
    browserContextId,
  })
  const { sessionId } = await browser.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
  return {
    session: connection.session(sessionId),
    close: async () => void (await browser.send('Target.closeTarget', { targetId })),
  }
}

async function openCard(connection: Connection, browserContextId: string, setup: CardSetup): Promise<OpenCard> {
  const { session: host, close } = await newPage(connection, browserContextId)
  await host.send('Emulation.setCPUThrottlingRate', { rate: setup.slowdown })
  await host.send('Page.enable')
  if (setup.inHost) await host.send('Page.addScriptToEvaluateOnNewDocument', { source: setup.inHost })

  const opened = deferred<Session>('The opening of the app frame')
  host.on<{ sessionId: string }>('Target.attachedToTarget', (found) => {
    const frame = connection.session(found.sessionId)
    // The frame's process is paused until its slowdown is set.
    Promise.all([
      frame.send('Emulation.setCPUThrottlingRate', { rate: setup.slowdown }),
      frame.send('Page.enable'),
      frame.send('Runtime.enable'),
      setup.inFrame && frame.send('Page.addScriptToEvaluateOnNewDocument', { source: setup.inFrame }),
      setup.onFrame?.(frame),
      frame.send('Runtime.runIfWaitingForDebugger'),
    ]).then(() => opened.resolve(frame), opened.reject)
  })
  await host.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'iframe' }],
  })
  await host.send('Page.navigate', { url: setup.url })
  return { host, frame: await opened.promise, close }
}
