import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  MORNING,
  sampleChat,
  sampleDialog,
  sampleRecord,
  sampleLast,
  sampleMessage,
  samplePerson,
} from '@/testing/fixtures'
import type { Chat } from './chat'
import {
  toChat,
  authorKind,
  compareByUrgency,
  chatToOpen,
  sortByUrgency,
  waitsLonger,
  clientName,
  lastOf,
  sessionEndOf,
  type ChatRecord,
} from './chat-record'
import type { ChatId, LineId, SessionId, UserId } from './ids'
import type { Person } from './person'

const ME = 1 as UserId
const MARK = 2 as UserId
const LAURA = 3 as UserId
const BOT = 4 as UserId
const people = new Map<UserId, Person>([
  [ME, samplePerson(1, 'operator', 'Anna Keller')],
  [MARK, samplePerson(2, 'operator', 'Mark Olsen')],
  [LAURA, samplePerson(3, 'client', 'Laura Bennett')],
  [BOT, samplePerson(4, 'bot', 'Reception bot')],
])
const names = { people, lines: new Map([[5 as LineId, 'Sales - EU']]) }
const assemble = (more: Partial<ChatRecord>) => toChat(sampleRecord(more), names, ME)

describe('the client’s name', () => {
  it.each<[string, string | null, string]>([
    ['Laura Bennett - Sales', 'Sales', 'Laura Bennett'],
    ['Laura Bennett - Sales - EU', 'Sales - EU', 'Laura Bennett'],
    ['Anna - Maria - Sales', null, 'Anna - Maria'],
    ['Laura Bennett - Old name of line', 'Sales', 'Laura Bennett'],
    ['Jean-Luc', null, 'Jean-Luc'],
    ['Laura Bennett', 'Sales', 'Laura Bennett'],
    [' - Sales', 'Sales', ' - Sales'],
    ['', null, ''],
  ])('of %j with line %j is %j', (chat, line, client) => {
    expect(clientName(chat, line)).toBe(client)
  })
})

describe('who wrote', () => {
  it.each<[string, UserId | null, ReturnType<typeof authorKind>]>([
    ['the portal', null, 'system'],
    ['the caller', ME, 'me'],
    ['a colleague', MARK, 'operator'],
    ['the client', LAURA, 'client'],
    ['a bot', BOT, 'bot'],
    ['a stranger', 77 as UserId, 'unknown'],
    ['a stranger whom the user code names', 78 as UserId, 'client'],
    ['a stranger who leads the chat', 79 as UserId, 'operator'],
  ])('%s', (_, author, kind) => {
    expect(authorKind(author, ME, people, sampleDialog({ externalUserId: '78', ownerId: 79 as UserId }))).toBe(kind)
  })
})

describe('the newest message of a row', () => {
  it('is what people said, not the portal’s lines after it', () => {
    const last = lastOf(
      [
        sampleMessage(1),
        sampleMessage(2, { authorId: null }),
        sampleMessage(3, { session: { what: 'closed', sessionId: null } }),
      ],
      people,
    )
    expect(last).toMatchObject({ id: 1, from: 'client', authorName: 'Laura' })
  })

  it('is the portal’s line when no person has written', () => {
    expect(lastOf([sampleMessage(1, { authorId: null })], people)).toMatchObject({ id: 1, from: 'system' })
    expect(lastOf([], people)).toBeNull()
  })

  it('shows nothing of a deleted text and prefers the name that came along', () => {
    const message = sampleMessage(1, { deleted: true, authorId: MARK, authorName: 'Sales team' })
    expect(lastOf([message], people)).toMatchObject({ text: '', authorName: 'Sales team', from: 'operator' })
  })
})

describe('how a session ended', () => {
  it('is decided by the newest session alone', () => {
    const start = { what: 'opened', sessionId: 1 as SessionId } as const
    expect(
      sessionEndOf(
        [
          sampleMessage(1, { authorId: null, session: start }),
          sampleMessage(2, { authorId: MARK }),
          sampleMessage(3, { authorId: null, rating: { kind: 'stars', stars: 1 } }),
          sampleMessage(4, { authorId: null, session: start }),
          sampleMessage(5, { authorId: ME }),
          sampleMessage(6),
          sampleMessage(7, { authorId: null, rating: { kind: 'like' } }),
        ],
        people,
      ),
    ).toEqual({ rating: { kind: 'like' }, byId: ME })
    expect(sessionEndOf([], people)).toEqual({ rating: null, byId: null })
  })
})

