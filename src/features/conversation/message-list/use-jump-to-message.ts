import { useCallback, useEffect, useLayoutEffect, useState } from 'react'
import type { ChatId, MessageId } from '@/domain/ids'
import { onScrollToMessage } from '@/lib/panel-events'
import { useLatest } from '@/lib/use-latest'
import type { ScrollAlign } from './row-elements'
import { messageIdOf, type LogRow } from './log-rows'

const HIGHLIGHT_MS = 1200

/** Scrolls to a message by its id, also on request of other parts of the panel; `highlighted` is the key of the row for a moment after. */
export const useJumpToMessage = (
  chatId: ChatId,
  rows: readonly LogRow[],
  goTo: (place: number, align: ScrollAlign, focus?: boolean) => void,
  leaveEnd: () => void,
) => {
  const [highlighted, setHighlighted] = useState<string | null>(null)
  const latest = useLatest(rows)
  useEffect(() => {
    if (highlighted === null) return
    const timer = setTimeout(() => setHighlighted(null), HIGHLIGHT_MS)
    return () => clearTimeout(timer)
  }, [highlighted])

  const jumpToMessage = useCallback(
    (id: MessageId, focus?: boolean) => {
      const place = latest.current.findIndex((row) => messageIdOf(row, chatId) === id)
      if (place < 0) return
      goTo(place, 'center', focus)
      setHighlighted(latest.current[place]?.key ?? null)
    },
    [latest, goTo, chatId],
  )

  // A requested message may be in a new window, whose list would otherwise open at its end.
  const [request, setRequest] = useState<MessageId | null>(null)
  useEffect(() => onScrollToMessage((asked, id) => void (asked === chatId && setRequest(id))), [chatId])
  useLayoutEffect(() => {
    if (request === null || !rows.some((row) => messageIdOf(row, chatId) === request)) return
    leaveEnd()
    // The requesting element keeps the focus: in the search, the next result is one key away.
    jumpToMessage(request, false)
    setRequest(null)
  }, [request, rows, chatId, leaveEnd, jumpToMessage])

  return { highlighted, jumpToMessage }
}
