import { isAnchor, type LogRow } from './log-rows'

/** Places of the rows that are in the page: from `first` up to and without `end`. */
export interface RowRange {
  readonly first: number
  readonly end: number
}

/** A row's mean height (px) until some have been measured. */
export const ROW_HEIGHT_PX = 44

/** About as many rows as a list that is nearly as high as the window has in sight. */
export const rowsThatFit = (): number => Math.ceil(window.innerHeight / (ROW_HEIGHT_PX + 8))

/** Places of all rows in the page, in their order; `kept`: of one that stays wherever the list is, -1 = none. */
export const placesInPage = ({ first, end }: RowRange, count: number, kept: number): readonly number[] => {
  const places = Array.from({ length: end - first }, (_, index) => first + index)
  if (kept < 0 || kept >= count || (kept >= first && kept < end)) return places
  return kept < first ? [kept, ...places] : [...places, kept]
}

/** Rows that are added at once while there is time for more. */
const STEP_ROWS = 8

/** The rows of the first frame; `from` is the place of the unread line, -1 = the list opens at its end. `fit`: rows that fill the visible part. */
export const openingRange = (count: number, from: number, fit: number): RowRange => {
  const first = Math.max(0, count - fit)
  return from < 0 || from > first
    ? { first, end: count }
    : { first: Math.max(0, from - 1), end: Math.min(count, from + fit) }
}

/** The rows around one that is to be shown. */
export const rangeAround = (count: number, place: number, fit: number): RowRange => ({
  first: Math.max(0, place - fit),
  end: Math.min(count, place + fit),
})

/** The same rows among changed ones, with what came below while the list follows its end. */
export const keptRange = (
  { first, end }: RowRange,
  before: readonly LogRow[],
  after: readonly LogRow[],
  following: boolean,
  fit: number,
): RowRange => {
  const places = new Map(after.map(({ key }, place) => [key, place]))
  const kept = before.slice(first, end).flatMap((row, index) => {
    const place = isAnchor(row) ? places.get(row.key) : undefined
    return place === undefined ? [] : [{ place, index }]
  })
  const [head] = kept
  const tail = kept.at(-1)
  // None of the rows in the page is left: the others open as a list does.
  if (!head || !tail) return openingRange(after.length, -1, fit)
  const from = Math.max(0, head.place - head.index)
  const below = after.length - 1 - tail.place
  const belowBefore = end - first - 1 - tail.index
  const atEnd = end === before.length
  if (atEnd && following) {
    const many = after.length - from > end - first + fit
    return { first: many ? after.length - fit : from, end: after.length }
  }
  // Few are shown with the others; more would hold up the frame, and are added before they come into sight.
  const shown = atEnd && below - belowBefore <= STEP_ROWS ? below : Math.min(below, belowBefore)
  return { first: from, end: tail.place + 1 + shown }
}

/** What is in the page around the visible part, px. */
export interface RowRoom {
  readonly above: number
  readonly below: number
  /** Mean height of a row. */
  readonly rowHeight: number
  /** Height of the visible part. */
  readonly height: number
}

/** As much is in the page on both sides of the visible part, px. */
const AHEAD_PX = 1_000
/** While this much is, nothing is added: a frame with new rows costs much more than one without, but not much more with many of them. */
const ENOUGH_PX = 600
/** Less than this will be in sight within a few frames of scrolling. */
const NEAR_PX = 250

const missing = (room: number, rowHeight: number, atOnce: boolean): number => {
  if (room >= ENOUGH_PX) return 0
  const rows = Math.ceil((AHEAD_PX - room) / rowHeight)
  return atOnce && room < NEAR_PX ? rows : Math.min(rows, STEP_ROWS)
}

/** Whether rows are needed at once while the list is being scrolled. */
export const isNear = ({ first, end }: RowRange, count: number, { above, below }: RowRoom): boolean =>
  (above < NEAR_PX && first > 0) || (below < NEAR_PX && end < count)

/** The place in the middle of the visible part, when nothing near it is in the page; null = something is. */
export const placeWithoutRows = ({ first, end }: RowRange, count: number, room: RowRoom): number | null => {
  const { above, below, rowHeight, height } = room
  if (above < -height && first > 0) return Math.max(0, first + Math.round((above + height / 2) / rowHeight))
  if (below < -height && end < count) return Math.min(count - 1, end - Math.round((below + height / 2) / rowHeight))
  return null
}

/** The range with the rows that will come into sight next, with `atOnce` all those that are near; the same object when nothing is missing. */
export const extendedRange = (
  range: RowRange,
  count: number,
  { above, below, rowHeight }: RowRoom,
  atOnce: boolean,
): RowRange => {
  const { first, end } = range
  const next = {
    first: Math.max(0, first - missing(above, rowHeight, atOnce)),
    end: Math.min(count, end + missing(below, rowHeight, atOnce)),
  }
  return next.first === first && next.end === end ? range : next
}

/** Rows further away than this (px) leave the page. */
export const FAR_PX = 1_600
