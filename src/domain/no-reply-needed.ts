import type { ChatId, MessageId } from './ids'

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
