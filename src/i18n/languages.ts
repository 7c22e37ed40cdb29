import type { Dictionary, ReadingPhrases, RestPhrases } from './en'

// No React here: the entry sends for a language while the screen is still loading.

/** Languages with a dictionary of their own; every other portal language gets English. */
export type Language = 'en' | 'de' | 'ru'

/** The dictionary for a portal language (LANG of getInitData): the language itself if we have it, English otherwise. */
export const languageFor = (portalLanguage: string): Language =>
  portalLanguage === 'de' || portalLanguage === 'ru' ? portalLanguage : 'en'

/** The first screen's phrases of a language other than English, which the screen brings along. */
export const loadReading = async (language: 'de' | 'ru'): Promise<ReadingPhrases> =>
  language === 'de' ? (await import('./de/reading')).reading : (await import('./ru/reading')).reading

/** The phrases that come a moment later. */
export const loadRest = async (language: Language): Promise<RestPhrases> => {
  if (language === 'de') return (await import('./de/rest')).rest
  if (language === 'ru') return (await import('./ru/rest')).rest
  return (await import('./en/rest')).rest
}

/** A whole dictionary, for pages that are no card. */
export const loadDictionary = async (language: Language): Promise<Dictionary> => {
  if (language === 'de') return (await import('./de')).de
  if (language === 'ru') return (await import('./ru')).ru
  return (await import('./en')).en
}
