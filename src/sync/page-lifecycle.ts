/** What a page notices of the person before it and of its computer. */
export interface PageLifecycleListeners {
  /** The page was shown or hidden. */
  readonly onVisible: (visible: boolean) => void
  /** Somebody or something came back: the window has the focus, the network is there again, the computer woke up. */
  readonly onResume: (why: 'focus' | 'online' | 'slept') => void
  /** The page is being left. */
  readonly onLeave: () => void
  /** Every few seconds. */
  readonly onTick: () => void
}

/** How often (ms) the clock is checked. */
const TICK_MS = 5_000
/** A tick this late (ms) means that the computer slept: no timer runs then, and not every browser tells. */
const SLEEP_DETECT_MS = 30_000

/** Begins to notice; returns how to stop. */
export const watchPageLifecycle = ({ onVisible, onResume, onLeave, onTick }: PageLifecycleListeners): (() => void) => {
  let tickedAt = Date.now()
  const ticking = setInterval(() => {
    const late = Date.now() - tickedAt - TICK_MS
    tickedAt = Date.now()
    if (late > SLEEP_DETECT_MS) onResume('slept')
    onTick()
  }, TICK_MS)
  const events = new AbortController()
  const { signal } = events
  document.addEventListener('visibilitychange', () => onVisible(!document.hidden), { signal })
  window.addEventListener('focus', () => onResume('focus'), { signal })
  window.addEventListener('online', () => onResume('online'), { signal })
  window.addEventListener('pagehide', onLeave, { signal })
  // A page that the browser had put aside whole.
  window.addEventListener('pageshow', ({ persisted }) => persisted && onResume('slept'), { signal })
  return () => {
    clearInterval(ticking)
    events.abort()
  }
}
