import { ArrowDown } from 'lucide-react'
import {
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
} from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import type { Chat } from '@/domain/chat'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { OutgoingReply } from '@/domain/outgoing-message'
import { useT } from '@/i18n/i18n'
import { useFocusTarget } from '@/lib/focus-targets'
import { useNow } from '@/lib/page-visibility'
import { usePageVisible } from '@/lib/page-visibility'
import { onScrollToMessage } from '@/lib/panel-events'
import { useMarkRead, type ConversationView } from '@/queries/messages'
import { useTeamNotes } from '@/queries/team-chat'
import { Counter } from '@/ui/badge'
import { later } from '@/ui/later'
import { LoadMore } from './load-more'
import { TimelineRow } from './timeline-row'
import { startOfDay, useTimeline } from './use-timeline'
import { firstVirtualRows, nextVirtualRows, settleVirtualRows, type LogRow } from './virtual-rows'

const HistoryStart = later(async () => (await import('./history-start')).HistoryStart)
const EarlierSessions = later(async () => (await import('./earlier-sessions')).EarlierSessions)

/** Within this many pixels of the end the log follows new messages. */
const STICK_PX = 80
/** This many pixels before an end more messages are fetched. */
const PREFETCH_PX = 900
const HIGHLIGHT_MS = 1200
const PAGE_STEP_ROWS = 8
const FOCUS_FRAMES = 20
/** The virtualiser finds a row over several frames, by its place: until then nothing may be put above it. */
const SETTLE_MS = 250

const TOP: LogRow = { kind: 'top', key: 'top' }
const BOTTOM: LogRow = { kind: 'bottom', key: 'bottom' }

// A note belongs to another chat: it neither counts nor marks anything read here.
const messageOf = (row: LogRow | undefined, chatId: ChatId): MessageId | null =>
  row && 'message' in row && row.message?.chatId === chatId ? row.message.id : null

/** What the log shows. It renders on its own: nothing of the composer reaches it. */
export interface MessageListProps {
  readonly chat: Pick<Chat, 'id' | 'dialog'>
  readonly me: UserId
  readonly view: ConversationView
  readonly outgoing: readonly OutgoingReply[]
}

