import { describe, expect, it } from 'vitest'
import { loadDictionary } from '@/i18n/languages'
import { shortcuts, shortcutAreas } from './shortcuts'

const en = await loadDictionary('en')
const de = await loadDictionary('de')
const ru = await loadDictionary('ru')

/** Phrases of the area that are no row. */
const frame = ['title', 'letters', 'lettersText', ...shortcutAreas]
/** A character that isn't held with Ctrl or Alt. */
const isCharacter = (keys: string) => /^[^↑↓]$/u.test(keys)

describe('the keyboard map', () => {
  it('has words for every row, and a row for all words', () => {
    const rows = shortcuts.map(({ label }) => label.replace('keys.', ''))
    expect(new Set(rows).size).toBe(rows.length)
    for (const { keys } of [en, de, ru]) expect([...rows, ...frame].toSorted()).toEqual(Object.keys(keys).toSorted())
  })

  it('names no key twice in one place', () => {
    const named = shortcuts.flatMap(({ area, keys }) => keys.map((key) => `${area} ${key}`))
    expect(named.filter((name, place) => named.indexOf(name) !== place)).toEqual([])
    expect(new Set(shortcuts.map(({ area }) => area))).toEqual(new Set(shortcutAreas))
  })

  it('marks every key of one character that works outside of the field', () => {
    const marked = shortcuts.filter(({ area, letter }) => area !== 'composer' && letter)
    const single = shortcuts.filter(({ area, keys }) => area !== 'composer' && keys.some(isCharacter))
    expect(single).toEqual(marked)
    expect(marked.every(({ keys }) => keys.every(isCharacter))).toBe(true)
  })
})
