const OFFSET_HOURS = 2

/** A moment (unix milliseconds) as the portal writes dates: ISO 8601 to the second, in the server's zone (+02:00). */
export function portalDate(unixMs: number): string {
  const shifted = new Date(unixMs + OFFSET_HOURS * 3_600_000)
  return `${shifted.toISOString().slice(0, 19)}+0${OFFSET_HOURS}:00`
}
