import type { Dictionary } from './en'
import { card } from './de/card'
import { common } from './de/common'
import { composer } from './de/composer'
import { conversation } from './de/conversation'
import { details } from './de/details'
import { install } from './de/install'
import { list } from './de/list'
import { shell } from './de/shell'

/** German. */
export const de = { card, common, composer, conversation, details, install, list, shell } satisfies Dictionary
