import { describe, expect, it } from 'vitest'
import { chatActions, type ChatCommand } from '@/domain/chat-actions'
import type { ChatId, LineId, MessageId, SessionId, UserId } from '@/domain/ids'
import { createFakeRest } from '@/testing/fake-rest'
import { refusal } from '../transport/rest-client'
import { fetchDialog, performChatAction } from './chats'

const ORIGIN = 'https://company.bitrix24.example'
const CHAT = 11 as ChatId
const item = { type: 'deal', id: 5 } as const
const member = { CRM_ENTITY_TYPE: 'deal', CRM_ENTITY: 5, CHAT_ID: 11, USER_ID: 7 }

const commands: readonly (readonly [ChatCommand, Record<string, unknown>])[] = [
  [{ name: 'answer' }, { CHAT_ID: 11 }],
  [{ name: 'join' }, { CHAT_ID: 11 }],
  [{ name: 'takeOver' }, { CHAT_ID: 11 }],
  [{ name: 'startSession' }, { CHAT_ID: 11 }],
  [{ name: 'skip' }, { CHAT_ID: 11 }],
  [{ name: 'close' }, { CHAT_ID: 11 }],
  [{ name: 'pin' }, { CHAT_ID: 11, ACTIVATE: 'Y' }],
  [{ name: 'unpin' }, { CHAT_ID: 11, ACTIVATE: 'N' }],
  [{ name: 'silentOff' }, { CHAT_ID: 11, ACTIVATE: 'N' }],
  [{ name: 'mute' }, { CHAT_ID: 11, MUTE: 'Y' }],
  [{ name: 'unmute' }, { CHAT_ID: 11, MUTE: 'N' }],
  [{ name: 'markUnread' }, { DIALOG_ID: 'chat11', ACTION: 'Y' }],
  [
    { name: 'transfer', to: { kind: 'person', id: 7 as UserId, name: 'Mark' } },
    { CHAT_ID: 11, TRANSFER_ID: 7 },
  ],
  [
    { name: 'transfer', to: { kind: 'line', id: 2 as LineId, name: 'Sales' } },
    { CHAT_ID: 11, TRANSFER_ID: 'queue2' },
  ],
  [
    { name: 'restartSession', messageId: 90 as MessageId },
    { CHAT_ID: 11, MESSAGE_ID: 90 },
  ],
  [
    { name: 'rate', sessionId: 318 as SessionId, stars: 4, comment: '' },
    { SESSION_ID: 318, RATING: 4 },
  ],
  [
    { name: 'rate', sessionId: 318 as SessionId, stars: null, comment: 'Kind' },
    { SESSION_ID: 318, COMMENT: 'Kind' },
  ],
  [{ name: 'leave', item, userId: 7 as UserId, person: 'Mark' }, member],
  [{ name: 'addParticipant', item, userId: 7 as UserId, person: 'Mark' }, member],
  [{ name: 'removeParticipant', item, userId: 7 as UserId, person: 'Mark' }, member],
]

describe('an action', () => {
  it.each(commands)('%j is one write of the method in the registry', async (command, params) => {
    const { method } = chatActions[command.name]
    const { rest, requests } = createFakeRest({ [method]: () => true })
    await performChatAction(rest, CHAT, command)
    expect(requests).toEqual([{ kind: 'write', method, params }])
  })

  it.each([false, 0, '0'])('that the portal answers with %j is not done', async (answer) => {
    const { rest } = createFakeRest({ 'im.recent.unread': () => answer })
    await expect(performChatAction(rest, CHAT, { name: 'markUnread' })).rejects.toMatchObject({
      kind: 'refused',
      code: 'NOT_DONE',
    })
  })

  it('passes the portal’s refusal on', async () => {
    const { rest } = createFakeRest({
      'imopenlines.operator.answer': () => {
        throw refusal('IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST', 400)
      },
    })
    await expect(performChatAction(rest, CHAT, { name: 'answer' })).rejects.toMatchObject({
      kind: 'refused',
      code: 'IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST',
    })
  })
})

// The names are those of the portal's documentation: a mistake in the registry shows here.
describe('the prerequisites of a reply', () => {
  it.each([
    ['answer', 'imopenlines.operator.answer'],
    ['join', 'imopenlines.session.join'],
    ['takeOver', 'imopenlines.session.intercept'],
    ['startSession', 'imopenlines.session.start'],
    ['restartSession', 'imopenlines.message.session.start'],
  ] as const)('%s is %s', (name, method) => expect(chatActions[name].method).toBe(method))
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
