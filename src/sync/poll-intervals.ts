import type { PortalErrorKind } from '@/portal/portal-error'

// How long to wait between polls: by what happens in the chat, by the load of the office, after failures. Times in ms, pure.

/** A chat in which something happens is polled this often, a silent one this often. */
const MIN_INTERVAL_MS = 3_000
const MAX_INTERVAL_MS = 60_000
/** After a silence of this many ms comes one ms of interval: a client who has been silent for minutes may be seen some seconds later. */
const SILENCE_FACTOR = 10
/** The lists of a card (new chats, what happens in chats that aren't on screen). */
export const LIST_MIN_INTERVAL_MS = 15_000
export const LIST_MAX_INTERVAL_MS = 60_000
/** A hidden panel: often enough that the screen isn't too old when it is shown again, seldom enough to cost next to nothing. */
export const HIDDEN_INTERVAL_MS = 15 * 60_000
/** Polls are never closer than this, whatever happens. */
export const MIN_POLL_GAP_MS = 2_000
/** A panel that hears no other one knows nothing of the load: all intervals are longer by this. */
export const ALONE_FACTOR = 2
/** Intervals differ by chance, up to this: the panel that polls first spares the others their poll. */
export const MAX_JITTER = 1.5

/** Interval for a chat that had been silent for `silence` when it was last polled. */
export const pollInterval = (silence: number, hot = MIN_INTERVAL_MS, cold = MAX_INTERVAL_MS): number =>
  Math.min(cold, Math.max(hot, silence / SILENCE_FACTOR))

/** Requests per second that all panels behind one address aim to stay below: 57 % of the 2 that the portal lets through. */
const ACTIVITY_SHARE = 1.15
/** Time in which a doubled load makes all intervals longer by e; an idle office relaxes at a fifth of that speed at most. */
const LOAD_REACTION_MS = 25_000
const RELAX_RATE = 0.2
/** Without figures of other panels the intervals come back to normal this slowly after the portal refused. */
const RATE_LIMIT_DECAY_MS = 180_000
const MAX_LOAD_FACTOR = 10
/** Load is counted over this time. */
const LOAD_WINDOW_MS = 30_000

const FIRST_FAILURE_PAUSE_MS = 4_000
const MAX_FAILURE_PAUSE_MS = 60_000
/** Refusals that waiting doesn't mend are tried again this seldom. */
const PERMANENT_ERROR_RETRY_MS = 5 * 60_000

/** Seconds that the portal gives one method in ten minutes. */
export const OPERATING_LIMIT_S = 480
/** How long a figure of the portal about a method's time is used. */
const OPERATING_FRESH_MS = 120_000
const OVER_TIME_MS = 60_000

/** Pause after the n-th failure in a row, doubling; `chance` (0 to 1) keeps panels apart that failed together. */
export const pauseAfterFailures = (failures: number, chance: number): number =>
  Math.min(MAX_FAILURE_PAUSE_MS, FIRST_FAILURE_PAUSE_MS * 2 ** Math.min(failures - 1, 10)) * (0.75 + chance / 2)

/** From 1 (ask freely) to 0 (ask nothing that can wait): what is left of a method's time; all users of the app share it. */
const remainingBudget = (operating: number): number =>
  Math.min(1, Math.max(0, (0.65 * OPERATING_LIMIT_S - operating) / (0.2 * OPERATING_LIMIT_S)))

