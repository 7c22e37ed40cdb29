import { mergeDrafts, type DraftMap } from '@/domain/draft'
import type { Drafts } from './drafts'

/** How drafts get to the portal and back. */
export interface DraftSyncEnv {
  /** Applies a change to what the portal holds by then, soon. */
  readonly change: (change: (there: DraftMap) => DraftMap) => void
  /** Asks for what the portal holds; it comes to `drafts.take`. */
  readonly readAgain: () => void
  readonly now: () => number
  /** Calls back after so many ms; returns how to call it off. */
  readonly later: (ms: number, run: () => void) => () => void
  /** Calls back when the page goes out of sight (false) and comes back (true). */
  readonly onVisible: (listener: (visible: boolean) => void) => void
  /** Calls back when somebody turns to something outside of the panel, such as what closes its card. */
  readonly onTurnAway: (listener: () => void) => void
}

/** So long (ms) nobody has pressed a key before a draft is worth a request: most replies are sent by then. */
const TYPING_PAUSE_MS = 8_000
/** Each journey costs two requests of the office's common limit: at most one in so many ms, unless the writer is leaving. */
const MIN_SYNC_INTERVAL_MS = 45_000
/** Whoever was away so long (ms) may have written elsewhere. */
const LONG_ABSENCE_MS = 60_000

/** Carries drafts to the portal when their writer rests or leaves, and looks for others when he comes back. */
export const startDraftSync = (drafts: Drafts, route: DraftSyncEnv): void => {
  let cancel: (() => void) | null = null
  let carriedAt = -Infinity
  let leftAt: number | null = null

  const flush = () => {
    cancel?.()
    cancel = null
    if (!drafts.hasUnsynced()) return
    carriedAt = route.now()
    route.change((there) => mergeDrafts(there, drafts.snapshot()))
  }
  const schedule = () => {
    cancel?.()
    cancel = drafts.hasUnsynced()
      ? route.later(Math.max(TYPING_PAUSE_MS, carriedAt + MIN_SYNC_INTERVAL_MS - route.now()), flush)
      : null
  }

  drafts.subscribe(schedule)
  route.onVisible((visible) => {
    if (!visible) {
      leftAt = route.now()
      flush()
    } else if (leftAt !== null && route.now() - leftAt >= LONG_ABSENCE_MS) route.readAgain()
  })
  // A card that is closed leaves no time; the hand on its way there does.
  route.onTurnAway(() => {
    if (route.now() - carriedAt >= TYPING_PAUSE_MS) flush()
  })
  // What an earlier page could not carry any more.
  schedule()
}
