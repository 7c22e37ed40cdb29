import { describe, expect, it } from 'vitest'
import { sampleChat, sampleDialog, sampleMessage } from '@/testing/fixtures'
import type { ChatId, UserId } from './ids'
import {
  isMessageActionAvailable,
  messageActions,
  messageCommandNames,
  messageErrorPhrases,
  type MessageActionName,
  type MessageFacts,
} from './message-actions'

const ME = 1 as UserId
const names = Object.keys(messageActions) as readonly MessageActionName[]
const offered = (facts: Partial<MessageFacts>) => {
  const message = sampleMessage(5, { authorId: 2 as UserId, text: 'Hello' })
  const whole = {
    message,
    me: ME,
    chat: sampleChat({ state: 'work', dialog: sampleDialog({ ownerId: ME }) }),
    joined: true,
    teamChat: 9 as ChatId,
    ...facts,
  }
  return names.filter((name) => isMessageActionAvailable(name, whole)).toSorted()
}
const sorted = (...all: MessageActionName[]) => all.toSorted()
const common = ['copy', 'reply', 'saveTemplate'] as const

describe('a message offers', () => {
  it('of somebody else: everything but changing it', () => {
    expect(offered({})).toEqual(
      sorted(...common, 'like', 'task', 'share', 'saveQuick', 'restartSession', 'openMessenger'),
    )
  })
  it('of one’s own: changing it, too', () => {
    const own = offered({ message: sampleMessage(5, { authorId: ME, text: 'Hello', likes: [ME] }) })
    expect(own).toEqual(expect.arrayContaining(['edit', 'delete', 'unlike']))
    expect(own).not.toContain('like')
  })
  it('without text: nothing that needs one', () => {
    const fileOnly = offered({ message: sampleMessage(5, { authorId: ME, text: '' }) })
    for (const name of ['copy', 'edit', 'saveTemplate', 'saveQuick']) expect(fileOnly).not.toContain(name)
    expect(fileOnly).toContain('delete')
  })
  it('after the chat was closed, and to whoever isn’t in it: nothing that the portal would refuse', () => {
    expect(
      offered({ joined: false, chat: sampleChat({ state: 'work', dialog: sampleDialog({ ownerId: 2 as UserId }) }) }),
    ).toEqual(sorted(...common))
    expect(offered({ chat: sampleChat({ state: 'closed', dialog: sampleDialog() }) })).toEqual(
      sorted(...common, 'openMessenger'),
    )
  })
  it('nothing when it is deleted, of the portal itself, or a session line', () => {
    expect(offered({ message: sampleMessage(5, { authorId: 2 as UserId, deleted: true }) })).toEqual([])
    expect(offered({ message: sampleMessage(5, { authorId: null }) })).toEqual([])
    expect(
      offered({ message: sampleMessage(5, { authorId: 2 as UserId, session: { what: 'opened', sessionId: null } }) }),
    ).toEqual([])
  })
  it('as a note of the team: what needs no client', () => {
    const note = offered({ chat: null })
    expect(note).toEqual(sorted(...common, 'like', 'task', 'openMessenger'))
  })
  it('written in silent mode: no reply, which would quote it to the client', () => {
    expect(
      offered({ message: sampleMessage(5, { authorId: 2 as UserId, text: 'Hidden', hidden: true }) }),
    ).not.toContain('reply')
  })
})

describe('the registry', () => {
  it.each(messageCommandNames)('%s explains a code as every other action does', (name) => {
    expect(messageErrorPhrases).toMatchObject(messageActions[name].call.errors)
  })
})
