import type { Sight } from './sight.ts'

/** Times of one start, in ms after the host page opened the frame; NaN = it did not happen. */
export interface StartTimes {
  /** The page is loaded. */
  readonly html: number
  /** The last script requested before the host answered is loaded. */
  readonly scripts: number
  /** The page's own code ran and began the handshake. */
  readonly asked: number
  readonly greeted: number
  /** The first request left, its preflight included. */
  readonly sent: number
  readonly answered: number
  /** Something is on screen. */
  readonly painted: number
  /** The message that was the newest when the card was last open is on screen. */
  readonly known: number
  /** The newest message is on screen. */
  readonly newest: number
  /** The field takes a message. */
  readonly composer: number
}

/** The frame's part of the times, in unix ms. */
type FrameTimes = Omit<StartTimes, 'asked'> & {
  /** REST requests that had been answered when the newest message was on screen. */
  readonly requestsBefore: number
}

/** What is looked for in the frame. */
export interface LookedFor {
  /** Text of the newest message. */
  readonly newest: string
  /** Text of the one that was the newest before; the same where there is nothing new. */
  readonly known: string
  /** The page will have a field for a message. */
  readonly composer: boolean
}

interface Seen {
  greeted: number
  known: number
  newest: number
  composer: number
}

/** For the host page: records when the app begins the handshake. */
export function watchHost(): void {
  addEventListener('message', ({ data }) => {
    if (String(data).startsWith('getInitData:')) performance.mark('bench-asked')
  })
}

/** Read from the host page: opening of the frame and beginning of the handshake, in unix ms. */
export function readHost(): { opened: number; asked: number } {
  const at = (name: string) => performance.timeOrigin + (performance.getEntriesByName(name)[0]?.startTime ?? NaN)
  return { opened: at('frame-open'), asked: at('bench-asked') }
}

/** For the app's frame, after `watchSight`: notes when something comes into sight and calls `benchTell` when all has. */
export function watchFrame(wanted: LookedFor): void {
  const page = globalThis as unknown as { benchSight: Sight; benchTell: (nothing: string) => void; benchSeen: Seen }
  const { hasMessage, everyFrame } = page.benchSight
  const seen: Seen = { greeted: NaN, known: NaN, newest: NaN, composer: wanted.composer ? NaN : 0 }
  page.benchSeen = seen
  addEventListener('message', () => (seen.greeted ||= performance.now()), true)

  // The placeholder keeps what is typed but is busy; the panel's other fields are inputs.
  const composer = 'textarea:not([aria-busy=true]):not(:disabled):not([readonly])'
  const look = () => {
    const now = performance.now()
    if (Number.isNaN(seen.known) && hasMessage(wanted.known)) seen.known = now
    if (Number.isNaN(seen.newest) && hasMessage(wanted.newest)) seen.newest = now
    if (Number.isNaN(seen.composer) && document.querySelector(composer)?.checkVisibility()) seen.composer = now
    return !Number.isNaN(seen.newest) && !Number.isNaN(seen.composer)
  }
  // Frames are asked for only when there can be something to see, so that none is made for the measurement.
  const found = new MutationObserver(() => {
    if (!document.querySelector(`[role=log] article, ${composer}`)) return
    found.disconnect()
    everyFrame(() => {
      const all = look()
      if (all) page.benchTell('')
      return all
    })
  })
  found.observe(document, { childList: true, subtree: true, attributeFilter: ['aria-busy', 'disabled'] })
}

/** Read from the app's frame. */
export function readFrame(): FrameTimes {
  const { greeted, known, newest, composer } = (globalThis as unknown as { benchSeen: Seen }).benchSeen
  const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
  const rest = resources.filter(({ name }) => new URL(name).pathname.startsWith('/rest/'))
  const scripts = resources.filter(({ name, startTime }) => name.endsWith('.js') && startTime < greeted)
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const at = (ms: number | undefined) => performance.timeOrigin + (ms ?? NaN)
  return {
    html: at(page?.responseEnd),
    scripts: at(Math.max(page?.responseEnd ?? 0, ...scripts.map(({ responseEnd }) => responseEnd))),
    greeted: at(greeted),
    sent: at(rest[0]?.startTime),
    answered: at(rest[0]?.responseEnd),
    painted: at(performance.getEntriesByName('first-contentful-paint')[0]?.startTime),
    known: at(known),
    newest: at(newest),
    composer: at(composer),
    requestsBefore: rest.filter(({ responseEnd }) => responseEnd <= newest).length,
  }
}
