import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { en, type Dictionary } from './en'
import { makeFormat, type Format } from './format'

/** Languages with a dictionary of their own; every other portal language gets English. */
export type Language = 'en' | 'de' | 'ru'

/** A phrase: plain text with {names}, or one text per plural category of the language. */
export type Phrase = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>

/** `area.key` of every phrase; a missing one does not compile. */
export type PhraseKey = {
  [Area in keyof Dictionary & string]: `${Area}.${keyof Dictionary[Area] & string}`
}[keyof Dictionary & string]

/** Values for the {names} of a phrase; `count` also chooses the plural form. */
export type PhraseValues = Readonly<Record<string, string | number>>

/** Looks a phrase up and fills its {names}. Text only, never HTML. */
export type Translate = (key: PhraseKey, values?: PhraseValues) => string

/** Everything the screens need to speak: language, reading direction, phrases, dates and sizes. */
export interface Speech {
  /** BCP 47 tag used for Intl. */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  readonly t: Translate
  readonly format: Format
}

// American dates (Nov 17, 10:20 AM) would surprise everybody else who reads our English.
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de', ru: 'ru' }
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur'])

/** The dictionary for a portal language (LANG of getInitData): the language itself if we have it, English otherwise. */
export const languageFor = (portalLanguage: string): Language =>
  portalLanguage === 'de' || portalLanguage === 'ru' ? portalLanguage : 'en'

/** Loads a dictionary; English is always at hand, the others come as files of their own. */
export const loadDictionary = async (language: Language): Promise<Dictionary> => {
  if (language === 'de') return (await import('./de')).de
  if (language === 'ru') return (await import('./ru')).ru
  return en
}

/** Makes the speech for a portal language from its dictionary. */
export const makeSpeech = (portalLanguage: string, dictionary: Dictionary): Speech => {
  const locale = locales[languageFor(portalLanguage)]
  const plural = new Intl.PluralRules(locale)
  const t: Translate = (key, values) => {
    const dot = key.indexOf('.')
    const area = dictionary[key.slice(0, dot) as keyof Dictionary] as Readonly<Record<string, Phrase>>
    const phrase = area[key.slice(dot + 1)] ?? key
    const text =
      typeof phrase === 'string' ? phrase : (phrase[plural.select(Number(values?.['count'] ?? 0))] ?? phrase.other)
    return values ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)) : text
  }
  return { locale, direction: rightToLeft.has(portalLanguage) ? 'rtl' : 'ltr', t, format: makeFormat(locale, t) }
}

const SpeechContext = createContext<Speech | null>(null)

/** Hands the speech to the screens below. */
export const SpeechProvider = ({ speech, children }: { speech: Speech; children: ReactNode }) => (
  <SpeechContext value={speech}>{children}</SpeechContext>
)

/** The speech of this panel. Throws outside a SpeechProvider. */
export const useSpeech = (): Speech => {
  const speech = useContext(SpeechContext)
  if (!speech) throw new Error('useSpeech needs a SpeechProvider above it')
  return speech
}

/** Only the phrases. */
export const useT = (): Translate => {
  const { t } = useSpeech()
  return useMemo(() => t, [t])
}
