import type { Chat, LastMessage, Waiting } from './chat'
import type { ChatId, MessageId } from './ids'
import type { Message } from './message'

/** From which wait on it turns amber, then red; ms. */
export interface WaitLimits {
  readonly amber: number
  readonly red: number
}

/** Five and fifteen minutes. */
export const DEFAULT_WAIT_LIMITS: WaitLimits = { amber: 300_000, red: 900_000 }

/** How urgent a wait is. */
export type WaitLevel = 'calm' | 'amber' | 'red'

/** The level of a wait that began at `since`; null where nobody waits. Times in unix ms. */
export const waitLevel = (since: number | null, now: number, { amber, red }: WaitLimits): WaitLevel | null => {
  if (since === null) return null
  const wait = now - since
  return wait >= red ? 'red' : wait >= amber ? 'amber' : 'calm'
}

/** What a stretch of messages tells of a client who waits. */
export interface Unanswered {
  /** His messages that nobody answered, oldest first. */
  readonly messages: readonly Waiting[]
  /** An answer or the end of a session was met: what lies before doesn't matter. */
  readonly complete: boolean
}

/** More than anybody writes before he is answered or gives up; the first one is what counts. */
const MAX_UNANSWERED = 100

/**
 * What the client waits with, by messages in their order. An answer is what an operator wrote to the client: no bot's words, no line of
 * the portal, nothing written in silent mode.
 */
export const findUnanswered = (
  messages: readonly Message[],
  kindOf: (message: Message) => LastMessage['from'],
): Unanswered => {
  const found: Waiting[] = []
  for (const message of messages.toReversed()) {
    const from = message.session || message.hidden ? 'system' : kindOf(message)
    // Of whom nothing is known may be an operator: nobody is said to wait who has been answered.
    if (message.session?.what === 'closed' || from === 'me' || from === 'operator' || from === 'unknown')
      return { messages: found, complete: true }
    if (from === 'client' && !message.deleted) found.unshift({ id: message.id, date: message.date })
  }
  return { messages: found, complete: false }
}

/** Joins what was known with a newer stretch that overlaps it (`joined`) or doesn't. */
export const mergeUnanswered = (
  known: readonly Waiting[],
  { messages, complete }: Unanswered,
  from: MessageId | 0,
  joined: boolean,
): readonly Waiting[] => {
  if (complete || !joined) return messages
  const all = [...known.filter(({ id }) => id < from), ...messages]
  return all.length > MAX_UNANSWERED ? [...all.slice(0, 1), ...all.slice(1 - MAX_UNANSWERED)] : all
}

/** What one newer message changes. */
export const appendMessage = (known: readonly Waiting[], { id, from, date }: LastMessage): readonly Waiting[] => {
  if (from === 'client') return [...known, { id, date }]
  return from === 'me' || from === 'operator' || from === 'unknown' ? [] : known
}

/** The newest message that "no reply needed" would count for; 0 while none is known. */
export const newestOf = (chat: Chat): MessageId | 0 =>
  chat.unanswered.at(-1)?.id ?? chat.last?.id ?? chat.dialog?.lastMessageId ?? 0

const marked = new WeakMap<Chat, { readonly mark: MessageId; readonly chat: Chat }>()

/** The chat as it is after its client was said to need no reply to anything up to `mark`: he waits since what he wrote later. */
const afterMark = (chat: Chat, mark: MessageId): Chat => {
  const later = chat.unanswered.find(({ id }) => id > mark)
  if (later) return later === chat.unanswered[0] ? chat : { ...chat, waitingSince: later.date }
  const silent = chat.unanswered.length > 0 || chat.last === null || chat.last.id <= mark
  return silent ? { ...chat, turn: 'unknown', waitingSince: null, noReplyNeeded: true } : chat
}

/** Applies the marks (chat to the message it counts for). The same object for the same chat and mark. */
export const withNoReplyNeeded = (chat: Chat, marks: ReadonlyMap<ChatId, MessageId>): Chat => {
  const mark = marks.get(chat.id)
  if (mark === undefined || chat.waitingSince === null) return chat
  const known = marked.get(chat)
  if (known?.mark === mark) return known.chat
  const made = { mark, chat: afterMark(chat, mark) }
  marked.set(chat, made)
  return made.chat
}

/** How many clients wait. */
export const countWaiting = (chats: readonly Chat[]): number =>
  chats.filter(({ waitingSince }) => waitingSince !== null).length
