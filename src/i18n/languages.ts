import type { DeferredPhrases, Dictionary, FirstScreenPhrases } from './dictionary'

// No React here: the entry sends for a language while the screen is still loading.

interface LanguageRow {
  /** BCP 47 tag used for Intl. */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  readonly firstScreen: () => Promise<{ readonly default: FirstScreenPhrases }>
  readonly deferred: () => Promise<{ readonly default: DeferredPhrases }>
}

/** Languages with a dictionary, by their code at the portal (LANG of getInitData). A new one: a row, and its two files in locales/. */
const languages = {
  en: {
    // American dates (Nov 17, 10:20 AM) would surprise everybody else who reads our English.
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

/** The dictionary for a portal language: the language itself if we have it, English otherwise. */
export const languageFor = (portalLanguage: string): Language => (hasDictionary(portalLanguage) ? portalLanguage : 'en')

/** BCP 47 tag for Intl, for a portal language. */
export const localeFor = (portalLanguage: string): string => languages[languageFor(portalLanguage)].locale

// Portals in these languages have their layout mirrored; so has the panel, although its texts are English there.
const rightToLeftWithoutDictionary = new Set(['ar', 'fa', 'he', 'ur'])

/** The reading direction of a portal language, known or not. */
export const directionFor = (portalLanguage: string): 'ltr' | 'rtl' => {
  if (hasDictionary(portalLanguage)) return languages[portalLanguage].direction
  return rightToLeftWithoutDictionary.has(portalLanguage) ? 'rtl' : 'ltr'
}

/** The first screen's phrases. English ones come with the screen itself: nobody needs to load them. */
export const loadFirstScreenPhrases = async (language: Language): Promise<FirstScreenPhrases> =>
  (await languages[language].firstScreen()).default

/** The phrases that come after the first screen. */
export const loadDeferredPhrases = async (language: Language): Promise<DeferredPhrases> =>
  (await languages[language].deferred()).default

/** A whole dictionary, for pages that are no card. */
export const loadDictionary = async (language: Language): Promise<Dictionary> => {
  const [firstScreen, deferred] = await Promise.all([loadFirstScreenPhrases(language), loadDeferredPhrases(language)])
  return { ...firstScreen, ...deferred }
}
