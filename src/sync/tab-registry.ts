import type { PageId, PageWant } from './tab-protocol'

/** The other pages of this browser, by what they last wanted. */
export interface RollCall {
  /** What the others want now: asks them by `ask(round)` and waits a moment for those who are known. */
  readonly call: (ask: (round: number) => void) => Promise<readonly PageWant[]>
  /** What they wanted when they last said so. Their requests have been counted then. */
  readonly known: () => readonly PageWant[]
  readonly came: (page: PageId) => void
  readonly left: (page: PageId) => void
  /** A page says what it wants; true when that was the answer to a call. */
  readonly answered: (round: number, want: PageWant) => boolean
}

/** How long (ms) a call waits: pages answer from memory. */
const PATIENCE = 400
/** A page that missed so many calls is gone. */
const MISSED = 3

/** Nobody is known yet. */
export const makeRollCall = (): RollCall => {
  const others = new Map<PageId, { readonly want: PageWant | null; missed: number }>()
  let round = 0
  let silent = new Set<PageId>()
  let allThere: (() => void) | null = null
  const known = () => [...others.values()].flatMap(({ want }) => (want ? [{ ...want, spent: 0 }] : []))

  return {
    call: async (ask) => {
      if (others.size === 0) return []
      round += 1
      silent = new Set(others.keys())
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PATIENCE)
        allThere = () => {
          clearTimeout(timer)
          resolve()
        }
        ask(round)
      })
      allThere = null
      for (const page of silent) {
        const other = others.get(page)
        if (other && (other.missed += 1) >= MISSED) others.delete(page)
      }
      return [...others.values()].flatMap(({ want, missed }) => (want && missed === 0 ? [want] : []))
    },
    known,
    came: (page) => void others.set(page, { want: null, missed: 0 }),
    left: (page) => void others.delete(page),
    answered: (asked, want) => {
      others.set(want.page, { want, missed: 0 })
      if (!allThere || asked !== round) return false
      silent.delete(want.page)
      if (silent.size === 0) allThere()
      return true
    },
  }
}
