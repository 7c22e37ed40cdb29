import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleMessage, samplePerson } from '@/testing/fixtures'
import { daysUntil, statisticsOf } from './chat-statistics'
import type { SessionId, UserId } from './ids'
import type { Message } from './message'

const ME = 1 as UserId
const people = new Map(
  [samplePerson(2, 'operator', 'Mark'), samplePerson(3, 'client', 'Laura'), samplePerson(4, 'bot', 'Bot')].map(
    (person) => [person.id, person],
  ),
)
const NOON = new Date(2026, 10, 12, 12).getTime()
const days = daysUntil(NOON, 7)
const MINUTE = 60_000

let id = 0
const says = (author: number | null, at: number, more: Partial<Message> = {}): Message =>
  sampleMessage(++id, { authorId: author as UserId | null, date: at, ...more })
const opened = (at: number) => says(null, at, { session: { what: 'opened', sessionId: 5 as SessionId } })

describe('days', () => {
  it('end today and begin at midnight', () => {
    expect(days).toHaveLength(7)
    expect(days.at(-1)).toBe(new Date(2026, 10, 12).getTime())
    expect(days[0]).toBe(new Date(2026, 10, 6).getTime())
  })

  it('begin at midnight where the clock was put back or forward, too', () => {
    for (const month of [2, 9])
      for (const day of daysUntil(new Date(2026, month, 31, 12).getTime(), 30))
        expect([new Date(day).getHours(), new Date(day).getMinutes()]).toEqual([0, 0])
  })
})

describe('statistics', () => {
  it('count the client’s messages and the operators’, by day', () => {
    const {
      in: come,
      out,
      days: counted,
    } = statisticsOf(
      [
        says(3, NOON - 10 * 86_400_000),
        says(3, NOON - 86_400_000),
        says(3, NOON),
        says(1, NOON + MINUTE),
        says(2, NOON + 2 * MINUTE),
        says(4, NOON + 3 * MINUTE),
        says(2, NOON + 4 * MINUTE, { hidden: true }),
        says(3, NOON + 5 * MINUTE, { deleted: true }),
        says(null, NOON + 6 * MINUTE),
      ],
      people,
      ME,
      days,
    )
    expect([come, out]).toEqual([2, 2])
    expect(counted.slice(-2).map((day) => [day.in, day.out])).toEqual([
      [1, 0],
      [1, 2],
    ])
  })

  it('measure a wait from the first unanswered message, and take the middle one', () => {
    const { reply, firstReply } = statisticsOf(
      [
        opened(NOON),
        says(3, NOON),
        says(3, NOON + 5 * MINUTE),
        says(1, NOON + 10 * MINUTE),
        says(1, NOON + 11 * MINUTE),
        says(3, NOON + 20 * MINUTE),
        says(2, NOON + 22 * MINUTE),
        opened(NOON + 60 * MINUTE),
        says(3, NOON + 60 * MINUTE),
        says(2, NOON + 64 * MINUTE),
      ],
      people,
      ME,
      days,
    )
    expect(reply).toBe(4 * MINUTE)
    expect(firstReply).toBe(7 * MINUTE)
  })

  it('average the stars', () => {
    const rated = (stars: number) => says(null, NOON, { rating: { kind: 'stars', stars } })
    expect(
      statisticsOf([rated(5), rated(4), says(null, NOON, { rating: { kind: 'like' } })], people, ME, days).stars,
    ).toBe(4.5)
  })

  it('say nothing about nothing', () => {
    expect(statisticsOf([], people, ME, days)).toMatchObject({
      in: 0,
      out: 0,
      reply: null,
      firstReply: null,
      stars: null,
    })
  })

  it('lose and invent no message, whatever was said', () => {
    const message = fc.record({ author: fc.constantFrom(1, 2, 3, 4), minutes: fc.integer({ min: 0, max: 6 * 1440 }) })
    fc.assert(
      fc.property(fc.array(message, { maxLength: 50 }), (all) => {
        const messages = all
          .toSorted((a, b) => a.minutes - b.minutes)
          .map(({ author, minutes }) => says(author, (days[0] ?? 0) + minutes * MINUTE))
        const result = statisticsOf(messages, people, ME, days)
        expect(result.in).toBe(all.filter(({ author }) => author === 3).length)
        expect(result.out).toBe(all.filter(({ author }) => author < 3).length)
        if (result.reply !== null) expect(result.reply).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
