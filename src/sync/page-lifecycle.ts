/** What a page notices of the person before it and of its computer. */
export interface AttentionNews {
  /** The page was shown or hidden. */
  readonly onVisible: (visible: boolean) => void
  /** Somebody or something came back: the window has the focus, the network is there again, the computer woke up. */
  readonly onBack: (why: 'focus' | 'online' | 'slept') => void
  /** The page is being left. */
  readonly onLeave: () => void
  /** Every few seconds. */
  readonly onTick: () => void
}

/** How often (ms) the clock is checked. */
const TICK = 5_000
/** A tick this late (ms) means that the computer slept: no timer runs then, and not every browser tells. */
const SLEPT = 30_000

/** Begins to notice; returns how to stop. */
export const watchAttention = ({ onVisible, onBack, onLeave, onTick }: AttentionNews): (() => void) => {
  let tickedAt = Date.now()
  const ticking = setInterval(() => {
    const late = Date.now() - tickedAt - TICK
    tickedAt = Date.now()
    if (late > SLEPT) onBack('slept')
    onTick()
  }, TICK)
  const events = new AbortController()
  const { signal } = events
  document.addEventListener('visibilitychange', () => onVisible(!document.hidden), { signal })
  window.addEventListener('focus', () => onBack('focus'), { signal })
  window.addEventListener('online', () => onBack('online'), { signal })
  window.addEventListener('pagehide', onLeave, { signal })
  // A page that the browser had put aside whole.
  window.addEventListener('pageshow', ({ persisted }) => persisted && onBack('slept'), { signal })
  return () => {
    clearInterval(ticking)
    events.abort()
  }
}
