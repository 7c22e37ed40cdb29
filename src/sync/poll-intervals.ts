// How often a chat deserves a look, and how far the office and the portal let us go. All times in ms, pure.

/** A chat in which something happens is looked at this often, a silent one this often. */
const MIN_INTERVAL_MS = 3_000
const MAX_INTERVAL_MS = 60_000
/** After a silence of this many ms comes one ms of pause: a client who has been away for minutes may be seen some seconds later. */
const SILENCE_FACTOR = 10

/** Distance of looks at a chat that had been silent for `silence` when it was last looked at. */
export const pollInterval = (silence: number, hot = MIN_INTERVAL_MS, cold = MAX_INTERVAL_MS): number =>
  Math.min(cold, Math.max(hot, silence / SILENCE_FACTOR))

/** Requests per second that all panels behind one address aim to stay below: 57 % of the 2 that the portal lets through. */
const ACTIVITY_SHARE = 1.15
/** Time in which a doubled load stretches all pauses by e; an idle office relaxes at a fifth of that speed at most. */
const LOAD_REACTION_MS = 25_000
const RELAX_RATE = 0.2
/** Without anybody's figures the pauses come back to normal this slowly after the portal refused. */
const RATE_LIMIT_DECAY_MS = 180_000
const MAX_LOAD_FACTOR = 10

/** By how much all pauses are longer than they should be, from 1 up. */
export interface LoadFactor {
  readonly now: number
  /** Time passed: `perSecond` requests that the whole office makes, as far as known; null = unknown. */
  readonly update: (ms: number, perSecond: number | null) => void
  /** The portal refused for too many requests (503). */
  readonly onRateLimited: () => void
  readonly reset: () => void
}

/** Pauses follow the load: additively while it is told by others, by halving the speed when only the portal tells. */
export const createLoadFactor = (): LoadFactor => {
  let now = 1
  return {
    get now() {
      return now
    },
    update: (ms, perSecond) => {
      const change =
        perSecond === null
          ? -ms / RATE_LIMIT_DECAY_MS
          : (Math.min(1, Math.max(-RELAX_RATE, perSecond / ACTIVITY_SHARE - 1)) * Math.min(ms, 5_000)) /
            LOAD_REACTION_MS
      now = Math.min(MAX_LOAD_FACTOR, Math.max(1, now * Math.exp(change)))
    },
    onRateLimited: () => {
      now = Math.min(MAX_LOAD_FACTOR, now * 2)
    },
    reset: () => {
      now = 1
    },
  }
}

const FIRST_FAILURE_PAUSE_MS = 4_000
const MAX_FAILURE_PAUSE_MS = 60_000

/** Pause after the n-th failure in a row, doubling; `chance` (0 to 1) keeps panels apart that failed together. */
export const pauseAfterFailures = (failures: number, chance: number): number =>
  Math.min(MAX_FAILURE_PAUSE_MS, FIRST_FAILURE_PAUSE_MS * 2 ** Math.min(failures - 1, 10)) * (0.75 + chance / 2)

/** Seconds that the portal gives one method in ten minutes. */
export const OPERATING_LIMIT_S = 480

/** From 1 (ask freely) to 0 (ask nothing that can wait): what is left of a method's time; all users of the app share it. */
export const remainingBudget = (operating: number): number =>
  Math.min(1, Math.max(0, (0.65 * OPERATING_LIMIT_S - operating) / (0.2 * OPERATING_LIMIT_S)))
