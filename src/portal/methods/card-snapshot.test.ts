import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { createFakeRest } from '@/testing/fake-rest'
import { refusal, type RestParams } from '../transport/rest-client'
import { fetchCard } from './card-batch'
import { fetchChats, fetchInitialCard } from './card-snapshot'

const ORIGIN = 'https://company.bitrix24.example'
const DEAL = { type: 'deal', id: 7 } as const
const id = (value: number) => value as ChatId

const row = (chatId: number, connector = 'telegram') => ({
  CHAT_ID: String(chatId),
  CONNECTOR_ID: connector,
  CONNECTOR_TITLE: connector,
})
const dialog = (chatId: number) => ({ id: chatId, name: `Client ${chatId}`, owner: 1 })
const memberPage = (chatId: number) => ({
  chat_id: chatId,
  messages: [{ id: chatId * 10, author_id: 5, text: 'hi', params: [] }],
  users: [{ id: 5, name: 'Laura' }],
  files: [],
})
const history = (chatId: number) => ({
  chatId,
  sessionId: 3,
  message: { [chatId * 10]: { id: String(chatId * 10), senderid: '5', text: 'old' } },
  users: [],
  files: [],
  chat: { [chatId]: { id: String(chatId), name: `From history ${chatId}` } },
})

/** The id behind `chat`; everything else is refused, as the portal does. */
const chatOf = (value: unknown): number => {
  const digits = /^(?:chat|0)?(\d+)$/.exec(String(value))?.[1]
  if (!digits) throw refusal('ACCESS_ERROR', 400)
  return Number(digits)
}

type Answers = Record<string, (params: RestParams) => unknown>

/** A card with chats 11, 12 and 13: 11 active and the caller's own, 12 of another user, 13 with refused details. */
const portalWith = (answers: Answers = {}) =>
  createFakeRest({
    profile: () => ({ ID: '1', NAME: 'Anna', LAST_NAME: 'Keller', ADMIN: false }),
    'imopenlines.crm.chat.get': ({ ACTIVE_ONLY }) => (ACTIVE_ONLY === 'N' ? [row(11), row(12), row(13)] : [row(11)]),
    'im.recent.list': () => ({
      items: [{ chat_id: 11, counter: 2, message: { id: 110, text: 'hi', author_id: 5 }, lines: { status: 20 } }],
    }),
    'imopenlines.dialog.get': ({ DIALOG_ID }) => {
      const chatId = chatOf(DIALOG_ID)
      if (chatId === 13) throw refusal('ACCESS_ERROR', 400)
      return dialog(chatId)
    },
    'im.dialog.messages.get': ({ DIALOG_ID }) => {
      const chatId = chatOf(DIALOG_ID)
      if (chatId !== 11) throw refusal('ACCESS_ERROR', 403)
      return memberPage(chatId)
    },
    'imopenlines.session.history.get': ({ CHAT_ID }) => history(chatOf(CHAT_ID)),
    ...answers,
  })

const start = (answers: Answers = {}, remembered: number | null = null) => {
  const { rest, requests } = portalWith(answers)
  return { look: fetchInitialCard(rest, ORIGIN, DEAL, remembered as ChatId | null), requests }
}

