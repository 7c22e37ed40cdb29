import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId } from '@/domain/ids'
import { createFakeRest } from '@/testing/fake-rest'
import { refusal } from '../transport/rest-client'
import { answerChat, interceptChat, joinChat, fetchDialog, startSession, startSessionFrom } from './chat-actions'

const ORIGIN = 'https://company.bitrix24.example'
const CHAT = 11 as ChatId

describe('an action', () => {
  it.each([
    ['answers', answerChat, 'imopenlines.operator.answer'],
    ['joins', joinChat, 'imopenlines.session.join'],
    ['intercepts', interceptChat, 'imopenlines.session.intercept'],
    ['starts a session', startSession, 'imopenlines.session.start'],
  ] as const)('%s as one write', async (_, act, method) => {
    const { rest, requests } = createFakeRest({ [method]: () => true })
    await act(rest, CHAT)
    expect(requests).toEqual([{ kind: 'write', method, params: { CHAT_ID: 11 } }])
  })

  it('starts a session from a message', async () => {
    const { rest, requests } = createFakeRest({ 'imopenlines.message.session.start': () => true })
    await startSessionFrom(rest, CHAT, 90 as MessageId)
    expect(requests).toEqual([
      { kind: 'write', method: 'imopenlines.message.session.start', params: { CHAT_ID: 11, MESSAGE_ID: 90 } },
    ])
  })

  it('passes the portal’s refusal on', async () => {
    const { rest } = createFakeRest({
      'imopenlines.operator.answer': () => {
        throw refusal('IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST', 400)
      },
    })
    await expect(answerChat(rest, CHAT)).rejects.toMatchObject({
      kind: 'refused',
      code: 'IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST',
    })
  })
})

describe('the details of one chat', () => {
  const read = (answer: unknown) =>
    fetchDialog(createFakeRest({ 'imopenlines.dialog.get': () => answer }).rest, ORIGIN, CHAT)

  it('are read', async () => {
    expect(await read({ id: 11, owner: '5' })).toMatchObject({ chatId: 11, ownerId: 5 })
  })

  it.each<unknown>([{ id: 12 }, [], null, false])('do not come out of %j', async (answer) => {
    await expect(read(answer)).rejects.toMatchObject({ kind: 'malformed', code: 'OTHER_CHAT' })
  })
})
