import { useLayoutEffect, useRef, type RefObject } from 'react'
import type * as shiftModule from './flip-animation'

type FlipAnimation = Pick<typeof shiftModule, 'measureRows' | 'animateFlip'>

/** Animates rows to their new places (160 ms) when `order` changes; a change of `view` (filter, search) is not animated. */
export const useFlipAnimation = (list: RefObject<HTMLElement | null>, order: string, view: string): void => {
  const before = useRef({ order: '', view: '', tops: new Map<string, number>() })
  const shift = useRef<FlipAnimation | null>(null)

  useLayoutEffect(() => {
    const known = before.current
    if (known.tops.size > 0 && known.order !== order && known.view === view)
      shift.current?.animateFlip(list.current, known.tops)

    // Places are measured after the frame is drawn: measuring now would force a layout of the whole page, also before the first paint.
    let outdated = false
    const note = (here: FlipAnimation) => {
      shift.current = here
      if (!outdated) before.current = { order, view, tops: new Map(here.measureRows(list.current).values()) }
    }
    const frame = requestAnimationFrame(() =>
      setTimeout(
        () => void (shift.current ? note(shift.current) : import('./flip-animation').then(note, () => undefined)),
      ),
    )
    return () => {
      outdated = true
      cancelAnimationFrame(frame)
    }
  }, [list, order, view])
}
