import { describe, expect, it } from 'vitest'
import type { CrmItem } from '@/domain/crm'
import type { ChatId, UserId } from '@/domain/ids'
import { createFakeRest } from '@/testing/fake-rest'
import { PortalError } from '../portal-error'
import { BATCH_LIMIT, batchCommand, refusal, type BatchCalls, type RestParams } from '../transport/rest-client'
import { fetchCards, type CardRequest } from './card-batch'
import type { SnapshotRequest } from './card-snapshot'

const ORIGIN = 'https://company.bitrix24.example'
const id = (value: number) => value as ChatId
const nothing: SnapshotRequest = { dialogs: [], pages: [], older: [], people: [], lines: false }
const deal = (number: number): CrmItem => ({ type: 'deal', id: number })
const request = (item: CrmItem, more: Partial<SnapshotRequest> = {}): CardRequest => ({
  item,
  lists: true,
  request: { ...nothing, ...more },
})

const numberIn = (value: unknown) => Number(/\d+$/.exec(String(value))?.[0])

/** Deal N has chat N; chat 13 is refused; the newest message of chat N is N0. */
const portalWith = (answers: Record<string, (params: RestParams) => unknown> = {}) =>
  createFakeRest({
    'imopenlines.crm.chat.get': ({ CRM_ENTITY }) => {
      if (CRM_ENTITY === 99) throw refusal('ACCESS_DENIED', 403)
      return [{ CHAT_ID: String(CRM_ENTITY), CONNECTOR_ID: 'telegram', CONNECTOR_TITLE: 'Telegram' }]
    },
    'im.recent.list': () => ({
      items: [{ chat_id: 21, message: { id: 215, text: 'hi', author_id: 5 }, lines: { status: 20 } }],
    }),
    'imopenlines.dialog.get': ({ DIALOG_ID }) => {
      const chatId = numberIn(DIALOG_ID)
      if (chatId === 13) throw refusal('ACCESS_ERROR', 400)
      return { id: chatId, name: `Client ${chatId}`, owner: 1, last_message_id: chatId * 10 }
    },
    'im.dialog.messages.get': ({ DIALOG_ID }) => {
      const chatId = numberIn(DIALOG_ID)
      return { chat_id: chatId, messages: [{ id: chatId * 10 + 3, author_id: 5, text: 'hi' }], users: [], files: [] }
    },
    'im.user.list.get': ({ ID }) => (ID as number[]).map((userId) => ({ id: userId, name: `User ${userId}` })),
    'pull.application.event.add': () => true,
    ...answers,
  })

/** The one batch that was sent, as methods and parameters. */
const sent = (requests: readonly { readonly kind: string; readonly params: RestParams }[]) => {
  expect(requests.map(({ kind }) => kind)).toEqual(['batch'])
  const calls = Object.entries(requests[0]?.params as BatchCalls)
  // Everything in it has to be valid in a batch.
  for (const [, [method, params]] of calls) batchCommand(method, params)
  return calls.map(([name, [method, params]]) => ({ name, method, params }))
}