describe('the start', () => {
  it('brings the first screen in one request', async () => {
    const { look, requests } = start()
    const { me, chats, dialogs, refused, recents, pages } = await look
    expect(requests).toHaveLength(1)
    expect(me).toEqual({ id: 1, name: 'Anna Keller', isAdmin: false })
    expect(chats?.map((chat) => [chat.id, chat.active])).toEqual([
      [11, true],
      [12, false],
      [13, false],
    ])
    expect([...dialogs.keys()]).toEqual([11, 12])
    expect([...refused]).toEqual([13])
    expect(recents).toMatchObject([{ chatId: 11, counter: 2, status: 20 }])
    expect([...pages].map(([chatId, page]) => [chatId, page.window.source])).toEqual([
      [11, 'member'],
      [12, 'history'],
      [13, 'history'],
    ])
    expect(pages.get(id(12))?.dialog?.name).toBe('From history 12')
  })

  it('asks for all chats, waiting ones too, and stays within a batch', async () => {
    const { look, requests } = start()
    await look
    const calls = requests[0]?.params as Record<string, [string, RestParams?]>
    expect(calls['chats']?.[1]).toEqual({ CRM_ENTITY_TYPE: 'deal', CRM_ENTITY: 7, ACTIVE_ONLY: 'N' })
    expect(calls['active']?.[1]).toMatchObject({ ACTIVE_ONLY: 'Y' })
    expect(Object.keys(calls).length).toBeLessThanOrEqual(50)
  })

  it('lets no missing chat hit another one', async () => {
    const asked: unknown[] = []
    const watch = (params: RestParams) => {
      asked.push(params['DIALOG_ID'] ?? params['CHAT_ID'])
      throw refusal('ACCESS_ERROR', 400)
    }
    const { look } = start({
      'imopenlines.crm.chat.get': () => [],
      'imopenlines.dialog.get': watch,
      'im.dialog.messages.get': watch,
      'imopenlines.session.history.get': watch,
    })
    const { chats, dialogs, refused, pages } = await look
    expect(asked.length).toBeGreaterThan(10)
    // PHP turns an array into 1, and chat 1 exists on every portal.
    expect(new Set(asked)).toEqual(new Set(['chatArray', '0Array']))
    expect([chats, dialogs.size, refused.size, pages.size]).toEqual([[], 0, 0, 0])
  })

  it('uses the id inside an answer, never its place', async () => {
    const shifted: Record<number, number> = { 11: 12, 12: 11, 13: 13 }
    const { look } = start({
      'imopenlines.dialog.get': ({ DIALOG_ID }) => dialog(shifted[chatOf(DIALOG_ID)] ?? 0),
      'im.dialog.messages.get': ({ DIALOG_ID }) => memberPage(shifted[chatOf(DIALOG_ID)] ?? 0),
    })
    const { dialogs, pages } = await look
    expect(dialogs.get(id(11))?.name).toBe('Client 11')
    expect(pages.get(id(12))?.window.messages[0]?.id).toBe(120)
  })

  it('drops what belongs to no chat of the card', async () => {
    const { look } = start({
      'imopenlines.dialog.get': () => dialog(1),
      'im.dialog.messages.get': () => memberPage(1),
    })
    const { dialogs, pages } = await look
    expect([dialogs.size, pages.size]).toEqual([0, 0])
  })

  it('asks for the remembered chat’s messages by number', async () => {
    const { look, requests } = start({}, 13)
    const { pages } = await look
    expect(requests).toHaveLength(1)
    expect([...pages.keys()]).toEqual([13])
  })

  it('shows nothing of a remembered chat that left the card', async () => {
    const { look } = start({}, 99)
    const { dialogs, pages } = await look
    expect(dialogs.has(id(99))).toBe(false)
    expect(pages.size).toBe(0)
  })

  it('marks the right chat as refused when a chat takes two rows of the list', async () => {
    const { look } = start({
      'imopenlines.crm.chat.get': () => [row(11), row(11, 'whatsapp'), row(13), row(12)],
    })
    const { chats, dialogs, refused } = await look
    expect(chats?.map((chat) => [chat.id, chat.channel.connector])).toEqual([
      [11, 'telegram'],
      [13, 'telegram'],
      [12, 'telegram'],
    ])
    expect([...refused]).toEqual([13])
    expect([...dialogs.keys()]).toEqual([11, 12])
  })

  it('takes a passing fault for no refusal', async () => {
    const { look } = start({
      'imopenlines.dialog.get': () => {
        throw refusal('INTERNAL_SERVER_ERROR', 400)
      },
    })
    expect((await look).refused.size).toBe(0)
  })

  it('has the reason why a chat can’t be read', async () => {
    const { look } = start({
      'imopenlines.session.history.get': () => {
        throw refusal('ACCESS_DENIED', 400)
      },
    })
    const { unreadable } = await start(
      {
        'imopenlines.session.history.get': () => {
          throw refusal('ACCESS_DENIED', 400)
        },
      },
      12,
    ).look
    expect([...(await look).pages.keys()]).toEqual([11])
    expect(unreadable.get(id(12))).toMatchObject({ kind: 'forbidden' })
  })

  it.each(['N', 'Y'])('fails when a list fails (ACTIVE_ONLY %s): without it no state is known', async (failing) => {
    const { look } = start({
      'imopenlines.crm.chat.get': ({ ACTIVE_ONLY }) => {
        if (ACTIVE_ONLY === failing) throw refusal('ACCESS_DENIED', 403)
        return [row(11)]
      },
    })
    await expect(look).rejects.toMatchObject({ kind: 'forbidden', code: 'ACCESS_DENIED' })
  })

  it('does without the rest', async () => {
    const refuse = () => {
      throw refusal('ACCESS_ERROR', 400)
    }
    const { look } = start({
      profile: () => [],
      'im.recent.list': refuse,
      'imopenlines.dialog.get': refuse,
      'im.dialog.messages.get': refuse,
      'imopenlines.session.history.get': refuse,
    })
    const { me, chats, recents } = await look
    expect([me, chats?.length, recents]).toEqual([null, 3, null])
  })
})

describe('a poll', () => {
  const nothing = { dialogs: [], pages: [], older: [], people: [], lines: false }

  it('returns what was requested, by chat id', async () => {
    const { rest, requests } = portalWith({
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
    const { rest } = portalWith()
    const { pages, unreadable } = await fetchCard(rest, ORIGIN, DEAL, {
      ...nothing,
      pages: [{ chatId: id(12), way: 'member' }],
    })
    expect(pages.size).toBe(0)
    expect(unreadable.get(id(12))).toMatchObject({ kind: 'forbidden', code: 'ACCESS_ERROR' })
  })

  it('of chats alone leaves the lists out, and knows them not to be empty', async () => {
    const { rest, requests } = portalWith()
    const look = await fetchChats(rest, ORIGIN, { ...nothing, dialogs: [id(11), id(13)] })
    expect(Object.keys(requests[0]?.params ?? {})).toEqual(['d0', 'd1'])
    expect(look).toMatchObject({ chats: null, me: null })
    expect([...look.dialogs.keys(), ...look.refused]).toEqual([11, 13])
  })
})
