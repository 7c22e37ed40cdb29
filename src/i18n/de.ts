import { reading } from './de/reading'
import { rest } from './de/rest'
import type { Dictionary } from './en'

/** German. */
export const de = { ...reading, ...rest } satisfies Dictionary
