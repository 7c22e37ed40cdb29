import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { cardPortal, DEAL, ORIGIN } from '@/testing/fake-card-portal'
import { fetchCard } from './card-batch'
import { fetchChats } from './card-snapshot'

const id = (value: number) => value as ChatId

describe('a poll', () => {
  const nothing = { dialogs: [], pages: [], older: [], people: [], lines: false }

  it('returns what was requested, by chat id', async () => {
    const { rest, requests } = cardPortal({
      'im.user.list.get': ({ ID }) => (ID as number[]).map((userId) => ({ id: userId, name: `User ${userId}` })),
      'imopenlines.config.list.get': () => [{ ID: '3', LINE_NAME: 'Sales ' }, { ID: '4', LINE_NAME: '' }, { ID: '0' }],
    })
    const look = await fetchCard(rest, ORIGIN, DEAL, {
      dialogs: [id(12), id(13)],
      pages: [
        { chatId: id(11), way: 'member' },
        { chatId: id(12), way: 'either' },
      ],
      older: [{ chatId: id(11), before: 90 as MessageId }],
      people: [5 as UserId],
      lines: true,
    })
    expect(requests).toHaveLength(1)
    expect(look.chats).toHaveLength(3)
    expect([...look.dialogs.keys()]).toEqual([12])
    expect([...look.refused]).toEqual([13])
    expect([...look.pages].map(([chatId, page]) => [chatId, page.window.source])).toEqual([
      [11, 'member'],
      [12, 'history'],
    ])
    expect(look.older.get(id(11))).toMatchObject({ before: 90, messages: [{ id: 110 }] })
    expect(look.people.get(5 as UserId)?.name).toBe('User 5')
    expect([...look.lines]).toEqual([[3, 'Sales']])
  })

  it('reports a chat that a member can’t read any more', async () => {
    const { rest } = cardPortal()
    const { pages, unreadable } = await fetchCard(rest, ORIGIN, DEAL, {
      ...nothing,
      pages: [{ chatId: id(12), way: 'member' }],
    })
    expect(pages.size).toBe(0)
    expect(unreadable.get(id(12))).toMatchObject({ kind: 'forbidden', code: 'ACCESS_ERROR' })
  })

  it('of chats alone leaves the lists out, and knows them not to be empty', async () => {
    const { rest, requests } = cardPortal()
    const look = await fetchChats(rest, ORIGIN, { ...nothing, dialogs: [id(11), id(13)] })
    expect(Object.keys(requests[0]?.params ?? {})).toEqual(['d0', 'd1'])
    expect(look).toMatchObject({ chats: null, me: null })
    expect([...look.dialogs.keys(), ...look.refused]).toEqual([11, 13])
  })
})