describe('whose turn it is', () => {
  it.each<[string, Partial<ChatRecord>, Chat['turn']]>([
    ['the client wrote last', { last: sampleLast(1) }, 'operator'],
    ['we wrote last', { last: sampleLast(1, { authorId: ME }) }, 'client'],
    ['a bot wrote last', { last: sampleLast(1, { authorId: BOT }) }, 'client'],
    ['nothing is known', {}, 'unknown'],
    ['the portal wrote last, status 20', { last: sampleLast(1, { authorId: null }), status: 20 }, 'operator'],
    ['status 25 alone', { status: 25 }, 'operator'],
    ['status 40 alone', { status: 40 }, 'client'],
    ['words go before the number', { last: sampleLast(1), status: 40 }, 'operator'],
  ])('%s', (_, facts, turn) => {
    expect(assemble({ active: true, ...facts }).turn).toBe(turn)
  })

  it('is nobody’s unless the chat is in work', () => {
    expect(assemble({ last: sampleLast(1), dialog: sampleDialog({ ownerId: null }) }).turn).toBe('unknown')
  })
})

describe('a chat', () => {
  it('is named by its line as soon as the line is known', () => {
    const dialog = sampleDialog({ name: 'Laura Bennett - Sales - EU', lineId: 5 as LineId, ownerId: MARK })
    expect(assemble({ dialog, active: true })).toMatchObject({
      client: 'Laura Bennett',
      lineName: 'Sales - EU',
      operatorName: 'Mark Olsen',
    })
  })

  it('is muted only for those who muted it', () => {
    expect(assemble({ dialog: sampleDialog({ mutedBy: [MARK] }) }).muted).toBe(false)
    expect(assemble({ dialog: sampleDialog({ mutedBy: [MARK, ME] }) }).muted).toBe(true)
  })

  it('is called by its channel before the details came', () => {
    expect(assemble({})).toMatchObject({ client: 'Telegram', state: 'unknown', operatorName: null, waitingSince: null })
  })

  it('that closed contains the last author of the team and the client’s rating', () => {
    const closed = { dialog: sampleDialog({ sessionId: null, ownerId: null }) }
    const ended = { rating: { kind: 'like' }, byId: MARK } as const
    expect(assemble({ ...closed, ended })).toMatchObject({ operatorName: 'Mark Olsen', rating: { kind: 'like' } })
    expect(assemble({ active: true, dialog: sampleDialog({ ownerId: null }), ended })).toMatchObject({
      operatorName: null,
      rating: null,
    })
  })

  it('whose details are refused now keeps the client’s name, and nothing else of them', () => {
    expect(assemble({ dialog: sampleDialog({ ownerId: MARK }), refused: true })).toMatchObject({
      client: 'Laura Bennett',
      dialog: null,
      detailsRefused: true,
      state: 'unknown',
      operatorName: null,
    })
  })

  it.each<[string, Partial<ChatRecord>, number | null]>([
    ['in the queue since its session began', { dialog: sampleDialog({ ownerId: null, sessionStartedAt: 7 }) }, 7],
    ['assigned since its session began', { dialog: sampleDialog({ sessionStartedAt: 7 }), last: sampleLast(1) }, 7],
    [
      'in the queue of an old portal',
      { dialog: sampleDialog({ ownerId: null }), last: sampleLast(1) },
      MORNING + 60_000,
    ],
    ['in work since the client wrote', { active: true, last: sampleLast(2) }, MORNING + 120_000],
    ['not after an answer', { active: true, last: sampleLast(2, { authorId: ME }) }, null],
    ['not when closed', { dialog: sampleDialog({ sessionId: null, ownerId: null }), last: sampleLast(1) }, null],
  ])('waits: %s', (_, facts, since) => {
    expect(assemble(facts).waitingSince).toBe(since)
  })
})

