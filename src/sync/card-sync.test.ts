import { describe, expect, it } from 'vitest'
import type { ChatId } from '@/domain/ids'
import { sampleCardCache, sampleRecord } from '@/testing/fixtures'
import type { CardCache } from '@/queries/merge-snapshot'
import { changedChats } from './card-sync'

describe('chats that changed', () => {
  const card = (...ids: (number | [number, boolean])[]): CardCache =>
    sampleCardCache({
      chats: ids.map((entry) => {
        const [id, active] = typeof entry === 'number' ? [entry, false] : entry
        return sampleRecord({ id: id as ChatId, active })
      }),
    })
  it.each<[string, CardCache | undefined, CardCache | undefined, number[]]>([
    ['nothing moved', card(1, 2, 3), card(1, 2, 3), []],
    ['one moved to the top', card(1, 2, 3, 4), card(3, 1, 2, 4), [3]],
    ['two moved to the top', card(1, 2, 3, 4), card(4, 2, 1, 3), [4, 2]],
    ['one came', card(1, 2), card(9, 1, 2), []],
    ['one left', card(1, 2, 3), card(2, 3), []],
    ['one left the active list', card([1, true], 2), card([1, false], 2), [1]],
    ['one became active', card(1, 2), card(1, [2, true]), [2]],
    ['there was no card', undefined, card(1), []],
    ['there is no card', card(1), undefined, []],
  ])('%s', (_, before, after, changed) => {
    expect(changedChats(before, after)).toEqual(changed)
  })
})
