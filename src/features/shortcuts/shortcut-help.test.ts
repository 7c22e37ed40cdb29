import { describe, expect, it } from 'vitest'
import { languageCodes, loadDictionary } from '@/i18n/languages'
import { shortcutAreas } from '@/domain/shortcuts'
import { helpRows } from './shortcut-help'

const dictionaries = await Promise.all(languageCodes.map(loadDictionary))

/** Phrases of the area that are no row. */
const frame = ['title', 'letters', 'lettersText', ...shortcutAreas]
/** A character that isn't held with Ctrl or Alt. */
const isCharacter = (keys: string) => /^[^↑↓]$/u.test(keys)

describe('the keyboard map', () => {
  it('has words for every row, and a row for all words', () => {
    const rows = helpRows.map(({ label }) => label.replace('keys.', ''))
    expect(new Set(rows).size).toBe(rows.length)
    expect(dictionaries.length).toBeGreaterThanOrEqual(3)
    for (const { keys } of dictionaries) expect([...rows, ...frame].toSorted()).toEqual(Object.keys(keys).toSorted())
  })

  it('names no key twice in one place', () => {
    const named = helpRows.flatMap(({ area, keys }) => keys.map((key) => `${area} ${key}`))
    expect(named.filter((name, place) => named.indexOf(name) !== place)).toEqual([])
    expect(new Set(helpRows.map(({ area }) => area))).toEqual(new Set(shortcutAreas))
  })

  it('marks every key of one character that works outside of the field', () => {
    const marked = helpRows.filter(({ area, letter }) => area !== 'composer' && letter)
    const single = helpRows.filter(({ area, keys }) => area !== 'composer' && keys.some(isCharacter))
    expect(single).toEqual(marked)
    expect(marked.every(({ keys }) => keys.every(isCharacter))).toBe(true)
  })
})
