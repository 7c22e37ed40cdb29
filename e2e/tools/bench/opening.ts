// One opening of a card, from the host page to what is on screen.
import { setTimeout as sleep } from 'node:timers/promises'
import { inPage } from './cdp.ts'
import type { OpenCard, Visitor } from './chromium.ts'
import { deferred } from './deferred.ts'
import type { AskedRequest } from './request-log.ts'
import { watchSight } from './sight.ts'
import { setPace, type Site } from './site.ts'
import { readFrame, readHost, watchFrame, watchHost, type LookedFor, type StartTimes } from './start-marks.ts'

/** After this time of the portal's rest an open card counts as settled: polls of a lively chat come every 3 s. */
const QUIET_MS = 2_000
/** Longer than any call takes. */
const REST_MS = 400
const PATIENCE_MS = 30_000
/** Requests are counted for this long. */
export const WINDOW_MS = 5_000

/** How a card is opened, and how long it stays open. */
export interface Opening {
  readonly site: Site
  readonly visitor: Visitor
  readonly wanted: LookedFor
  readonly slowdown: number
  /** Stays open until all requests of the window are counted. */
  readonly wholeWindow?: boolean
  /** A chat of the list in sight that the operator chooses, so that the card opens it the next time, too. */
  readonly choose?: number
  /** Stays open until nothing is asked any more; the portal answers at once meanwhile. */
  readonly untilSettled?: boolean
  /** What the panel stored is deleted at the end. */
  readonly forget?: boolean
  /** Without: what doesn't come into sight is an error. With: it is NaN after this time. */
  readonly limitMs?: number
  /** The page's clock is this much behind, ms. */
  readonly behindMs?: number
}

/** One start. */
export interface Start extends StartTimes {
  /** REST requests answered before the newest message: a later one that is already out isn't waited for. */
  readonly requestsBefore: number
  /** Those of the first seconds; null where they weren't waited for. */
  readonly window: readonly AskedRequest[] | null
}

/** Opens a card, measures and closes it. */
export async function measureOpening(opening: Opening): Promise<Start> {
  const { site, visitor, wanted, slowdown, limitMs, behindMs } = opening
  const told = deferred<unknown>('Newest message and field', limitMs ?? PATIENCE_MS)
  const from = site.log.requests.length
  const card = await visitor.open({
    url: site.url,
    slowdown,
    inHost: inPage(watchHost),
    inFrame: `${behindMs ? inPage(setClockBack, behindMs) : ''};${inPage(watchSight)};${inPage(watchFrame, wanted)}`,
    onFrame: async (frame) => {
      frame.on('Runtime.bindingCalled', told.resolve)
      await frame.send('Runtime.addBinding', { name: 'benchTell' })
    },
  })
  const inTime = await told.promise.then(
    () => true,
    () => false,
  )
  const times = await readTimes(card, wanted)
  if (!inTime && limitMs === undefined)
    throw new Error(`The ${site.page} page got no further within ${PATIENCE_MS / 1000} s: ${JSON.stringify(times)}`)

  const { opened } = times
  const sentIn = (ms: number) => site.log.requests.slice(from).filter(({ at }) => at - site.latencyMs <= opened + ms)
  if (opening.wholeWindow) await sleep(Math.max(0, opened + WINDOW_MS + site.latencyMs - Date.now()))
  const window = opening.wholeWindow ? sentIn(WINDOW_MS) : null
  if (opening.choose !== undefined) await card.frame.run(chooseRow, opening.choose)
  if (opening.untilSettled) await settle(site, card)
  await (opening.forget ? visitor.closeAndForget(card) : card.close())
  // The portal works on after the card has gone; only then the calls of each request are known.
  if (window) await restOf(site, REST_MS)
  return { ...times, requestsBefore: Number.isNaN(times.newest) ? NaN : times.requestsBefore, window }
}

/** Opens a card as it has to have been open before, at full speed and with a portal that answers at once. */
export async function openBefore(opening: Omit<Opening, 'slowdown' | 'wholeWindow' | 'limitMs'>): Promise<void> {
  const { site } = opening
  const fast = { serverTime: false, latencyMs: 0 }
  setPace(site.portal, fast)
  await measureOpening({ ...opening, site: { ...site, ...fast }, slowdown: 1 })
  setPace(site.portal, site)
}

async function readTimes(
  card: OpenCard,
  { composer }: LookedFor,
): Promise<StartTimes & { readonly opened: number; readonly requestsBefore: number }> {
  const frame = await card.frame.run(readFrame)
  const { opened, asked } = await card.host.run(readHost)
  // JSON has no NaN.
  const since = (at: number | null) => (at ?? NaN) - opened
  return {
    opened,
    html: since(frame.html),
    scripts: since(frame.scripts),
    asked: since(asked),
    greeted: since(frame.greeted),
    sent: since(frame.sent),
    answered: since(frame.answered),
    painted: since(frame.painted),
    known: since(frame.known),
    newest: since(frame.newest),
    composer: composer ? since(frame.composer) : NaN,
    requestsBefore: frame.requestsBefore,
  }
}

/** Lets the card do at full speed what it still has to do. */
async function settle(site: Site, card: OpenCard): Promise<void> {
  setPace(site.portal, { serverTime: false, latencyMs: 0 })
  await card.frame.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await restOf(site, QUIET_MS)
  setPace(site.portal, site)
}

/** Waits until the portal has had nothing to do for a while. */
async function restOf({ log }: Site, quietMs: number): Promise<void> {
  const from = Date.now()
  while (Date.now() - Math.max(from, log.lastCallAt()) < quietMs) {
    if (Date.now() - from > PATIENCE_MS) throw new Error(`The card still asks after ${PATIENCE_MS / 1000} s`)
    await sleep(50)
  }
}

function chooseRow(chatId: number): void {
  const row = document.querySelector<HTMLElement>(`[role=option][data-chat="${chatId}"]`)
  if (!row) throw new Error(`The row of chat ${chatId} is not in sight`)
  row.click()
}

/** For the frame: `Date` without arguments, and `Date.now`, are behind. */
function setClockBack(ms: number): void {
  const Real = Date
  class Behind extends Real {
    constructor(...given: []) {
      super(...((given.length === 0 ? [Real.now() - ms] : given) as []))
    }
    static override now() {
      return Real.now() - ms
    }
  }
  globalThis.Date = Behind as DateConstructor
}
