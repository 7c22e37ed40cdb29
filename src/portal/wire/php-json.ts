// Parsers for PHP's JSON: [] for {}, ids as strings, Y/N, false for null. They never throw.

/** An object as a map of unknowns; everything else, `[]` included, is the empty map. */
export const toRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {}

/** A list; an object (PHP's list with gaps) gives its values; everything else the empty list. */
export const toList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : typeof value === 'object' && value !== null ? Object.values(value) : []

/** Text; numbers become text, everything else ''. */
export const toText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' && Number.isFinite(value) ? String(value) : ''

/**
 * A visible name, title or file name, or null. Direction overrides are removed, since they make `fdp.exe` look like `exe.pdf`, and
 * so are more accents on a letter than any language has.
 */
export const toTextOrNull = (value: unknown): string | null => {
  const text = toText(value)
    .replace(/[\u202a-\u202e\u2066-\u2069]|(?<=\p{M}{6})\p{M}/gu, '')
    .trim()
  return /[^\p{C}\p{Z}]/u.test(text) ? text : null
}

/** A finite number from a number or a numeric string, or null. */
export const toNumber = (value: unknown): number | null => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** A count: a whole number of at least 0; invalid values are 0. */
export const toCount = (value: unknown): number => Math.max(0, Math.trunc(toNumber(value) ?? 0))

/** Y, true, 1 and "1" are true. */
export const toFlag = (value: unknown): boolean => value === true || value === 'Y' || value === 1 || value === '1'

/** Unix ms from an ISO 8601 text with offset, or null. */
export const toTime = (value: unknown): number | null => {
  const time = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? null : time
}

/**
 * A time (unix ms) as a date parameter. The portal honours an offset only: with `Z` or fractions of a second it reads the time in its own
 * zone.
 */
export const portalDate = (unixMs: number): string => `${new Date(unixMs).toISOString().slice(0, 19)}+00:00`

/** The last time a Date can hold, in seconds; formatting a later one would throw. */
const MAX_DATE_S = 8.64e12

/** Unix ms from unix seconds, or null for 0 and invalid values. */
export const fromSeconds = (value: unknown): number | null => {
  const seconds = toNumber(value)
  return seconds !== null && seconds > 0 && seconds <= MAX_DATE_S ? seconds * 1000 : null
}

/** An absolute http(s) address; root-relative ones get the portal's origin; anything else is null. */
export const toAddress = (value: unknown, origin: string): string | null => {
  const text = toText(value)
  if (!text) return null
  try {
    const url = new URL(text, origin)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}

/** The first of the names that is present: methods differ in spelling (entity_id, entityId, entityid). */
export const field = (record: Readonly<Record<string, unknown>>, ...names: readonly string[]): unknown => {
  for (const name of names) if (record[name] !== undefined) return record[name]
  return undefined
}
