import type { ChatActionName, ChatDeed } from '@/domain/chat-actions'
import type { ChatId } from '@/domain/ids'
import { makeAsking } from '@/ui/asking'

/** What somebody wants done to a chat: an action that still asks for what it needs, or one that has it all. */
export type Wish = { readonly chatId: ChatId } & (
  | { readonly name: ChatActionName; readonly deed?: undefined }
  | { readonly name: ChatActionName; readonly deed: ChatDeed }
)

/** Asks for an action from anywhere in the panel: the open conversation's desk confirms it, does it and tells how it went. */
export const { ask, onAsked } = makeAsking<[wish: Wish]>()
