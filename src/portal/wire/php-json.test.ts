import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  field,
  fromSeconds,
  portalDate,
  toAddress,
  toCount,
  toFlag,
  toList,
  toNumber,
  toRecord,
  toText,
  toTextOrNull,
  toTime,
} from './php-json'

const ORIGIN = 'https://company.bitrix24.example'

describe('maps and lists', () => {
  it.each<[unknown, Record<string, unknown>]>([
    [{ a: 1 }, { a: 1 }],
    [[], {}],
    [[{ a: 1 }], {}],
    [null, {}],
    [undefined, {}],
    [false, {}],
    ['a', {}],
    [0, {}],
  ])('%j is a map of %j', (value, record) => {
    expect(toRecord(value)).toEqual(record)
  })

  it.each<[unknown, unknown[]]>([
    [
      [1, 2],
      [1, 2],
    ],
    [{ 0: 'a', 2: 'c' }, ['a', 'c']],
    [{}, []],
    [[], []],
    [null, []],
    [false, []],
    ['ab', []],
    [7, []],
  ])('%j is a list of %j', (value, list) => {
    expect(toList(value)).toEqual(list)
  })

  it('takes the first spelling that is present, even when it says null', () => {
    const record = { entityId: null, entity_id: undefined, entityid: 'c' }
    expect(field(record, 'entity_id', 'entityId', 'entityid')).toBeNull()
    expect(field(record, 'nothing')).toBeUndefined()
  })
})

describe('scalars', () => {
  it.each<[unknown, string]>([
    ['a', 'a'],
    ['', ''],
    [7, '7'],
    [0, '0'],
    [Number.NaN, ''],
    [null, ''],
    [true, ''],
    [['a'], ''],
    [{}, ''],
  ])('%j reads %j', (value, text) => {
    expect(toText(value)).toBe(text)
  })

  it('has nothing to say with blanks alone', () => {
    expect(toTextOrNull(' \n')).toBeNull()
    expect(toTextOrNull(' a ')).toBe('a')
    expect(toTextOrNull(undefined)).toBeNull()
    expect(toTextOrNull('\u200b\u2060\u00a0')).toBeNull()
  })

  it('shows names as what they are', () => {
    expect(toTextOrNull('invoice\u202efdp.exe')).toBe('invoicefdp.exe')
    expect(toTextOrNull('\u2067Anna\u2069')).toBe('Anna')
    expect(toTextOrNull(`A${'\u0301'.repeat(100)}`)).toBe(`A${'\u0301'.repeat(6)}`)
    expect(toTextOrNull('Nguyễn Thị Ngọc')).toBe('Nguyễn Thị Ngọc')
    expect(toTextOrNull('🛋')).toBe('🛋')
  })

  it.each<[unknown, number | null]>([
    [1.5, 1.5],
    ['1.5', 1.5],
    ['0', 0],
    ['', null],
    [' ', null],
    ['1a', null],
    [Infinity, null],
    [true, null],
    [null, null],
    [[5], null],
  ])('%j is the number %j', (value, number) => {
    expect(toNumber(value)).toBe(number)
  })

  it.each<[unknown, number]>([
    ['3', 3],
    [3.9, 3],
    [-2, 0],
    ['many', 0],
    [null, 0],
  ])('%j counts as %j', (value, count) => {
    expect(toCount(value)).toBe(count)
  })

  it.each([true, 'Y', 1, '1'])('%j is yes', (value) => expect(toFlag(value)).toBe(true))
  it.each([false, 'N', 0, '0', '', null, undefined, 'n', [], {}, [true]])('%j is no', (value) =>
    expect(toFlag(value)).toBe(false),
  )
})

describe('moments', () => {
  it.each<[unknown, number | null]>([
    ['2026-03-11T13:12:46+01:00', Date.UTC(2026, 2, 11, 12, 12, 46)],
    ['2026-03-11T12:12:46Z', Date.UTC(2026, 2, 11, 12, 12, 46)],
    ['', null],
    ['11.03.2026 13:12:46', null],
    ['2026-99-99T00:00:00Z', null],
    ['0', null],
    [{}, null],
    [false, null],
    [1_773_223_732, null],
  ])('%j is %j', (value, time) => {
    expect(toTime(value)).toBe(time)
  })

  it.each<[unknown, number | null]>([
    ['1773223732', 1_773_223_732_000],
    [1_773_223_732, 1_773_223_732_000],
    ['0', null],
    [0, null],
    [-1, null],
    ['', null],
    ['soon', null],
    ['99999999999999999', null],
  ])('%j seconds are %j', (value, time) => {
    expect(fromSeconds(value)).toBe(time)
  })

  it('can always be shown: no moment lies beyond what a Date holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.string(), fc.bigInt().map(String)), (value) => {
        expect(new Date(fromSeconds(value) ?? 0).getTime()).not.toBeNaN()
        expect(new Date(toTime(value) ?? 0).getTime()).not.toBeNaN()
      }),
    )
  })
})

describe('addresses', () => {
  it.each<[unknown, string | null]>([
    ['https://files.example/a.png?x=1#y', 'https://files.example/a.png?x=1#y'],
    ['http://files.example/a.png', 'http://files.example/a.png'],
    ['/upload/a b.png', `${ORIGIN}/upload/a%20b.png`],
    ['/bitrix/services/main/ajax.php?action=disk.api', `${ORIGIN}/bitrix/services/main/ajax.php?action=disk.api`],
    ['', null],
    [null, null],
    [false, null],
    [{}, null],
    ['javascript:alert(1)', null],
    [' JavaScript:alert(1)', null],
    ['java\nscript:alert(1)', null],
    ['data:text/html,<script>', null],
    ['blob:https://company.bitrix24.example/1', null],
    ['file:///etc/passwd', null],
    ['mailto:a@b.example', null],
    ['https://', null],
    ['http://[', null],
  ])('%j is %j', (value, address) => {
    expect(toAddress(value, ORIGIN)).toBe(address)
  })

  it('is http(s) or nothing, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((rest) => `https://${rest}`),
          fc.jsonValue(),
        ),
        (value) => {
          const address = toAddress(value, ORIGIN)
          expect(address === null || /^https?:\/\//.test(address)).toBe(true)
        },
      ),
    )
  })
})

it('a date parameter carries an offset and no fractions: a portal ignores `Z`', () => {
  expect(portalDate(Date.UTC(2026, 10, 29, 10, 0, 0, 5))).toBe('2026-11-29T10:00:00+00:00')
})

it('dates are written by portalDate alone', () => {
  const sources = readdirSync('src/portal', { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  )
  expect(sources.length).toBeGreaterThan(30)
  const writing = sources.filter((name) => /toISOString|toJSON\(/.test(readFileSync(join('src/portal', name), 'utf8')))
  expect(writing).toEqual(['wire/php-json.ts'])
})
