import type { Chat, LastMessage, Waiting } from './chat'
import type { ChatId, MessageId } from './ids'
import type { Message } from './message'

/** Waits above these turn amber, then red; ms. */
export interface WaitLimits {
  readonly amber: number
  readonly red: number
}

/** Five and fifteen minutes. */
export const DEFAULT_WAIT_LIMITS: WaitLimits = { amber: 300_000, red: 900_000 }

/** Range of a limit, in minutes. */
export const MIN_MINUTES = 1
export const MAX_MINUTES = 240

/** Whole minutes within the range, amber before red. */
export const validMinutes = (amber: number, red: number): boolean =>
  Number.isInteger(amber) && Number.isInteger(red) && amber >= MIN_MINUTES && red <= MAX_MINUTES && amber < red

export type WaitLevel = 'calm' | 'amber' | 'red'

/** The level of a wait that began at `since`; null = no wait. Times in unix ms. */
export const waitLevel = (since: number | null, now: number, { amber, red }: WaitLimits): WaitLevel | null => {
  if (since === null) return null
  const wait = now - since
  return wait >= red ? 'red' : wait >= amber ? 'amber' : 'calm'
}

/** Unanswered messages among a range of messages. */
export interface Unanswered {
  /** The client's unanswered messages, oldest first. */
  readonly messages: readonly Waiting[]
  /** An answer or the end of a session was found: earlier messages don't matter. */
  readonly complete: boolean
}

/** More than a client writes before an answer; only the first one counts. */
const MAX_UNANSWERED = 100

/**
 * The client's unanswered messages. An answer is a message of an operator to the client: not a bot's, not a system message,
 * nothing written in silent mode.
 */
export const findUnanswered = (
  messages: readonly Message[],
  kindOf: (message: Message) => LastMessage['from'],
): Unanswered => {
  const found: Waiting[] = []
  for (const message of messages.toReversed()) {
    const from = message.session || message.hidden ? 'system' : kindOf(message)
    // An unknown author may be an operator: a client who has been answered is never shown as waiting.
    if (message.session?.what === 'closed' || from === 'me' || from === 'operator' || from === 'unknown')
      return { messages: found, complete: true }
    if (from === 'client' && !message.deleted) found.unshift({ id: message.id, date: message.date })
  }
  return { messages: found, complete: false }
}

/** Merges the known ones with a newer range that overlaps them (`joined`) or doesn't. */
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

/** Adds one newer message. */
export const appendMessage = (known: readonly Waiting[], { id, from, date }: LastMessage): readonly Waiting[] => {
  if (from === 'client') return [...known, { id, date }]
  return from === 'me' || from === 'operator' || from === 'unknown' ? [] : known
}

/** The mark "No reply needed" of a chat. */
export interface NoReplyMark {
  /** The newest message at that time. */
  readonly upTo: MessageId
  /** When it was made, in days since 1970. */
  readonly day: number
}

export type NoReplyMarks = ReadonlyMap<ChatId, NoReplyMark>

const DAY_MS = 86_400_000
/** Limits of stored marks, in days and number: everything a user has stored shares 64 kB. */
const KEPT_DAYS = 30
export const MAX_MARKS = 300

const dayOf = (now: number): number => Math.floor(now / DAY_MS)

/** Marks a chat as needing no reply to anything up to a message. `now` in unix ms. */
export const markNoReplyNeeded = (marks: NoReplyMarks, chatId: ChatId, upTo: MessageId, now: number): NoReplyMarks =>
  new Map(marks).set(chatId, { upTo, day: dayOf(now) })

export const unmarkNoReplyNeeded = (marks: NoReplyMarks, chatId: ChatId): NoReplyMarks => {
  const left = new Map(marks)
  left.delete(chatId)
  return left
}

/** Marks to store, newest first; old ones and those beyond the limit are left out. `now` in unix ms. */
export const currentMarks = (marks: NoReplyMarks, now: number): readonly (readonly [ChatId, MessageId, number])[] =>
  [...marks]
    .map(([chatId, { upTo, day }]) => [chatId, upTo, day] as const)
    .filter(([, , day]) => dayOf(now) - day <= KEPT_DAYS)
    .toSorted((a, b) => b[2] - a[2] || b[0] - a[0])
    .slice(0, MAX_MARKS)

/** The newest message that "No reply needed" would count for; 0 while none is known. */
export const newestOf = (chat: Chat): MessageId | 0 =>
  chat.unanswered.at(-1)?.id ?? chat.last?.id ?? chat.dialog?.lastMessageId ?? 0

const marked = new WeakMap<Chat, { readonly mark: MessageId; readonly chat: Chat }>()

/** The chat with "No reply needed" up to `mark`: the wait begins with a later message of the client. */
const afterMark = (chat: Chat, mark: MessageId): Chat => {
  const later = chat.unanswered.find(({ id }) => id > mark)
  if (later) return later === chat.unanswered[0] ? chat : { ...chat, waitingSince: later.date }
  const silent = chat.unanswered.length > 0 || chat.last === null || chat.last.id <= mark
  return silent ? { ...chat, turn: 'unknown', waitingSince: null, noReplyNeeded: true } : chat
}

/** Applies the marks (chat to the message it counts for). Returns the same object for the same chat and mark. */
export const withNoReplyNeeded = (chat: Chat, marks: ReadonlyMap<ChatId, MessageId>): Chat => {
  const mark = marks.get(chat.id)
  if (mark === undefined || chat.waitingSince === null) return chat
  const known = marked.get(chat)
  if (known?.mark === mark) return known.chat
  const made = { mark, chat: afterMark(chat, mark) }
  marked.set(chat, made)
  return made.chat
}

export const countWaiting = (chats: readonly Chat[]): number =>
  chats.filter(({ waitingSince }) => waitingSince !== null).length
