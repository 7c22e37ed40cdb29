/**
 * Everything an app stores for one user (or for all) is one value of the portal's database, 65,535 bytes at most; beyond that all of it
 * may be lost. The limit is lower because the portal's own serialization takes more bytes than ours.
 */
export const OPTIONS_MAX_BYTES = 60_000

const encoder = new TextEncoder()

/** Bytes of a text inside the stored value, quotes and escapes included. */
export const storedBytes = (text: string): number => encoder.encode(JSON.stringify(text)).length

/** JSON of a value, with everything beyond the basic plane (emoji) escaped: older portal databases cut a value off at such a character. */
export const toStoredJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\ud800-\udfff]/g, (half) => `\\u${half.charCodeAt(0).toString(16).padStart(4, '0')}`)
