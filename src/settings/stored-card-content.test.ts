import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dialog } from '@/domain/chat'
import type { ChatRecord } from '@/domain/chat-record'
import type { Relation } from '@/domain/crm'
import type { ChatId, LineId, MessageId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import type { MessageWindow } from '@/domain/message-window'
import type { Person } from '@/domain/person'
import type { CardCache } from '@/queries/merge-snapshot'
import {
  sampleCardCache,
  sampleDialog,
  sampleFile,
  sampleLast,
  sampleMessage,
  samplePerson,
  sampleRecord,
} from '@/testing/fixtures'
import type { StoredCard } from '@/queries/stored-card'
import { parseStoredCard, unconfirmedOf } from './stored-card'
import { STORED_CARD_LIMITS, storedCardContent } from './stored-card-content'

const ANNA = 7
const relation: Relation = { item: { type: 'contact', id: 3 }, title: 'Laura', access: 'open', chats: [] }
const card = (more: Partial<CardCache> = {}): CardCache =>
  sampleCardCache({
    me: { id: ANNA as UserId, name: 'Anna', isAdmin: false },
    chats: [sampleRecord({ dialog: sampleDialog(), last: sampleLast(5) })],
    related: undefined,
    people: new Map([[3 as UserId, samplePerson(3, 'client', 'Laura Bennett')]]),
    ...more,
  })

describe('everything that is stored comes back as it was', () => {
  // As JSON makes objects.
  const row = <T>(model: { [Name in keyof T]: fc.Arbitrary<T[Name]> }): fc.Arbitrary<T> =>
    fc.record<T>(model, { noNullPrototype: true })
  const text = fc.string({ unit: 'binary', maxLength: 20 })
  const id = fc.integer({ min: 1, max: 40 })
  const time = fc.integer({ min: 1, max: 2 ** 45 })
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })

  const dialog: fc.Arbitrary<Dialog> = row({
    name: text,
    ownerId: maybe(id),
    counter: fc.nat(),
    unreadId: maybe(id),
    lastMessageId: maybe(id),
    lineId: maybe(id),
    sessionStartedAt: maybe(time),
    joined: maybe(fc.boolean()),
    bindings: fc.array(row({ type: fc.constantFrom('lead', 'deal'), id }), { maxLength: 2 }),
    headVote: maybe(row({ sessionId: id, mayRate: fc.boolean(), stars: maybe(fc.nat(5)), comment: text })),
    mutedBy: fc.constantFrom([], [ANNA]),
  }).map((more: object) => sampleDialog(more))
  const record: fc.Arbitrary<ChatRecord> = row({
    id,
    channel: row({ connector: text, title: text }),
    active: fc.boolean(),
    dialog: maybe(dialog),
    last: maybe(row({ id, text }).map((more: object) => sampleLast(1, more))),
    status: maybe(fc.nat(75)),
    unanswered: fc.array(row({ id, date: time }), { maxLength: 3 }),
    ended: maybe(row({ rating: maybe(row({ kind: fc.constant('like') })), byId: maybe(id) })),
  }).map((more: object) => sampleRecord(more))
  const person = (most: number): fc.Arbitrary<Person> =>
    row({ id: fc.integer({ min: 1, max: most }), name: text, position: maybe(text) }).map(
      ({ id: personId, ...more }) => ({ ...samplePerson(personId, 'operator', 'A'), ...more }),
    )
  const message: fc.Arbitrary<Message> = row({
    id,
    text,
    authorId: fc.integer({ min: 1, max: 3 }),
    likes: fc.array(id),
    rating: maybe(fc.constant({ kind: 'stars', stars: 4 })),
  }).map(({ id: messageId, ...more }) => sampleMessage(messageId, more as object))

  const unique = <T extends { readonly id: number }>(list: readonly T[]) => [
    ...new Map(list.map((entry) => [entry.id, entry])).values(),
  ]
  const mapOf = <T extends { readonly id: Id }, Id>(list: readonly T[]) =>
    new Map(list.map((entry) => [entry.id, entry]))

  it('maps, ids, nulls, any text; a chat’s relation is the one in the list', () => {
    let chatsSeen = 0
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 12 }),
        fc.array(person(3), { maxLength: 3 }),
        fc.array(fc.tuple(id, text), { maxLength: 4 }),
        maybe(fc.array(row({ title: maybe(text) }), { minLength: 1, maxLength: 3 })),
        maybe(fc.array(message, { maxLength: 8 })),
        time,
        (records, people, lines, relations, messages, at) => {
          const list = (relations ?? []).map(({ title }, place): Relation => ({
            ...relation,
            title,
            item: { type: 'contact', id: place + 1 },
          }))
          const chats = unique(records).map((chat, place) => ({ ...chat, linkedThrough: list[place - 3] ?? null }))
          chatsSeen += chats.length
          const from = card({
            chats,
            people: mapOf(people),
            lines: new Map(lines as unknown as [LineId, string][]),
            related: relations ? { list, more: 1 } : undefined,
          })
          const open = chats[0]
          const window: MessageWindow | null =
            open && messages
              ? {
                  chatId: open.id,
                  source: 'member',
                  messages: unique(messages),
                  people: mapOf(people),
                  hasOlder: true,
                  hasNewer: false,
                }
              : null
          const content = storedCardContent(from, open?.id ?? null, window, STORED_CARD_LIMITS)
          const stored = JSON.stringify({ at, ...content })
          const read = parseStoredCard(stored, String(ANNA))
          // Stored again it is the same text: nothing is lost on the way.
          const again = storedCardContent(read.card, read.openChat, read.window, STORED_CARD_LIMITS)
          expect(JSON.stringify({ at: read.storedAt, ...again })).toBe(stored)

          const named = new Set(
            chats.flatMap(({ dialog: details, last, ended }) => [details?.ownerId, last?.authorId, ended?.byId]),
          )
          const asStored = chats.map((chat) =>
            chat.id === open?.id && chat.dialog
              ? { ...chat, status: null, dialog: { ...chat.dialog, counter: 0, unreadId: null } }
              : { ...chat, status: null },
          )
          const writers = new Set(window?.messages.flatMap(({ authorId, likes }) => [authorId, ...likes]))
          const expected: StoredCard = {
            card: {
              ...from,
              chats: asStored,
              opened: open?.id ?? null,
              unconfirmed: unconfirmedOf(
                chats.map(({ id }) => id),
                at,
              ),
              people: new Map([...from.people].filter(([key]) => named.has(key))),
              lines: new Map([...from.lines].filter(([key]) => chats.some((chat) => chat.dialog?.lineId === key))),
            },
            openChat: open?.id ?? null,
            window: window && { ...window, people: new Map([...window.people].filter(([key]) => writers.has(key))) },
            storedAt: at,
          }
          expect(read).toStrictEqual(expected)
          for (const chat of read.card.chats)
            if (chat.linkedThrough) expect(read.card.related?.list).toContain(chat.linkedThrough)
        },
      ),
    )
    expect(chatsSeen).toBeGreaterThan(100)
  })
})

