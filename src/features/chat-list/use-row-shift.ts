import { useLayoutEffect, useRef, type RefObject } from 'react'

/** Lets rows glide to their new places (160 ms) when `order` changes; a change of `view` (filter, search) is no move. */
export const useRowShift = (list: RefObject<HTMLElement | null>, order: string, view: string): void => {
  const before = useRef({ order: '', view: '', tops: new Map<string, number>() })

  useLayoutEffect(() => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-chat]') ?? [])]
    const known = before.current
    // The virtualiser places the row's parent, not the row.
    const topOf = (row: HTMLElement) => row.parentElement?.offsetTop ?? 0
    const tops = new Map(rows.map((row) => [row.dataset['chat'] ?? '', topOf(row)]))
    before.current = { order, view, tops }
    if (known.order === order || known.view !== view || matchMedia('(prefers-reduced-motion: reduce)').matches) return
    for (const row of rows) {
      const from = known.tops.get(row.dataset['chat'] ?? '')
      const way = from === undefined ? 0 : from - topOf(row)
      if (way !== 0)
        row.animate([{ translate: `0 ${way}px` }, { translate: '0 0' }], { duration: 160, easing: 'ease-out' })
    }
  }, [list, order, view])
}
