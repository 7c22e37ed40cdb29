// The computer's clock may be hours wrong, and what the portal dates (messages, reply windows) is compared with "now".

/** The part of a second by which a computer's clock may gain or lose in each second. */
const DRIFT = 0.000_1

interface Sample {
  /** Portal's clock less the computer's, ms. */
  readonly offset: number
  /** The offset may be wrong by this much, ms. */
  readonly error: number
  /** When it was taken: ms of performance.now(). */
  readonly at: number
}

let sample: Sample | null = null
const listeners = new Set<() => void>()

/** Unix ms by the portal's clock; by the computer's until the portal has answered. */
export const portalNow = (): number => Date.now() + (sample?.offset ?? 0)

/** The portal's clock less the computer's, to the minute, ms: what is as good as right stays as it is. */
export const portalOffset = (): number => Math.round((sample?.offset ?? 0) / 60_000) * 60_000

/** The time that an answer of the portal gives. */
export interface PortalTime {
  /** Unix ms by the portal's clock when the answer was ready. */
  readonly finished: number
  /** That may be wrong by this much, ms. */
  readonly error: number
  /** How long the portal worked on it, ms. */
  readonly took: number
}

/** The computer was asleep, or its clock was set, when its two clocks went apart by this much while an answer was waited for. */
const APART_MS = 500

/**
 * A request is sent; the function that it returns is called with the time of its answer. The answer with the shortest way counts, but
 * becomes less certain with time; one that neither way nor drift explains means that a clock was set.
 */
export const timeRequest = (): ((answer: PortalTime) => void) => {
  const sentAt = performance.now()
  const sent = Date.now()
  return ({ finished, error: known, took }) => {
    const at = performance.now()
    const now = Date.now()
    if (!Number.isFinite(finished) || finished <= 0 || Math.abs(now - sent - (at - sentAt)) > APART_MS) return
    const oneWay = Math.max(0, at - sentAt - took) / 2
    const error = oneWay + known
    const offset = finished + oneWay - now
    const before = sample
    if (before) {
      const uncertain = before.error + (at - before.at) * DRIFT
      if (error > uncertain && Math.abs(offset - before.offset) <= error + uncertain) return
    }
    sample = { offset, error, at }
    if (Math.abs(offset - (before?.offset ?? 0)) >= 1_000) for (const changed of listeners) changed()
  }
}

/** `changed` is called when the portal's clock turns out to differ. Returns a function that ends that. */
export const onPortalClockSet = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => listeners.delete(changed)
}
