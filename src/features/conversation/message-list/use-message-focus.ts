import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react'
import { useLatest } from '@/lib/use-latest'
import type { ScrollAlign } from './use-scroll-anchor'
import type { LogRow } from './virtual-rows'

const PAGE_STEP_ROWS = 8
/** A row that was scrolled to can take the focus once it was measured; maximum of frames to wait. */
const FOCUS_FRAMES = 20

/**
 * One message is the list's tab stop: the one with the focus, else `inSight`, else the last. Arrow keys, Page Up, Page Down, Home and End
 * move the focus. `tabPlace` has to stay mounted; -1 = there is no message.
 */
export const useMessageFocus = (
  scroller: RefObject<HTMLElement | null>,
  rows: readonly LogRow[],
  inSight: string | null,
  jump: (place: number, align: ScrollAlign) => void,
) => {
  const [active, setActive] = useState<string | null>(null)
  const focusNext = useRef<string | null>(null)
  const latest = useLatest(rows)

  const bubbles = useMemo(() => rows.flatMap((row, place) => (row.kind === 'bubble' ? [place] : [])), [rows])
  const wanted = active ?? inSight
  const wantedPlace = wanted === null ? -1 : rows.findIndex(({ key }) => key === wanted)
  const tabPlace = wantedPlace >= 0 ? wantedPlace : (bubbles.at(-1) ?? -1)

  /** Scrolls to a row and makes it the tab stop, with `focus` the focused element. */
  const goTo = useCallback(
    (place: number, align: ScrollAlign, focus = true) => {
      const key = latest.current[place]?.key
      if (key === undefined) return
      if (focus) focusNext.current = key
      setActive(key)
      jump(place, align)
    },
    [latest, jump],
  )

  const articleOf = useCallback(
    (key: string) => scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null,
    [scroller],
  )

  // The row is mounted once `tabPlace` points to it, but hidden until the virtualiser has measured it: only then does it take the focus.
  useLayoutEffect(() => {
    const key = focusNext.current
    if (key === null) return
    let frame = 0
    const attempt = (left: number) => {
      const article = articleOf(key)
      article?.focus({ preventScroll: true })
      if (document.activeElement === article || left === 0) focusNext.current = null
      else frame = requestAnimationFrame(() => attempt(left - 1))
    }
    attempt(FOCUS_FRAMES)
    return () => cancelAnimationFrame(frame)
  })

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['key'] === undefined) return
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const at = bubbles.indexOf(tabPlace)
    const last = bubbles.length - 1
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - PAGE_STEP_ROWS,
      PageDown: at + PAGE_STEP_ROWS,
      Home: 0,
      End: last,
    }
    const step = steps[event.key]
    if (step === undefined || at < 0) return
    event.preventDefault()
    goTo(bubbles[Math.min(last, Math.max(0, step))] ?? -1, 'nearest')
  }

  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const key = target.dataset['key']
    if (key !== undefined) setActive(key)
  }

  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
    if (focusNext.current !== null) return
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setActive(null)
  }

  return { tabPlace, goTo, handlers: { onKeyDown, onFocus, onBlur } }
}
