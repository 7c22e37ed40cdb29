import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { createFakeRest } from '@/testing/fake-rest'
import { PortalError } from '../portal-error'
import { refusal, type RestParams } from '../transport/rest-client'
import { fetchMessageRange } from './message-history'
import { fetchNewestMessages, PAGE_SIZE } from './messages'

const ORIGIN = 'https://company.bitrix24.example'
const CHAT = 11 as ChatId

/** A chat with messages 1 to `count`, paged as by the portal. */
const chatOf = (count: number, answers: Record<string, (params: RestParams) => unknown> = {}) => {
  const all = Array.from({ length: count }, (_, index) => ({ id: index + 1, author_id: 5, text: 'x', params: [] }))
  const digits = (value: unknown, code: string): number => {
    if (!/^\d+$/.test(String(value))) throw refusal(code, 400)
    return Number(value)
  }
  return createFakeRest({
    'im.dialog.messages.get': ({ FIRST_ID, LAST_ID, LIMIT }) => {
      const size = Number(LIMIT)
      if (FIRST_ID !== undefined) {
        const first = digits(FIRST_ID, 'FIRST_ID_STRING')
        return {
          chat_id: 11,
          messages: all.filter((message) => message.id > first).slice(0, size),
          users: [],
          files: [],
        }
      }
      const last = digits(LAST_ID, 'LAST_ID_STRING') || Infinity
      const older = all.filter((message) => message.id < last).toReversed()
      return { chat_id: 11, messages: older.slice(0, size), users: [{ id: 5, name: 'Laura' }], files: [] }
    },
    'imopenlines.session.history.get': () => {
      throw refusal('ACCESS_DENIED', 400)
    },
    ...answers,
  })
}

describe('the newest messages', () => {
  it('are a member’s newest page, oldest first', async () => {
    const { rest, requests } = chatOf(100)
    const { window } = await fetchNewestMessages(rest, ORIGIN, CHAT)
    expect(requests).toHaveLength(1)
    expect([window.source, window.hasOlder, window.hasNewer]).toEqual(['member', true, false])
    expect([window.messages[0]?.id, window.messages.at(-1)?.id]).toEqual([71, 100])
  })

  it('are asked for with LAST_ID 0: without it the portal starts at the first unread one', async () => {
    const { rest, requests } = chatOf(1)
    await fetchNewestMessages(rest, ORIGIN, CHAT)
    expect(requests[0]?.params).toMatchObject({
      member: ['im.dialog.messages.get', { DIALOG_ID: 'chat11', LAST_ID: 0 }],
      history: ['imopenlines.session.history.get', { CHAT_ID: 11 }],
    })
  })

  it('know that a short page is the whole chat', async () => {
    const { window } = await fetchNewestMessages(chatOf(3).rest, ORIGIN, CHAT)
    expect(window.hasOlder).toBe(false)
  })

  const history = () => ({ chatId: '11', sessionId: 3, message: { 5: { id: '5' } }, chat: [], users: [], files: [] })
  const failing = (code: string, status: number) => () => {
    throw refusal(code, status)
  }

  it('are the last session’s for a user who isn’t in the chat', async () => {
    const { rest } = chatOf(3, {
      'im.dialog.messages.get': failing('ACCESS_ERROR', 400),
      'imopenlines.session.history.get': history,
    })
    const { window } = await fetchNewestMessages(rest, ORIGIN, CHAT)
    expect([window.source, window.hasOlder, window.messages.map((message) => message.id)]).toEqual([
      'history',
      false,
      [5],
    ])
  })

  it('do not make an outsider of a member whose call met a limit or a fault', async () => {
    for (const [code, kind] of [
      ['OPERATION_TIME_LIMIT', 'limit'],
      ['INTERNAL_SERVER_ERROR', 'unavailable'],
    ] as const) {
      const { rest } = chatOf(3, {
        'im.dialog.messages.get': failing(code, 400),
        'imopenlines.session.history.get': history,
      })
      await expect(fetchNewestMessages(rest, ORIGIN, CHAT)).rejects.toMatchObject({ kind })
    }
  })

  it('are forbidden when neither way is open', async () => {
    const { rest } = chatOf(3, { 'im.dialog.messages.get': failing('ACCESS_ERROR', 400) })
    await expect(fetchNewestMessages(rest, ORIGIN, CHAT)).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'ACCESS_DENIED',
    })
  })

  it.each<[string, unknown]>([
    ['another chat', { chat_id: 12, messages: [] }],
    ['nothing', []],
    ['false', false],
  ])('do not come out of %s', async (_, answer) => {
    const { rest } = chatOf(3, { 'im.dialog.messages.get': () => answer })
    await expect(fetchNewestMessages(rest, ORIGIN, CHAT)).rejects.toBeInstanceOf(PortalError)
  })
})

