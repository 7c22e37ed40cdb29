import type deferred from './locales/en/deferred.json'
import type firstScreen from './locales/en/first-screen.json'

/** A phrase: plain text with {names}, or one text per plural category (CLDR) of the language. */
export type Phrase = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>

/** English is the source of areas and keys; every other language has the same ones. */
type Translated<English> = {
  readonly [Area in keyof English]: { readonly [Key in keyof English[Area]]: Phrase }
}

/** locales/<code>/first-screen.json */
export type FirstScreenPhrases = Translated<typeof firstScreen>
/** locales/<code>/deferred.json: texts after the first screen, and those of the app's other pages. */
export type DeferredPhrases = Translated<typeof deferred>
export type Dictionary = FirstScreenPhrases & DeferredPhrases

/** `area.key` of every phrase; a missing one does not compile. */
export type PhraseKey = {
  [Area in keyof Dictionary & string]: `${Area}.${keyof Dictionary[Area] & string}`
}[keyof Dictionary & string]

/** Values for the {names} of a phrase; `count` also chooses the plural form. */
export type PhraseValues = Readonly<Record<string, string | number>>

/** Looks a phrase up and fills its {names}. Text only, never HTML. */
export type Translate = (key: PhraseKey, values?: PhraseValues) => string
