import { mergeDrafts, type DraftSheet } from '@/domain/draft-codec'
import type { Drafts } from './drafts'

/** How drafts get to the portal and back. */
export interface DraftRoute {
  /** Applies a change to what the portal holds by then, soon. */
  readonly change: (change: (there: DraftSheet) => DraftSheet) => void
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
const QUIET = 8_000
/** Each journey costs two requests of the office's common limit: at most one in so many ms, unless the writer is leaving. */
const PAUSE = 45_000
/** Whoever was away so long (ms) may have written elsewhere. */
const AWAY = 60_000

/** Carries drafts to the portal when their writer rests or leaves, and looks for others when he comes back. */
export const carryDrafts = (drafts: Drafts, route: DraftRoute): void => {
  let callOff: (() => void) | null = null
  let carriedAt = -Infinity
  let leftAt: number | null = null

  const carry = () => {
    callOff?.()
    callOff = null
    if (!drafts.unkept()) return
    carriedAt = route.now()
    route.change((there) => mergeDrafts(there, drafts.snapshot()))
  }
  const soon = () => {
    callOff?.()
    callOff = drafts.unkept() ? route.later(Math.max(QUIET, carriedAt + PAUSE - route.now()), carry) : null
  }

  drafts.subscribe(soon)
  route.onVisible((visible) => {
    if (!visible) {
      leftAt = route.now()
      carry()
    } else if (leftAt !== null && route.now() - leftAt >= AWAY) route.readAgain()
  })
  // A card that is closed leaves no time; the hand on its way there does.
  route.onTurnAway(() => {
    if (route.now() - carriedAt >= QUIET) carry()
  })
  // What an earlier page could not carry any more.
  soon()
}
