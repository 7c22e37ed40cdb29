import { describe, expect, it } from 'vitest'
import { firstLogRows, nextLogRows, type LogRow } from './log-rows'

/** Rows from a short notation: digits are messages, `d` a day line, `^` and `_` the ends. */
const rows = (notation: string): LogRow[] =>
  [...notation].map((key) => {
    if (key === '^' || key === '_') return { kind: key === '^' ? 'top' : 'bottom', key }
    return key === 'd' ? { kind: 'day', key, at: 0 } : ({ kind: 'system', key, message: {} } as LogRow)
  })

describe('a list that changes', () => {
  it('starts again when none of the former messages is left', () => {
    const shown = nextLogRows(firstLogRows(rows('^d12_')), rows('^d89_'))
    expect([shown.generation, shown.fresh.size]).toEqual([1, 0])
  })

  it('goes on while one of them is', () => {
    expect(nextLogRows(firstLogRows(rows('^d12_')), rows('^d0189_')).generation).toBe(0)
  })

  it('knows what was added at the end until something else is', () => {
    const first = nextLogRows(firstLogRows(rows('^d12_')), rows('^d123_'))
    expect([...first.fresh]).toEqual(['3'])
    const older = nextLogRows(first, rows('^d0123_'))
    expect([...older.fresh]).toEqual(['3'])
    expect([...nextLogRows(older, rows('^d01234_')).fresh]).toEqual(['4'])
  })
})
