import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react'
import { whenIdle } from '@/lib/when-idle'
import type { Dictionary, Phrase, Translate } from './dictionary'
import { makeFormat, type Format } from './format'
import { directionFor, localeFor } from './languages'

export type { PhraseKey, Translate } from './dictionary'

/** Language, reading direction, phrases, formats of dates and sizes. */
export interface I18n {
  /** BCP 47 tag used for Intl. */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  readonly t: Translate
  readonly format: Format
  /** Adds areas that were loaded later and renders what uses them. */
  readonly addPhrases: (phrases: Partial<Dictionary>) => void
}

/** Makes the I18n of a portal language from the loaded areas of its dictionary. */
export const createI18n = (portalLanguage: string, dictionary: Partial<Dictionary>): I18n => {
  const locale = localeFor(portalLanguage)
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
    direction: directionFor(portalLanguage),
    t,
    format: makeFormat(locale, t),
    addPhrases: (phrases) => void Object.assign(known, phrases),
  }
}

const I18nContext = createContext<I18n | null>(null)

export const I18nProvider = ({ i18n, children }: { i18n: I18n; children: ReactNode }) => {
  // While the portal works on the first request.
  useEffect(() => whenIdle(i18n.format.prepare), [i18n])
  return <I18nContext value={i18n}>{children}</I18nContext>
}

/** The I18n of this panel. Throws outside an I18nProvider. */
export const useI18n = (): I18n => {
  const i18n = useContext(I18nContext)
  if (!i18n) throw new Error('useSpeech needs a SpeechProvider above it')
  return i18n
}

export const useT = (): Translate => {
  const { t } = useI18n()
  return useMemo(() => t, [t])
}
