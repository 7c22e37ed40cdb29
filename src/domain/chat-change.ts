import type { Chat } from './chat'
import type { ChatId, MessageId, UserId } from './ids'
import type { Message } from './message'
import type { MessageWindow } from './message-window'

/**
 * A change of a chat by another user between two reads.
 * answered: a waiting chat now belongs to a colleague; taken: it went from one operator to another (a transfer or a take-over);
 * mine: it came to the caller; queued: it went back into a queue; closing, closed, opened: its session.
 */
export interface ChatChange {
  readonly chatId: ChatId
  readonly what: 'answered' | 'taken' | 'mine' | 'queued' | 'closing' | 'closed' | 'opened'
  /** Name of the user who made the change, or of the present owner; null = not known. */
  readonly name: string | null
  /** Unix ms of the portal's system message about it; null when none was read. */
  readonly at: number | null
}

const isNew = (chat: Chat): boolean => chat.state === 'queue' || chat.state === 'assigned'

const changeKind = (before: Chat, after: Chat, me: UserId): ChatChange['what'] | null => {
  const [was, is] = [before.dialog?.ownerId ?? null, after.dialog?.ownerId ?? null]
  if (before.state === 'unknown' || after.state === 'unknown') return null
  if (after.state === 'closed' || after.state === 'closing') return before.state === after.state ? null : after.state
  if (is === me && (was !== me || before.state === 'closing')) return 'mine'
  if (before.state === 'closed' || before.state === 'closing') return 'opened'
  if (after.state === 'queue') return before.state === 'queue' ? null : 'queued'
  if (isNew(before) && after.state === 'work') return is === me ? null : 'answered'
  return was !== is ? 'taken' : null
}

/** System messages name people as `[USER=12 REPLACE]Mark Olsen[/USER]`; the first one made the change. */
const authorOf = ({ text }: Message, me: UserId): string | null => {
  const [, id, name] = /\[user=(\d+)[^\]]*\]([^[]+)\[\/user\]/i.exec(text) ?? []
  return name && Number(id) !== me ? name.trim() : null
}

/**
 * Compares two reads of one chat; null = no relevant change. `window`: its messages read by now, for name and time; only system messages
 * after `newest` (the newest message of the first read) count.
 */
export const findChange = (
  before: Chat,
  after: Chat,
  me: UserId,
  window: MessageWindow | null,
  newest: MessageId | 0,
): ChatChange | null => {
  const what = changeKind(before, after, me)
  if (what === null) return null
  const lines = (window?.messages ?? []).filter(({ id, authorId, session }) => id > newest && (!authorId || session))
  const line = lines.findLast((message) => authorOf(message, me) !== null) ?? lines.at(-1) ?? null
  const owner = what === 'answered' || what === 'taken' || what === 'opened' ? after.operatorName : null
  return {
    chatId: after.id,
    what,
    name: owner ?? (line && authorOf(line, me)),
    at: line?.date ?? null,
  }
}
