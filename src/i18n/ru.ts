import type { Dictionary } from './en'
import { card } from './ru/card'
import { common } from './ru/common'
import { composer } from './ru/composer'
import { conversation } from './ru/conversation'
import { details } from './ru/details'
import { install } from './ru/install'
import { list } from './ru/list'
import { shell } from './ru/shell'

/** Russian. */
export const ru = { card, common, composer, conversation, details, install, list, shell } satisfies Dictionary
