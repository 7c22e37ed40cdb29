import { expect, test } from 'vitest'
import { sampleChat } from '@/testing/fixtures'
import { sortChats, type ListOrder } from './chat-filters'
import type { ChatId } from './ids'

const chats = [
  sampleChat({ id: 1 as ChatId, state: 'queue', waitingSince: 50, activeAt: 50 }),
  sampleChat({ id: 2 as ChatId, waitingSince: 10, activeAt: 90 }),
  sampleChat({ id: 3 as ChatId, activeAt: 70 }),
  sampleChat({ id: 4 as ChatId, activeAt: null }),
]

test.each<[ListOrder, readonly number[]]>([
  ['attention', [1, 2, 3, 4]],
  ['longest', [2, 1, 3, 4]],
  ['newest', [2, 3, 1, 4]],
])('by %s', (order, ids) => {
  expect(sortChats(chats, order).map(({ id }) => id)).toEqual(ids)
})
