import { useCallback, useEffect, useEffectEvent, useState, type RefObject } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatId, MessageId } from '@/domain/ids'
import { useLatest } from '@/lib/use-latest'
import { usePageVisible } from '@/lib/page-visibility'
import { useMarkRead } from '@/queries/messages'
import { messageIdOf, type LogRow } from './log-rows'

/** Without a scroll event for this long (ms) the list has stopped. */
const STOPPED_MS = 150

/**
 * The newest message that was visible: the chat is marked read up to it. `inSight`: key of the lowest visible message;
 * `countUnseen`: messages of others below the newest seen one.
 */
export const useLastSeen = (
  scroller: RefObject<HTMLElement | null>,
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

  // Every scroll would mean a render.
  useEffect(() => {
    const { current: view } = scroller
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = 0
    const stopped = () => {
      const left = last + STOPPED_MS - performance.now()
      timer = left > 0 ? setTimeout(stopped, left) : undefined
      if (timer === undefined) update()
    }
    const onScroll = () => {
      last = performance.now()
      timer ??= setTimeout(stopped, STOPPED_MS)
    }
    view?.addEventListener('scroll', onScroll)
    return () => {
      view?.removeEventListener('scroll', onScroll)
      clearTimeout(timer)
    }
  }, [scroller, update])

  useMarkRead(chat, visible ? newestSeen : null)

  const countUnseen = (): number =>
    rows.filter(
      (row) =>
        row.kind === 'bubble' && row.variant !== 'own' && (messageIdOf(row, chat.id) ?? 0) > (newestSeen ?? Infinity),
    ).length

  return { inSight, countUnseen }
}

const positions = new Map<ChatId, () => MessageId | null>()

/** The message at the upper edge of a chat's list, which the operator is reading; null = the list isn't on screen, or has none from there on. */
export const readingPosition = (chatId: ChatId): MessageId | null => positions.get(chatId)?.() ?? null

/** Says where the operator is reading while the list is on screen. `topPlaceInSight`: place of the upper row, -1 = not known. */
export const useReadingPosition = (chatId: ChatId, rows: readonly LogRow[], topPlaceInSight: () => number): void => {
  const find = useEffectEvent((): MessageId | null => {
    const top = topPlaceInSight()
    if (top < 0) return null
    for (const row of rows.slice(top)) {
      const id = messageIdOf(row, chatId)
      if (id !== null) return id
    }
    return null
  })
  useEffect(() => {
    const ask = () => find()
    positions.set(chatId, ask)
    return () => {
      if (positions.get(chatId) === ask) positions.delete(chatId)
    }
  }, [chatId])
}
