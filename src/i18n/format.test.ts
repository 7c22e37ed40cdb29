import { describe, expect, it } from 'vitest'
import { makeFormat } from './format'
import { createI18n } from './i18n'
import { loadDictionary } from './languages'

const en = await loadDictionary('en')
const de = await loadDictionary('de')
const ru = await loadDictionary('ru')

const english = createI18n('en', en).format
const german = createI18n('de', de).format
const russian = createI18n('ru', ru).format

// Local times: the panel uses the computer's time zone.
const at = (year: number, month: number, day: number, hour = 12, minute = 0) =>
  new Date(year, month - 1, day, hour, minute).getTime()
const NOW = at(2025, 11, 17, 10, 42)

describe('when something was', () => {
  it.each<[string, number, string]>([
    ['today', at(2025, 11, 17, 9, 5), '09:05'],
    ['a moment after midnight', at(2025, 11, 17, 0, 0), '00:00'],
    ['a moment before midnight', at(2025, 11, 16, 23, 59), 'Yesterday'],
    ['two days ago', at(2025, 11, 15), 'Sat'],
    ['six days ago', at(2025, 11, 11), 'Tue'],
    ['a week ago', at(2025, 11, 10), '10 Nov'],
    ['this year’s first day', at(2025, 1, 1, 0, 0), '1 Jan'],
    ['last year’s last day', at(2024, 12, 31, 23, 59), '31 Dec 2024'],
    ['later today, by the portal’s clock', at(2025, 11, 17, 10, 50), '10:50'],
    ['tomorrow, by the portal’s clock', at(2025, 11, 18, 0, 1), '00:01'],
  ])('%s', (_, moment, text) => {
    expect(english.shortWhen(moment, NOW)).toBe(text)
  })

  it('may be yesterday in another year', () => {
    expect(english.shortWhen(at(2025, 12, 31, 23), at(2026, 1, 1, 1))).toBe('Yesterday')
  })

  it('counts days right where clocks change', () => {
    for (const [month, day] of [
      [3, 30],
      [10, 26],
      [3, 9],
      [11, 2],
    ] as const)
      expect(english.day(at(2025, month, day, 0, 1), at(2025, month, day + 1, 0, 1))).toBe('Yesterday')
  })

  it.each<[string, number, string, string, string]>([
    ['today', at(2025, 11, 17, 0, 0), 'Today', 'Heute', 'Сегодня'],
    ['yesterday', at(2025, 11, 16, 23, 59), 'Yesterday', 'Gestern', 'Вчера'],
    ['this year', at(2025, 11, 9), '9 November', '9. November', '9 ноября'],
    ['another year', at(2024, 11, 9), '9 November 2024', '9. November 2024', '9 ноября 2024 г.'],
    ['tomorrow', at(2025, 11, 18), '18 November', '18. November', '18 ноября'],
  ])('heads a day: %s', (_, moment, ...texts) => {
    expect([english, german, russian].map((format) => format.day(moment, NOW))).toEqual(texts)
  })

  it('is told with the day and 24 hours', () => {
    const evening = at(2025, 11, 17, 22, 20)
    expect(english.dateTime(evening)).toBe('17 Nov, 22:20')
    expect(english.time(evening)).toBe('22:20')
    expect(german.dateTime(evening)).toContain('22:20')
    expect(english.full(evening)).toMatch(/Monday,? 17 November 2025/)
  })
})

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('how long something took', () => {
  it.each<[number, string, string]>([
    [-5_000, 'under 1 min', 'меньше минуты'],
    [0, 'under 1 min', 'меньше минуты'],
    [MINUTE - 1, 'under 1 min', 'меньше минуты'],
    [MINUTE, '1 min', '1 мин'],
    [HOUR - 1, '59 min', '59 мин'],
    [HOUR, '1 h', '1 ч'],
    [24 * HOUR - 1, '23 h', '23 ч'],
    [24 * HOUR, '1 day', '1 день'],
    [72 * HOUR, '3 days', '3 дня'],
    [120 * HOUR, '5 days', '5 дней'],
  ])('%i ms', (span, ...texts) => {
    expect([english, russian].map((format) => format.span(span))).toEqual(texts)
  })
})

describe('how big something is', () => {
  it.each<[number, string]>([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1 kB'],
    [70_855, '70.9 kB'],
    [1_800_000, '1.8 MB'],
    [999_960, '1 MB'],
    [2_500_000_000, '2.5 GB'],
    [5_000_000_000_000, '5,000 GB'],
  ])('%i bytes', (bytes, text) => {
    expect(english.size(bytes)).toBe(text)
  })

  it('is written the language’s way', () => {
    expect(german.size(1_800_000)).toBe('1,8 MB')
    expect(german.number(1234567)).toBe('1.234.567')
  })
})

describe('in any language', () => {
  it.each(['en-GB', 'de', 'ru', 'ar', 'ar-EG', 'th', 'fa', 'hi', 'ja'])('the browser’s own forms: %s', (locale) => {
    const format = makeFormat(locale, (key) => key)
    format.prepare()
    const by = (options: Intl.DateTimeFormatOptions, moment: number) =>
      new Intl.DateTimeFormat(locale, options).format(moment)
    for (const moment of [
      at(2025, 1, 1, 0, 0),
      at(2025, 6, 9, 9, 5),
      at(2025, 11, 17, 12, 30),
      at(2024, 2, 29, 23, 59),
    ]) {
      expect(format.time(moment)).toBe(by({ hour: '2-digit', minute: '2-digit' }, moment))
      expect(format.full(moment)).toBe(by({ dateStyle: 'full', timeStyle: 'short' }, moment))
      expect(format.shortWhen(moment, moment + 3 * 24 * HOUR)).toBe(by({ weekday: 'short' }, moment))
    }
    for (const value of [0, 7, 42, 999, 1_000, 1_234_567, -3, 1.5])
      expect(format.number(value)).toBe(new Intl.NumberFormat(locale).format(value))
  })
})
