import { useLayoutEffect, useRef, type RefObject } from 'react'

const measure = (list: HTMLElement | null): ReadonlyMap<HTMLElement, readonly [chat: string, top: number]> =>
  new Map(
    [...(list?.querySelectorAll<HTMLElement>('[data-chat]') ?? [])].map((row) => [
      row,
      // The virtualiser places the row's parent, not the row.
      [row.dataset['chat'] ?? '', row.parentElement?.offsetTop ?? 0],
    ]),
  )

/** Lets rows glide to their new places (160 ms) when `order` changes; a change of `view` (filter, search) is no move. */
export const useRowShift = (list: RefObject<HTMLElement | null>, order: string, view: string): void => {
  const before = useRef({ order: '', view: '', tops: new Map<string, number>() })

  useLayoutEffect(() => {
    const known = before.current
    const moved = known.tops.size > 0 && known.order !== order && known.view === view
    if (moved && !matchMedia('(prefers-reduced-motion: reduce)').matches)
      for (const [row, [chat, top]] of measure(list.current)) {
        const way = (known.tops.get(chat) ?? top) - top
        if (way !== 0)
          row.animate([{ translate: `0 ${way}px` }, { translate: '0 0' }], { duration: 160, easing: 'ease-out' })
      }

    // Places are noted once the frame is drawn: asked for now they would cost a layout of the whole page, the first one before all.
    const frame = requestAnimationFrame(() =>
      setTimeout(() => {
        before.current = { order, view, tops: new Map(measure(list.current).values()) }
      }),
    )
    return () => cancelAnimationFrame(frame)
  }, [list, order, view])
}
