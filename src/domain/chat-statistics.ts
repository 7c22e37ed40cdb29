import type { UserId } from './ids'
import type { Message } from './message'
import type { People } from './person'

/** One day of a chat: messages of the client, and of operators to the client. Notes, bots and system messages don't count. */
export interface DayCount {
  /** Start of the day in the reader's time zone, unix ms. */
  readonly day: number
  readonly in: number
  readonly out: number
}

/** What happened in a chat over some days, as far as its messages are loaded. */
export interface Statistics {
  /** Every day of the period, oldest first. */
  readonly days: readonly DayCount[]
  readonly in: number
  readonly out: number
  /** Ms from a client's first unanswered message to the answer: the median over all waits, and over the first wait of each session; null = none. */
  readonly reply: number | null
  readonly firstReply: number | null
  /** Average of the clients' ratings in stars, 1 to 5; thumbs don't count. null = not rated. */
  readonly stars: number | null
}

const median = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** Starts of the last `count` days up to the one of `now`, oldest first; days may have 23 or 25 hours. */
export const daysUntil = (now: number, count: number): readonly number[] => {
  const today = new Date(now)
  return Array.from({ length: count }, (_, index) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - (count - 1 - index)).getTime(),
  )
}

const clientOrOperator = ({ authorId, hidden }: Message, people: People, me: UserId): 'client' | 'operator' | null => {
  if (authorId === null || hidden) return null
  const kind = authorId === me ? 'operator' : people.get(authorId)?.kind
  return kind === 'client' || kind === 'operator' ? kind : null
}

/** Counts the loaded messages of a chat (oldest first) over the days that begin at `days`. A wait counts on the day it was answered. */
export const statisticsOf = (
  messages: readonly Message[],
  people: People,
  me: UserId,
  days: readonly number[],
): Statistics => {
  const from = days[0] ?? 0
  const counts = days.map((day) => ({ day, in: 0, out: 0 }))
  const replies: number[] = []
  const firstReplies: number[] = []
  const stars: number[] = []
  let waitsSince: number | null = null
  let answeredInSession = false
  for (const message of messages) {
    if (message.session?.what === 'opened') {
      answeredInSession = false
      waitsSince = null
    }
    if (message.date >= from && message.rating?.kind === 'stars') stars.push(message.rating.stars)
    const who = message.deleted ? null : clientOrOperator(message, people, me)
    if (who === null) continue
    const count = counts.findLast(({ day }) => day <= message.date)
    if (who === 'client') {
      waitsSince ??= message.date
      if (count) count.in += 1
    } else {
      if (waitsSince !== null && count) {
        const wait = Math.max(0, message.date - waitsSince)
        replies.push(wait)
        if (!answeredInSession) firstReplies.push(wait)
      }
      waitsSince = null
      answeredInSession = true
      if (count) count.out += 1
    }
  }
  const sum = (which: 'in' | 'out') => counts.reduce((total, count) => total + count[which], 0)
  return {
    days: counts,
    in: sum('in'),
    out: sum('out'),
    reply: median(replies),
    firstReply: median(firstReplies),
    stars: stars.length > 0 ? stars.reduce((total, one) => total + one, 0) / stars.length : null,
  }
}
