import { describe, expect, it } from 'vitest'
import type { ChatId, SessionId } from '@/domain/ids'
import { createFakeRest } from '@/testing/fake-rest'
import { refusal } from '../transport/rest-client'
import { fetchCardSessions, fetchSessions } from './card-sessions'

const item = { type: 'deal', id: 1482 } as const

describe('the sessions of a card', () => {
  const listed = async (rows: unknown) => {
    const { rest, requests } = createFakeRest({ 'crm.activity.list': () => rows })
    return { ...(await fetchCardSessions(rest, item, 1)), requests }
  }

  it('are asked for by the card’s binding, and each is told once', async () => {
    const row = { ASSOCIATED_ENTITY_ID: '343', PROVIDER_PARAMS: { USER_CODE: 'livechat|22|1775|599' } }
    const { sessions, more, requests } = await listed([row, row, { ORIGIN_ID: 'IMOL_301', PROVIDER_PARAMS: [] }])
    expect(sessions).toEqual([
      { sessionId: 343, userCode: 'livechat|22|1775|599' },
      { sessionId: 301, userCode: null },
    ])
    expect(more).toBe(false)
    expect(requests[0]?.params).toMatchObject({
      filter: { PROVIDER_ID: 'IMOPENLINES_SESSION', BINDINGS: [{ OWNER_TYPE_ID: 2, OWNER_ID: 1482 }] },
      start: 50,
    })
  })

  it.each([[[]], [{}], [null], [[{ ASSOCIATED_ENTITY_ID: '0' }, 'x', null]]])('are none in %j', async (rows) => {
    expect((await listed(rows)).sessions).toEqual([])
  })
})

describe('several sessions of a chat', () => {
  const message = (id: number) => ({ [id]: { id: String(id), senderid: '5', text: 'x', params: [] } })
  const history = (chatId: number, sessionId: number) => ({
    chatId,
    sessionId,
    message: message(sessionId * 10),
    chat: [],
  })
  const read = (answers: Readonly<Record<number, () => unknown>>) => {
    const { rest, requests } = createFakeRest({
      'imopenlines.session.history.get': ({ SESSION_ID }) => answers[Number(SESSION_ID)]?.(),
    })
    const ids = Object.keys(answers).map((id) => Number(id) as SessionId)
    return { requests, read: fetchSessions(rest, 'https://portal.example', 11 as ChatId, ids) }
  }

  it('come in one request; one that is refused, or belongs to another chat, is told', async () => {
    const { read: come, requests } = read({
      318: () => history(11, 318),
      319: () => {
        throw refusal('ACCESS_DENIED', 400)
      },
      320: () => history(12, 320),
    })
    const { pages, foreign, refused } = await come
    expect([...pages.keys()]).toEqual([318])
    expect(pages.get(318 as SessionId)?.messages.map(({ id }) => id)).toEqual([3180])
    expect(refused).toEqual([319])
    expect(foreign).toEqual([320])
    expect(requests).toHaveLength(1)
    expect(requests[0]?.params).toMatchObject({ s318: ['imopenlines.session.history.get', { SESSION_ID: 318 }] })
  })

  it('end before one that failed: beyond it a hole would remain', async () => {
    const { pages } = await read({
      318: () => history(11, 318),
      319: () => {
        throw refusal('INTERNAL_SERVER_ERROR', 500)
      },
      320: () => history(11, 320),
    }).read
    expect([...pages.keys()]).toEqual([318])
  })

  it('end before one that isn’t understood, which is no missing right', async () => {
    const some = await read({ 318: () => history(11, 318), 319: () => 'nothing' }).read
    expect([[...some.pages.keys()], some.refused]).toEqual([[318], []])
    await expect(read({ 319: () => 'nothing' }).read).rejects.toMatchObject({ kind: 'malformed' })
  })

  it('fail together where nothing is known of any', async () => {
    const fail = () => {
      throw refusal('OPERATION_TIME_LIMIT', 429)
    }
    await expect(read({ 318: fail, 319: fail }).read).rejects.toMatchObject({ kind: 'limit' })
  })
})
