/** Where a row is scrolled to: a little below the upper edge, into the middle, or no further than it takes to see all of it. */
export type ScrollAlign = 'start' | 'center' | 'nearest'

/** A row that is shown at the start is this far below the upper edge (px). */
const START_PX = 8

/** How far a list has to be scrolled to show a row, px. */
export const distanceTo = (row: Element, scroller: Element, align: ScrollAlign): number => {
  const edge = scroller.getBoundingClientRect()
  const box = row.getBoundingClientRect()
  if (align === 'start') return box.top - edge.top - START_PX
  if (align === 'center') return (box.top + box.bottom - edge.top - edge.bottom) / 2
  return box.top < edge.top ? box.top - edge.top : Math.max(0, box.bottom - edge.bottom)
}

/** Distance of a row from the upper edge of a list if it were scrolled to its end, px: scrolling doesn't change it. */
export const fixedTop = (row: Element, scroller: Element): number =>
  row.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop

/** Rows that stand one below the other in the page. */
export interface RowElements {
  readonly count: number
  readonly at: (index: number) => Element | undefined
}

/** Index of the last row that begins at or above a height of the window. */
export const rowIndexAt = ({ count, at }: RowElements, y: number): number => {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((at(middle)?.getBoundingClientRect().top ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return low
}
