import { expect, test } from 'vitest'
import type { Chat, Dialog } from '@/domain/chat'
import type { UserId } from '@/domain/ids'
import type { Person } from '@/domain/person'
import { participants, replyWindow } from './details-data'

const person = (id: number, name: string, kind: Person['kind'] = 'operator'): [UserId, Person] => [
  id as UserId,
  { id: id as UserId, kind, name, firstName: name, position: null, avatarUrl: null, color: null },
]

const chat = (dialog: Partial<Dialog> | null, operatorName: string | null = null) =>
  ({ operatorName, dialog: dialog && { ownerId: null, readBy: [], ...dialog } }) as Chat

const lines = (...given: Parameters<typeof participants>) =>
  participants(...given).map(({ name, role }) => [name, role])

test('everybody has a role, those who are in the chat first', () => {
  const people = new Map([
    person(9, 'Reception bot', 'bot'),
    person(8, 'Zoe Past'),
    person(6, 'Laura Bennett', 'client'),
    person(5, 'Mark Olsen'),
    person(3, 'Anna Keller'),
  ])
  const readBy = [{ userId: 5 as UserId, name: 'Mark Olsen', messageId: null }]
  expect(lines(chat({ ownerId: 3 as UserId, readBy }), people)).toEqual([
    ['Anna Keller', 'operator'],
    ['Mark Olsen', 'joined'],
    ['Laura Bennett', 'client'],
    ['Reception bot', 'bot'],
    ['Zoe Past', 'earlier'],
  ])
})

test('an operator who has not written yet is named from the chat', () => {
  expect(lines(chat({ ownerId: 3 as UserId }, 'Anna Keller'), null)).toEqual([['Anna Keller', 'operator']])
})

test('who only reads along is named by the portal', () => {
  const readBy = [{ userId: 5 as UserId, name: 'Mark Olsen', messageId: null }]
  expect(lines(chat({ readBy }), null)).toEqual([['Mark Olsen', 'joined']])
})

test('no participants before the details are loaded', () => {
  expect(lines(chat(null), null)).toEqual([])
})

const dialog = (replyBlockedFrom: number | null) => ({ replyBlockedFrom }) as Dialog

test('open until the moment, over from it on', () => {
  expect(replyWindow(dialog(5000), 2000)).toEqual({ kind: 'open', until: 5000, left: 3000 })
  expect(replyWindow(dialog(5000), 5000)).toEqual({ kind: 'over', since: 5000 })
})

test('a channel that names no moment has no window', () => {
  expect(replyWindow(dialog(null), 2000)).toBeNull()
})
