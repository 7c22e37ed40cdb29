import { describe, expect, it } from 'vitest'
import { createI18n } from './i18n'
import {
  languageCodes,
  languageFor,
  languageForTags,
  loadDictionary,
  loadFirstScreenPhrases,
  loadDeferredPhrases,
} from './languages'

const en = await loadDictionary('en')

/** LANG of getInitData as portals send it, and invalid values. */
const portalLanguages = ['en', 'de', 'ru', 'br', 'la', 'ua', 'kz', 'sc', 'tc', 'vn', 'in', 'ar', 'tr', 'pl', 'fr', 'it']
const junk = ['', 'xx', 'EN', 'de_DE', 'english', '??', '../de', '-', 'constructor', '__proto__']
/** Those without a dictionary: they get English. */
const withoutDictionary = [...portalLanguages, ...junk].filter((code) => !languageCodes.some((known) => known === code))

const i18nOf = async (language: string) => createI18n(language, await loadDictionary(languageFor(language)))

describe('the language of the panel', () => {
  it('is not known for most', () => expect(withoutDictionary.length).toBeGreaterThan(junk.length))

  it.each([
    ['de', 'Abbrechen'],
    ['ru', 'Отмена'],
    ['en', 'Cancel'],
    ...withoutDictionary.map((language) => [language, 'Cancel']),
  ])('with the portal in %j says %j', async (language, word) => {
    expect((await i18nOf(language)).t('common.cancel')).toBe(word)
  })

  it.each([...portalLanguages, ...junk])('with the portal in %j shows texts and dates', async (language) => {
    const { t, format, locale } = await i18nOf(language)
    expect(Intl.getCanonicalLocales(locale)).toHaveLength(1)
    expect(t('common.days', { count: 2 })).toMatch(/2/)
    for (const text of [format.time(0), format.full(0), format.number(1234.5), format.size(1_500)])
      expect(text).not.toBe('')
  })

  it.each<[string, 'ltr' | 'rtl']>([
    ['ar', 'rtl'],
    ['he', 'rtl'],
    ['fa', 'rtl'],
    ['en', 'ltr'],
    ['ru', 'ltr'],
    ['xx', 'ltr'],
  ])('in %j reads %s', async (language, direction) => {
    expect((await i18nOf(language)).direction).toBe(direction)
  })
})

describe('a dictionary that comes in two parts', () => {
  it.each(languageCodes)('says in %s what the whole one says', async (language) => {
    const whole = await loadDictionary(language)
    expect({ ...(await loadFirstScreenPhrases(language)), ...(await loadDeferredPhrases(language)) }).toEqual(whole)
  })

  it('is spoken as far as it is here, and learns the rest', async () => {
    const i18n = createI18n('de', await loadFirstScreenPhrases('de'))
    expect(i18n.t('common.cancel')).toBe('Abbrechen')
    expect(i18n.t('chatDetails.close')).toBe('chatDetails.close')
    i18n.addPhrases(await loadDeferredPhrases('de'))
    expect(i18n.t('chatDetails.close')).toBe('Details schließen')
  })
})

describe('a phrase', () => {
  const { t } = createI18n('en', en)

  it('has its {names} filled, as text', () => {
    expect(t('chatList.nameAndText', { name: '<b>Laura</b>', text: '$& {name}' })).toBe('<b>Laura</b>: $& {name}')
  })

  it('keeps a {name} without a value', () => {
    expect(t('chatList.nameAndText', { name: 'Laura' })).toBe('Laura: {text}')
    expect(t('chatList.nameAndText')).toBe('{name}: {text}')
  })

  it.each([
    ['en', 1, '1 day'],
    ['en', 0, '0 days'],
    ['de', 1, '1 Tag'],
    ['de', 3, '3 Tage'],
    ['ru', 1, '1 день'],
    ['ru', 3, '3 дня'],
    ['ru', 5, '5 дней'],
    ['ru', 11, '11 дней'],
    ['ru', 21, '21 день'],
    ['ru', 112, '112 дней'],
  ])('counts in %s: %i', async (language, count, text) => {
    expect((await i18nOf(language)).t('common.days', { count })).toBe(text)
  })
})

it.each([
  [['nl-BE', 'de-AT', 'en'], 'de'],
  [['RU'], 'ru'],
  [['xx', 'e'], 'en'],
  [[], 'en'],
] as const)('the browser’s languages %j get the dictionary %s', (tags, language) => {
  expect(languageForTags(tags)).toBe(language)
})
