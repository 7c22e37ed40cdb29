// Time from opening the frame to the newest message, for the app and a bare page in turn.
import type { BuiltFiles } from '../../../manifest/built-files.ts'
import { startPortal } from '../../portal/portal.ts'
import type { Portal } from '../../portal/types.ts'
import { serveApp } from './app-server.ts'
import { barePage, type RecordedStart } from './bare-page.ts'
import { inPage } from './cdp.ts'
import { newVisitor, type Browser, type Visitor } from './chromium.ts'
import { deferred } from './deferred.ts'
import { readHost, watchFrame, watchHost, type FrameMarks, type StartMarks } from './start-marks.ts'
import { until } from './until.ts'

type Page = 'app' | 'former' | 'bare'

/** Starts of each page; `former` is empty unless another build is measured beside this one. */
export type StartsByPage = Readonly<Record<Page, readonly StartMarks[]>>

/** Starts of the app and of the bare page, in turn. */
export interface StartFigures {
  /** With an empty cache. */
  readonly cold: StartsByPage
  /** With a warm cache. */
  readonly warm: StartsByPage
  /** Preflights per REST request of the app. */
  readonly preflights: number
}

/** How the start is measured: latency is one way, in ms. */
export interface StartSetup {
  readonly tries: number
  readonly warmTries: number
  readonly slowdown: number
  readonly latencyMs: number
  /** Answers take the time of a real server. */
  readonly serverTime: boolean
}

/** Measures the start on the showcase deal; with `former`, another build's start as well. */
export async function measureStart(
  browser: Browser,
  built: BuiltFiles,
  setup: StartSetup,
  former?: BuiltFiles,
): Promise<StartFigures> {
  // The servers delay, not the browser: its own emulation doesn't cover preflights and the frame's first request.
  let latencyMs = 0
  const formerFiles = [...(former ?? [])].map(([path, bytes]) => [`former/${path}`, bytes] as const)
  const server = await serveApp(new Map([...built, ...formerFiles]), () => latencyMs)
  const pages: readonly Page[] = former ? ['app', 'former', 'bare'] : ['app', 'bare']
  const portals = {
    app: await startPortal({ appUrl: `${server.origin}/`, limits: 'off' }),
    former: await startPortal({ appUrl: `${server.origin}/former/`, limits: 'off' }),
    bare: await startPortal({ appUrl: `${server.origin}/bare/`, limits: 'off' }),
  }
  try {
    const recorded = await recordStart(browser, portals.app)
    server.put('bare/index.html', barePage(recorded))

    latencyMs = setup.latencyMs
    for (const portal of Object.values(portals)) {
      portal.setLatency(latencyMs)
      portal.world.state.behaviour.serverTime = setup.serverTime
    }
    portals.app.counters.reset()

    const cold = noStarts()
    for (let turn = 0; turn < setup.tries; turn += 1) {
      for (const page of pages) {
        const visitor = await newVisitor(browser)
        cold[page].push(await oneStart(visitor, portals[page], recorded.text, setup.slowdown))
        await visitor.leave()
      }
    }
    const warm = noStarts()
    for (const page of pages) {
      const visitor = await newVisitor(browser)
      for (let turn = -2; turn < setup.warmTries; turn += 1) {
        const marks = await oneStart(visitor, portals[page], recorded.text, setup.slowdown)
        // The browser keeps compiled scripts only after it has loaded them a second time.
        if (turn >= 0) warm[page].push(marks)
      }
      await visitor.leave()
    }
    const { requests, preflights } = portals.app.counters
    return { cold, warm, preflights: preflights / requests }
  } finally {
    await Promise.all(Object.values(portals).map((portal) => portal.close()))
    server.close()
  }
}

const noStarts = (): Record<Page, StartMarks[]> => ({ app: [], former: [], bare: [] })

const addressOf = (portal: Portal) => `${portal.origin}/crm/deal/details/${portal.world.showcase.deal}/`

async function oneStart(visitor: Visitor, portal: Portal, text: string, slowdown: number): Promise<StartMarks> {
  const told = deferred<FrameMarks>('The newest message on screen')
  const card = await visitor.open({
    url: addressOf(portal),
    slowdown,
    inHost: inPage(watchHost),
    inFrame: inPage(watchFrame, text),
    onFrame: async (frame) => {
      frame.on<{ payload: string }>('Runtime.bindingCalled', ({ payload }) =>
        told.resolve(JSON.parse(payload) as FrameMarks),
      )
      await frame.send('Runtime.addBinding', { name: 'benchTell' })
    },
  })
  const { requests, ...frame } = await told.promise
  const { opened, asked } = await card.host.run(readHost)
  await card.close()
  const since = Object.fromEntries(
    Object.entries({ ...frame, asked }).map(([name, at]) => [name, (at ?? NaN) - opened]),
  )
  return { ...since, requests } as unknown as StartMarks
}

interface SubAnswer {
  readonly messages?: readonly { readonly id: number; readonly text: string }[]
  readonly message?: Readonly<Record<string, { readonly id: string; readonly text: string }>>
}

/** Opens the app once to record its first request and the message it shows in the end. */
async function recordStart(browser: Browser, portal: Portal): Promise<RecordedStart> {
  const visitor = await newVisitor(browser)
  const first = deferred<{ id: string; contentType: string; body: string }>("The app's first request")
  const card = await visitor.open({
    url: addressOf(portal),
    slowdown: 1,
    onFrame: async (frame) => {
      frame.on<RequestSent>(
        'Network.requestWillBeSent',
        ({ requestId, request: { method, url, headers, postData } }) => {
          if (method !== 'POST' || !new URL(url).pathname.startsWith('/rest/')) return
          if (!url.includes('/rest/batch')) first.reject(new Error(`The app's first request is ${url}, not a batch`))
          first.resolve({ id: requestId, contentType: headers['Content-Type'] ?? '', body: postData ?? '' })
        },
      )
      await frame.send('Network.enable')
    },
  })
  const { id, contentType, body } = await first.promise
  const shown = await until(card.frame, () =>
    [...document.querySelectorAll('[role=log] article')].at(-1)?.textContent.replaceAll(/\s+/g, ' '),
  )
  const answer = await card.frame.send<{ body: string }>('Network.getResponseBody', { requestId: id })
  await card.close()
  await visitor.leave()

  const calls = (JSON.parse(answer.body) as { result: { result: Record<string, SubAnswer> } }).result.result
  for (const [call, { messages, message }] of Object.entries(calls)) {
    const newest = [...(messages ?? Object.values(message ?? {}))].toSorted((a, b) => Number(b.id) - Number(a.id))[0]
    if (!newest || newest.text === '' || !shown.includes(newest.text.replaceAll(/\s+/g, ' '))) continue
    const token = contentType.includes('json')
      ? String((JSON.parse(body) as { auth: unknown }).auth)
      : String(new URLSearchParams(body).get('auth'))
    return { contentType, body: body.replace(token, '%TOKEN%'), call, text: newest.text }
  }
  throw new Error(`The last message in the log is no chat's newest: ${shown}`)
}

interface RequestSent {
  readonly requestId: string
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly postData?: string
  }
}
