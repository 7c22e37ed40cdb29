import { card } from './en/card'
import { common } from './en/common'
import { composer } from './en/composer'
import { conversation } from './en/conversation'
import { details } from './en/details'
import { install } from './en/install'
import { list } from './en/list'
import { shell } from './en/shell'
import type { Phrase } from './i18n'

/** English: the source of the keys. One file per area under en/. */
export const en = { card, common, composer, conversation, details, install, list, shell } as const

/** The shape that every other dictionary must have: same areas, same keys. */
export type Dictionary = {
  readonly [Area in keyof typeof en]: { readonly [Key in keyof (typeof en)[Area]]: Phrase }
}