describe('what is not stored', () => {
  const chat = 11 as ChatId
  const windowOf = (messages: readonly Message[], more: Partial<MessageWindow> = {}): MessageWindow => ({
    chatId: chat,
    source: 'member',
    messages,
    people: new Map(),
    hasOlder: false,
    hasNewer: false,
    ...more,
  })
  const content = (from: CardCache, window: MessageWindow | null = null, open: ChatId | null = chat) =>
    storedCardContent(from, open, window, STORED_CARD_LIMITS)

  it('addresses that grant access: files, pictures, links with a signature', () => {
    const signed = 'https://acme.com/disk/show/5?_esd=secret'
    const file = { ...sampleFile(5, 'a.png', 9), previewUrl: signed, showUrl: signed, downloadUrl: signed }
    const client = { ...samplePerson(3, 'client', 'Laura'), avatarUrl: 'https://acme.com/a.png?token=secret' }
    const messages = [
      sampleMessage(1, {
        files: [file, sampleFile(6, 'b.txt', 9)],
        attach: [
          { kind: 'picture', label: 'P', url: signed, previewUrl: signed },
          { kind: 'link', label: 'L', url: signed, description: null },
          { kind: 'link', label: 'L', url: '/crm/deal/details/7/', description: null },
        ],
        buttons: [{ text: 'B', act: { kind: 'link', url: signed }, disabled: false, endsRow: false }],
      }),
    ]
    const people = new Map([[3 as UserId, client]])
    const dialog = sampleDialog({ avatarUrl: 'https://acme.com/c.png?token=secret' })
    const stored = content(
      card({ people, chats: [sampleRecord({ dialog, last: sampleLast(1) })] }),
      windowOf(messages, { people }),
    )
    expect(JSON.stringify(stored)).not.toContain('secret')
    expect(stored.window?.messages[0]?.files.map(({ previewUrl, downloadUrl }) => [previewUrl, downloadUrl])).toEqual([
      ['', ''],
      [null, null],
    ])
    expect(stored.window?.messages[0]?.attach[2]).toMatchObject({ url: '/crm/deal/details/7/' })
    expect(stored.people).toMatchObject([{ name: 'Laura', avatarUrl: null }])
  })

  it('a picture with a plain address stays', () => {
    const laura = { ...samplePerson(3, 'client', 'Laura'), avatarUrl: 'https://acme.com/upload/a.png' }
    expect(content(card({ people: new Map([[laura.id, laura]]) })).people).toEqual([laura])
  })

  it('what is refused by now: words, names and messages of that chat', () => {
    const refused = sampleRecord({ refused: true, dialog: sampleDialog(), last: sampleLast(5), status: 25 })
    const stored = content(card({ chats: [refused] }), windowOf([sampleMessage(5)]))
    expect(stored.chats).toEqual([sampleRecord({ unanswered: [] })])
    expect(stored.window).toBeNull()
    expect(JSON.stringify(stored)).not.toMatch(/text 5|Laura/)
  })

  it('messages of a chat that isn’t the card’s, or whose end isn’t loaded', () => {
    expect(content(card({ chats: [] }), windowOf([sampleMessage(5)]))).toMatchObject({ open: null, window: null })
    expect(content(card(), windowOf([sampleMessage(5)], { hasNewer: true })).window).toBeNull()
  })

  it('more than 60 chats, 30 messages, and a line of each preview; the open chat is always there', () => {
    const chats = Array.from({ length: 100 }, (_, place) => sampleRecord({ id: (place + 1) as ChatId }))
    const list = [{ ...relation, chats: chats.map(({ id, channel }) => ({ id, channel, active: false })) }]
    const messages = Array.from({ length: 50 }, (_, place) => sampleMessage(place + 1))
    const long = chats.with(0, sampleRecord({ id: 1 as ChatId, last: sampleLast(1, { text: 'x'.repeat(5_000) }) }))
    const stored = content(
      card({ chats: long, related: { list, more: 0 } }),
      windowOf(messages, { chatId: 90 as ChatId }),
      90 as ChatId,
    )
    expect(stored.chats).toHaveLength(60)
    expect(stored.chats.at(-1)?.id).toBe(90)
    expect(stored.related?.list[0]?.chats).toHaveLength(60)
    expect(stored.chats[0]?.last?.text).toHaveLength(200)
    expect(stored.window?.messages.map(({ id }) => id)).toEqual(messages.slice(20).map(({ id }) => id))
    expect(stored.window?.hasOlder).toBe(true)
  })

  it('people who are not named by what is stored, and who muted the chat or has read it', () => {
    const people = new Map([3, 4].map((id): [UserId, Person] => [id as UserId, samplePerson(id, 'operator', `P${id}`)]))
    const readBy = Array.from({ length: 50 }, (_, place) => ({
      userId: place as UserId,
      name: 'R',
      messageId: 1 as MessageId,
    }))
    const dialog = sampleDialog({ mutedBy: [ANNA, 8] as UserId[], readBy })
    const chats = [sampleRecord({ dialog, last: sampleLast(1) }), sampleRecord({ id: 12 as ChatId, dialog })]
    const stored = content(card({ people, chats }))
    expect(stored.people.map(({ id }) => id)).toEqual([3])
    expect(stored.chats.map((one) => [one.dialog?.mutedBy, one.dialog?.readBy.length])).toEqual([
      [[ANNA], 20],
      [[ANNA], 0],
    ])
  })

  it('where the open chat was unread: the portal’s answer alone may draw that line', () => {
    const dialog = sampleDialog({ counter: 3, unreadId: 5 as MessageId })
    const chats = [sampleRecord({ dialog }), sampleRecord({ id: 12 as ChatId, dialog })]
    expect(content(card({ chats })).chats.map((one) => [one.dialog?.counter, one.dialog?.unreadId])).toEqual([
      [0, null],
      [3, 5],
    ])
  })
})
