import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { createFakeRest } from '@/testing/fake-rest'
import { markRead, sendReply } from './send-message'

const CHAT = 11 as ChatId

describe('a reply', () => {
  const typed = 'Total: $total[b]50[/b] & $result[chats][0]'
  const send = (answer: unknown) => {
    const { rest, requests } = createFakeRest({ 'imopenlines.crm.message.add': () => answer })
    return { sent: sendReply(rest, { type: 'lead', id: 7 }, CHAT, 1 as UserId, typed), requests }
  }

  it('goes out as a call of its own, word for word', async () => {
    const { sent, requests } = send('86400')
    expect(await sent).toBe(86400)
    expect(requests).toEqual([
      {
        kind: 'write',
        method: 'imopenlines.crm.message.add',
        params: { CRM_ENTITY_TYPE: 'lead', CRM_ENTITY: 7, USER_ID: 1, CHAT_ID: 11, MESSAGE: typed },
      },
    ])
  })

  it.each<unknown>([true, 0, null, [], {}, ''])('answered with %j may have been sent', async (answer) => {
    await expect(send(answer).sent).rejects.toMatchObject({ kind: 'malformed', outcomeUnknown: true })
  })
})

it('marks a chat read up to a message', async () => {
  const { rest, requests } = createFakeRest({ 'im.dialog.read': () => false })
  await markRead(rest, CHAT, 90 as MessageId)
  expect(requests).toEqual([
    { kind: 'batch', method: 'batch', params: { read: ['im.dialog.read', { DIALOG_ID: 'chat11', MESSAGE_ID: 90 }] } },
  ])
})
