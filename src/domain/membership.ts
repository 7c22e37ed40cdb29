import type { Chat } from './chat'
import type { UserId } from './ids'
import type { MessageWindow } from './message-window'

/**
 * Whether the caller is a member of a chat; null = not known yet. `source`: how its messages could be read. It is the surest sign: the
 * details may be older.
 */
export const isJoined = (chat: Chat, source: MessageWindow['source'] | undefined): boolean | null =>
  source ? source === 'member' : (chat.dialog?.joined ?? null)

/** Whether the caller may act and write in a chat as one of its people: they lead it, or are known to have joined it. */
export const isInside = (chat: Chat, me: UserId, joined: boolean | null): boolean =>
  chat.dialog?.ownerId === me || joined === true
