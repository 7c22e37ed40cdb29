import { describe, expect, it } from 'vitest'
import { firstVirtualRows, nextVirtualRows, settleVirtualRows, type LogRow } from './virtual-rows'

/** Rows from a short notation: digits are messages, `d` a day line, `^` and `_` the faces. */
const rows = (notation: string): LogRow[] =>
  [...notation].map((key) => {
    if (key === '^' || key === '_') return { kind: key === '^' ? 'top' : 'bottom', key }
    return key === 'd' ? { kind: 'day', key, at: 0 } : ({ kind: 'system', key, message: {} } as LogRow)
  })
const notation = (list: readonly LogRow[]) => list.map(({ key }) => key).join('')

/** Goes from one list to the next; every render as "rows" or "rows shift". */
const renders = (before: string, after: string) => {
  const next = nextVirtualRows(firstVirtualRows(rows(before)), rows(after))
  const settled = settleVirtualRows(next)
  return (settled === next ? [next] : [next, settled]).map(
    ({ rows: list, shift }) => `${notation(list)}${shift ? ' shift' : ''}`,
  )
}

describe('a list that changes', () => {
  it.each<[string, string, string, string[]]>([
    ['at the end', '^d34_', '^d345_', ['^d345_']],
    ['at the top', '^d34_', '^d1234_', ['^d1234_ shift']],
    ['at the top, with the oldest dropped at the limit', '^d1234_', '^d34_', ['^d34_ shift']],
    ['at the top while the newest are dropped', '^d34567_', '^d1234_', ['^d1234567_ shift', '^d1234_']],
    ['at the end while the oldest are dropped', '^d1234_', '^d3456_', ['^d34_ shift', '^d3456_']],
    ['in the middle', '^d124_', '^d1234_', ['^d1234_']],
    ['at the top, where the day line goes', '^d3_', '^12d3_', ['^12d3_ shift']],
    ['by losing its first message', '^d123_', '^d23_', ['^d23_ shift']],
  ])('%s', (_, before, after, expected) => {
    expect(renders(before, after)).toEqual(expected)
  })

  it('starts again when none of the former rows is left', () => {
    const shown = nextVirtualRows(firstVirtualRows(rows('^d12_')), rows('^d89_'))
    expect([shown.generation, shown.shift, notation(shown.rows)]).toEqual([1, false, '^d89_'])
  })

  it('stays the same object for the same rows', () => {
    const shown = firstVirtualRows(rows('^d12_'))
    expect(nextVirtualRows(shown, shown.target)).toBe(shown)
  })

  it('knows what was added at the end until something else is', () => {
    const first = nextVirtualRows(firstVirtualRows(rows('^d12_')), rows('^d123_'))
    expect([...first.fresh]).toEqual(['3'])
    const older = nextVirtualRows(first, rows('^d0123_'))
    expect([...older.fresh]).toEqual(['3'])
    expect([...nextVirtualRows(older, rows('^d01234_')).fresh]).toEqual(['4'])
  })
})
