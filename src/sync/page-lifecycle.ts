/** What the browser reports of a page: shown, hidden, resumed, left. */
export interface PageLifecycleListeners {
  /** The page was shown or hidden. */
  readonly onVisible: (visible: boolean) => void
  /** The window got the focus, the network is back, or the computer woke up. */
  readonly onResume: (why: 'focus' | 'online' | 'slept') => void
  /** The page is being left. */
  readonly onLeave: () => void
  /** Called every few seconds. */
  readonly onTick: () => void
}

/** How often (ms) the clock is checked. */
const TICK_MS = 5_000
/** A tick this late (ms) means that the computer slept: no timer runs then, and not every browser has an event for it. */
const SLEEP_DETECT_MS = 30_000

/** Starts listening; the result stops it. */
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
  // Restored from the back/forward cache.
  window.addEventListener('pageshow', ({ persisted }) => persisted && onResume('slept'), { signal })
  return () => {
    clearInterval(ticking)
    events.abort()
  }
}
