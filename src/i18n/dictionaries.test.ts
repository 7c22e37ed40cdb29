import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Phrase } from './dictionary'
import { languageCodes, loadDictionary, localeFor } from './languages'

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

const all: readonly [language: string, phrases: Phrases][] = await Promise.all(
  languageCodes.map(async (code): Promise<[string, Phrases]> => [code, phrasesOf(await loadDictionary(code))]),
)
const others = all.filter(([language]) => language !== 'en')
const phrasesIn = (language: string): Phrases => new Map(all).get(language) ?? new Map()
const english = phrasesIn('en')

const LOCALES = 'src/i18n/locales'
const readLocale = (language: string, part: string): string =>
  readFileSync(`${LOCALES}/${language}/${part}.json`, 'utf8')
const files = languageCodes.flatMap((language) =>
  ['first-screen', 'deferred'].map((part): [language: string, part: string, text: string] => [
    language,
    part,
    readLocale(language, part),
  ]),
)
const keysOf = (text: string): readonly string[] => [...phrasesOf(JSON.parse(text) as object).keys()]

// Words that some language has taken from English, or English from it.
const mayBeEnglish = [
  'common.details',
  'common.lead',
  'chatDetails.status',
  'chatDetails.title',
  'chatList.title',
  'chatList.video',
  'filters.status',
  'installation.scope_crm',
  'installation.tab_lead',
  'installation.version',
  'teamNotes.title',
  'templates.name',
  'templates.text',
]
const isWordless = (text: string) => !/\p{L}/u.test(text.replace(/\{\w+\}/g, ''))

describe('the dictionaries', () => {
  it('have been looked at', () => {
    expect(english.size).toBeGreaterThan(150)
    expect(languageCodes).toEqual(expect.arrayContaining(['en', 'de', 'ru']))
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
    const rules = new Intl.PluralRules(localeFor(language))
    const known: readonly string[] = rules.resolvedOptions().pluralCategories
    // A language without `many` uses `other`.
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

  it.each(others)('%s is translated', (_, phrases) => {
    const same = [...phrases].flatMap(([key, phrase]) => {
      const source = textsOf(english.get(key) ?? '')
      if (mayBeEnglish.includes(key)) return []
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

  it('writes Russian in Cyrillic', () => {
    const latin = [...phrasesIn('ru')].flatMap(([key, phrase]) =>
      textsOf(phrase).some((text) => !isWordless(text) && !/\p{Script=Cyrillic}/u.test(text)) ? [key] : [],
    )
    expect(latin).toEqual(['installation.scope_crm'])
  })
})

describe('the files of a language', () => {
  it('are the two that its row in languages.ts loads, and no language is without a row', () => {
    const folders = readdirSync(LOCALES, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(folders.map(({ name }) => name).toSorted()).toEqual(languageCodes.toSorted())
    for (const { name } of folders)
      expect(readdirSync(`${LOCALES}/${name}`).toSorted()).toEqual(['deferred.json', 'first-screen.json'])
  })

  it.each(files)(
    '%s/%s.json is written as it is read: no key twice, two spaces, areas in alphabetical order',
    (...file) => {
      const [, , text] = file
      const dictionary = JSON.parse(text) as object
      expect(text).toBe(`${JSON.stringify(dictionary, null, 2)}\n`)
      expect(Object.keys(dictionary)).toEqual(Object.keys(dictionary).toSorted())
    },
  )

  it.each(files)('%s/%s.json has the keys of English, in the same order', (_, part, text) => {
    expect(keysOf(text)).toEqual(keysOf(readLocale('en', part)))
  })

  it.each(languageCodes)('%s has each area in one file only: the deferred one would replace the first', (language) => {
    const areas = files.filter(([code]) => code === language).flatMap(([, , text]) => Object.keys(JSON.parse(text)))
    expect(areas).toEqual([...new Set(areas)])
  })

  it.each(all)('%s has no brace that is not part of a {name}', (_, phrases) => {
    const odd = [...phrases].flatMap(([key, phrase]) =>
      textsOf(phrase).some((text) => /[{}]/.test(text.replace(/\{[a-z][a-zA-Z]*\}/g, ''))) ? [key] : [],
    )
    expect(odd).toEqual([])
  })

  it.each(all)('%s has only {names} in a plural that its form for others has, too', (_, phrases) => {
    const odd = [...phrases].flatMap(([key, phrase]) => {
      if (typeof phrase === 'string') return []
      const known = new Set(namesOf(phrase.other))
      return textsOf(phrase).every((text) => namesOf(text).every((name) => known.has(name))) ? [] : [key]
    })
    expect(odd).toEqual([])
  })
})
