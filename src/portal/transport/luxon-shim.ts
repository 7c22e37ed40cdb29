// Replaces `luxon` in the bundle (vite.config.ts): the SDK uses it only to stamp its log lines and to format
// dates we never send, and the real package costs 21 kB gzip of the first screen.

const two = (value: number) => String(value).padStart(2, '0')

/** The part of luxon's `DateTime` that the SDK touches. Local time zone, no locales. */
export class DateTime {
  readonly #date: Date

  private constructor(date: Date) {
    this.#date = date
  }

  /** This moment. */
  static now(): DateTime {
    return new DateTime(new Date())
  }

  /** The moment a JavaScript date stands for. */
  static fromJSDate(date: Date): DateTime {
    return new DateTime(date)
  }

  /** An ISO 8601 string; `isValid` is false when it is none. */
  static fromISO(text: string): DateTime {
    return new DateTime(new Date(text))
  }

  /** Whether the moment exists. */
  get isValid(): boolean {
    return !Number.isNaN(this.#date.getTime())
  }

  /** The same moment as a JavaScript date. */
  toJSDate(): Date {
    return new Date(this.#date)
  }

  /** Unix milliseconds. */
  toMillis(): number {
    return this.#date.getTime()
  }

  /** Unix seconds, with the fraction. */
  toSeconds(): number {
    return this.#date.getTime() / 1000
  }

  /** The tokens the SDK's own formats use (`yyyy-MM-dd'T'HH:mm:ssZZ`); everything else stays as it is. */
  toFormat(format: string): string {
    const date = this.#date
    const east = -date.getTimezoneOffset()
    const parts: Record<string, string> = {
      yyyy: String(date.getFullYear()),
      MM: two(date.getMonth() + 1),
      dd: two(date.getDate()),
      HH: two(date.getHours()),
      mm: two(date.getMinutes()),
      ss: two(date.getSeconds()),
      ZZ: `${east < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(east) / 60))}:${two(Math.abs(east) % 60)}`,
    }
    return format.replace(
      /'([^']*)'|yyyy|MM|dd|HH|mm|ss|ZZ/g,
      (token, quoted?: string) => quoted ?? parts[token] ?? token,
    )
  }
}
