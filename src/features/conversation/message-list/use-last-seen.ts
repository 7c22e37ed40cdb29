import { useCallback, useEffect, useState } from 'react'
import type { Chat } from '@/domain/chat'
import type { MessageId } from '@/domain/ids'
import { useLatest } from '@/lib/use-latest'
import { usePageVisible } from '@/lib/page-visibility'
import { useMarkRead } from '@/queries/messages'
import { messageIdOf, type LogRow } from './virtual-rows'

/**
 * The newest message that was visible: the chat is marked read up to it. `inSight`: key of the lowest visible message;
 * `countUnseen`: messages of others below the newest seen one; `update` is called when the list stops scrolling.
 */
export const useLastSeen = (
  chat: Pick<Chat, 'id' | 'dialog'>,
  rows: readonly LogRow[],
  lowestPlaceInSight: () => number,
) => {
  const visible = usePageVisible()
  const [newestSeen, setNewestSeen] = useState<MessageId | null>(null)
  const [inSight, setInSight] = useState<string | null>(null)
  const latest = useLatest(rows)

  const update = useCallback(() => {
    const all = latest.current
    for (let place = lowestPlaceInSight(); place >= 0; place--) {
      const id = messageIdOf(all[place], chat.id)
      if (id === null) continue
      setNewestSeen((seen) => (seen !== null && seen >= id ? seen : id))
      setInSight(all.findLast((row, at) => at <= place && row.kind === 'bubble')?.key ?? null)
      return
    }
  }, [latest, lowestPlaceInSight, chat.id])

  // After every render, because new messages change what is visible.
  useEffect(() => {
    const frame = requestAnimationFrame(update)
    return () => cancelAnimationFrame(frame)
  })

  useMarkRead(chat, visible ? newestSeen : null)

  const countUnseen = (): number =>
    rows.filter(
      (row) =>
        row.kind === 'bubble' && row.variant !== 'own' && (messageIdOf(row, chat.id) ?? 0) > (newestSeen ?? Infinity),
    ).length

  return { inSight, countUnseen, update }
}
