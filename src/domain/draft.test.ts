import { expect, it } from 'vitest'
import { mergeDrafts, type DraftVersion } from './draft'
import type { ChatId } from './ids'

const mapOf = (...entries: readonly [id: number, text: string, at: number][]) =>
  new Map(entries.map(([id, text, at]): [ChatId, DraftVersion] => [id as ChatId, { text, at }]))

it('drafts merge by time; what ended is told only where it had begun', () => {
  const there = mapOf([1, 'there', 10], [2, 'there', 10])
  const here = mapOf([1, 'here', 11], [2, 'here', 9], [3, '', 12], [4, 'new', 1])
  expect(mergeDrafts(there, here)).toEqual(mapOf([1, 'here', 11], [2, 'there', 10], [4, 'new', 1]))
  expect(mergeDrafts(there, mapOf([1, '', 11]))).toEqual(mapOf([1, '', 11], [2, 'there', 10]))
})
