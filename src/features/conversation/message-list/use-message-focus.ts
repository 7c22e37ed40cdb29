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
import type { ScrollAlign } from './row-elements'
import type { LogRow } from './log-rows'

const PAGE_STEP_ROWS = 8

/**
 * One message is the list's tab stop: the one with the focus, else `inSight`, else the last. Arrow keys, Page Up, Page Down, Home and End
 * move the focus. `tabPlace`: -1 = there is no message; `focusPlace`: of the row that has the focus and has to stay in the page, -1 = none has.
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

  const articleOf = useCallback(
    (key: string) => scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null,
    [scroller],
  )

  /** Scrolls to a row and makes it the tab stop, with `focus` the focused element. */
  const goTo = useCallback(
    (place: number, align: ScrollAlign, focus = true) => {
      const key = latest.current[place]?.key
      if (key === undefined) return
      const article = focus ? articleOf(key) : null
      // A row far away is in the page after the next render.
      if (focus && !article) focusNext.current = key
      setActive(key)
      jump(place, align)
      article?.focus({ preventScroll: true })
    },
    [latest, jump, articleOf],
  )

  useLayoutEffect(() => {
    const key = focusNext.current
    focusNext.current = null
    if (key !== null) articleOf(key)?.focus({ preventScroll: true })
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

  const focusPlace = active === null ? -1 : wantedPlace
  return { tabPlace, focusPlace, goTo, handlers: { onKeyDown, onFocus, onBlur } }
}
