// Ids that can't be mixed up. They are made only by the parsers of src/portal/wire (and by tests).

declare const kind: unique symbol
type Id<Kind extends string> = number & { readonly [kind]: Kind }

/** Number of an im chat; an Open Channel chat lives for years and has a series of sessions. */
export type ChatId = Id<'chat'>
/** Number of a message; unique in the portal and growing, so it is also the order. */
export type MessageId = Id<'message'>
/** Number of an Open Channel session (dialog). */
export type SessionId = Id<'session'>
/** Number of a user: operator, bot or client alike. */
export type UserId = Id<'user'>
/** Number of an open line (its configuration). */
export type LineId = Id<'line'>
/** Number of a file on the portal's disk. */
export type FileId = Id<'file'>

/** A positive whole number as an id of the wanted kind, or null: 0, "0", "", false and junk all mean "none". */
export const toId = <T extends ChatId | MessageId | SessionId | UserId | LineId | FileId>(value: unknown): T | null => {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? (number as T) : null
}
