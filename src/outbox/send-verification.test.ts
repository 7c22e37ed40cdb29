import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import { newestWindow } from '@/domain/message-window'
import { MORNING, sampleFile, sampleMessage } from '@/testing/fixtures'
import { findSentMessage, excerptOf, readSince } from './send-verification'

const CHAT = 11 as ChatId
const ME = 1 as UserId
const NOON = MORNING + 2 * 60 * 60_000
const ABSENT = { kind: 'absent' }
const UNKNOWN = { kind: 'unknown' }
const found = (...messages: number[]) => ({ kind: 'found', messages })

const windowOf = (messages: Message[], hasOlder = false, way: 'member' | 'history' = 'member') =>
  newestWindow(CHAT, way, { messages, people: new Map() }, hasOlder)
const find = (messages: Message[], text = 'Hello, Laura', claimed: number[] = [], after = 0, hasOlder = false) =>
  findSentMessage(
    excerptOf(windowOf(messages, hasOlder)),
    ME,
    { text, watermark: { since: NOON, after } },
    new Set(claimed as MessageId[]),
  )
const mine = (id: number, more: Partial<Message> = {}) =>
  sampleMessage(id, { authorId: ME, date: NOON, text: 'Hello, Laura', ...more })

describe('a file in the chat', () => {
  const findFile = (messages: Message[], name = 'plan.pdf') =>
    findSentMessage(
      excerptOf(windowOf(messages)),
      ME,
      { text: '', file: { name, size: 900, type: 'application/pdf' }, watermark: { since: NOON, after: 1 } },
      new Set(),
    )
  const withFile = (id: number, name: string, size: number | null = 900, more: Partial<Message> = {}) =>
    mine(id, { text: '', files: [{ ...sampleFile(id, name, 0), size }], ...more })

  it('is the message with its author, name and size', () => {
    expect(findFile([withFile(2, 'other.pdf'), withFile(3, 'plan.pdf', 901), withFile(4, 'plan.pdf')])).toEqual(
      found(4),
    )
    expect(findFile([withFile(2, 'plan.pdf', 900, { authorId: 2 as UserId })])).toEqual(ABSENT)
    expect(findFile([withFile(1, 'plan.pdf')])).toEqual(ABSENT)
  })

  it('may have got a number from the portal, or lost its size', () => {
    expect(findFile([withFile(2, 'plan (1).pdf')])).toEqual(found(2))
    expect(findFile([withFile(2, 'Plan(12).PDF', null)])).toEqual(found(2))
    expect(findFile([withFile(2, 'plan (final).pdf')])).toEqual(ABSENT)
  })

  it('is no text, and a text is no file', () => {
    expect(findFile([mine(2, { text: 'plan.pdf' })])).toEqual(ABSENT)
    expect(find([withFile(2, 'plan.pdf')], 'plan.pdf', [], 1)).toEqual(ABSENT)
  })
})

describe('a reply in the chat', () => {
  it('is the message with its author and its text', () => {
    expect(find([sampleMessage(1), mine(2), sampleMessage(3)])).toEqual(found(2))
  })

  it('may have its blanks changed on the way', () => {
    expect(find([mine(2, { text: ' Hello,\r\nLaura ' })], 'Hello,\nLaura')).toEqual(found(2))
  })

  it('may have been cut by the portal, but only where it is long', () => {
    const long = 'a'.repeat(30_000)
    expect(find([mine(2, { text: long.slice(0, 20_000) })], long)).toEqual(found(2))
    expect(find([mine(2, { text: 'Hello' })])).toEqual(ABSENT)
  })

  it('is not found in texts of others, other texts, or none', () => {
    const others = [mine(1, { authorId: 2 as UserId }), mine(2, { text: 'Hello' }), mine(3, { authorId: null })]
    expect(find(others)).toEqual(ABSENT)
    expect(find([])).toEqual(ABSENT)
  })

  it('is not a message that was known before it went out, whatever the clocks say', () => {
    expect(find([mine(1)], 'Hello, Laura', [], 1)).toEqual(ABSENT)
    expect(find([mine(1), mine(2, { date: NOON - 60 * 60_000 })], 'Hello, Laura', [], 1)).toEqual(found(2))
  })

  it('is decided by the clock where no message was known; a message that only the clock rules out leaves a doubt', () => {
    expect(find([mine(1, { date: NOON - 60_000 })])).toEqual(found(1))
    expect(find([mine(1, { date: NOON + 60 * 60_000 })])).toEqual(found(1))
    expect(find([mine(1, { date: NOON - 10 * 60_000 })])).toEqual(UNKNOWN)
  })

  it('is not one that belongs to another reply', () => {
    expect(find([mine(1), mine(2)], 'Hello, Laura', [1])).toEqual(found(2))
    expect(find([mine(1)], 'Hello, Laura', [1])).toEqual(ABSENT)
  })

  it('is found more than once when the call was repeated below us', () => {
    expect(find([mine(5), sampleMessage(6), mine(7)], 'Hello, Laura', [], 4)).toEqual(found(5, 7))
  })
})

/** What people typed, and what a portal's protective filter made of it (measured). */
const pairs = JSON.parse(readFileSync('e2e/portal/fixtures/input-filter.json', 'utf8')) as readonly {
  readonly in: string
  readonly out: string
}[]