describe('a range of messages', () => {
  const read = async (count: number, direction: 'older' | 'newer', from: number, pages: number) => {
    const { rest, requests } = chatOf(count)
    const range = await fetchMessageRange(rest, ORIGIN, CHAT, direction, from as MessageId, pages)
    const ids = range.messages.map((message) => message.id).toSorted((a, b) => a - b)
    return { from: ids[0], to: ids.at(-1), count: ids.length, more: range.more, requests: requests.length }
  }

  it.each<[number, 'older' | 'newer', number, number, object]>([
    [500, 'older', 401, 4, { from: 201, to: 400, count: 200, more: true, requests: 1 }],
    [500, 'newer', 100, 4, { from: 101, to: 300, count: 200, more: true, requests: 1 }],
    [500, 'newer', 0, 1, { from: 1, to: 50, count: 50, more: true, requests: 1 }],
    [130, 'older', 131, 4, { from: 1, to: 130, count: 130, more: false, requests: 1 }],
    [130, 'newer', 0, 4, { from: 1, to: 130, count: 130, more: false, requests: 1 }],
    [100, 'newer', 0, 4, { from: 1, to: 100, count: 100, more: false, requests: 1 }],
    [100, 'older', 1, 4, { count: 0, more: false }],
    [100, 'newer', 100, 2, { count: 0, more: false }],
  ])('of %i messages, %s than %i, %i pages', async (count, direction, from, pages, expected) => {
    expect(await read(count, direction, from, pages)).toMatchObject(expected)
  })

  it('brings the people along', async () => {
    const { people } = await fetchMessageRange(chatOf(60).rest, ORIGIN, CHAT, 'older', 60 as MessageId, 2)
    expect(people.get(5 as UserId)?.name).toBe('Laura')
  })

  it('keeps what it has when a later page meets a limit, and knows that there is more', async () => {
    let calls = 0
    const { rest } = chatOf(0, {
      'im.dialog.messages.get': () => {
        calls += 1
        if (calls > 1) throw refusal('OPERATION_TIME_LIMIT', 400)
        return { chat_id: 11, messages: Array.from({ length: PAGE_SIZE }, (_, index) => ({ id: 100 - index })) }
      },
    })
    const range = await fetchMessageRange(rest, ORIGIN, CHAT, 'older', 101 as MessageId, 3)
    expect([range.messages.length, range.more]).toEqual([PAGE_SIZE, true])
  })

  it('does not end because a portal sends more than it was asked for', async () => {
    const { rest } = chatOf(0, {
      'im.dialog.messages.get': () => ({
        chat_id: 11,
        messages: Array.from({ length: PAGE_SIZE + 3 }, (_, index) => ({ id: 100 - index })),
      }),
    })
    expect((await fetchMessageRange(rest, ORIGIN, CHAT, 'older', 101 as MessageId, 1)).more).toBe(true)
  })

  it('fails when its first page does', async () => {
    const { rest } = chatOf(0, {
      'im.dialog.messages.get': () => {
        throw refusal('ACCESS_ERROR', 403)
      },
    })
    await expect(fetchMessageRange(rest, ORIGIN, CHAT, 'older', 5 as MessageId, 2)).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  it('takes no message of another chat', async () => {
    const { rest } = chatOf(0, { 'im.dialog.messages.get': () => ({ chat_id: 12, messages: [{ id: 1 }] }) })
    await expect(fetchMessageRange(rest, ORIGIN, CHAT, 'older', 5 as MessageId, 2)).rejects.toMatchObject({
      code: 'OTHER_CHAT',
    })
  })
})
