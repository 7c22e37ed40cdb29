// Branded ids, so that they can't be mixed up. Only the parsers of src/portal/wire (and tests) create them.

declare const kind: unique symbol
type Id<Kind extends string> = number & { readonly [kind]: Kind }

/** Id of an im chat; an Open Channel chat lives for years and has a series of sessions. */
export type ChatId = Id<'chat'>
/** Id of a message; unique in the portal and growing, so it is also the order. */
export type MessageId = Id<'message'>
/** Id of an Open Channel session. */
export type SessionId = Id<'session'>
/** Id of a user: operator, bot or client alike. */
export type UserId = Id<'user'>
/** Id of an Open Channel line (its configuration). */
export type LineId = Id<'line'>
/** Id of a file on the portal's disk. */
export type FileId = Id<'file'>

/** A positive whole number as an id of the expected kind, or null: 0, "0", "", false and invalid values all mean "none". */
export const toId = <T extends ChatId | MessageId | SessionId | UserId | LineId | FileId>(value: unknown): T | null => {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? (number as T) : null
}
