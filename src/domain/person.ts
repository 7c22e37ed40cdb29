import type { UserId } from './ids'

/** Operator = employee; client = user of a channel (`connector: true`); bot; system never appears as a person. */
export type PersonKind = 'operator' | 'client' | 'bot'

/** An author in a chat, as im.* and imopenlines.session.history.get describe users. */
export interface Person {
  readonly id: UserId
  readonly kind: PersonKind
  /** Full name; never empty (falls back to "#id"). */
  readonly name: string
  /** First name for short places ("Anna: ..."); falls back to the full name. */
  readonly firstName: string
  readonly position: string | null
  /** Absolute http(s) address of the picture, or null. */
  readonly avatarUrl: string | null
  /** Hex colour (#rrggbb), or null. */
  readonly color: string | null
}

export type People = ReadonlyMap<UserId, Person>

/** The user of the panel (REST `profile`). */
export interface Me {
  readonly id: UserId
  readonly name: string
  readonly isAdmin: boolean
}