/** What the portal and the other panels leave to this one. Each call tells the time. */
export interface RequestBudget {
  /** By how much all intervals are longer than they should be, from 1 up. */
  readonly loadFactor: () => number
  /** No request before this time: the last ones failed. */
  readonly blockedUntil: () => number
  /** Time passed; `shared` = other panels are heard, so that the load of the office is known. */
  readonly elapsed: (now: number, ms: number, shared: boolean) => void
  /** This panel made requests. */
  readonly spent: (now: number, requests: number) => void
  /** A peer announced requests, and its figure of the method's time: used where this panel has none that is recent. */
  readonly peerReported: (now: number, told: { readonly requests: number; readonly operating: number }) => void
  /** Own requests since the last call. */
  readonly takeUnannounced: () => number
  /** Seconds in ten minutes that the method has used, 0 = unknown. */
  readonly operating: (now: number) => number
  /** What is left of the method's time, from 1 (ask freely) to 0. */
  readonly remaining: (now: number) => number
  readonly operatingRead: (now: number, seconds: number) => void
  /** The portal refused the method for its time. */
  readonly overTime: (now: number) => void
  readonly succeeded: () => void
  /** `retryIn`: ms for which the portal asks for a pause. */
  readonly failed: (now: number, kind: PortalErrorKind, retryIn: number | null) => void
  /** Something changed: a pause after failures ends, one that the portal asked for doesn't. */
  readonly unblock: () => void
  /** Forgets the load. */
  readonly reset: () => void
}

/** Intervals follow the load: step by step while other panels report it, doubled when only the portal refuses (503). */
export const createRequestBudget = (random: () => number): RequestBudget => {
  let factor = 1
  let load: { readonly at: number; readonly requests: number }[] = []
  let unannounced = 0
  let operating = { at: -Infinity, seconds: 0 }
  let failures = 0
  let blockedUntil = -Infinity
  let rateLimited = false

  const setFactor = (wanted: number) => {
    factor = Math.min(MAX_LOAD_FACTOR, Math.max(1, wanted))
  }
  const perSecond = (now: number): number => {
    load = load.filter(({ at }) => now - at < LOAD_WINDOW_MS)
    return load.reduce((sum, { requests }) => sum + requests, 0) / (LOAD_WINDOW_MS / 1000)
  }

  return {
    loadFactor: () => factor,
    blockedUntil: () => blockedUntil,
    elapsed: (now, ms, shared) => {
      const change = shared
        ? (Math.min(1, Math.max(-RELAX_RATE, perSecond(now) / ACTIVITY_SHARE - 1)) * Math.min(ms, 5_000)) /
          LOAD_REACTION_MS
        : -ms / RATE_LIMIT_DECAY_MS
      setFactor(factor * Math.exp(change))
    },
    spent: (now, requests) => {
      unannounced += requests
      load.push({ at: now, requests })
    },
    peerReported: (now, { requests, operating: seconds }) => {
      if (requests > 0) load.push({ at: now, requests })
      if (seconds > 0 && now - operating.at > OPERATING_FRESH_MS / 2) operating = { at: now, seconds }
    },
    takeUnannounced: () => {
      const requests = unannounced
      unannounced = 0
      return requests
    },
    operating: (now) => (now - operating.at < OPERATING_FRESH_MS ? operating.seconds : 0),
    remaining: (now) => (now - operating.at < OPERATING_FRESH_MS ? remainingBudget(operating.seconds) : 1),
    operatingRead: (now, seconds) => {
      operating = { at: now, seconds }
    },
    overTime: (now) => {
      operating = { at: now + OVER_TIME_MS, seconds: OPERATING_LIMIT_S }
    },
    succeeded: () => {
      failures = 0
      blockedUntil = -Infinity
    },
    failed: (now, kind, retryIn) => {
      failures += 1
      rateLimited = kind === 'limit'
      const pauseMs = pauseAfterFailures(failures, random())
      if (rateLimited) {
        setFactor(factor * 2)
        blockedUntil = now + Math.max(retryIn ?? 0, pauseMs) * (1 + random() * 0.3)
      } else blockedUntil = now + (kind === 'app' || kind === 'forbidden' ? PERMANENT_ERROR_RETRY_MS : pauseMs)
    },
    unblock: () => {
      if (!rateLimited) blockedUntil = -Infinity
    },
    reset: () => {
      factor = 1
      load = []
    },
  }
}
