import {
  startTransition,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type Ref,
  type RefObject,
} from 'react'
import { useLatest } from '@/lib/use-latest'
import { whenIdle } from '@/lib/when-idle'
import type { LogRow } from './log-rows'
import { distanceTo, fixedTop, rowIndexAt, type RowElements, type ScrollAlign } from './row-elements'
import {
  extendedRange,
  FAR_PX,
  isNear,
  keptRange,
  openingRange,
  placesInPage,
  placeWithoutRows,
  rangeAround,
  ROW_HEIGHT_PX,
  rowsThatFit,
  type RowRange,
} from './row-range'

/** What reads and moves the scroll position. Distances in px. */
export interface RowFlowHandle {
  /** Height of what is above the visible part; of rows that are not in the page it is estimated. */
  readonly above: () => number
  /** Height of what is below the visible part. */
  readonly below: () => number
  /** Place of the row this far below the upper edge of the visible part, negative: above its lower edge. */
  readonly placeAt: (offset: number) => number
  /** Shows a row, also one that isn't in the page. */
  readonly scrollToRow: (place: number, align: ScrollAlign) => void
  readonly toEnd: () => void
  /** Has to be called when the list has been scrolled. */
  readonly onScroll: () => void
}

/** Rows in sight whose place is known, so that it can be kept when one of them goes. */
const HELD_ROWS = 4
/** Rows are looked for each time the list was scrolled this far (px). */
const LOOK_EVERY_PX = 80
/** A smaller movement (px) isn't seen. */
const TOLERANCE_PX = 0.1

interface Shown extends RowRange {
  readonly rows: readonly LogRow[]
  readonly rowHeight: number
  /** New height of the room for the rows below, px; null = as it was. */
  readonly below: number | null
}

/** A row that is to be shown; `still` = the list is not scrolled for it, it is put into the place where the list has been scrolled to. */
interface Asked {
  readonly key: string
  readonly align: ScrollAlign
  readonly still: boolean
}

interface Held {
  readonly row: Element
  /** `fixedTop` of the row. */
  readonly top: number
}

/** The element that scrolls. */
const scrollerOf = (body: RefObject<HTMLElement | null>): HTMLElement | null => body.current?.parentElement ?? null

export interface RowFlowProps {
  readonly ref: Ref<RowFlowHandle>
  readonly rows: readonly LogRow[]
  /** Place of the row that is shown first; -1 = the end. */
  readonly opensAt: number
  /** Place of the row that stays in the page wherever the list is scrolled to, because it has the focus; -1 = none has. */
  readonly kept: number
  /** The end is in sight and stays there. */
  readonly following: boolean
  readonly children: (row: LogRow) => ReactNode
}

/**
 * Rows in plain document flow, of which only those near the visible part are in the page. Unlike a virtualiser that places each row it
 * needs no height before it can show one: the first frame is laid out once. Where rows come or go above the visible part nothing moves,
 * because the parent element, which scrolls, counts from its end (`flex-col-reverse`); below it the room left for the other rows takes up the difference.
 */
