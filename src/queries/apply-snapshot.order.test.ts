import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, it } from 'vitest'
import type { ChatId, UserId } from '@/domain/ids'
import { newestWindow, type MessageWindow } from '@/domain/message-window'
import type { CardSnapshot } from '@/portal/portal'
import { sampleDialog, sampleMessage, sampleSnapshot } from '@/testing/fixtures'
import { applySnapshot, markChanged } from './apply-snapshot'
import type { CardCache } from './merge-snapshot'
import { queryKeys } from './query-keys'

const CHAT = 11 as ChatId
const DEAL = { type: 'deal', id: 7 } as const
const channel = { connector: 'telegram', title: 'Telegram' }

const snapshot = (
  owner: number | null,
  active: boolean,
  last: number,
  more: Partial<CardSnapshot> = {},
): CardSnapshot => {
  const page = { messages: Array.from({ length: last }, (_, index) => sampleMessage(index + 1)), people: new Map() }
  return sampleSnapshot({
    me: { id: 1 as UserId, name: 'Anna', isAdmin: false },
    chats: [{ id: CHAT, channel, active }],
    dialogs: new Map([[CHAT, sampleDialog({ chatId: CHAT, ownerId: owner as UserId | null })]]),
    recents: [{ chatId: CHAT, last: null, counter: owner === null ? 3 : 0, status: owner === null ? 0 : 20 }],
    pages: new Map([[CHAT, { window: newestWindow(CHAT, 'member', page, false), dialog: null }]]),
    ...more,
  })
}

let client: QueryClient
const facts = () => client.getQueryData<CardCache>(queryKeys.card(DEAL))?.chats[0]
const shown = () => client.getQueryData<MessageWindow>(queryKeys.messages(CHAT))?.messages.length
beforeEach(() => {
  client = new QueryClient()
  applySnapshot(client, DEAL, snapshot(null, false, 2), 1)
})

it('a snapshot requested before the one that is shown changes nothing', () => {
  applySnapshot(client, DEAL, snapshot(1, true, 3), 5)
  const before = [client.getQueryData(queryKeys.card(DEAL)), client.getQueryData(queryKeys.messages(CHAT))]
  applySnapshot(client, DEAL, snapshot(null, false, 2), 4)
  expect([client.getQueryData(queryKeys.card(DEAL)), client.getQueryData(queryKeys.messages(CHAT))]).toEqual(before)
  expect(facts()).toMatchObject({ active: true, status: 20, dialog: { ownerId: 1 } })
})

it('a later one does', () => {
  applySnapshot(client, DEAL, snapshot(1, true, 3), 5)
  applySnapshot(client, DEAL, snapshot(null, false, 4), 6)
  expect(facts()).toMatchObject({ active: false, status: 0, dialog: { ownerId: null } })
  expect(shown()).toBe(4)
})

it('a read of one chat doesn’t affect the others of an older snapshot', () => {
  const other = 12 as ChatId
  applySnapshot(client, DEAL, sampleSnapshot({ dialogs: snapshot(1, true, 3).dialogs }), 5)
  const rows = [
    { id: other, channel, active: true },
    { id: CHAT, channel, active: true },
  ]
  applySnapshot(client, DEAL, snapshot(null, false, 2, { chats: rows }), 4)
  const data = client.getQueryData<CardCache>(queryKeys.card(DEAL))
  expect(data?.chats.map((chat) => [chat.id, chat.active])).toEqual([
    [other, true],
    [CHAT, false],
  ])
  expect(data?.chats[1]?.dialog?.ownerId).toBe(1)
})

it('an action of the operator outdates running polls', () => {
  const leftAt = performance.now()
  markChanged(client, CHAT)
  applySnapshot(client, DEAL, snapshot(1, true, 3), leftAt - 1)
  expect(facts()).toMatchObject({ active: false, dialog: { ownerId: null } })
  applySnapshot(client, DEAL, snapshot(1, true, 3))
  expect(facts()).toMatchObject({ active: true, dialog: { ownerId: 1 } })
})

it('messages requested before a read of the details alone are still applied', () => {
  applySnapshot(client, DEAL, sampleSnapshot({ dialogs: snapshot(1, true, 3).dialogs }), 5)
  applySnapshot(
    client,
    DEAL,
    sampleSnapshot({ pages: snapshot(1, true, 4).pages, dialogs: snapshot(null, false, 2).dialogs }),
    4,
  )
  expect(shown()).toBe(4)
  expect(facts()?.dialog?.ownerId).toBe(1)
})
