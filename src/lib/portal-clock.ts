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

/**
 * An answer of the portal gives its time. The answer with the shortest way counts, but becomes less certain with time; one that neither way
 * nor drift explains means that a clock was set.
 */
export const notePortalTime = ({
  finished,
  error: known = 0,
  took,
  sentAt,
  receivedAt,
}: {
  /** Unix ms by the portal's clock when the answer was ready. */
  readonly finished: number
  /** That time may be wrong by this much, ms. */
  readonly error?: number
  /** Time that the portal worked on it, ms. */
  readonly took: number
  /** Ms of performance.now(), which no one can set. */
  readonly sentAt: number
  readonly receivedAt: number
}): void => {
  if (!Number.isFinite(finished) || finished <= 0) return
  const oneWay = Math.max(0, receivedAt - sentAt - (Number.isFinite(took) ? took : 0)) / 2
  const error = oneWay + known
  const offset = finished + oneWay - Date.now()
  const before = sample
  if (before) {
    const uncertain = before.error + Math.abs(receivedAt - before.at) * DRIFT
    if (error > uncertain && Math.abs(offset - before.offset) <= error + uncertain) return
  }
  sample = { offset, error, at: receivedAt }
  if (Math.abs(offset - (before?.offset ?? 0)) >= 1_000) for (const changed of listeners) changed()
}

/** `changed` is called when the portal's clock turns out to differ. Returns a function that ends that. */
export const onPortalClockSet = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => listeners.delete(changed)
}
