import { describe, expect, it } from 'vitest'
import { sampleMessage, sampleReply, sampleSent } from '@/testing/fixtures'
import type { ChatId, FileId, MessageId, SessionId, UserId } from './ids'
import type { ChatFile, Message } from './message'
import type { MessageWindow } from './message-window'
import type { OutgoingReply } from './outgoing-message'
import type { Person } from './person'
import { buildTimeline, type Bubble, type TimelineItem, type TimelineSource } from './timeline'

const ME = 1 as UserId
const MARK = 2 as UserId
const LAURA = 3 as UserId
const BOT = 4 as UserId
const CHAT = 9 as ChatId
const DAY = 24 * 60 * 60_000
const MORNING = Date.UTC(2025, 10, 17, 10, 0)

const person = (id: UserId, kind: Person['kind'], name: string): Person => ({
  id,
  kind,
  name,
  firstName: name.split(' ')[0]!,
  position: null,
  avatarUrl: null,
  color: null,
})
const people = new Map([
  [ME, person(ME, 'operator', 'Anna Keller')],
  [MARK, person(MARK, 'operator', 'Mark Olsen')],
  [LAURA, person(LAURA, 'client', 'Laura Bennett')],
  [BOT, person(BOT, 'bot', 'Reception bot')],
])
const file: ChatFile = {
  id: 5 as FileId,
  kind: 'file',
  name: 'plan.pdf',
  extension: 'pdf',
  size: 10,
  width: null,
  height: null,
  previewUrl: null,
  showUrl: null,
  downloadUrl: null,
}

/** A message `minutes` after the start of the first day. */
const message = (id: number, authorId: UserId | null, minutes = 0, more: Partial<Message> = {}): Message =>
  sampleMessage(id, { chatId: CHAT, authorId, date: MORNING + minutes * 60_000, ...more })
const windowOf = (...messages: Message[]): MessageWindow => ({
  chatId: CHAT,
  source: 'member',
  messages,
  people,
  hasOlder: false,
  hasNewer: false,
})
const reply = (localId: string, minutes: number, state = sampleReply('').state): OutgoingReply =>
  sampleReply(localId, { createdAt: MORNING + minutes * 60_000, state })
const source = (messages: Message[], more: Partial<TimelineSource> = {}): TimelineSource => ({
  window: windowOf(...messages),
  outgoing: [],
  me: ME,
  unreadFrom: null,
  startOfDay: (at) => Math.floor(at / DAY) * DAY,
  ...more,
})
const bubbles = (items: readonly TimelineItem[]): Bubble[] => items.filter((item) => item.kind === 'bubble')
const shape = (items: readonly TimelineItem[]) =>
  bubbles(items)
    .map(({ first, last }) => `${first ? '(' : '-'}${last ? ')' : '-'}`)
    .join(' ')

describe('rows', () => {
  it('has no rows without messages and replies', () => {
    expect(buildTimeline(source([], { window: null })).items).toEqual([])
  })

  it('puts a day line before the first message of every day', () => {
    const { items } = buildTimeline(source([message(1, LAURA), message(2, LAURA, 1), message(3, LAURA, 24 * 60)]))
    expect(items.map(({ kind }) => kind)).toEqual(['day', 'bubble', 'bubble', 'day', 'bubble'])
    expect(items[0]).toMatchObject({ at: Math.floor(MORNING / DAY) * DAY })
  })

  it('does not turn the calendar back for a message with an earlier date', () => {
    const { items } = buildTimeline(source([message(1, LAURA, 24 * 60), message(2, LAURA), message(3, LAURA, 24 * 60)]))
    expect(items.map(({ kind }) => kind)).toEqual(['day', 'bubble', 'bubble', 'bubble'])
  })

  it('shows session lines, ratings and system messages as such', () => {
    const { items } = buildTimeline(
      source([
        message(1, null, 0, { session: { what: 'opened', sessionId: 318 as SessionId } }),
        message(2, null, 1),
        message(3, null, 2, { session: { what: 'closed', sessionId: null }, rating: { kind: 'stars', stars: 5 } }),
      ]),
    )
    expect(items.slice(1)).toMatchObject([
      { kind: 'session', what: 'opened' },
      { kind: 'system' },
      { kind: 'session', what: 'closed', rating: { stars: 5 } },
    ])
  })

  it('tells own, colleague, client and bot apart; an unknown author is never a colleague', () => {
    const { items } = buildTimeline(
      source([ME, MARK, LAURA, BOT, 77 as UserId].map((author, index) => message(index + 1, author))),
    )
    expect(bubbles(items).map(({ variant, name }) => [variant, name])).toEqual([
      ['own', null],
      ['colleague', 'Mark Olsen'],
      ['client', 'Laura Bennett'],
      ['bot', 'Reception bot'],
      ['client', '#77'],
    ])
  })

  it('shows what silent mode kept from the client as a note, ours without a name', () => {
    const { items } = buildTimeline(
      source([message(1, MARK, 0, { hidden: true }), message(2, ME, 0, { hidden: true }), message(3, ME)]),
    )
    expect(bubbles(items).map(({ variant, name }) => [variant, name])).toEqual([
      ['note', 'Mark Olsen'],
      ['note', null],
      ['own', null],
    ])
  })

  it('prefers the name that came with the message', () => {
    const { items } = buildTimeline(source([message(1, MARK, 0, { authorName: 'Sales team' })]))
    expect(bubbles(items)[0]?.name).toBe('Sales team')
  })

  it('quotes the answered message, plain and short; null when it is not loaded', () => {
    const { items } = buildTimeline(
      source([
        message(1, LAURA, 0, { text: '[b]How[/b] wide?' }),
        message(2, LAURA, 0, { text: '', files: [file] }),
        message(3, ME, 1, { replyTo: 1 as MessageId }),
        message(4, ME, 1, { replyTo: 2 as MessageId }),
        message(5, ME, 1, { replyTo: 99 as MessageId }),
      ]),
    )
    expect(bubbles(items).map(({ quote }) => quote)).toEqual([
      null,
      null,
      { id: 1, name: 'Laura Bennett', text: 'How wide?' },
      { id: 2, name: 'Laura Bennett', text: 'plan.pdf' },
      { id: 99, name: null, text: null },
    ])
  })
})

