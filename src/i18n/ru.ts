import { reading } from './ru/reading'
import { rest } from './ru/rest'
import type { Dictionary } from './en'

/** Russian. */
export const ru = { ...reading, ...rest } satisfies Dictionary
