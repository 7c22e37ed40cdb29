// Virtual time for tests.

interface Timer {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

/** Enough turns of the promise queue for everything that follows from one event. */
const settle = async () => {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve()
}

/** Two clocks that move only by `advance`: `elapsed` (ms) never goes back, the wall clock `now` (Unix ms) can be set by `jump`. */
export const createFakeClock = () => {
  let elapsed = 0
  let now = Date.UTC(2026, 10, 16, 9)
  let order = 0
  let timers: Timer[] = []
  return {
    elapsed: () => elapsed,
    now: () => now,
    jump: (ms: number) => {
      now += ms
    },
    after: (ms: number, run: () => void) => {
      timers.push({ at: elapsed + Math.max(0, ms), order: (order += 1), run })
    },
    /** Runs every timer that is due within so many ms, in order, and the promises that each of them resolves. */
    advance: async (ms: number) => {
      const until = elapsed + ms
      await settle()
      for (;;) {
        let next: Timer | undefined
        for (const timer of timers)
          if (timer.at <= until && (!next || timer.at < next.at || (timer.at === next.at && timer.order < next.order)))
            next = timer
        if (!next) break
        timers = timers.filter((timer) => timer !== next)
        now += next.at - elapsed
        elapsed = next.at
        next.run()
        await settle()
      }
      now += until - elapsed
      elapsed = until
    },
  }
}