describe('several cards', () => {
  it('share one request, and what both want is asked once', async () => {
    const { rest, requests } = portalWith()
    const both = { dialogs: [id(11)], people: [5 as UserId] }
    const { cards } = await fetchCards(rest, ORIGIN, [request(deal(11), both), request(deal(12), both)], [], null)
    const methods = sent(requests).map(({ method }) => method)
    expect(methods.filter((method) => method === 'im.recent.list')).toHaveLength(1)
    expect(methods.filter((method) => method === 'imopenlines.dialog.get')).toHaveLength(1)
    expect(methods.filter((method) => method === 'imopenlines.crm.chat.get')).toHaveLength(4)
    for (const [place, look] of cards.entries()) {
      if (!look || look instanceof PortalError) throw new Error('A look is missing')
      expect(look.chats?.map((chat) => chat.id)).toEqual([11 + place])
      expect(look.dialogs.get(id(11))?.name).toBe('Client 11')
      expect(look.people.get(5 as UserId)?.name).toBe('User 5')
    }
  })

  it('fail each for itself', async () => {
    const { rest } = portalWith()
    const { cards } = await fetchCards(rest, ORIGIN, [request(deal(99)), request(deal(12))], [], null)
    expect(cards[0]).toMatchObject({ kind: 'forbidden', code: 'ACCESS_DENIED' })
    expect(cards[1]).toMatchObject({ chats: [{ id: 12 }] })
  })

  it('never overfill the batch: a card without room waits for the next poll', async () => {
    const { rest, requests } = portalWith()
    const many = Array.from({ length: 30 }, (_, index) => request(deal(index + 100), { dialogs: [id(index + 100)] }))
    const others = Array.from({ length: 60 }, (_, index) => id(index + 500))
    const { cards } = await fetchCards(rest, ORIGIN, many, others, () => [{ command: 'presence.poll', params: {} }])
    const calls = sent(requests)
    expect(calls.length).toBeLessThanOrEqual(BATCH_LIMIT)
    expect(calls.at(-1)?.method).toBe('pull.application.event.add')
    expect(cards.filter((look) => look !== null).length).toBeGreaterThanOrEqual(14)
    expect(cards.at(-1)).toBeNull()
  })
})

it('nothing to ask makes no request', async () => {
  const { rest, requests } = portalWith()
  expect((await fetchCards(rest, ORIGIN, [], [], null)).cards).toEqual([])
  expect(requests).toEqual([])
})

describe('the colleagues', () => {
  it('are helped with chats of theirs, as far as one may see them', async () => {
    const { rest } = portalWith()
    const { newest, refused, cards } = await fetchCards(rest, ORIGIN, [request(deal(11))], [id(12), id(13)], null)
    expect([...newest]).toEqual([
      [21, 215],
      [12, 120],
    ])
    expect([...refused]).toEqual([13])
    // Chats of other cards are left out.
    expect(cards[0]).toMatchObject({ dialogs: new Map() })
  })

  it('receive in the same request what it reads, by reference', async () => {
    const { rest, requests } = portalWith()
    const card = request(deal(11), { dialogs: [id(14)], pages: [{ chatId: id(11), way: 'member' }] })
    const { said } = await fetchCards(rest, ORIGIN, [card], [id(12)], (newest) => [
      { command: 'presence.poll', params: { seen: [...newest] } },
      { command: 'presence.acted', params: { chat: 11 } },
    ])
    expect(said).toBe(true)
    const calls = sent(requests)
    const nameOf = (method: string, chatId: number) =>
      calls.find((call) => call.method === method && numberIn(call.params?.['DIALOG_ID']) === chatId)?.name
    expect(calls.slice(-2).map(({ params }) => params)).toEqual([
      {
        COMMAND: 'presence.poll',
        PARAMS: {
          seen: [
            [11, `0$result[${nameOf('im.dialog.messages.get', 11)}][messages][0][id]`],
            [14, `0$result[${nameOf('imopenlines.dialog.get', 14)}][last_message_id]`],
            [12, `0$result[${nameOf('imopenlines.dialog.get', 12)}][last_message_id]`],
          ],
        },
      },
      { COMMAND: 'presence.acted', PARAMS: { chat: 11 } },
    ])
  })

  it('not hearing it is no failure', async () => {
    const { rest } = portalWith({
      'pull.application.event.add': () => {
        throw refusal('insufficient_scope', 403)
      },
    })
    const look = await fetchCards(rest, ORIGIN, [request(deal(11))], [], () => [
      { command: 'presence.poll', params: {} },
    ])
    expect(look.said).toBe(false)
    expect(look.cards[0]).toMatchObject({ chats: [{ id: 11 }] })
  })
})

it('reports when the operating time of details is used up', async () => {
  const { rest } = portalWith({
    'imopenlines.dialog.get': () => {
      throw refusal('OPERATION_TIME_LIMIT', 429)
    },
  })
  const look = await fetchCards(rest, ORIGIN, [request(deal(11), { dialogs: [id(11)] })], [], null)
  expect(look).toMatchObject({ overTime: true, operating: null, refused: new Set() })
})
