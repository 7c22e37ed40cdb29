import { expect, test } from 'vitest'
import type { Chat, Dialog, LastMessage } from '@/domain/chat'
import type { ChatId, UserId } from '@/domain/ids'
import { sampleChat, sampleDialog } from '@/testing/fixtures'
import { countByFilter, matchesTab, search } from './chat-search'

const anna = 3 as UserId

const chat = (id: number, change: Partial<Chat>, dialog: Partial<Dialog> | null = {}): Chat =>
  sampleChat({
    id: id as ChatId,
    channel: { connector: 'telegrambot', title: 'Telegram' },
    state: 'work',

    dialog: dialog && sampleDialog({ ownerId: null, ...dialog }),
    ...change,
  })

const chats = [
  chat(1, { client: 'Harbour Café', lineName: 'Sales line' }, { counter: 2, ownerId: anna }),
  chat(2, { client: 'Фёдор Орлов', operatorName: 'Mark Olsen' }, { ownerId: 4 as UserId }),
  chat(3, { state: 'closed', last: { text: 'The [b]oak[/b] worktop' } as LastMessage }),
  chat(4, { state: 'unknown', channel: { connector: 'viber', title: 'Viber' } }, null),
]

const found = (query: string) => search(chats, query).map(({ id }) => id)

test('chips count what they show', () => {
  expect(countByFilter(chats, anna)).toEqual({ all: 4, unread: 1, mine: 1, closed: 1 })
  expect(chats.filter((one) => matchesTab(one, 'unread', anna)).map(({ id }) => id)).toEqual([1])
  expect(chats.filter((one) => matchesTab(one, 'closed', anna)).map(({ id }) => id)).toEqual([3])
})

test('no chat is mine while the caller is unknown', () => {
  expect(chats.some((one) => matchesTab(one, 'mine', null))).toBe(false)
})

test.each([
  ['cafe', [1]],
  ['CAFÉ harb', [1]],
  ['sales', [1]],
  ['федор', [2]],
  ['olsen', [2]],
  ['oak worktop', [3]],
  ['viber', [4]],
  ['harbour viber', []],
  ['   ', [1, 2, 3, 4]],
])('"%s" finds %j', (query, expected) => {
  expect(found(query)).toEqual(expected)
})

test('BB codes around a word are ignored', () => {
  expect(found('[b]')).toEqual([])
})