describe('a reply that the portal has changed', () => {
  const WRITTEN = 'Please select a date from the list.'
  const STORED = 'Please sel ect a date fr om the list.'
  const changed = (...messages: number[]) => ({ ...found(...messages), changed: true })

  it.each(pairs.map((pair) => [pair.in, pair.out]))('is found: %j as %j', (written, stored) => {
    const blanks = (text: string) => text.replace(/\s+/g, ' ').trim()
    const expected = blanks(written) === blanks(stored) ? found(5) : changed(5)
    expect(find([mine(4, { text: 'Hello' }), mine(5, { text: stored })], written, [], 4)).toEqual(expected)
  })

  it('is one of more than 90 pairs, most of them with a text that really differs', () => {
    expect(pairs.length).toBe(94)
    expect(pairs.filter((pair) => pair.in !== pair.out).length).toBeGreaterThan(30)
  })

  it('is not looked for where a message has its very text', () => {
    expect(find([mine(5, { text: STORED }), mine(6, { text: WRITTEN })], WRITTEN, [], 4)).toEqual(found(6))
    expect(find([mine(5, { text: STORED }), mine(6, { text: WRITTEN })], WRITTEN, [5], 4)).toEqual(found(6))
    // A message that only its time rules out may be the one.
    const early = mine(1, { text: WRITTEN, date: NOON - 60 * 60_000 })
    expect(find([early, mine(5, { text: STORED })], WRITTEN)).toEqual(UNKNOWN)
  })

  it('is its author’s alone, newer than the call, and no other reply’s', () => {
    expect(find([mine(5, { text: STORED, authorId: 2 as UserId })], WRITTEN, [], 4)).toEqual(ABSENT)
    expect(find([mine(4, { text: STORED })], WRITTEN, [], 4)).toEqual(ABSENT)
    expect(find([mine(5, { text: STORED })], WRITTEN, [5], 4)).toEqual(ABSENT)
  })

  it('was stored when it was sent; at another time it may be another message, and absence is not certain', () => {
    const at = (ms: number) => find([mine(5, { text: STORED, date: NOON + ms })], WRITTEN, [], 4)
    expect(at(60_000)).toEqual(changed(5))
    expect(at(-90_000)).toEqual(changed(5))
    expect(at(60 * 60_000)).toEqual(UNKNOWN)
    expect(at(-60 * 60_000)).toEqual(UNKNOWN)
  })

  it('may have been sent more than once, or been cut', () => {
    expect(find([mine(5, { text: STORED }), mine(6, { text: STORED })], WRITTEN, [], 4)).toEqual(changed(5, 6))
    const long = `${WRITTEN} `.repeat(600)
    const stored = `${STORED} `.repeat(600).slice(0, 20_000)
    expect(find([mine(5, { text: stored })], long, [], 4)).toEqual(changed(5))
  })

  it('has letters: two texts of stars and blanks are not alike', () => {
    expect(find([mine(5, { text: '* *' }), mine(6, { text: '' })], '***', [], 4)).toEqual(ABSENT)
  })
})

describe('absence is certain only where everything since then was read:', () => {
  it('a page that reaches back to the mark', () => {
    expect(find([sampleMessage(4), sampleMessage(5)], 'x', [], 4, true)).toEqual(ABSENT)
    expect(find([sampleMessage(5), sampleMessage(6)], 'x', [], 4, true)).toEqual(ABSENT)
    expect(find([sampleMessage(6), sampleMessage(7)], 'x', [], 4, true)).toEqual(UNKNOWN)
  })

  it('not a session that began later, nor a window without its newest end', () => {
    const after = { text: 'x', watermark: { since: NOON, after: 4 } }
    const history = excerptOf(windowOf([sampleMessage(9)], false, 'history'))
    expect(findSentMessage(history, ME, after, new Set())).toEqual(UNKNOWN)
    const old = excerptOf({ ...windowOf([sampleMessage(3), sampleMessage(4)]), hasNewer: true })
    expect(findSentMessage(old, ME, after, new Set())).toEqual(UNKNOWN)
  })
})

describe('reading', () => {
  const asked: string[] = []
  const portalOf = (newest: number[], hasOlder: boolean, range: number[] = [], more = false) => ({
    fetchNewestMessages: async () => ({
      window: windowOf(
        newest.map((id) => sampleMessage(id)),
        hasOlder,
      ),
      dialog: null,
    }),
    fetchMessageRange: async (_: ChatId, direction: string, from: number) => {
      asked.push(`${direction} than ${from}`)
      return { messages: range.map((id) => sampleMessage(id)), people: new Map(), more }
    },
  })

  it('takes the newest page where that is enough', async () => {
    const reading = await readSince(portalOf([4, 5], true), CHAT, { since: NOON, after: 4 })
    expect(reading).toMatchObject({ completeFrom: 4 })
    expect(asked).toEqual([])
  })

  it('goes on from the mark where the chat has moved on further', async () => {
    const reading = await readSince(portalOf([80, 81], true, [7, 6, 5]), CHAT, { since: NOON, after: 4 })
    expect(asked).toEqual(['newer than 4'])
    expect(reading.messages.map(({ id }) => id)).toEqual([5, 6, 7])
    expect(reading.completeFrom).toBe(5)
  })

  it('owns up where even that was not all', async () => {
    const reading = await readSince(portalOf([80, 81], true, [5, 6], true), CHAT, { since: NOON, after: 4 })
    expect(reading.completeFrom).toBe(Infinity)
  })
})
