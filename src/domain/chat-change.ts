import type { Chat } from './chat'
import type { ChatId, MessageId, UserId } from './ids'
import type { Message } from './message'
import type { MessageWindow } from './message-window'

/**
 * What somebody else did to a chat between two readings.
 * answered: a waiting chat is a colleague's by now; taken: it went from one operator to another (a transfer or a take-over);
 * mine: it came to the caller; queued: it went back into a queue; closing, closed, opened: its session.
 */
export interface ChatChange {
  readonly chatId: ChatId
  readonly what: 'answered' | 'taken' | 'mine' | 'queued' | 'closing' | 'closed' | 'opened'
  /** Who did it, or who leads the chat now; null = the portal doesn't tell. */
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

/** System messages name people as `[USER=12 REPLACE]Mark Olsen[/USER]`; the first one is who did it. */
const authorOf = ({ text }: Message, me: UserId): string | null => {
  const [, id, name] = /\[user=(\d+)[^\]]*\]([^[]+)\[\/user\]/i.exec(text) ?? []
  return name && Number(id) !== me ? name.trim() : null
}

/**
 * Compares two readings of one chat; null = nothing relevant has changed. `window`: its messages read by now, for who and when; only
 * system messages after `newest` (the newest message of the first reading) count.
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
