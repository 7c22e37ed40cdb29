import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId } from '@/domain/ids'
import { messageActions, type MessageCommand } from '@/domain/message-actions'
import { createFakeRest } from '@/testing/fake-rest'
import { performMessageAction } from './perform-message-action'

const CHAT = 11 as ChatId
const MESSAGE = 90 as MessageId

const commands: readonly (readonly [MessageCommand, Record<string, unknown>])[] = [
  [{ name: 'like' }, { MESSAGE_ID: 90, ACTION: 'plus' }],
  [{ name: 'unlike' }, { MESSAGE_ID: 90, ACTION: 'minus' }],
  [
    { name: 'edit', text: 'Better' },
    { MESSAGE_ID: 90, MESSAGE: 'Better' },
  ],
  [{ name: 'delete' }, { MESSAGE_ID: 90 }],
  [{ name: 'task' }, { MESSAGE_ID: 90, DIALOG_ID: 'chat11', TYPE: 'TASK' }],
  [
    { name: 'share', to: 12 as ChatId },
    { MESSAGE_ID: 90, DIALOG_ID: 'chat12', TYPE: 'CHAT' },
  ],
  [{ name: 'saveQuick' }, { CHAT_ID: 11, MESSAGE_ID: 90 }],
]

describe('an action on a message', () => {
  it.each(commands)('%j is one write of the method in the registry', async (command, params) => {
    const { method } = messageActions[command.name].call
    const { rest, requests } = createFakeRest({ [method]: () => true })
    await performMessageAction(rest, CHAT, MESSAGE, command)
    expect(requests).toEqual([{ kind: 'write', method, params }])
  })

  it.each(['', '  \n', '0'])('never sends %j as a text: the portal would delete the message', async (text) => {
    const { rest, requests } = createFakeRest({ 'im.message.update': () => true })
    await expect(performMessageAction(rest, CHAT, MESSAGE, { name: 'edit', text })).rejects.toMatchObject({
      code: 'EMPTY_TEXT',
    })
    expect(requests).toEqual([])
  })
})
