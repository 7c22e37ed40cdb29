import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { useLatest } from '@/lib/use-latest'
import type { ConversationView } from '@/queries/messages'
import type { LogRows } from './log-rows'
import type { ScrollAlign } from './row-elements'
import type { RowFlowHandle } from './row-flow'

/** Within this many pixels of the end the list follows new messages. */
const STICK_PX = 80
/** This many pixels before an end more messages are fetched. */
const PREFETCH_PX = 900
/** A row of which no more than this is in sight at the upper edge isn't being read. */
const TOP_EDGE_PX = 40

/**
 * The scroll position: where the list opens (unread line or end), staying at the end while messages arrive, fetching more near the ends,
 * and jumps. `lastReply`: the newest reply of this panel; a new one brings the end into view.
 */
export const useScrollAnchor = (
  scroller: RefObject<HTMLElement | null>,
  { rows, generation }: LogRows,
  { window, older, newer, loadOlder, loadNewer, jumpToNewest }: ConversationView,
  lastReply: string | undefined,
) => {
  const hasOlder = window?.hasOlder ?? false
  const hasNewer = window?.hasNewer ?? false
  const list = useRef<RowFlowHandle>(null)
  const newest = rows.at(-2)?.key
  const unread = rows.findIndex(({ kind }) => kind === 'unread')
  const opensAt = generation === 0 ? unread : -1
  const stick = useRef(opensAt < 0)
  /** Distance to the end when the list was scrolled last, px. */
  const lastBelow = useRef(0)
  /** Where the list was opened; null = not yet. */
  const opened = useRef<{ readonly generation: number; readonly at: 'end' | 'unread' } | null>(null)
  /** The operator has scrolled or jumped: an unread line that is loaded later no longer moves the list. */
  const touched = useRef(false)
  const [atEnd, setAtEnd] = useState(true)
  const latest = useLatest({ rows, hasOlder, hasNewer, older, newer })

  const toEnd = useCallback(() => {
    stick.current = true
    lastBelow.current = 0
    setAtEnd(true)
    list.current?.toEnd()
  }, [])

  const fill = useCallback(() => {
    const { current: view } = list
    if (!view) return
    const now = latest.current
    // After a failure only the operator retries.
    if (now.hasOlder && now.older === 'idle' && view.above() < PREFETCH_PX) loadOlder()
    if (now.hasNewer && now.newer === 'idle' && view.below() < PREFETCH_PX) loadNewer()
  }, [latest, loadOlder, loadNewer])

  const jump = useCallback((place: number, align: ScrollAlign) => {
    touched.current = true
    list.current?.scrollToRow(place, align)
  }, [])

  /** Stops following new messages. */
  const leaveEnd = useCallback(() => {
    stick.current = false
    setAtEnd(false)
  }, [])

  /** The lowest row that counts as seen; -1 = the list has not opened yet. */
  const lowestPlaceInSight = useCallback((): number => {
    if (!list.current || !opened.current) return -1
    return stick.current ? latest.current.rows.length - 1 : list.current.placeAt(-STICK_PX / 2)
  }, [latest])

  /** The row at the upper edge; one of which only a rest is in sight doesn't count. -1 = the list has not opened yet. */
  const topPlaceInSight = (): number => (list.current && opened.current ? list.current.placeAt(TOP_EDGE_PX) : -1)

  /** Whether the list still follows its end; only scrolling up ends that. */
  const noticePosition = useCallback(() => {
    const below = list.current?.below() ?? 0
    if (below <= STICK_PX) stick.current = !latest.current.hasNewer
    else if (below > lastBelow.current + 1) stick.current = false
    lastBelow.current = below
    setAtEnd(stick.current)
  }, [latest])

  const onScroll = useEffectEvent(() => {
    noticePosition()
    list.current?.onScroll()
    fill()
  })
  // React would make an object of each event, which takes longer than what is done with it.
  useEffect(() => {
    const { current: view } = scroller
    const touch = () => {
      touched.current = true
    }
    const scrolled = () => onScroll()
    view?.addEventListener('scroll', scrolled)
    view?.addEventListener('wheel', touch, { passive: true })
    view?.addEventListener('pointerdown', touch)
    return () => {
      view?.removeEventListener('scroll', scrolled)
      view?.removeEventListener('wheel', touch)
      view?.removeEventListener('pointerdown', touch)
    }
  }, [scroller])

  // Opens at the unread line, else at the end. The line may be loaded later, with older messages.
  useLayoutEffect(() => {
    const was = opened.current?.generation === generation ? opened.current.at : null
    const at = opensAt >= 0 && was !== 'unread' && !touched.current ? 'unread' : was === null ? 'end' : null
    if (at !== null) opened.current = { generation, at }
    if (at === 'unread') stick.current = false
    // The rows open by themselves; only new rows in a list that has been scrolled do not.
    if (at === 'unread' && was !== null) list.current?.scrollToRow(opensAt, 'start')
    if (at === 'end' && generation > 0) toEnd()
  }, [opensAt, generation, toEnd])

  // Follows what came below. The list may have been scrolled in the meantime, without an event for it yet.
  const knownNewest = useRef(newest)
  useLayoutEffect(() => {
    if (newest === knownNewest.current) return
    knownNewest.current = newest
    if (!stick.current) return
    noticePosition()
    if (stick.current) toEnd()
  }, [newest, noticePosition, toEnd])

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
    opensAt,
    atEnd,
    toNewest,
    jump,
    leaveEnd,
    lowestPlaceInSight,
    topPlaceInSight,
  }
}
