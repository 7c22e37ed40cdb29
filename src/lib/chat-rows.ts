import { useEffect, useEffectEvent } from 'react'
import type { ChatId } from '@/domain/ids'

/** A row of the list of chats. `element`: where it is on screen. */
interface ChatRow {
  readonly chatId: ChatId
  readonly element: Element
}

type FindRow = (target: EventTarget | null) => ChatRow | null

let find: FindRow = () => null

/** The row that an event is about: the one it is in, in the list itself the one the keys are on; null = none. */
export const chatRowAt: FindRow = (target) => find(target)

/** The list answers for its rows while it is on screen. */
export const useChatRows = (findRow: FindRow): void => {
  const latest = useEffectEvent(findRow)
  useEffect(() => {
    const answer: FindRow = (target) => latest(target)
    find = answer
    return () => {
      if (find === answer) find = () => null
    }
  }, [])
}
