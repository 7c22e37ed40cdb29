import type { TabId, TabRequest } from './tab-protocol'

/** The other pages of this browser, by what they last wanted. */
export interface TabRegistry {
  /** What the others want now: asks them by `ask(round)` and waits a moment for those who are known. */
  readonly collect: (ask: (round: number) => void) => Promise<readonly TabRequest[]>
  /** What they wanted when they last said so. Their requests have been counted then. */
  readonly known: () => readonly TabRequest[]
  readonly joined: (page: TabId) => void
  readonly left: (page: TabId) => void
  /** A page says what it wants; true when that was the answer to a call. */
  readonly reply: (round: number, want: TabRequest) => boolean
}

/** How long (ms) a call waits: pages answer from memory. */
const REPLY_TIMEOUT_MS = 400
/** A page that missed so many calls is gone. */
const MAX_MISSED_REPLIES = 3

/** Nobody is known yet. */
export const createTabRegistry = (): TabRegistry => {
  const others = new Map<TabId, { readonly want: TabRequest | null; missed: number }>()
  let round = 0
  let silent = new Set<TabId>()
  let allThere: (() => void) | null = null
  const known = () => [...others.values()].flatMap(({ want }) => (want ? [{ ...want, requestCount: 0 }] : []))

  return {
    collect: async (ask) => {
      if (others.size === 0) return []
      round += 1
      silent = new Set(others.keys())
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, REPLY_TIMEOUT_MS)
        allThere = () => {
          clearTimeout(timer)
          resolve()
        }
        ask(round)
      })
      allThere = null
      for (const page of silent) {
        const other = others.get(page)
        if (other && (other.missed += 1) >= MAX_MISSED_REPLIES) others.delete(page)
      }
      return [...others.values()].flatMap(({ want, missed }) => (want && missed === 0 ? [want] : []))
    },
    known,
    joined: (page) => void others.set(page, { want: null, missed: 0 }),
    left: (page) => void others.delete(page),
    reply: (asked, want) => {
      others.set(want.page, { want, missed: 0 })
      if (!allThere || asked !== round) return false
      silent.delete(want.page)
      if (silent.size === 0) allThere()
      return true
    },
  }
}
