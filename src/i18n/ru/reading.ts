import type { ReadingPhrases } from '../en'
import { card } from './card'
import { common } from './common'
import { conversation } from './conversation'
import { list } from './list'

/** Russian, as much as a person needs who only reads: it comes with the first screen. */
export const reading = { card, common, conversation, list } satisfies ReadingPhrases
