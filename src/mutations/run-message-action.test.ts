import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import type { MessageCommand } from '@/domain/message-actions'
import { newestWindow, type MessageWindow } from '@/domain/message-window'
import { PortalError } from '@/portal/portal-error'
import type { OpenedCard } from '@/queries/card-context'
import { queryKeys } from '@/queries/query-keys'
import { sampleMessage } from '@/testing/fixtures'
import { runMessageAction } from './run-message-action'

const ME = 1 as UserId
const CHAT = 11 as ChatId
const ID = 5 as MessageId
const people = new Map()
const mine = (more: Partial<Message> = {}) => sampleMessage(5, { chatId: CHAT, authorId: ME, text: 'Old', ...more })
const later = sampleMessage(6, { chatId: CHAT, text: 'Later' })
const LOST = new PortalError('network', 'NETWORK_ERROR')
const REFUSED = new PortalError('refused', 'CANT_EDIT_MESSAGE', 400)

/** Does it in a chat where the portal answers a write with `answer` and a reading with `there`; null = that fails, too. */
const play = async (
  command: MessageCommand,
  answer: PortalError | null,
  there: readonly Message[] | null,
  seen?: string,
) => {
  const client = new QueryClient()
  client.setQueryData(
    queryKeys.messages(CHAT),
    newestWindow(CHAT, 'member', { messages: [mine(), later], people }, false),
  )
  const calls: string[] = []
  const portal = {
    performMessageAction: async () => {
      calls.push('write')
      if (answer) throw answer
    },
    fetchMessageRange: async () => {
      calls.push('read')
      if (!there) throw LOST
      return { messages: there, people, more: false }
    },
  }
  const card = { portal, item: { type: 'deal', id: 1 } } as unknown as OpenedCard
  const { kind } = await runMessageAction(
    card,
    client,
    { chatId: CHAT, id: ID, ...(seen ? { seen } : {}) },
    command,
    ME,
  )
  const shown = client
    .getQueryData<MessageWindow>(queryKeys.messages(CHAT))
    ?.messages.map(({ id, text, deleted }) => `${id} ${deleted ? 'deleted' : text}`)
  return { kind, shown, calls }
}

const edit = { name: 'edit', text: 'New' } as const
const done = ['write', 'read']

describe('an action on a message', () => {
  it('shows what the portal says afterwards', async () => {
    expect(await play(edit, null, [mine({ text: 'New', edited: true }), later])).toEqual({
      kind: 'done',
      shown: ['5 New', '6 Later'],
      calls: done,
    })
  })
  it('shows what the portal confirmed where it can’t be read', async () => {
    expect(await play(edit, null, null)).toMatchObject({ kind: 'done', shown: ['5 New', '6 Later'] })
    expect(await play({ name: 'delete' }, null, null)).toMatchObject({ kind: 'done', shown: ['5 deleted', '6 Later'] })
  })
  it('lets a message go that the portal no longer has', async () => {
    expect(await play({ name: 'delete' }, null, [later])).toMatchObject({ kind: 'done', shown: ['6 Later'] })
  })
  it.each<[string, MessageCommand, readonly Message[] | null, string]>([
    ['an edit that is there', edit, [mine({ text: 'New' }), later], 'done'],
    ['an edit that isn’t', edit, [mine(), later], 'unknown'],
    ['an edit that can’t be looked for', edit, null, 'unknown'],
    ['a deletion that is there', { name: 'delete' }, [mine({ deleted: true }), later], 'done'],
    ['a like that is there', { name: 'like' }, [mine({ likes: [ME] }), later], 'done'],
    ['a like that isn’t', { name: 'like' }, [mine(), later], 'unknown'],
    ['an edit of what is gone', edit, [later], 'gone'],
  ])('after a lost answer, with %s, is told by looking, never sent again', async (_, command, there, kind) => {
    const outcome = await play(command, LOST, there)
    expect(outcome).toMatchObject({ kind, calls: done })
  })
  it('that is refused changes nothing', async () => {
    expect(await play(edit, REFUSED, [mine(), later])).toMatchObject({ kind: 'refused', shown: ['5 Old', '6 Later'] })
  })
  it('that is so already counts as done', async () => {
    const already = new PortalError('refused', 'WITHOUT_CHANGES', 400)
    expect(await play({ name: 'like' }, already, [mine({ likes: [ME] }), later])).toMatchObject({ kind: 'done' })
  })
  it('isn’t sent when the message is no longer what was acted on', async () => {
    expect(await play(edit, null, null, 'Older still')).toMatchObject({ kind: 'changed', calls: [] })
  })
  it('that nothing on screen shows is not read again', async () => {
    expect(await play({ name: 'task' }, LOST, null)).toMatchObject({ kind: 'unknown', calls: ['write'] })
  })
})