describe('marks', () => {
  it('calls read what the client has seen, of what has reached them', () => {
    const { items } = buildTimeline(
      source(
        [
          message(1, ME),
          message(2, ME, 1, { delivery: 'failed' }),
          message(3, ME, 2, { delivery: 'sending' }),
          message(4, ME, 3, { delivery: 'delivered' }),
          message(5, ME, 4),
        ],
        { readUpTo: 4 as MessageId },
      ),
    )
    expect(bubbles(items).map(({ read }) => read)).toEqual([true, false, false, true, false])
    expect(bubbles(buildTimeline(source([message(1, ME)])).items)[0]?.read).toBe(false)
  })

  it('names who likes a message, as far as they are known', () => {
    const { items } = buildTimeline(source([message(1, LAURA, 0, { likes: [ME, 999 as UserId, MARK] })]))
    expect(bubbles(items)[0]?.likedBy).toBe('Anna Keller, Mark Olsen')
  })
})

describe('groups', () => {
  it('joins one author within five minutes', () => {
    const { items } = buildTimeline(source([message(1, LAURA), message(2, LAURA, 5), message(3, LAURA, 11)]))
    expect(shape(items)).toBe('(- -) ()')
  })

  it.each<[string, Message[], string]>([
    ['another author', [message(1, LAURA), message(2, MARK)], '() ()'],
    ['another name of the same author', [message(1, MARK), message(2, MARK, 0, { authorName: 'Sales' })], '() ()'],
    ['a system message', [message(1, LAURA), message(2, null), message(3, LAURA)], '() ()'],
    ['midnight', [message(1, LAURA, 14 * 60 - 1), message(2, LAURA, 14 * 60)], '() ()'],
    [
      'a file, which still belongs to its own group',
      [message(1, ME), message(2, ME, 0, { files: [file] }), message(3, ME)],
      '(- -) ()',
    ],
  ])('ends at %s', (_, messages, expected) => {
    expect(shape(buildTimeline(source(messages)).items)).toBe(expected)
  })

  it('takes outgoing replies in', () => {
    const { items } = buildTimeline(source([message(1, ME)], { outgoing: [reply('a', 1), reply('b', 2)] }))
    expect(shape(items)).toBe('(- -- -)')
  })
})

describe('unread line', () => {
  const messages = [message(1, LAURA), message(2, LAURA), message(3, null), message(4, ME), message(5, LAURA)]

  it('stands before the first unread message and counts what others wrote', () => {
    const { items } = buildTimeline(source(messages, { unreadFrom: 2 as MessageId }))
    const index = items.findIndex(({ kind }) => kind === 'unread')
    expect(items[index]).toMatchObject({ count: 2 })
    expect(items[index + 1]).toMatchObject({ key: 'm2', first: true })
  })

  it('stands before the next message when the first unread one is gone', () => {
    const { items } = buildTimeline(source([messages[0]!, messages[4]!], { unreadFrom: 2 as MessageId }))
    expect(items.map(({ kind }) => kind)).toEqual(['day', 'bubble', 'unread', 'bubble'])
  })

  it('waits until the first unread message is loaded', () => {
    const window = { ...windowOf(...messages.slice(2)), hasOlder: true }
    const { items } = buildTimeline(source([], { window, unreadFrom: 2 as MessageId }))
    expect(items.some(({ kind }) => kind === 'unread')).toBe(false)
  })

  it('is left out when only the portal and we wrote', () => {
    const { items } = buildTimeline(source(messages.slice(0, 4), { unreadFrom: 3 as MessageId }))
    expect(items.some(({ kind }) => kind === 'unread')).toBe(false)
  })
})

