import { reading } from './en/reading'
import { rest } from './en/rest'
import type { Phrase } from './i18n'

/** English: the source of the keys. One file per area under en/. */
export const en = { ...reading, ...rest } as const

type Same<Phrases> = {
  readonly [Area in keyof Phrases]: { readonly [Key in keyof Phrases[Area]]: Phrase }
}

/** The first screen's areas, in any language. */
export type ReadingPhrases = Same<typeof reading>
/** All other areas, in any language. */
export type RestPhrases = Same<typeof rest>
/** The shape that every other dictionary must have: same areas, same keys. */
export type Dictionary = ReadingPhrases & RestPhrases
