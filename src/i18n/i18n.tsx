import { createContext, useContext, useMemo, type ReactNode } from 'react'
import type { Dictionary, Phrase, Translate } from './dictionary'
import { makeFormat, type Format } from './format'
import { directionFor, localeFor } from './languages'

export type { PhraseKey, Translate } from './dictionary'

/** Everything the screens need to speak: language, reading direction, phrases, dates and sizes. */
export interface Speech {
  /** BCP 47 tag used for Intl. */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  readonly t: Translate
  readonly format: Format
  /** Adds areas that came later; what says them is shown afterwards. */
  readonly learn: (phrases: Partial<Dictionary>) => void
}

/** Makes the speech for a portal language from the areas of its dictionary that are here. */
export const makeSpeech = (portalLanguage: string, dictionary: Partial<Dictionary>): Speech => {
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
    learn: (phrases) => void Object.assign(known, phrases),
  }
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