describe('outgoing replies', () => {
  it('dates a reply by the portal’s clock where the computer’s is fast', () => {
    const { items } = buildTimeline(
      source([message(1, LAURA)], { outgoing: [reply('a', 24 * 60 + 5)], clockOffset: -DAY }),
    )
    expect(items.filter(({ kind }) => kind === 'day')).toHaveLength(1)
    expect(bubbles(items)[1]?.at).toBe(MORNING + 5 * 60_000)
  })

  it('stand at the end, never above the messages they follow', () => {
    const { items } = buildTimeline(source([message(1, LAURA, 10)], { outgoing: [reply('a', 5)] }))
    expect(items.at(-1)).toMatchObject({ key: 'a', variant: 'own', message: null, at: MORNING + 600_000 })
  })

  it('stay in sight when they are files, until their message is here; what is forgotten does not', () => {
    const sent = { name: 'sent', messageId: 7 as MessageId, copies: [7 as MessageId], at: MORNING } as const
    const file = { name: 'plan.pdf', size: 9, type: '' }
    const shown = (outgoing: OutgoingReply, messages: Message[] = []) =>
      bubbles(buildTimeline(source(messages, { outgoing: [outgoing] })).items).map(({ key }) => key)
    const upload = sampleReply('r1', { text: '', file, state: sent })
    expect(shown(upload)).toEqual(['r1'])
    expect(shown(upload, [message(7, ME)])).toEqual(['r1'])
    expect(shown(sampleReply('r1', { text: '', state: sent }))).toEqual([])
  })

  it('give their key to the message they became, and it keeps it', () => {
    const sent = reply('a', 1, sampleSent(2))
    const waiting = buildTimeline(source([message(1, LAURA)], { outgoing: [sent] }))
    expect(waiting.items.at(-1)).toMatchObject({ key: 'a', reply: sent })
    const confirmed = buildTimeline(source([message(1, LAURA), message(2, ME, 1)], { outgoing: [sent] }), waiting)
    expect(bubbles(confirmed.items).map(({ key }) => key)).toEqual(['m1', 'a'])
    const forgotten = buildTimeline(source([message(1, LAURA), message(2, ME, 1)]), confirmed)
    expect(bubbles(forgotten.items).map(({ key, message }) => [key, message?.id])).toEqual([
      ['m1', 1],
      ['a', 2],
    ])
  })

  it('stay with their message where the portal stored another text, unless it was edited since', () => {
    const sent = sampleReply('a', { text: 'into', state: sampleSent(2) })
    const replyOf = (more: Partial<Message>) =>
      bubbles(buildTimeline(source([{ ...message(2, ME), ...more }], { outgoing: [sent] })).items)[0]?.reply
    expect(replyOf({ text: 'in to' })).toBe(sent)
    expect(replyOf({ text: 'into' })).toBeNull()
    expect(replyOf({ text: 'in to', edited: true })).toBeNull()
    expect(replyOf({ text: 'something else' })).toBeNull()
  })

  it('do not come back when the window drops the newest messages', () => {
    const window = { ...windowOf(message(1, LAURA)), hasNewer: true }
    const { items } = buildTimeline(source([], { window, outgoing: [reply('a', 1, sampleSent(9))] }))
    expect(bubbles(items)).toHaveLength(1)
  })

  it('stay beside their message when the portal executed them more than once', () => {
    const twice = reply('a', 1, sampleSent(2, [2, 3]))
    const { items } = buildTimeline(source([message(2, ME), message(3, ME)], { outgoing: [twice] }))
    expect(bubbles(items).map(({ message, reply }) => [message?.id, reply])).toEqual([
      [2, twice],
      [3, null],
    ])
  })
})

describe('the timeline of before', () => {
  const messages = [message(1, LAURA), message(2, LAURA), message(3, ME, 1, { replyTo: 1 as MessageId })]

  it('is the same object when nothing changed', () => {
    const before = buildTimeline(source(messages))
    expect(buildTimeline(source(messages), before).items).toBe(before.items)
  })

  it('keeps unchanged rows; only different ones are new', () => {
    const before = buildTimeline(source(messages))
    const after = buildTimeline(source([...messages, message(4, ME, 2)]), before)
    expect(after.items.map((item, index) => item === before.items[index])).toEqual([true, true, true, false, false])
  })

  it('has unique keys', () => {
    const sent = reply('a', 1, sampleSent(3))
    const { items } = buildTimeline(source(messages, { outgoing: [sent, reply('b', 1)], unreadFrom: 2 as MessageId }))
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length)
  })
})
