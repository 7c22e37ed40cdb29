import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { toPublishedEvent, SEEN, parsePresenceEvent, type PresenceEvent } from './presence-protocol'

const anna = { panel: 'a-1', userId: 11 as UserId }
const chat = (id: number) => id as ChatId
const message = (id: number) => id as MessageId
const roundTrip = (event: PresenceEvent) => {
  const { command, params } = toPublishedEvent(event)
  return parsePresenceEvent(command, JSON.parse(JSON.stringify(params)))
}

const pollEvent: PresenceEvent = {
  kind: 'poll',
  ...anna,
  open: [chat(5), chat(6)],
  viewers: [12 as UserId],
  seen: new Map([[chat(5), message(900)]]),
  requests: 3,
  operating: 120,
  within: 90_000,
}

describe('a presence event', () => {
  it.each<PresenceEvent>([
    pollEvent,
    { ...pollEvent, open: [], viewers: [], seen: new Map(), requests: 0, operating: 0, within: 0 },
    { kind: 'typing', ...anna, chatId: chat(5) },
    { kind: 'acted', ...anna, chatId: chat(5), messageId: message(901) },
    { kind: 'acted', ...anna, chatId: chat(5), messageId: null },
    { kind: 'left', ...anna },
  ])('$kind arrives as it was published', (event) => expect(roundTrip(event)).toEqual(event))

  it('is made of nothing that a batch refuses', () => {
    const plain = (value: unknown): boolean =>
      typeof value === 'object' && value !== null
        ? Object.values(value).every(plain)
        : /^[\w.:|-]*$/.test(String(value))
    expect(plain(toPublishedEvent(pollEvent))).toBe(true)
  })

  it('is read however the portal wrote it', () => {
    const params = {
      panel: 'b',
      user: '12',
      open: { 0: '7', 3: 8 },
      viewers: ['3', '0Array', 3],
      [SEEN]: { 1: ['7', '0555'], 2: [8, '0Array'], 4: { 0: '9', 1: 3 } },
      spent: '2',
      operating: [],
      within: '60',
    }
    expect(parsePresenceEvent('presence.poll', params)).toEqual({
      kind: 'poll',
      panel: 'b',
      userId: 12,
      open: [7, 8],
      viewers: [3],
      seen: new Map([
        [7, 555],
        [9, 3],
      ]),
      requests: 2,
      operating: 0,
      within: 60_000,
    })
    expect(parsePresenceEvent('presence.poll', { panel: 'b', user: 12, open: [], [SEEN]: [] })).toMatchObject({
      open: [],
      viewers: [],
    })
  })

  it.each<[string, unknown]>([
    ['presence.unknown', { panel: 'a', user: 1 }],
    ['presence.poll', null],
    ['presence.poll', []],
    ['presence.poll', { user: 1 }],
    ['presence.poll', { panel: 'a' }],
    ['presence.poll', { panel: '<b>a</b>', user: 1 }],
    ['presence.poll', { panel: 'a'.repeat(41), user: 1 }],
    ['presence.typing', { panel: 'a', user: 1 }],
    ['presence.typing', { panel: 'a', user: 1, chat: 'Array' }],
    ['presence.acted', { panel: 'a', user: 1, chat: -5 }],
    ['presence.acted', { panel: 'a', user: 1, chat: { toString: 'x' } }],
  ])('%s that is malformed is ignored', (command, params) => expect(parsePresenceEvent(command, params)).toBeNull())

  it('is cut to the size that an office needs', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => index + 1)
    const event = parsePresenceEvent('presence.poll', {
      panel: 'a',
      user: 1,
      open: many,
      viewers: many,
      [SEEN]: many.map((id) => [id, id]),
      spent: 1e9,
      operating: 1e9,
      within: 1e9,
    })
    expect(event).toMatchObject({ requests: 200, operating: 600, within: 3_600_000 })
    expect(event).toHaveProperty('open.length', 20)
    expect(event).toHaveProperty('viewers.length', 20)
    expect(event).toHaveProperty('seen.size', 60)
  })
})
