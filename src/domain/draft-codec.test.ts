import { describe, expect, it } from 'vitest'
import {
  DRAFTS_MAX_BYTES,
  parseDrafts,
  mergeDrafts,
  MAX_DRAFTS,
  serializeDrafts,
  type DraftVersion,
} from './draft-codec'
import type { ChatId } from './ids'
import { storedBytes } from './stored-json'

const DAY = 86_400_000
const NOW = 20_000 * DAY
const sheetOf = (...entries: readonly [id: number, text: string, at: number][]) =>
  new Map(entries.map(([id, text, at]): [ChatId, DraftVersion] => [id as ChatId, { text, at }]))

describe('drafts in the portal', () => {
  it('come back as they were', () => {
    const sheet = sheetOf([1, 'Привет 👋', NOW], [2, '', NOW - 1])
    const text = serializeDrafts(sheet, NOW)
    expect(parseDrafts(text)).toEqual(sheet)
    expect(text).not.toMatch(/[\u{10000}-\u{10ffff}]/u)
  })

  it.each(['', '{', 'null', '{"v":2,"d":[[1,2,"x"]]}', '{"v":1,"d":[1,[0,1,"x"],["a",1,"x"],[1,"x"],[1,2,3]]}'])(
    'are none where %j is stored',
    (text) => {
      expect(parseDrafts(text).size).toBe(0)
    },
  )

  it('are the newest that fit, each of them whole', () => {
    const many = sheetOf(
      ...Array.from({ length: 40 }, (_, id): [number, string, number] => [id + 1, 'Ж'.repeat(900), NOW - id]),
    )
    const text = serializeDrafts(many, NOW)
    expect(storedBytes(text)).toBeLessThanOrEqual(DRAFTS_MAX_BYTES)
    const kept = parseDrafts(text)
    expect([...kept.keys()]).toEqual([1, 2, 3, 4, 5])
    expect([...kept.values()].every((draft) => draft.text.length === 900)).toBe(true)
    const short = sheetOf(...Array.from({ length: 40 }, (_, id): [number, string, number] => [id + 1, 'x', NOW - id]))
    expect(parseDrafts(serializeDrafts(short, NOW)).size).toBe(MAX_DRAFTS)
  })

  it('leave out what is too long, and what nobody touched for a month', () => {
    const sheet = sheetOf([1, 'x'.repeat(2_001), NOW], [2, 'old', NOW - 31 * DAY], [3, 'new', NOW])
    expect(parseDrafts(serializeDrafts(sheet, NOW))).toEqual(sheetOf([3, 'new', NOW]))
  })

  it('merge by time; what ended is told only where it had begun', () => {
    const there = sheetOf([1, 'there', 10], [2, 'there', 10])
    const here = sheetOf([1, 'here', 11], [2, 'here', 9], [3, '', 12], [4, 'new', 1])
    expect(mergeDrafts(there, here)).toEqual(sheetOf([1, 'here', 11], [2, 'there', 10], [4, 'new', 1]))
    expect(mergeDrafts(there, sheetOf([1, '', 11]))).toEqual(sheetOf([1, '', 11], [2, 'there', 10]))
  })
})
