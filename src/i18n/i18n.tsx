import { createContext, useContext, useMemo, type ReactNode } from 'react'
import type { Dictionary } from './en'
import { makeFormat, type Format } from './format'
import { languageFor, type Language } from './languages'

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
export interface I18n {
  /** BCP 47 tag used for Intl. */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  readonly t: Translate
  readonly format: Format
  /** Adds areas that came later; what says them is shown afterwards. */
  readonly addPhrases: (phrases: Partial<Dictionary>) => void
}

// American dates (Nov 17, 10:20 AM) would surprise everybody else who reads our English.
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de', ru: 'ru' }
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur'])

/** Makes the speech for a portal language from the areas of its dictionary that are here. */
export const createI18n = (portalLanguage: string, dictionary: Partial<Dictionary>): I18n => {
  const locale = locales[languageFor(portalLanguage)]
  let rules: Intl.PluralRules | undefined
  const plural = (count: number) => (rules ??= new Intl.PluralRules(locale)).select(count)
  const known = { ...dictionary }
  const t: Translate = (key, values) => {
    const dot = key.indexOf('.')
    const area: Readonly<Record<string, Phrase>> | undefined = known[key.slice(0, dot) as keyof Dictionary]
    const phrase = area?.[key.slice(dot + 1)] ?? key
    const text = typeof phrase === 'string' ? phrase : (phrase[plural(Number(values?.['count'] ?? 0))] ?? phrase.other)
    return values ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)) : text
  }
  return {
    locale,
    direction: rightToLeft.has(portalLanguage) ? 'rtl' : 'ltr',
    t,
    format: makeFormat(locale, t),
    addPhrases: (phrases) => void Object.assign(known, phrases),
  }
}

const I18nContext = createContext<I18n | null>(null)

/** Hands the speech to the screens below. */
export const I18nProvider = ({ i18n, children }: { i18n: I18n; children: ReactNode }) => (
  <I18nContext value={i18n}>{children}</I18nContext>
)

/** The speech of this panel. Throws outside a SpeechProvider. */
export const useI18n = (): I18n => {
  const i18n = useContext(I18nContext)
  if (!i18n) throw new Error('useSpeech needs a SpeechProvider above it')
  return i18n
}

/** Only the phrases. */
export const useT = (): Translate => {
  const { t } = useI18n()
  return useMemo(() => t, [t])
}