describe('the order of the list', () => {
  const chat = (id: number, more: Partial<Chat>) => sampleChat({ id: id as ChatId, ...more })
  const order = (...chats: Chat[]) => chats.toSorted(compareByUrgency).map(({ id }) => id)

  it('puts the longest wait of the unanswered first, then that of the answered, then activity, then closed ones', () => {
    expect(
      order(
        chat(1, { state: 'closed', activeAt: 900 }),
        chat(2, { state: 'work', turn: 'client', activeAt: 300 }),
        chat(3, { state: 'work', turn: 'operator', waitingSince: 200 }),
        chat(4, { state: 'queue', waitingSince: 500 }),
        chat(5, { state: 'assigned', waitingSince: 400 }),
        chat(6, { state: 'work', turn: 'operator', waitingSince: 100 }),
        chat(7, { state: 'closing', activeAt: 800 }),
        chat(8, { state: 'closed', activeAt: 950 }),
        chat(9, { state: 'queue', waitingSince: null }),
      ),
    ).toEqual([5, 4, 9, 6, 3, 7, 2, 8, 1])
  })

  it('leaves chats without details in the portal’s order, before closed ones', () => {
    expect(
      order(
        chat(3, { state: 'unknown' }),
        chat(1, { state: 'unknown' }),
        chat(4, { state: 'closed', activeAt: 5 }),
        chat(2, { state: 'unknown' }),
      ),
    ).toEqual([3, 1, 2, 4])
  })

  it('is the same however the chats come', () => {
    const some = fc.record({
      state: fc.constantFrom<Chat['state']>('queue', 'assigned', 'work', 'closing', 'closed', 'unknown'),
      waitingSince: fc.option(fc.integer({ min: 1, max: 50 })),
      activeAt: fc.option(fc.integer({ min: 1, max: 50 })),
    })
    fc.assert(
      fc.property(some, some, some, (...chats) => {
        const [a, b, c] = chats.map((facts, index) => chat(index, facts)) as [Chat, Chat, Chat]
        const sign = (x: Chat, y: Chat) => Math.sign(compareByUrgency(x, y) || 0)
        expect(sign(a, b) + sign(b, a)).toBe(0)
        expect(sign(a, b) <= 0 && sign(b, c) <= 0 && sign(a, c) > 0).toBe(false)
      }),
    )
  })

  it('opens the remembered chat, else the first', () => {
    const chats = [chat(5, {}), chat(6, {})]
    expect(chatToOpen(chats, 6 as ChatId)).toBe(6)
    expect(chatToOpen(chats, 99 as ChatId)).toBe(5)
    expect(chatToOpen(chats, null)).toBe(5)
    expect(chatToOpen([], 6 as ChatId)).toBeNull()
  })

  it('keeps a chat in its place until its newest message is known', () => {
    const chat = (id: number, date: number | null) =>
      sampleChat({
        id: id as ChatId,
        state: 'closed',
        waitingSince: null,
        last: date === null ? null : sampleLast(id, { date }),
        // When it was created says nothing about when it was active.
        activeAt: date ?? 5,
      })
    const order = (...chats: Chat[]) => sortByUrgency(chats).map(({ id }) => id)
    expect(order(chat(1, 90), chat(2, null), chat(3, 70))).toEqual([1, 2, 3])
    expect(order(chat(1, 90), chat(2, 80), chat(3, 70))).toEqual([1, 2, 3])
    expect(order(chat(1, 90), chat(2, 60), chat(3, 70))).toEqual([1, 3, 2])
    expect(order(chat(1, null), chat(2, null), chat(3, 70))).toEqual([1, 2, 3])
  })

  it('is offered another one only while a client waits longer there', () => {
    const waiting = (since: number | null, more: Partial<Chat> = {}) =>
      sampleChat({ state: 'queue', waitingSince: since, ...more })
    expect(waitsLonger(waiting(1), waiting(2))).toBe(true)
    expect(waitsLonger(waiting(2), waiting(1))).toBe(false)
    expect(waitsLonger(waiting(5), sampleChat({ state: 'work', waitingSince: null }))).toBe(true)
    expect(waitsLonger(sampleChat({ state: 'work', waitingSince: null }), sampleChat({ state: 'closed' }))).toBe(false)
  })
})
