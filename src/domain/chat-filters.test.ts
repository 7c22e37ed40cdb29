import { expect, test } from 'vitest'
import { sampleChat, sampleDialog } from '@/testing/fixtures'
import type { Chat, Dialog } from './chat'
import { filterValues, countUnknown, matches, toggle, type FilterValue } from './chat-filters'
import type { ChatId, LineId, UserId } from './ids'

const anna = 3 as UserId
const mark = 4 as UserId
const otherAnna = 9 as UserId

const chat = (id: number, change: Partial<Chat>, dialog: Partial<Dialog> | null = {}): Chat =>
  sampleChat({
    id: id as ChatId,
    channel: { connector: 'telegrambot', title: 'Telegram' },
    state: 'work',
    lineName: 'Sales',
    dialog: dialog && sampleDialog({ ownerId: null, lineId: 1 as LineId, ...dialog }),
    ...change,
  })

const viber = { connector: 'viber', title: 'Viber' }
const chats = [
  chat(1, { waitingSince: 5, operatorId: anna, operatorName: 'Anna Keller' }, { ownerId: anna }),
  chat(2, { channel: viber, lineName: null, operatorId: mark }, { ownerId: mark, lineId: 2 as LineId }),
  chat(3, { state: 'queue', waitingSince: 1 }),
  chat(4, { state: 'closed', operatorId: otherAnna, operatorName: 'Anna Keller' }),
  chat(5, { state: 'unknown', channel: viber, lineName: null }, null),
  chat(6, { state: 'unknown', detailsRefused: true, lineName: null }, null),
]

const pick = (field: FilterValue['field'], value: string): FilterValue => ({ field, value, name: value })
const answers = (...chosen: readonly FilterValue[]) => {
  const by = (answer: string) => chats.filter((one) => matches(one, chosen, anna) === answer).map(({ id }) => id)
  return { yes: by('yes'), unknown: by('unknown') }
}

test.each([
  ['waiting', [1, 3]],
  ['mine', [1]],
  ['queue', [3]],
  ['colleagues', [2]],
  ['closed', [4]],
])('status %s fits %j, and a chat without details may yet', (status, yes) => {
  expect(answers(pick('status', status))).toEqual({ yes, unknown: [5] })
})

test('a channel is known at once', () => {
  expect(answers(pick('channel', 'viber'))).toEqual({ yes: [2, 5], unknown: [] })
  expect(answers(pick('channel', 'telegrambot'), pick('status', 'mine'))).toEqual({ yes: [1], unknown: [] })
})

test('values of one kind widen, kinds narrow each other, none lets all pass', () => {
  expect(answers(pick('status', 'queue'), pick('status', 'closed')).yes).toEqual([3, 4])
  expect(answers(pick('status', 'waiting'), pick('operator', String(anna))).yes).toEqual([1])
  expect(answers().yes).toEqual([1, 2, 3, 4, 5, 6])
})

test('operators of one name are two', () => {
  expect(answers(pick('operator', String(otherAnna))).yes).toEqual([4])
})

test('what can be chosen is what occurs, with counts', () => {
  const named = (field: FilterValue['field']) =>
    filterValues(chats, field, anna).map(({ name, count }) => [name, count])
  expect(named('status')).toEqual([
    ['waiting', 2],
    ['mine', 1],
    ['queue', 1],
    ['colleagues', 1],
    ['closed', 1],
  ])
  expect(named('line')).toEqual([
    ['Sales', 3],
    ['#2', 1],
  ])
  expect(named('channel')).toEqual([
    ['Telegram', 4],
    ['Viber', 2],
  ])
  expect(named('operator')).toEqual([
    ['#4', 1],
    ['Anna Keller', 1],
    ['Anna Keller', 1],
  ])
  expect(countUnknown(chats)).toBe(1)
})

test('nothing is mine or a colleague’s while nobody knows who I am', () => {
  expect(filterValues(chats, 'status', null).map(({ value }) => value)).toEqual(['waiting', 'queue', 'closed'])
})

test('choosing again takes back', () => {
  const once = toggle([], pick('line', '1'))
  expect(once).toEqual([pick('line', '1')])
  expect(toggle(once, pick('line', '1'))).toEqual([])
  expect(toggle(once, pick('operator', '1'))).toHaveLength(2)
})
