import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { useLatest } from '@/lib/use-latest'
import type { ConversationView } from '@/queries/messages'
import type { VirtualRows } from './virtual-rows'

/** Within this many pixels of the end the list follows new messages. */
const STICK_PX = 80
/** This many pixels before an end more messages are fetched. */
const PREFETCH_PX = 900
/** The virtualiser needs several frames to scroll to a row: until then no rows may be added above it. */
const SETTLE_MS = 250
/** The unread line is shown this far below the upper edge. */
const UNREAD_OFFSET_PX = -8

/** A row of which no more than this is in sight at the upper edge isn't being read. */
const TOP_EDGE_PX = 40

/** Where in the list a row is scrolled to. */
export type ScrollAlign = 'nearest' | 'center'

/**
 * The scroll position: where the list opens (unread line or end), staying at the end while messages arrive, fetching more near the ends,
 * and jumps. `lastReply`: the newest reply of this panel; a new one brings the end into view.
 */
export const useScrollAnchor = (
  { rows, generation }: VirtualRows,
  { window, older, newer, loadOlder, loadNewer, jumpToNewest }: ConversationView,
  lastReply: string | undefined,
) => {
  const hasOlder = window?.hasOlder ?? false
  const hasNewer = window?.hasNewer ?? false
  const list = useRef<VirtualizerHandle>(null)
  const stick = useRef(true)
  const lastOffset = useRef(0)
  /** Where the list was opened; null = not yet. */
  const opened = useRef<{ readonly generation: number; readonly at: 'end' | 'unread' } | null>(null)
  /** The operator has scrolled or jumped: an unread line that is loaded later no longer moves the list. */
  const touched = useRef(false)
  const settled = useRef(false)
  const settleTimer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [atEnd, setAtEnd] = useState(true)
  const latest = useLatest({ rows, hasOlder, hasNewer, older, newer })

  const toEnd = useCallback(() => {
    stick.current = true
    setAtEnd(true)
    list.current?.scrollToIndex(latest.current.rows.length - 1, { align: 'end' })
  }, [latest])

  const fill = useCallback(() => {
    const { current: view } = list
    if (!view || !settled.current) return
    const now = latest.current
    const below = view.scrollSize - view.scrollOffset - view.viewportSize
    // After a failure only the operator retries.
    if (now.hasOlder && now.older === 'idle' && view.scrollOffset < PREFETCH_PX) loadOlder()
    if (now.hasNewer && now.newer === 'idle' && below < PREFETCH_PX) loadNewer()
  }, [latest, loadOlder, loadNewer])

  const settle = useCallback(() => {
    settled.current = false
    clearTimeout(settleTimer.current)
    settleTimer.current = setTimeout(() => {
      settled.current = true
      fill()
    }, SETTLE_MS)
  }, [fill])
  useEffect(() => () => clearTimeout(settleTimer.current), [])

  const scrollTo = useCallback(
    (place: number, align: ScrollAlign | 'start', offset = 0) => {
      settle()
      list.current?.scrollToIndex(place, { align, offset })
    },
    [settle],
  )

  const touch = useCallback(() => {
    touched.current = true
  }, [])

  const jump = useCallback(
    (place: number, align: ScrollAlign) => {
      touch()
      scrollTo(place, align)
    },
    [touch, scrollTo],
  )

  /** Stops following new messages. */
  const leaveEnd = useCallback(() => {
    stick.current = false
    setAtEnd(false)
  }, [])

  /** The lowest row that counts as seen; -1 = the list has not opened yet. */
  const lowestPlaceInSight = useCallback((): number => {
    const { current: view } = list
    if (!view || !opened.current) return -1
    return stick.current
      ? latest.current.rows.length - 1
      : view.findItemIndex(view.scrollOffset + view.viewportSize - STICK_PX / 2)
  }, [latest])

  /** The row at the upper edge; one of which only a rest is in sight doesn't count. -1 = the list has not opened yet. */
  const topPlaceInSight = (): number => {
    const { current: view } = list
    return view && opened.current ? view.findItemIndex(view.scrollOffset + TOP_EDGE_PX) : -1
  }

  const onScroll = (offset: number) => {
    const { current: view } = list
    if (!view) return
    const below = view.scrollSize - offset - view.viewportSize
    // New messages below never lower the offset: only the operator or a jump does.
    if (below <= STICK_PX) stick.current = !hasNewer
    else if (offset < lastOffset.current - 1) stick.current = false
    lastOffset.current = offset
    setAtEnd(stick.current)
    fill()
  }

  const onWheel = ({ deltaY }: { readonly deltaY: number }) => {
    touch()
    // The event may arrive before the scrolling of the opening was reported: scrolling up always leaves the end.
    if (deltaY < 0) lastOffset.current = Infinity
  }

  const onResize = () => {
    if (stick.current) toEnd()
  }

  // Opens at the unread line, else at the end. The line may be loaded later, with older messages.
  useLayoutEffect(() => {
    const unread = rows.findIndex(({ kind }) => kind === 'unread')
    const was = opened.current?.generation === generation ? opened.current.at : null
    if (unread >= 0 && was !== 'unread' && !touched.current && generation === 0) {
      opened.current = { generation, at: 'unread' }
      stick.current = false
      scrollTo(unread, 'start', UNREAD_OFFSET_PX)
    } else if (was === null) {
      opened.current = { generation, at: 'end' }
      settle()
      toEnd()
    } else if (stick.current) toEnd()
  }, [rows, generation, settle, scrollTo, toEnd])

  // After every render, because new messages change the remaining distance.
  useEffect(() => {
    const frame = requestAnimationFrame(fill)
    return () => cancelAnimationFrame(frame)
  })

  const toNewest = useCallback(() => {
    if (latest.current.hasNewer) jumpToNewest()
    else toEnd()
  }, [latest, jumpToNewest, toEnd])

  const knownReply = useRef(lastReply)
  useEffect(() => {
    if (lastReply === knownReply.current) return
    knownReply.current = lastReply
    if (lastReply === undefined) return
    if (latest.current.hasNewer) jumpToNewest()
    toEnd()
  }, [lastReply, latest, jumpToNewest, toEnd])

  return {
    list,
    atEnd,
    toNewest,
    jump,
    leaveEnd,
    lowestPlaceInSight,
    topPlaceInSight,
    touch,
    onScroll,
    onWheel,
    onResize,
  }
}
