import type { ChatActionName, ChatDeed } from '@/domain/chat-actions'
import type { ChatId } from '@/domain/ids'

/** What somebody wants done to a chat: an action that still asks for what it needs, or one that has it all. */
export type Wish = { readonly chatId: ChatId } & (
  | { readonly name: ChatActionName; readonly deed?: undefined }
  | { readonly name: ChatActionName; readonly deed: ChatDeed }
)

const desks = new Set<(wish: Wish) => void>()

/** Asks for an action from anywhere in the panel: the open conversation's desk confirms it, does it and tells how it went. */
export const ask = (wish: Wish): void => {
  for (const desk of desks) desk(wish)
}

/** Hears what is asked for, until the function it returns is called. */
export const onAsked = (desk: (wish: Wish) => void): (() => void) => {
  desks.add(desk)
  return () => void desks.delete(desk)
}
