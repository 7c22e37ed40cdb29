import { useEffect, useEffectEvent } from 'react'
import type { ChatId, MessageId } from '@/domain/ids'
import { messageIdOf, type LogRow } from './virtual-rows'

const positions = new Map<ChatId, () => MessageId | null>()

/** The message at the upper edge of a chat's list, where somebody is reading; null = the list isn't on screen, or has none from there on. */
export const readingPosition = (chatId: ChatId): MessageId | null => positions.get(chatId)?.() ?? null

/** Says where somebody is reading while the list is on screen. `topPlaceInSight`: place of the upper row, -1 = not known. */
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
