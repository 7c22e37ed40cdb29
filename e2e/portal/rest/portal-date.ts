const OFFSET_HOURS = 2

/** A moment (unix milliseconds) as the portal writes dates: ISO 8601 to the second, in the server's zone (+02:00). */
export function portalDate(unixMs: number): string {
  const shifted = new Date(unixMs + OFFSET_HOURS * 3_600_000)
  return `${shifted.toISOString().slice(0, 19)}+0${OFFSET_HOURS}:00`
}

const WITH_OFFSET = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})([+-]\d{2}:\d{2})$/
const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})/

/**
 * A date parameter as PHP's RFC 3339 parser reads it, in unix milliseconds; NaN when it is none. Only an offset (`+00:00`) is honoured: with
 * `Z`, with fractions of a second or without anything the time counts in the server's zone.
 */
export function readPortalDate(text: string): number {
  const [, day, time, offset] = WITH_OFFSET.exec(text) ?? []
  if (offset !== undefined) return Date.parse(`${day}T${time}${offset}`)
  const [, localDay, localTime] = LOCAL.exec(text) ?? []
  return localDay === undefined ? NaN : Date.parse(`${localDay}T${localTime}+0${OFFSET_HOURS}:00`)
}
