// How often a chat deserves a look, and how far the office and the portal let us go. All times in ms, pure.

/** A chat in which something happens is looked at this often, a silent one this often. */
const HOT = 3_000
const COLD = 60_000
/** After a silence of this many ms comes one ms of pause: a client who has been away for minutes may be seen some seconds later. */
const SILENCE_SHARE = 10

/** Distance of looks at a chat that had been silent for `silence` when it was last looked at. */
export const pauseAfter = (silence: number, hot = HOT, cold = COLD): number =>
  Math.min(cold, Math.max(hot, silence / SILENCE_SHARE))

/** Requests per second that all panels behind one address aim to stay below: 57 % of the 2 that the portal lets through. */
const SHARE = 1.15
/** Time in which a doubled load stretches all pauses by e; an idle office relaxes at a fifth of that speed at most. */
const REACTION = 25_000
const RELAXING = 0.2
/** Without anybody's figures the pauses come back to normal this slowly after the portal refused. */
const FORGIVING = 180_000
const MOST_STRETCH = 10

/** By how much all pauses are longer than they should be, from 1 up. */
export interface Stretch {
  readonly now: number
  /** Time passed: `perSecond` requests that the whole office makes, as far as known; null = unknown. */
  readonly passed: (ms: number, perSecond: number | null) => void
  /** The portal refused for too many requests (503). */
  readonly refused: () => void
  readonly forget: () => void
}

/** Pauses follow the load: additively while it is told by others, by halving the speed when only the portal tells. */
export const makeStretch = (): Stretch => {
  let now = 1
  return {
    get now() {
      return now
    },
    passed: (ms, perSecond) => {
      const change =
        perSecond === null
          ? -ms / FORGIVING
          : (Math.min(1, Math.max(-RELAXING, perSecond / SHARE - 1)) * Math.min(ms, 5_000)) / REACTION
      now = Math.min(MOST_STRETCH, Math.max(1, now * Math.exp(change)))
    },
    refused: () => {
      now = Math.min(MOST_STRETCH, now * 2)
    },
    forget: () => {
      now = 1
    },
  }
}

const FAILED_FIRST = 4_000
const FAILED_MOST = 60_000

/** Pause after the n-th failure in a row, doubling; `chance` (0 to 1) keeps panels apart that failed together. */
export const pauseAfterFailures = (failures: number, chance: number): number =>
  Math.min(FAILED_MOST, FAILED_FIRST * 2 ** Math.min(failures - 1, 10)) * (0.75 + chance / 2)

/** Seconds that the portal gives one method in ten minutes. */
export const OPERATING_LIMIT = 480

/** From 1 (ask freely) to 0 (ask nothing that can wait): what is left of a method's time; all users of the app share it. */
export const effortLeft = (operating: number): number =>
  Math.min(1, Math.max(0, (0.65 * OPERATING_LIMIT - operating) / (0.2 * OPERATING_LIMIT)))
