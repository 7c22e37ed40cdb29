/** Times of one start, in ms after the host page opened the frame. */
export interface StartMarks {
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
  /** The newest message is on screen. */
  readonly newest: number
  /** REST requests until then. */
  readonly requests: number
}

/** The frame's part of the marks, in unix ms. */
export type FrameMarks = Omit<StartMarks, 'asked'>

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

/** For the app's frame: waits until a message with this text is visible in the list, then calls `benchTell`. */
export function watchFrame(text: string): void {
  let greeted = 0
  addEventListener('message', () => (greeted ||= performance.now()), true)

  const tell = () => {
    const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const rest = resources.filter(({ name }) => new URL(name).pathname.startsWith('/rest/'))
    const scripts = resources.filter(({ name, startTime }) => name.endsWith('.js') && startTime < greeted)
    const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const at = (ms: number | undefined) => performance.timeOrigin + (ms ?? NaN)
    const marks: FrameMarks = {
      html: at(page?.responseEnd),
      scripts: at(Math.max(page?.responseEnd ?? 0, ...scripts.map(({ responseEnd }) => responseEnd))),
      greeted: at(greeted),
      sent: at(rest[0]?.startTime),
      answered: at(rest[0]?.responseEnd),
      painted: at(performance.getEntriesByName('first-contentful-paint')[0]?.startTime),
      newest: at(performance.now()),
      requests: rest.length,
    }
    ;(globalThis as unknown as { benchTell: (marks: string) => void }).benchTell(JSON.stringify(marks))
  }

  const look = () => {
    const log = document.querySelector('[role=log]')
    const message = [...(log?.querySelectorAll('article') ?? [])].findLast((one) => one.textContent.includes(text))
    if (!log || !message) return false
    const { top, height } = message.getBoundingClientRect()
    const seen = message.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    return seen && height > 0 && top < log.getBoundingClientRect().bottom && top < innerHeight
  }
  // A task posted by a frame's callbacks runs after layout and paint of that frame: the check then costs nothing.
  const { port1, port2 } = new MessageChannel()
  const watchFrames = () => requestAnimationFrame(() => port2.postMessage(null))
  port1.addEventListener('message', () => (look() ? tell() : watchFrames()))
  port1.start()
  const found = new MutationObserver(() => {
    if (!document.querySelector('[role=log] article')) return
    found.disconnect()
    watchFrames()
  })
  found.observe(document, { childList: true, subtree: true })
}
