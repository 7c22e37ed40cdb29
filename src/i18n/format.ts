import type { Translate } from './dictionary'

/** Dates, spans and sizes in the panel's language and the computer's time zone. All times are unix ms. */
export interface Format {
  /** 10:42 */
  readonly time: (at: number) => string
  /** 10:42, Yesterday, Mon, 9 Nov, 9 Nov 2025: as short as it stays unambiguous. */
  readonly shortWhen: (at: number, now: number) => string
  /** Today, Yesterday, 9 November, 9 November 2025. */
  readonly day: (at: number, now: number) => string
  /** 17 Nov, 10:20 */
  readonly dateTime: (at: number) => string
  /** Full date and time, for tooltips. */
  readonly full: (at: number) => string
  /** A wait or an age as text: under a minute, 6 min, 2 h, 3 days. `span` in ms. */
  readonly span: (span: number) => string
  /** File size from bytes: 1.8 MB (1 kB = 1000 B). */
  readonly size: (bytes: number) => string
  readonly number: (value: number) => string
  /** Makes what the first screen needs: the browser takes 10 ms for the first of its formats, on a slow computer 50. */
  readonly prepare: () => void
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Languages whose digits are not 0 to 9. */
const OWN_DIGITS = /^(?:ar|bn|fa|mr|my|ne|ps)\b/

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

export const makeFormat = (locale: string, t: Translate): Format => {
  // Creating one takes milliseconds, and the first screen needs few of them.
  const lazily = (options: Intl.DateTimeFormatOptions) => {
    let made: Intl.DateTimeFormat | undefined
    return (at: number) => (made ??= new Intl.DateTimeFormat(locale, options)).format(at)
  }
  const numbers = (options?: Intl.NumberFormatOptions) => {
    let made: Intl.NumberFormat | undefined
    return (value: number) => (made ??= new Intl.NumberFormat(locale, options)).format(value)
  }
  const time = lazily({ hour: '2-digit', minute: '2-digit' })
  const weekday = lazily({ weekday: 'short' })
  const monthDay = lazily({ day: 'numeric', month: 'short' })
  const monthDayYear = lazily({ day: 'numeric', month: 'short', year: 'numeric' })
  const longMonthDay = lazily({ day: 'numeric', month: 'long' })
  const longMonthDayYear = lazily({ day: 'numeric', month: 'long', year: 'numeric' })
  const dateTime = lazily({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
  const full = lazily({ dateStyle: 'full', timeStyle: 'short' })
  const whole = numbers()
  const tenth = numbers({ maximumFractionDigits: 1 })

  const daysAgo = (at: number, now: number) => Math.round((startOfDay(now) - startOfDay(at)) / DAY)
  const sameYear = (at: number, now: number) => new Date(at).getFullYear() === new Date(now).getFullYear()

  return {
    time,
    dateTime,
    full,
    // Small whole numbers need no Intl.
    number: (value) =>
      Number.isInteger(value) && value >= 0 && value < 1000 && !OWN_DIGITS.test(locale) ? String(value) : whole(value),
    prepare: () => {
      for (const format of [time, weekday, monthDay, full]) format(0)
    },
    shortWhen: (at, now) => {
      const ago = daysAgo(at, now)
      if (ago <= 0) return time(at)
      if (ago === 1) return t('common.yesterday')
      if (ago < 7) return weekday(at)
      return sameYear(at, now) ? monthDay(at) : monthDayYear(at)
    },
    day: (at, now) => {
      const ago = daysAgo(at, now)
      if (ago === 0) return t('common.today')
      if (ago === 1) return t('common.yesterday')
      return sameYear(at, now) ? longMonthDay(at) : longMonthDayYear(at)
    },
    span: (span) => {
      if (span < MINUTE) return t('common.underMinute')
      if (span < HOUR) return t('common.minutes', { count: Math.floor(span / MINUTE) })
      if (span < DAY) return t('common.hours', { count: Math.floor(span / HOUR) })
      return t('common.days', { count: Math.floor(span / DAY) })
    },
    size: (bytes) => {
      const units = ['B', 'kB', 'MB', 'GB'] as const
      let value = bytes
      let unit = 0
      // The rounded value decides: 999 960 B would be shown as 1,000 kB.
      while (Math.round(value * 10) >= 10_000 && unit < units.length - 1) {
        value /= 1000
        unit += 1
      }
      return `${tenth(value)} ${units[unit]}`
    },
  }
}
