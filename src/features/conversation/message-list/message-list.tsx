import ArrowDown from 'lucide-react/icons/arrow-down'
import { Suspense, useMemo, useRef, useState } from 'react'
import type { Chat } from '@/domain/chat'
import type { UserId } from '@/domain/ids'
import type { OutgoingReply } from '@/domain/outgoing-message'
import { useT } from '@/i18n/i18n'
import { useFocusTarget } from '@/lib/focus-targets'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { usePortalNow } from '@/lib/page-visibility'
import type { ConversationView } from '@/queries/messages'
import { useTeamNotes } from '@/queries/team-notes'
import { Counter } from '@/ui/badge'
import { Button, Spinner } from '@/ui/button'
import { firstLogRows, nextLogRows, type LogRow, type LogRows } from './log-rows'
import { RowFlow } from './row-flow'
import { TimelineRow } from './timeline-row'
import { useJumpToMessage } from './use-jump-to-message'
import { useLastSeen, useReadingPosition } from './use-last-seen'
import { useMessageFocus } from './use-message-focus'
import { useScrollAnchor } from './use-scroll-anchor'
import { startOfDay, useTimeline } from './use-timeline'

/** State and texts of an end of the log. */
interface LoadMoreProps {
  readonly more: boolean
  readonly reading: 'idle' | 'loading' | 'failed'
  readonly onRetry: () => void
  readonly loading: string
  readonly failed: string
}

/** One end of the log: loading, failed with a retry, or complete. The same height in every state, so that nothing moves. */
const LoadMore = ({ more, reading, onRetry, loading, failed }: LoadMoreProps) => {
  const t = useT()
  if (!more) return <div className="h-2.5" />
  return (
    <div className="flex min-h-12 flex-wrap items-center justify-center gap-2 py-1 text-xs text-sys-fg">
      {reading === 'loading' && (
        <span role="status" className="inline-flex items-center gap-2">
          <Spinner />
          {loading}
        </span>
      )}
      {reading === 'failed' && (
        <>
          <span role="alert" className="font-medium text-alert-fg">
            {failed}
          </span>
          <Button size="sm" onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        </>
      )}
    </div>
  )
}

const TO_NEWEST_CLASSES =
  'absolute end-5.5 bottom-3 grid size-9.5 place-items-center rounded-full bg-surface text-fg-2 shadow-float hover:bg-surface-2 @max-[480px]/panel:size-10'

/** Scrolls to the newest message; `unseen`: number of newer messages below. */
const ToNewestButton = ({ unseen, onClick }: { readonly unseen: number; readonly onClick: () => void }) => {
  const t = useT()
  return (
    <button
      type="button"
      onClick={onClick}
      aria-label={unseen > 0 ? t('conversation.toNewestCount', { count: unseen }) : t('conversation.toNewest')}
      title={t('conversation.toNewest')}
      className={TO_NEWEST_CLASSES}
    >
      <ArrowDown aria-hidden="true" className="size-5" />
      <span aria-hidden="true" className="absolute -top-1.5">
        <Counter count={unseen} />
      </span>
    </button>
  )
}

const HistoryStart = lazyWithRetry(async () => (await import('./history-start')).HistoryStart)
const EarliestSession = lazyWithRetry(async () => (await import('./history-start')).EarliestSession)

const TOP: LogRow = { kind: 'top', key: 'top' }
const BOTTOM: LogRow = { kind: 'bottom', key: 'bottom' }

// Over a gradient the browser would repaint the whole pane with every scroll step; a separate layer is only moved.
const SCROLLER_CLASSES =
  'scrollbar-thin flex h-full flex-col-reverse will-change-transform overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]'

/** Input of the list, which renders independently of the composer. */
export interface MessageListProps {
  readonly chat: Pick<Chat, 'id' | 'dialog'>
  readonly me: UserId
  readonly view: ConversationView
  readonly outgoing: readonly OutgoingReply[]
}

const useLogRows = (items: readonly LogRow[]): LogRows => {
  const rows = useMemo(() => [TOP, ...items, BOTTOM], [items])
  const [shown, setShown] = useState(() => firstLogRows(rows))
  if (shown.rows === rows) return shown
  const next = nextLogRows(shown, rows)
  setShown(next)
  return next
}

const ListStart = ({ chat, view }: Pick<MessageListProps, 'chat' | 'view'>) => {
  const t = useT()
  const { window, older, loadOlder } = view
  if (!window || window.hasOlder)
    return (
      <LoadMore
        more={window?.hasOlder ?? false}
        reading={older}
        onRetry={loadOlder}
        loading={t('conversation.olderLoading')}
        failed={t('conversation.olderFailed')}
      />
    )
  return (
    // As high as what comes: nothing moves.
    <Suspense fallback={<div className="min-h-12" />}>
      {window.source === 'history' ? (
        <EarliestSession window={window} />
      ) : (
        <HistoryStart window={window} createdAt={chat.dialog?.createdAt ?? null} />
      )}
    </Suspense>
  )
}

const ListEnd = ({ window, newer, loadNewer }: ConversationView) => {
  const t = useT()
  return (
    <LoadMore
      more={window?.hasNewer ?? false}
      reading={newer}
      onRetry={loadNewer}
      loading={t('conversation.newerLoading')}
      failed={t('conversation.newerFailed')}
    />
  )
}

/** The messages of one open chat: only visible ones are in the page, scrolling up and down loads more. */
export const MessageList = ({ chat, me, view, outgoing }: MessageListProps) => {
  const t = useT()
  const today = startOfDay(usePortalNow(60_000))
  const notes = useTeamNotes(chat.id)
  const items = useTimeline(view.window, outgoing, me, view.unreadFrom, notes, chat.dialog?.readBy ?? null)
  const shown = useLogRows(items)
  const { rows, fresh } = shown

  const scroller = useRef<HTMLDivElement>(null)
  useFocusTarget('log', scroller)
  const anchor = useScrollAnchor(scroller, shown, view, outgoing.at(-1)?.localId)
  const { list, atEnd } = anchor
  const seen = useLastSeen(scroller, chat, rows, anchor.lowestPlaceInSight)
  const focus = useMessageFocus(scroller, rows, atEnd ? null : seen.inSight, anchor.jump)
  const { highlighted, jumpToMessage } = useJumpToMessage(chat.id, rows, focus.goTo, anchor.leaveEnd)
  useReadingPosition(chat.id, rows, anchor.topPlaceInSight)
  const tabStop = rows[focus.tabPlace]?.key ?? null

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label={t('conversation.log')}
        aria-live="off"
        className={SCROLLER_CLASSES}
        {...focus.handlers}
      >
        <RowFlow
          key={shown.generation}
          ref={list}
          rows={rows}
          opensAt={anchor.opensAt}
          kept={focus.focusPlace}
          following={atEnd}
        >
          {(row) =>
            row.kind === 'top' ? (
              <ListStart chat={chat} view={view} />
            ) : row.kind === 'bottom' ? (
              <ListEnd {...view} />
            ) : (
              <TimelineRow
                item={row}
                today={today}
                tabStop={row.key === tabStop}
                marked={row.key === highlighted}
                fresh={atEnd && fresh.has(row.key)}
                onQuote={jumpToMessage}
              />
            )
          }
        </RowFlow>
      </div>
      {!atEnd && <ToNewestButton unseen={seen.countUnseen()} onClick={anchor.toNewest} />}
    </div>
  )
}