export const RowFlow = ({ ref, rows, opensAt, kept, following, children }: RowFlowProps) => {
  const [shown, setShown] = useState<Shown>(() => ({
    rows,
    ...openingRange(rows.length, opensAt, rowsThatFit()),
    rowHeight: ROW_HEIGHT_PX,
    below: null,
  }))
  if (shown.rows !== rows)
    setShown({ ...shown, ...keptRange(shown, shown.rows, rows, following, rowsThatFit()), rows, below: null })

  const body = useRef<HTMLDivElement>(null)
  const room = useRef<HTMLDivElement>(null)
  const roomHeight = useRef(0)
  const asked = useRef<Asked | null>(null)
  const held = useRef<readonly Held[]>([])
  /** The rows that were opened don't fill the visible part yet. */
  const filling = useRef(false)
  /** Distance to the end when rows were last looked for, px. */
  const lookedAt = useRef(0)
  /** What was shown when more rows were last asked for. */
  const coming = useRef<Shown | null>(null)
  const latest = useLatest({ shown, following, places: placesInPage(shown, shown.rows.length, kept) })

  /** The rows' elements with their places, without one that is kept far away. */
  const elements = useCallback((): RowElements => {
    const { shown: now, places } = latest.current
    const all = body.current?.children ?? []
    const before = places[0] === now.first ? 0 : 1
    return { count: now.end - now.first, at: (index) => all[index + before] }
  }, [latest])

  const setRoom = useCallback((height: number) => {
    roomHeight.current = height
    room.current?.style.setProperty('height', `${height}px`)
  }, [])

  const hold = useCallback(() => {
    const view = scrollerOf(body)
    if (!view) return
    const all = elements()
    const from = rowIndexAt(all, view.getBoundingClientRect().top)
    held.current = Array.from({ length: HELD_ROWS }, (_, index) => all.at(from + index)).flatMap((row) =>
      row ? [{ row, top: fixedTop(row, view) }] : [],
    )
  }, [elements])

  /** Moves the rows up by a distance: without scrolling, where the room below can take it. */
  const moveUp = useCallback(
    (distance: number) => {
      const { shown: now } = latest.current
      const height = roomHeight.current + distance
      if (now.end < now.rows.length && height > 0) setRoom(height)
      else scrollerOf(body)?.scrollBy({ top: distance, behavior: 'instant' })
    },
    [latest, setRoom],
  )

  /** Undoes what has moved the rows in sight, other than scrolling. */
  const restore = useCallback(() => {
    const view = scrollerOf(body)
    const known = latest.current.following ? undefined : held.current.find(({ row }) => row.isConnected)
    const moved = view && known ? fixedTop(known.row, view) - known.top : 0
    if (Math.abs(moved) > TOLERANCE_PX) moveUp(moved)
    hold()
  }, [latest, moveUp, hold])

  const align = useCallback(
    (row: Element, { align: how, still }: Omit<Asked, 'key'>) => {
      const view = scrollerOf(body)
      if (!view) return
      const distance = distanceTo(row, view, how)
      if (still) moveUp(distance)
      else if (distance !== 0) view.scrollBy({ top: distance, behavior: 'instant' })
      hold()
    },
    [moveUp, hold],
  )

  /**
   * Adds the rows that will come into sight next, and takes out those that are far away. While the list is `scrolled`, those that are near
   * are added in this frame, to `fill` the visible part some before it; otherwise some are rendered as far as there is time.
   */
  const look = useCallback(
    (why: 'scrolled' | 'fill' | 'idle') => {
      const view = scrollerOf(body)
      const { shown: now } = latest.current
      const all = elements()
      const { count, at } = all
      const top = at(0)?.getBoundingClientRect().top
      const bottom = at(count - 1)?.getBoundingClientRect().bottom
      if (!view || top === undefined || bottom === undefined || view.clientHeight === 0) return
      const edge = view.getBoundingClientRect()
      const rowHeight = Math.max(1, (bottom - top) / count)
      const around = { above: edge.top - top, below: bottom - edge.bottom, rowHeight, height: edge.height }
      const lost = placeWithoutRows(now, now.rows.length, around)
      if (lost !== null) {
        asked.current = { key: now.rows[lost]?.key ?? '', align: 'center', still: true }
        setShown((before) => ({ ...before, ...rangeAround(before.rows.length, lost, rowsThatFit()), rowHeight }))
        return
      }
      const urgent = why === 'fill' || (why === 'scrolled' && isNear(now, now.rows.length, around))
      // What is being rendered is enough until then.
      if (!urgent && coming.current === now) return
      let { first, end } = extendedRange(now, now.rows.length, around, why === 'scrolled')
      if (first === now.first && end === now.end) return
      let below: number | null = null
      if (around.above > FAR_PX) first = now.first + rowIndexAt(all, edge.top - FAR_PX / 2)
      if (around.below > FAR_PX) {
        end = now.first + rowIndexAt(all, edge.bottom + FAR_PX / 2) + 1
        below = roomHeight.current + bottom - (at(end - now.first - 1)?.getBoundingClientRect().bottom ?? bottom)
      }
      coming.current = now
      const extend = () => setShown((before) => (before === now ? { ...before, first, end, rowHeight, below } : before))
      if (urgent) extend()
      else startTransition(extend)
    },
    [latest, elements],
  )

  const committed = useRef<Shown | null>(null)
  useLayoutEffect(() => {
    const { current: before } = committed
    committed.current = shown
    const { current: request } = asked
    asked.current = null
    const height =
      shown.end === shown.rows.length
        ? 0
        : (shown.below ??
          (roomHeight.current > 0 && !request ? roomHeight.current : (shown.rows.length - shown.end) * shown.rowHeight))
    const exact = shown.below !== null || height === roomHeight.current
    if (height !== roomHeight.current) setRoom(height)
    const place = request ? shown.rows.findIndex(({ key }) => key === request.key) : before ? -1 : opensAt
    const row = place < 0 ? undefined : elements().at(place - shown.first)
    if (row) align(row, request ?? { align: 'start', still: false })
    else if (!exact) restore()
    if (!request && before && !filling.current) return
    const short = (body.current?.offsetHeight ?? 0) < (scrollerOf(body)?.clientHeight ?? 0)
    // Their rows are lower than most.
    filling.current = short && shown.first > 0
    if (filling.current) look('fill')
    // The rest only answers to rows and what is shown of them.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [shown])

  // Rows may also change their height by themselves; and what is added below moves those in sight until it is known how high it is.
  useLayoutEffect(() => {
    const view = scrollerOf(body)
    if (!body.current || !view) return
    let opening = true
    const observer = new ResizeObserver((entries) => {
      restore()
      if (!opening && entries.some(({ target }) => target === view)) look('scrolled')
      opening = false
    })
    observer.observe(body.current)
    observer.observe(view)
    return () => observer.disconnect()
  }, [restore, look])

  useEffect(() => whenIdle(() => look('idle')), [shown, look])

  useImperativeHandle(ref, (): RowFlowHandle => {
    const offset = () => -(scrollerOf(body)?.scrollTop ?? 0)
    return {
      above: () => {
        const view = scrollerOf(body)
        return view ? view.scrollHeight - view.clientHeight + view.scrollTop : 0
      },
      below: offset,
      placeAt: (y) => {
        const edge = scrollerOf(body)?.getBoundingClientRect()
        return latest.current.shown.first + rowIndexAt(elements(), edge ? (y < 0 ? edge.bottom : edge.top) + y : 0)
      },
      scrollToRow: (place, how) => {
        const { shown: now } = latest.current
        const row = place >= now.first && place < now.end ? elements().at(place - now.first) : undefined
        if (row) {
          align(row, { align: how, still: false })
          look('scrolled')
          return
        }
        const key = now.rows[place]?.key
        if (key === undefined) return
        asked.current = { key, align: how, still: false }
        setShown((before) => ({ ...before, ...rangeAround(before.rows.length, place, rowsThatFit()), below: null }))
      },
      toEnd: () => {
        const { shown: now } = latest.current
        if (now.end < now.rows.length)
          setShown((before) => ({ ...before, ...openingRange(before.rows.length, -1, rowsThatFit()), below: null }))
        if (offset() !== 0) scrollerOf(body)?.scrollTo({ top: 0, behavior: 'instant' })
      },
      onScroll: () => {
        const now = offset()
        if (Math.abs(now - lookedAt.current) < LOOK_EVERY_PX) return
        lookedAt.current = now
        restore()
        look('scrolled')
      },
    }
  }, [latest, elements, align, look, restore])

  return (
    <>
      {/* Only rows are visible: the box around them begins higher with each row above, which browsers would report as a layout shift. */}
      <div ref={room} className="invisible flex-none" />
      <div ref={body} className="invisible relative flex-none">
        {placesInPage(shown, shown.rows.length, kept).map((place) => {
          const row = shown.rows[place]
          const away = place < shown.first ? 'bottom-full' : place < shown.end ? '' : 'top-full'
          return (
            row && (
              <div
                key={row.key}
                className={`[visibility:visible] contain-layout contain-style px-5 @max-[900px]/panel:px-3 ${away === '' ? '' : `absolute inset-x-0 ${away}`}`}
              >
                {children(row)}
              </div>
            )
          )
        })}
      </div>
      <div className="invisible flex-none" style={{ height: shown.first * shown.rowHeight }} />
    </>
  )
}
