import { useEffect, useEffectEvent } from 'react'
import type { ChatId } from '@/domain/ids'

/** A rendered row of the chat list. */
interface ChatRow {
  readonly chatId: ChatId
  readonly element: Element
}

type FindRow = (target: EventTarget | null) => ChatRow | null

let find: FindRow = () => null

/** The row that contains the target of an event, or the active row when the target is the list itself; null = none. */
export const chatRowAt: FindRow = (target) => find(target)

/** Registers how the chat list finds its rows, while the list is mounted. */
export const useChatRows = (findRow: FindRow): void => {
  const latest = useEffectEvent(findRow)
  useEffect(() => {
    const lookUp: FindRow = (target) => latest(target)
    find = lookUp
    return () => {
      if (find === lookUp) find = () => null
    }
  }, [])
}
