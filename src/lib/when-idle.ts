/** requestIdleCallback timeout (ms). */
const IDLE_TIMEOUT_MS = 1_500

/** Calls back when the pending frames have been drawn and the page is idle; returns a function that cancels it. */
export const whenIdle = (begin: () => void): (() => void) => {
  // Safari has no requestIdleCallback; a timer set in a frame runs after that frame is on screen.
  if (typeof requestIdleCallback !== 'function') {
    const frame = requestAnimationFrame(() => setTimeout(begin))
    return () => cancelAnimationFrame(frame)
  }
  let idle = 0
  const frame = requestAnimationFrame(() => {
    idle = requestIdleCallback(begin, { timeout: IDLE_TIMEOUT_MS })
  })
  return () => {
    cancelAnimationFrame(frame)
    cancelIdleCallback(idle)
  }
}
