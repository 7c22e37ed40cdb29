import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MORNING, sampleChat, sampleLast, sampleMessage } from '@/testing/fixtures'
import type { LastMessage, Waiting } from './chat'
import type { ChatId, MessageId } from './ids'
import type { Message } from './message'
import {
  appendMessage,
  countWaiting,
  DEFAULT_WAIT_LIMITS,
  mergeUnanswered,
  newestOf,
  findUnanswered,
  waitLevel,
  withNoReplyNeeded,
} from './wait-time'

const MINUTE = 60_000
type From = LastMessage['from']

/** Messages with ids from 1, one a minute, by the kinds of their authors. */
const talk = (...from: readonly From[]) => {
  const messages = from.map((_, index) => sampleMessage(index + 1))
  return { messages, kindOf: (message: Message) => from[message.id - 1] ?? 'unknown' }
}
const waitingIn = (...from: readonly From[]) => {
  const { messages, kindOf } = talk(...from)
  return findUnanswered(messages, kindOf)
}
const ids = (list: readonly Waiting[]) => list.map(({ id }) => id)

describe('the level of a wait', () => {
  it.each([
    [0, 'calm'],
    [5 * MINUTE - 1, 'calm'],
    [5 * MINUTE, 'amber'],
    [15 * MINUTE - 1, 'amber'],
    [15 * MINUTE, 'red'],
  ] as const)('after %i ms is %s', (wait, level) => {
    expect(waitLevel(MORNING, MORNING + wait, DEFAULT_WAIT_LIMITS)).toBe(level)
  })

  it('is none without a wait', () => {
    expect(waitLevel(null, MORNING, DEFAULT_WAIT_LIMITS)).toBeNull()
  })
})

describe('a client waits with', () => {
  it.each<[string, readonly From[], readonly number[], boolean]>([
    ['everything since the last answer', ['client', 'operator', 'client', 'client'], [3, 4], true],
    ['nothing after an answer', ['client', 'me'], [], true],
    ['what a bot alone has answered', ['client', 'bot'], [1], false],
    ['what the portal wrote a line about', ['me', 'client', 'system'], [2], true],
    ['nothing that a stranger may have answered', ['client', 'unknown'], [], true],
    ['everything, as far as it goes', ['client', 'client'], [1, 2], false],
  ])('%s', (_, from, waiting, complete) => {
    const found = waitingIn(...from)
    expect(ids(found.messages)).toEqual(waiting)
    expect(found.complete).toBe(complete)
  })

  it('no message of a session that ended, nothing deleted, and a note is no answer', () => {
    const all = [
      sampleMessage(1),
      sampleMessage(2, { authorId: null, session: { what: 'closed', sessionId: null } }),
      sampleMessage(3, { authorId: null, session: { what: 'opened', sessionId: null } }),
      sampleMessage(4, { deleted: true }),
      sampleMessage(5),
      sampleMessage(6, { hidden: true }),
    ]
    const found = findUnanswered(all, ({ id }) => (id === 6 ? 'operator' : 'client'))
    expect(ids(found.messages)).toEqual([5])
    expect(found.complete).toBe(true)
  })
})

describe('what is known goes on', () => {
  const known = waitingIn('client', 'client').messages

  it('while a newer page overlaps it without an answer', () => {
    const page = { messages: [{ id: 2 as MessageId, date: 5 }], complete: false }
    expect(ids(mergeUnanswered(known, page, 2 as MessageId, true))).toEqual([1, 2])
    expect(ids(mergeUnanswered(known, page, 2 as MessageId, false))).toEqual([2])
    expect(ids(mergeUnanswered(known, { ...page, complete: true }, 2 as MessageId, true))).toEqual([2])
  })

  it('with one message more from the client, not after an answer', () => {
    expect(ids(appendMessage(known, sampleLast(3)))).toEqual([1, 2, 3])
    expect(appendMessage(known, sampleLast(3, { from: 'operator' }))).toEqual([])
    expect(appendMessage(known, sampleLast(3, { from: 'bot' }))).toBe(known)
  })

  it('to the same end, however a conversation is cut into reads', () => {
    const kinds = fc.constantFrom<From>('client', 'operator', 'me', 'bot', 'system')
    fc.assert(
      fc.property(
        fc.array(kinds, { minLength: 1, maxLength: 30 }),
        fc.array(fc.nat(30)),
        fc.nat(5),
        (from, cuts, over) => {
          const { messages, kindOf } = talk(...from)
          const ends = [...new Set(cuts.map((cut) => (cut % from.length) + 1)), from.length].toSorted((a, b) => a - b)
          let waiting: readonly Waiting[] = []
          let before = 0
          for (const end of ends) {
            // Every snapshot begins where the last one ended, or somewhat before.
            const start = Math.max(0, before - 1 - over)
            const page = messages.slice(start, end)
            waiting = mergeUnanswered(waiting, findUnanswered(page, kindOf), page[0]?.id ?? 0, before > 0)
            before = end
          }
          expect(waiting).toEqual(findUnanswered(messages, kindOf).messages)
        },
      ),
    )
  })
})

describe('“no reply needed”', () => {
  const unanswered = waitingIn('client', 'client', 'client').messages
  const chat = sampleChat({ turn: 'operator', waitingSince: unanswered[0]!.date, unanswered, last: sampleLast(3) })
  const marked = (mark: number) => withNoReplyNeeded(chat, new Map([[chat.id, mark as MessageId]]))

  it('takes a chat out of those that wait until the client writes again, and then counts from there', () => {
    expect(newestOf(chat)).toBe(3)
    expect(marked(3)).toMatchObject({ noReplyNeeded: true, waitingSince: null, turn: 'unknown' })
    expect(marked(2)).toMatchObject({ noReplyNeeded: false, waitingSince: unanswered[2]!.date })
    expect(marked(0)).toBe(chat)
    expect(withNoReplyNeeded(chat, new Map([[99 as ChatId, 3 as MessageId]]))).toBe(chat)
  })

  it('holds although a bot has written since', () => {
    const later = { ...chat, last: sampleLast(4, { from: 'bot' as const }) }
    expect(withNoReplyNeeded(later, new Map([[chat.id, 3 as MessageId]])).noReplyNeeded).toBe(true)
  })

  it('goes by the newest message where the client’s own are not known', () => {
    const unread = { ...chat, unanswered: [] }
    expect(withNoReplyNeeded(unread, new Map([[chat.id, 3 as MessageId]])).noReplyNeeded).toBe(true)
    expect(withNoReplyNeeded(unread, new Map([[chat.id, 2 as MessageId]])).noReplyNeeded).toBe(false)
  })

  it('is counted out, and rows do not render again for nothing', () => {
    expect(countWaiting([chat, marked(3)])).toBe(1)
    expect(marked(3)).toBe(marked(3))
  })
})
