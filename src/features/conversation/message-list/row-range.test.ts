import { describe, expect, it } from 'vitest'
import type { LogRow } from './log-rows'
import {
  extendedRange,
  isNear,
  keptRange,
  openingRange,
  placesInPage,
  placeWithoutRows,
  rangeAround,
} from './row-range'

/** Rows from a short notation: letters are messages, `-` day lines, `^` and `_` the ends. */
const rows = (notation: string): LogRow[] =>
  [...notation].map((key, place) => {
    if (key === '^' || key === '_') return { kind: key === '^' ? 'top' : 'bottom', key }
    return key === '-' ? { kind: 'day', key: `day${place}`, at: 0 } : ({ kind: 'system', key, message: {} } as LogRow)
  })

const FIT = 4

/** What is in the page after a change, of what is marked by [ ] before it. */
const kept = (before: string, after: string, following = false) => {
  const range = { first: before.indexOf('['), end: before.indexOf(']') - 1 }
  const { first, end } = keptRange(range, rows(before.replaceAll(/[[\]]/g, '')), rows(after), following, FIT)
  return `${after.slice(0, first)}[${after.slice(first, end)}]${after.slice(end)}`
}

describe('the rows of the first frame', () => {
  it.each([
    ['those at the end', 100, -1, { first: 96, end: 100 }],
    ['all of a short list', 3, -1, { first: 0, end: 3 }],
    ['those below the unread line', 100, 50, { first: 49, end: 54 }],
    ['those at the end where the line is among them', 100, 98, { first: 96, end: 100 }],
    ['those from the very start', 100, 0, { first: 0, end: 4 }],
  ])('are %s', (_, count, from, range) => {
    expect(openingRange(count, from, FIT)).toEqual(range)
  })

  it('are around one that is jumped to, as far as there are any', () => {
    expect(rangeAround(100, 50, FIT)).toEqual({ first: 46, end: 54 })
    expect(rangeAround(100, 1, FIT)).toEqual({ first: 0, end: 5 })
    expect(rangeAround(100, 99, FIT)).toEqual({ first: 95, end: 100 })
  })
})

it('a row that has the focus stays in the page, in its order', () => {
  const range = { first: 4, end: 7 }
  expect(placesInPage(range, 10, -1)).toEqual([4, 5, 6])
  expect(placesInPage(range, 10, 5)).toEqual([4, 5, 6])
  expect(placesInPage(range, 10, 1)).toEqual([1, 4, 5, 6])
  expect(placesInPage(range, 10, 9)).toEqual([4, 5, 6, 9])
  expect(placesInPage(range, 10, 10)).toEqual([4, 5, 6])
})

describe('the rows in the page, when the list changes', () => {
  it.each([
    ['above them', '^-ab[cd]ef_', '^-xyab-cdef_', '^-xyab-[cd]ef_'],
    ['among them', '^-ab[cd]ef_', '^-abcxdef_', '^-ab[cxd]ef_'],
    ['below them', '^-ab[cd]ef_', '^-abcdefx_', '^-ab[cd]efx_'],
    ['at both ends at once', '^-ab[cd]ef_', '^-xabcdefy_', '^-xab[cd]efy_'],
    ['with some of them gone', '^-ab[cde]f_', '^-abcef_', '^-ab[ce]f_'],
    ['with the line above the first one moved up', '^ab[-cd]ef_', '^-abcdef_', '^-a[bcd]ef_'],
    ['at the end, by few rows', '^-abc[def_]', '^-abcdefxy_', '^-abc[defxy_]'],
    [
      'at the end, by many rows that are not in sight',
      '^-abc[def_]',
      '^-abcdefghijklmnopqr_',
      '^-abc[defg]hijklmnopqr_',
    ],
  ])('stay: %s', (_, before, after, expected) => {
    expect(kept(before, after)).toBe(expected)
  })

  it('come to the end while the list follows it, however many there are', () => {
    expect(kept('^-abc[def_]', '^-abcdefxy_', true)).toBe('^-abc[defxy_]')
    expect(kept('^-abc[def_]', '^-abcdefghijklmno_', true)).toBe('^-abcdefghijkl[mno_]')
  })

  it('are those at the end when none of them is left', () => {
    expect(kept('^-a[bc]d_', '^-aefghd_')).toBe('^-aef[ghd_]')
  })
})

describe('the rows that come into sight next', () => {
  const room = { above: 2_000, below: 2_000, rowHeight: 50, height: 600 }

  it('are there already', () => {
    const range = { first: 40, end: 60 }
    expect(extendedRange(range, 100, room, true)).toBe(range)
  })

  it('are added few at a time where there is time, and all at once where there is none', () => {
    const range = { first: 40, end: 60 }
    const few = extendedRange(range, 100, { ...room, above: 500 }, true)
    expect(few.end).toBe(60)
    expect(40 - few.first).toBeGreaterThan(0)
    const all = extendedRange(range, 100, { ...room, above: 0 }, true)
    expect(extendedRange(range, 100, { ...room, above: 0 }, false).first).toBeGreaterThan(all.first)
    expect(few.first - all.first).toBeGreaterThan(5)
    expect(extendedRange(range, 100, { ...room, below: 0 }, true).end).toBeGreaterThan(70)
    expect(isNear(range, 100, { ...room, above: 500 })).toBe(false)
    expect(isNear(range, 100, { ...room, above: 0 })).toBe(true)
    expect(isNear({ first: 0, end: 60 }, 100, { ...room, above: 0 })).toBe(false)
  })

  it('end where the list ends', () => {
    expect(extendedRange({ first: 2, end: 98 }, 100, { ...room, above: 0, below: 0 }, true)).toEqual({
      first: 0,
      end: 100,
    })
  })

  it('are looked for where the list was scrolled to', () => {
    const range = { first: 40, end: 60 }
    expect(placeWithoutRows(range, 100, room)).toBeNull()
    // The middle of the visible part is 1,200 px above the first row.
    expect(placeWithoutRows(range, 100, { ...room, above: -1_500 })).toBe(16)
    expect(placeWithoutRows(range, 100, { ...room, below: -1_500 })).toBe(84)
    expect(placeWithoutRows(range, 100, { ...room, below: -15_000 })).toBe(99)
    expect(placeWithoutRows({ first: 0, end: 60 }, 100, { ...room, above: -1_500 })).toBeNull()
  })
})
