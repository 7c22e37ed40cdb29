import { describe, expect, it } from 'vitest'
import type { DraftVersion } from '@/domain/draft'
import type { ChatId } from '@/domain/ids'
import { storedBytes } from '@/domain/option-text'
import { DRAFTS_MAX_BYTES, MAX_DRAFTS, parseDrafts, serializeDrafts } from './draft-codec'

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

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"d":[[1,2,"x"]]}',
    '{"v":0,"d":[[1,2,"x"]]}',
    '{"v":1}',
    '{"v":1,"d":{"a":1}}',
    '{"v":1,"d":[1,null,[0,1,"x"],["a",1,"x"],[1,"x"],[1,2,3],[1,1e999,"x"]]}',
  ])('are none where %j is stored', (text) => {
    expect(parseDrafts(text)).toEqual(new Map())
  })

  it('are read past entries and fields that are not understood', () => {
    const text = '{"v":1,"of":"a newer panel","d":[null,["1",5,"kept"],[2,"x"],[3,6,"kept, too","newer"]]}'
    expect(parseDrafts(text)).toEqual(sheetOf([1, 'kept', 5], [3, 'kept, too', 6]))
  })

  it('of a newer version are not touched', () => {
    expect(parseDrafts('{"v":2,"d":[[1,2,"x"]]}')).toBeNull()
  })

  it('are the newest that fit, each of them whole', () => {
    const many = sheetOf(
      ...Array.from({ length: 40 }, (_, id): [number, string, number] => [id + 1, 'Ж'.repeat(900), NOW - id]),
    )
    const text = serializeDrafts(many, NOW)
    expect(storedBytes(text)).toBeLessThanOrEqual(DRAFTS_MAX_BYTES)
    const kept = parseDrafts(text) ?? new Map<ChatId, DraftVersion>()
    expect([...kept.keys()]).toEqual([1, 2, 3, 4, 5])
    expect([...kept.values()].every((draft) => draft.text.length === 900)).toBe(true)
    const short = sheetOf(...Array.from({ length: 40 }, (_, id): [number, string, number] => [id + 1, 'x', NOW - id]))
    expect(parseDrafts(serializeDrafts(short, NOW))?.size).toBe(MAX_DRAFTS)
  })

  it('leave out what is too long, and what nobody touched for a month', () => {
    const sheet = sheetOf([1, 'x'.repeat(2_001), NOW], [2, 'old', NOW - 31 * DAY], [3, 'new', NOW])
    expect(parseDrafts(serializeDrafts(sheet, NOW))).toEqual(sheetOf([3, 'new', NOW]))
  })
})
