/** Position of every row of the list: its element, its chat's id, its distance from the top in px. */
export const measureRows = (list: HTMLElement | null): ReadonlyMap<HTMLElement, readonly [chat: string, top: number]> =>
  new Map(
    [...(list?.querySelectorAll<HTMLElement>('[data-chat]') ?? [])].map((row) => [
      row,
      // The virtualiser places the row's parent, not the row.
      [row.dataset['chat'] ?? '', row.parentElement?.offsetTop ?? 0],
    ]),
  )

/** Moves rows from their former places (px by chat) to the present ones, in 160 ms. */
export const animateFlip = (list: HTMLElement | null, from: ReadonlyMap<string, number>): void => {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  for (const [row, [chat, top]] of measureRows(list)) {
    const way = (from.get(chat) ?? top) - top
    if (way !== 0)
      row.animate([{ translate: `0 ${way}px` }, { translate: '0 0' }], { duration: 160, easing: 'ease-out' })
  }
}
