import { mergeDrafts, type DraftMap } from '@/domain/draft'
import type { Drafts } from './drafts'

/** Dependencies of the draft synchronization. */
export interface DraftSyncEnv {
  /** Applies a change to the drafts that the portal has stored, with the next write. */
  readonly change: (change: (stored: DraftMap) => DraftMap) => void
  /** Reads the stored drafts again; they arrive in `drafts.mergeRemote`. */
  readonly readAgain: () => void
  readonly now: () => number
  /** Calls back after `ms`; returns a function that cancels it. */
  readonly later: (ms: number, run: () => void) => () => void
  /** Calls back when the page becomes hidden (false) or visible (true). */
  readonly onVisible: (listener: (visible: boolean) => void) => void
  /** Calls back when the pointer leaves the panel, for example for the button that closes the card. */
  readonly onTurnAway: (listener: () => void) => void
}

/** A draft is written after this long (ms) without a key press: most replies are sent earlier. */
const TYPING_PAUSE_MS = 8_000
/** Minimum interval (ms) of writes, unless the operator leaves. Each write costs two requests of the company's shared limit. */
const MIN_SYNC_INTERVAL_MS = 45_000
/** After an absence of this length (ms) another panel of the operator may have stored newer drafts. */
const LONG_ABSENCE_MS = 60_000

/** Writes drafts to the portal when the operator pauses or leaves, and reads those of other panels when they come back. */
export const startDraftSync = (drafts: Drafts, env: DraftSyncEnv): void => {
  let cancel: (() => void) | null = null
  let carriedAt = -Infinity
  let leftAt: number | null = null

  const flush = () => {
    cancel?.()
    cancel = null
    if (!drafts.hasUnsynced()) return
    carriedAt = env.now()
    env.change((stored) => mergeDrafts(stored, drafts.snapshot()))
  }
  const schedule = () => {
    cancel?.()
    cancel = drafts.hasUnsynced()
      ? env.later(Math.max(TYPING_PAUSE_MS, carriedAt + MIN_SYNC_INTERVAL_MS - env.now()), flush)
      : null
  }

  drafts.subscribe(schedule)
  env.onVisible((visible) => {
    if (!visible) {
      leftAt = env.now()
      flush()
    } else if (leftAt !== null && env.now() - leftAt >= LONG_ABSENCE_MS) env.readAgain()
  })
  // A closed card leaves no time for a request; the pointer leaves the panel shortly before.
  env.onTurnAway(() => {
    if (env.now() - carriedAt >= TYPING_PAUSE_MS) flush()
  })
  // Writes what an earlier page had no time to write.
  schedule()
}
