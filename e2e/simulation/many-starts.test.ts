import { describe, expect, it } from 'vitest'
import { PortalError } from '../../src/portal/portal-error'
import { retryPauseMs } from '../../src/queries/start-recovery'
import { pauseAfterFailures } from '../../src/sync/poll-intervals'
import { createRandom } from '../portal/world/random.ts'
import { RATE_LIMITS, RateBucket } from '../portal/rest/rate-bucket.ts'
import { Clock } from './clock.ts'

/** Way to the portal and back, and the server's work, ms. */
const REQUEST_MS = 400
/** What a card asks for in its first seconds after it has opened. */
const REQUESTS_AFTER_OPENING = 8
const NEXT_REQUEST_MS = 600

const limited = new PortalError('limit', 'QUERY_LIMIT_EXCEEDED', 503)
const gone = new PortalError('unavailable', 'ERR_BAD_RESPONSE', 503)

interface Office {
  readonly frames: number
  /** The portal answers nothing before this moment, ms. */
  readonly backAt: number
  /** Whether requests that are refused count as well; what a real portal does is not known. */
  readonly refusedCount: boolean
  readonly seed: number
}

/** When each frame has opened, ms. */
function openAll({ frames, backAt, refusedCount, seed }: Office): number[] {
  const clock = new Clock()
  const bucket = new RateBucket(RATE_LIMITS.standard, () => clock.now)
  const random = createRandom(seed)
  const opened: number[] = []
  let level = 0
  let at = 0
  // As the portal's own bucket, but what is refused fills it, too, up to its rim.
  const takeHard = () => {
    level = Math.max(0, level - ((clock.now - at) / 1000) * RATE_LIMITS.standard.drainPerSecond)
    at = clock.now
    const fits = level + 1 <= RATE_LIMITS.standard.burst
    level = Math.min(RATE_LIMITS.standard.burst, level + 1)
    return fits
  }
  const ask = (): PortalError | null => {
    if (clock.now < backAt) return gone
    if (refusedCount ? takeHard() : bucket.take('office')) return null
    return limited
  }
  const follow = (left: number, failures = 0) => {
    if (left === 0) return
    const error = ask()
    if (error) clock.after(pauseAfterFailures(failures + 1, random.next()), () => follow(left, failures + 1))
    else clock.after(NEXT_REQUEST_MS, () => follow(left - 1))
  }
  const start = (failures: number) => {
    const error = ask()
    clock.after(REQUEST_MS, () => {
      if (!error) {
        opened.push(clock.now)
        follow(REQUESTS_AFTER_OPENING)
        return
      }
      const pause = retryPauseMs(failures + 1, error, clock.now, random.next())
      expect(pause).not.toBeNull()
      clock.after(pause!, () => start(failures + 1))
    })
  }
  for (let frame = 0; frame < frames; frame += 1) start(0)
  clock.runUntil(10 * 60_000)
  return opened.toSorted((a, b) => a - b)
}

describe('cards that start at once behind one address', () => {
  it.each([1, 2, 3])('one card opens within six seconds after a portal that was away for twelve (seed %i)', (seed) => {
    const opened = openAll({ frames: 1, backAt: 12_000, refusedCount: false, seed })
    expect(opened[0]).toBeLessThan(18_000)
  })

  for (const refusedCount of [false, true])
    for (const backAt of [0, 12_000])
      it(`30 cards all open, the portal ${backAt > 0 ? 'away at first' : 'well'}, refused requests ${refusedCount ? 'counted' : 'not counted'}`, () => {
        for (const seed of [7, 8, 9]) {
          const opened = openAll({ frames: 30, backAt, refusedCount, seed })
          expect(opened).toHaveLength(30)
          // Half of them before what follows an opening has used up the limit; the last within a minute.
          expect(opened[15]).toBeLessThan(backAt + 6_000)
          expect(opened.at(-1)).toBeLessThan(backAt + 60_000)
        }
      })
})
