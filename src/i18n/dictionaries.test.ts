import { describe, expect, it } from 'vitest'
import { de } from './de'
import { en } from './en'
import type { Phrase } from './i18n'
import { ru } from './ru'

type Phrases = ReadonlyMap<string, Phrase>

const phrasesOf = (dictionary: object): Phrases =>
  new Map(
    Object.entries(dictionary).flatMap(([area, phrases]) =>
      Object.entries(phrases as Record<string, Phrase>).map(([key, phrase]): [string, Phrase] => [
        `${area}.${key}`,
        phrase,
      ]),
    ),
  )
const textsOf = (phrase: Phrase): readonly string[] => (typeof phrase === 'string' ? [phrase] : Object.values(phrase))
const namesOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').toSorted()

const english = phrasesOf(en)
const others: [language: string, phrases: Phrases][] = [
  ['de', phrasesOf(de)],
  ['ru', phrasesOf(ru)],
]
const all: typeof others = [['en', english], ...others]

// Phrases that are the same word in both languages.
const mayBeEnglish: Readonly<Record<string, readonly string[]>> = {
  de: [
    'common.details',
    'common.lead',
    'details.status',
    'filters.status',
    'details.title',
    'install.scope_crm',
    'install.tab_lead',
    'install.version',
    'list.title',
    'list.video',
    'notes.title',
    'templates.name',
    'templates.text',
  ],
  ru: ['install.scope_crm'],
}
const isWordless = (text: string) => !/\p{L}/u.test(text.replace(/\{\w+\}/g, ''))

describe('the dictionaries', () => {
  it('have been looked at', () => {
    expect(english.size).toBeGreaterThan(150)
  })

  it.each(others)('%s has the same phrases as English', (_, phrases) => {
    expect([...phrases.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  })

  it.each(others)('%s fills the same {names} as English', (_, phrases) => {
    const different = [...phrases].flatMap(([key, phrase]) => {
      const wanted = new Set(textsOf(english.get(key) ?? '').flatMap(namesOf))
      const own = new Set(textsOf(phrase).flatMap(namesOf))
      return [...wanted].toSorted().join() === [...own].toSorted().join() ? [] : [key]
    })
    expect(different).toEqual([])
  })

  it.each(all)('%s has every plural form its language needs, and none it doesn’t know', (language, phrases) => {
    const rules = new Intl.PluralRules(language)
    const known: readonly string[] = rules.resolvedOptions().pluralCategories
    // Where there is no form for many, the one for others serves.
    const needed = new Set(Array.from({ length: 200 }, (_, count) => rules.select(count).replace('many', 'other')))
    const wrong = [...phrases].flatMap(([key, phrase]) => {
      if (typeof phrase === 'string') return []
      const forms = Object.keys(phrase)
      return [...needed].every((form) => forms.includes(form)) && forms.every((form) => known.includes(form))
        ? []
        : [key]
    })
    expect(wrong).toEqual([])
  })

  it.each(others)('%s is translated', (language, phrases) => {
    const same = [...phrases].flatMap(([key, phrase]) => {
      const source = textsOf(english.get(key) ?? '')
      if (mayBeEnglish[language]?.includes(key)) return []
      return textsOf(phrase).some((text) => source.includes(text) && !isWordless(text)) ? [key] : []
    })
    expect(same).toEqual([])
  })

  it.each(all)('%s holds plain, finished text', (_, phrases) => {
    const odd = [...phrases].flatMap(([key, phrase]) =>
      textsOf(phrase).some((text) => text === '' || text !== text.trim() || /<\w|&\w+;|  |TODO/.test(text))
        ? [key]
        : [],
    )
    expect(odd).toEqual([])
  })

  it('speaks Russian in Cyrillic', () => {
    const latin = [...phrasesOf(ru)].flatMap(([key, phrase]) =>
      textsOf(phrase).some((text) => !isWordless(text) && !/\p{Script=Cyrillic}/u.test(text)) ? [key] : [],
    )
    expect(latin).toEqual(mayBeEnglish['ru'])
  })
})
