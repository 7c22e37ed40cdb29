import { expect, test } from 'vitest'
import type { Chat, LastMessage } from '@/domain/chat'
import type { ChatId, MessageId } from '@/domain/ids'
import { groupsOf, freezeOrder, inFrozenOrder, pendingUpdates } from './frozen-order'

const chat = (id: number, newest: number | null, change: Partial<Chat> = {}, from: LastMessage['from'] = 'client') =>
  ({
    id: id as ChatId,
    state: 'work',
    last: newest === null ? null : ({ id: newest as MessageId, from } as LastMessage),
    ...change,
  }) as Chat

const a = chat(1, 10)
const b = chat(2, 20)
const closed = chat(3, 5, { state: 'closed' })
const held = freezeOrder(groupsOf([a, b, closed]))
const shown = (chats: readonly Chat[]) => {
  const groups = inFrozenOrder(chats, held)
  return [groups.open.map(({ id }) => id), groups.closed.map(({ id }) => id)]
}

test('a row that should rise stays where it is, and counts as new', () => {
  const after = [chat(2, 30), a, closed]
  expect(shown(after)).toEqual([[1, 2], [3]])
  expect(pendingUpdates(after, held)).toBe(1)
})

test('rows show what is new in them without moving', () => {
  const risen = chat(2, 30)
  expect(inFrozenOrder([risen, a, closed], held).open[1]).toBe(risen)
})

test('a closed chat that opens again stays in its place', () => {
  const after = [chat(3, 40), a, b]
  expect(shown(after)).toEqual([[1, 2], [3]])
  expect(pendingUpdates(after, held)).toBe(1)
})

test('a new chat stands at the end of its group, a gone one goes', () => {
  const after = [chat(4, 50), b, closed]
  expect(shown(after)).toEqual([[2, 4], [3]])
  expect(pendingUpdates(after, held)).toBe(1)
})

test('a chat that was loaded later is appended, but is no pending update', () => {
  const after = [chat(4, 15), chat(5, null), a, b, closed]
  expect(shown(after)).toEqual([[1, 2, 4, 5], [3]])
  expect(pendingUpdates(after, held)).toBe(0)
})

test('no pending update when the order is right already', () => {
  expect(pendingUpdates([a, chat(2, 30), closed], held)).toBe(0)
})

test('own messages, and a preview that has just been loaded, are no pending updates', () => {
  expect(pendingUpdates([chat(2, 30, {}, 'me'), a, closed], held)).toBe(0)
  const bare = freezeOrder(groupsOf([a, chat(2, null)]))
  expect(pendingUpdates([chat(2, 30), a], bare)).toBe(0)
})
