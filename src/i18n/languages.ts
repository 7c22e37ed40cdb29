import type { DeferredPhrases, Dictionary, FirstScreenPhrases } from './dictionary'

// No React here: the entry requests a language while the first screen is still loading.

interface LanguageRow {
  /** BCP 47 tag used for Intl. */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  readonly firstScreen: () => Promise<{ readonly default: FirstScreenPhrases }>
  readonly deferred: () => Promise<{ readonly default: DeferredPhrases }>
  /** What its keyboards have on keys, by the English name, where that differs. */
  readonly keyNames?: Readonly<Record<string, string>>
}

/** Languages with a dictionary, by their code at the portal (LANG of getInitData). A new one: a row, and its two files in locales/. */
const languages = {
  en: {
    // Most readers of our English are not American: no Nov 17, 10:20 AM.
    locale: 'en-GB',
    direction: 'ltr',
    firstScreen: () => import('./locales/en/first-screen.json'),
    deferred: () => import('./locales/en/deferred.json'),
  },
  de: {
    locale: 'de',
    direction: 'ltr',
    firstScreen: () => import('./locales/de/first-screen.json'),
    deferred: () => import('./locales/de/deferred.json'),
    keyNames: {
      Ctrl: 'Strg',
      Shift: 'Umschalt',
      Enter: 'Eingabe',
      Home: 'Pos1',
      End: 'Ende',
      PageUp: 'Bild ↑',
      PageDown: 'Bild ↓',
    },
  },
  ru: {
    locale: 'ru',
    direction: 'ltr',
    firstScreen: () => import('./locales/ru/first-screen.json'),
    deferred: () => import('./locales/ru/deferred.json'),
  },
} as const satisfies Record<string, LanguageRow>

/** A language with a dictionary of its own; every other portal language gets English. */
export type Language = keyof typeof languages

/** Codes of all languages with a dictionary, English first. */
export const languageCodes = Object.keys(languages) as readonly Language[]

const hasDictionary = (portalLanguage: string): portalLanguage is Language => Object.hasOwn(languages, portalLanguage)

/** The language of the dictionary for a portal language; English where there is none. */
export const languageFor = (portalLanguage: string): Language => (hasDictionary(portalLanguage) ? portalLanguage : 'en')

const primary = (tag: string): string => tag.split('-', 1)[0]?.toLowerCase() ?? ''

/** The dictionary for a browser's languages (BCP 47 tags, the preferred one first); English where none of them has one. */
export const languageForTags = (tags: readonly string[]): Language => {
  for (const tag of tags) {
    const found = languageCodes.find((code) => primary(languages[code].locale) === primary(tag))
    if (found) return found
  }
  return 'en'
}

/** BCP 47 tag for Intl, for a portal language. */
export const localeFor = (portalLanguage: string): string => languages[languageFor(portalLanguage)].locale

/** The name of a key on the keyboards of a locale (`Ctrl`, of a German one `Strg`). */
export const keyNameFor = (key: string, locale: string): string => {
  const rows: readonly LanguageRow[] = Object.values(languages)
  return rows.find((row) => row.locale === locale)?.keyNames?.[key] ?? key
}

// Portals in these languages mirror their layout; so does the panel, although its texts are English there.
const rightToLeftWithoutDictionary = new Set(['ar', 'fa', 'he', 'ur'])

/** The reading direction of a portal language, with or without a dictionary. */
export const directionFor = (portalLanguage: string): 'ltr' | 'rtl' => {
  if (hasDictionary(portalLanguage)) return languages[portalLanguage].direction
  return rightToLeftWithoutDictionary.has(portalLanguage) ? 'rtl' : 'ltr'
}

/** The first screen's phrases. English ones are part of the first-screen chunk and need not be loaded. */
export const loadFirstScreenPhrases = async (language: Language): Promise<FirstScreenPhrases> =>
  (await languages[language].firstScreen()).default

export const loadDeferredPhrases = async (language: Language): Promise<DeferredPhrases> =>
  (await languages[language].deferred()).default

/** A whole dictionary, for pages other than a card. */
export const loadDictionary = async (language: Language): Promise<Dictionary> => {
  const [firstScreen, deferred] = await Promise.all([loadFirstScreenPhrases(language), loadDeferredPhrases(language)])
  return { ...firstScreen, ...deferred }
}
