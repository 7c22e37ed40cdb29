import type { CrmItem } from './crm'
import type { ChatId } from './ids'
import type { Message } from './message'
import type { MessageWindow } from './message-window'
import type { People } from './person'

declare const team: unique symbol
/**
 * Id of a CRM record's team chat. Only src/portal/methods/team-chat.ts creates one, from the answer of im.chat.get with
 * ENTITY_TYPE CRM: the id of a client's chat can't be passed where a note is sent.
 */
export type TeamChatId = ChatId & { readonly [team]: true }

/**
 * The team chat of a card. none = not started yet; outside = it exists, and the caller isn't in it;
 * inside = the caller reads and writes there.
 */
export type TeamChat =
  | { readonly kind: 'none' }
  | { readonly kind: 'outside'; readonly id: TeamChatId }
  | { readonly kind: 'inside'; readonly id: TeamChatId; readonly window: MessageWindow; readonly unread: number }

/** ENTITY_ID of a record's team chat: `DEAL|1482`. */
export const teamEntityId = (item: CrmItem): string => `${item.type.toUpperCase()}|${item.id}`

/** Messages of the team chat as notes beside a client's conversation; oldest first. */
export interface TeamNotes {
  readonly messages: readonly Message[]
  readonly people: People
}

/**
 * Notes that belong to the loaded part of a conversation, by their time. A note from before or after that part would be shown in the wrong
 * place.
 */
export const notesWithin = (notes: TeamNotes | null, window: MessageWindow | null): readonly Message[] => {
  if (!notes || !window) return []
  const from = window.hasOlder ? (window.messages[0]?.date ?? 0) : 0
  const to = window.hasNewer ? (window.messages.at(-1)?.date ?? 0) : Infinity
  return notes.messages.filter(
    ({ chatId, authorId, session, date }) =>
      chatId !== window.chatId && authorId !== null && !session && date >= from && date <= to,
  )
}