/** The messages of one open chat: only those in sight are in the page, scrolling up and down loads more. */
export const MessageList = ({ chat, me, view, outgoing }: MessageListProps) => {
  const t = useT()
  const { window, older, newer, loadOlder, loadNewer, jumpToNewest, unreadFrom } = view
  const hasOlder = window?.hasOlder ?? false
  const hasNewer = window?.hasNewer ?? false
  const today = startOfDay(useNow(60_000))
  const visible = usePageVisible()

  const items = useTimeline(window, outgoing, me, unreadFrom, useTeamNotes(chat.id), chat.dialog?.readBy ?? null)
  const target = useMemo(() => [TOP, ...items, BOTTOM], [items])
  const [shown, setShown] = useState(() => firstVirtualRows(target))
  if (shown.target !== target) setShown(nextVirtualRows(shown, target))
  const { rows, shift, generation, fresh } = shown

  const list = useRef<VirtualizerHandle>(null)
  const scroller = useRef<HTMLDivElement>(null)
  useFocusTarget('log', scroller)
  const stick = useRef(true)
  const lastOffset = useRef(0)
  /** Where the log was opened: nothing yet, at the end, at the unread line. */
  const opened = useRef<{ readonly generation: number; readonly at: 'end' | 'unread' } | null>(null)
  const touched = useRef(false)
  const settled = useRef(false)
  const settleTimer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const focusNext = useRef<string | null>(null)
  const [atEnd, setAtEnd] = useState(true)
  const [newestSeen, setNewestSeen] = useState<MessageId | null>(null)
  /** The message with the focus, and the last one in sight: one of them is the log's tab stop. */
  const [active, setActive] = useState<string | null>(null)
  const [inSight, setInSight] = useState<string | null>(null)
  const [marked, setMarked] = useState<string | null>(null)

  const bubbles = useMemo(() => rows.flatMap((row, place) => (row.kind === 'bubble' ? [place] : [])), [rows])
  const wanted = active ?? (atEnd ? null : inSight)
  const wantedPlace = wanted === null ? -1 : rows.findIndex(({ key }) => key === wanted)
  const tabPlace = wantedPlace >= 0 ? wantedPlace : (bubbles.at(-1) ?? -1)
  const tabStop = rows[tabPlace]?.key ?? null

  // Everything a callback needs of the newest render: rows must not get new callbacks with every message.
  const latest = useRef({ rows, hasOlder, hasNewer, older, newer })
  useLayoutEffect(() => {
    latest.current = { rows, hasOlder, hasNewer, older, newer }
  })

  const toEnd = useCallback(() => {
    stick.current = true
    setAtEnd(true)
    list.current?.scrollToIndex(latest.current.rows.length - 1, { align: 'end' })
  }, [])

  const noteSeen = useCallback(() => {
    const { current: view } = list
    if (!view || !opened.current) return
    const all = latest.current.rows
    const bottom = stick.current
      ? all.length - 1
      : view.findItemIndex(view.scrollOffset + view.viewportSize - STICK_PX / 2)
    for (let place = bottom; place >= 0; place--) {
      const id = messageOf(all[place], chat.id)
      if (id === null) continue
      setNewestSeen((seen) => (seen !== null && seen >= id ? seen : id))
      setInSight(all.findLast((row, at) => at <= place && row.kind === 'bubble')?.key ?? null)
      return
    }
  }, [chat.id])

  const fill = useCallback(() => {
    const { current: view } = list
    if (!view || !settled.current) return
    const now = latest.current
    const below = view.scrollSize - view.scrollOffset - view.viewportSize
    // After a failure the next try is the operator's.
    if (now.hasOlder && now.older === 'idle' && view.scrollOffset < PREFETCH_PX) loadOlder()
    if (now.hasNewer && now.newer === 'idle' && below < PREFETCH_PX) loadNewer()
  }, [loadOlder, loadNewer])

  const settle = useCallback(() => {
    settled.current = false
    clearTimeout(settleTimer.current)
    settleTimer.current = setTimeout(() => {
      settled.current = true
      fill()
    }, SETTLE_MS)
  }, [fill])
  const jump = useCallback(
    (place: number, align: 'start' | 'nearest' | 'center', offset = 0) => {
      settle()
      list.current?.scrollToIndex(place, { align, offset })
    },
    [settle],
  )
  useEffect(() => () => clearTimeout(settleTimer.current), [])

  const onScroll = (offset: number) => {
    const { current: view } = list
    if (!view) return
    const below = view.scrollSize - offset - view.viewportSize
    // What comes in below never lowers the offset: only the reader, or a jump for him, leaves the end.
    if (below <= STICK_PX) stick.current = !hasNewer
    else if (offset < lastOffset.current - 1) stick.current = false
    lastOffset.current = offset
    setAtEnd(stick.current)
    fill()
  }

  // Opens at the unread line, else at the end. The line may come later, with older messages.
  useLayoutEffect(() => {
    const unread = rows.findIndex(({ kind }) => kind === 'unread')
    const was = opened.current?.generation === generation ? opened.current.at : null
    if (unread >= 0 && was !== 'unread' && !touched.current && generation === 0) {
      opened.current = { generation, at: 'unread' }
      stick.current = false
      jump(unread, 'start', -8)
    } else if (was === null) {
      opened.current = { generation, at: 'end' }
      settle()
      toEnd()
    } else if (stick.current) toEnd()
  }, [rows, generation, settle, jump, toEnd])

  useLayoutEffect(() => {
    if (shown.rows !== shown.target) setShown(settleVirtualRows)
  }, [shown])

  // After every render, for a page that came changes what is in sight and how much is left to scroll.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      noteSeen()
      fill()
    })
    return () => cancelAnimationFrame(frame)
  })

  const lastReply = outgoing.at(-1)?.localId
  const knownReply = useRef(lastReply)
  useEffect(() => {
    if (lastReply === knownReply.current) return
    knownReply.current = lastReply
    if (lastReply === undefined) return
    if (latest.current.hasNewer) jumpToNewest()
    toEnd()
  }, [lastReply, jumpToNewest, toEnd])

  useMarkRead(chat, visible ? newestSeen : null)

  useEffect(() => {
    if (marked === null) return
    const timer = setTimeout(() => setMarked(null), HIGHLIGHT_MS)
    return () => clearTimeout(timer)
  }, [marked])

  const goTo = useCallback(
    (place: number, align: 'nearest' | 'center', focus = true) => {
      const key = latest.current.rows[place]?.key
      if (key === undefined) return
      touched.current = true
      if (focus) focusNext.current = key
      setActive(key)
      jump(place, align)
    },
    [jump],
  )

  // The wanted message is in the page once `keepMounted` knows it, but hidden until the virtualiser has measured it:
  // only then does it take the focus.
  useLayoutEffect(() => {
    const key = focusNext.current
    if (key === null) return
    let frame = 0
    const attempt = (left: number) => {
      const article = scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
      article?.focus({ preventScroll: true })
      if (document.activeElement === article || left === 0) focusNext.current = null
      else frame = requestAnimationFrame(() => attempt(left - 1))
    }
    attempt(FOCUS_FRAMES)
    return () => cancelAnimationFrame(frame)
  })

  const onQuote = useCallback(
    (id: MessageId, focus?: boolean) => {
      const place = latest.current.rows.findIndex((row) => messageOf(row, chat.id) === id)
      if (place < 0) return
      goTo(place, 'center', focus)
      setMarked(latest.current.rows[place]?.key ?? null)
    },
    [goTo, chat.id],
  )

  // A message that somebody wants to see may come with a window of its own, which would open at its end.
  const [request, setRequest] = useState<MessageId | null>(null)
  useEffect(() => onScrollToMessage((chatId, id) => void (chatId === chat.id && setRequest(id))), [chat.id])
  useLayoutEffect(() => {
    if (request === null || !rows.some((row) => messageOf(row, chat.id) === request)) return
    stick.current = false
    setAtEnd(false)
    // Whoever asked keeps the focus: the next hit is a key away.
    onQuote(request, false)
    setRequest(null)
  }, [request, rows, chat.id, onQuote])

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

  const touch = () => {
    touched.current = true
  }

  const unseen = atEnd
    ? 0
    : rows.filter(
        (row) =>
          row.kind === 'bubble' && row.look !== 'own' && (messageOf(row, chat.id) ?? 0) > (newestSeen ?? Infinity),
      ).length

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label={t('conversation.log')}
        aria-live="off"
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={onBlur}
        onWheel={({ deltaY }) => {
          touch()
          // It may come before the scrolling that the opening began has been told: from wherever that led, this leads away.
          if (deltaY < 0) lastOffset.current = Infinity
        }}
        onPointerDown={touch}
        // Over a gradient the browser would paint the whole pane anew with every step of scrolling; a layer of its own only moves.
        className="scrollbar-thin flex h-full will-change-transform flex-col overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        <div className="flex-1" />
        <Virtualizer
          key={generation}
          ref={list}
          data={rows}
          shift={shift}
          bufferSize={400}
          keepMounted={tabPlace >= 0 ? [tabPlace] : []}
          onScroll={onScroll}
          onScrollEnd={noteSeen}
          onResize={() => {
            if (stick.current) toEnd()
          }}
        >
          {(row) => (
            <div key={row.key} className="px-5 @max-[900px]/panel:px-3">
              {row.kind === 'top' && window && !hasOlder ? (
                // A row without a height is taken for one that isn't there.
                <Suspense fallback={<div className="min-h-12" />}>
                  {window.source === 'history' ? (
                    <EarlierSessions window={window} />
                  ) : (
                    <HistoryStart window={window} createdAt={chat.dialog?.createdAt ?? null} />
                  )}
                </Suspense>
              ) : row.kind === 'top' ? (
                <LoadMore
                  more={hasOlder}
                  reading={older}
                  onRetry={loadOlder}
                  loading={t('conversation.olderLoading')}
                  failed={t('conversation.olderFailed')}
                />
              ) : row.kind === 'bottom' ? (
                <LoadMore
                  more={hasNewer}
                  reading={newer}
                  onRetry={loadNewer}
                  loading={t('conversation.newerLoading')}
                  failed={t('conversation.newerFailed')}
                />
              ) : (
                <TimelineRow
                  item={row}
                  today={today}
                  tabStop={row.key === tabStop}
                  marked={row.key === marked}
                  fresh={atEnd && fresh.has(row.key)}
                  onQuote={onQuote}
                />
              )}
            </div>
          )}
        </Virtualizer>
      </div>
      {!atEnd && (
        <button
          type="button"
          onClick={() => {
            if (hasNewer) jumpToNewest()
            else toEnd()
          }}
          aria-label={unseen > 0 ? t('conversation.toNewestCount', { count: unseen }) : t('conversation.toNewest')}
          title={t('conversation.toNewest')}
          className="absolute end-5.5 bottom-3 grid size-9.5 place-items-center rounded-full bg-surface text-fg-2 shadow-float hover:bg-surface-2 @max-[480px]/panel:size-10"
        >
          <ArrowDown aria-hidden="true" className="size-5" />
          <span aria-hidden="true" className="absolute -top-1.5">
            <Counter count={unseen} />
          </span>
        </button>
      )}
    </div>
  )
}
