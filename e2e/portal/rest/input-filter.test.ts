import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filterInput } from './input-filter.ts'

/** Texts before and after the filter of a real portal. */
const file = readFileSync(join(import.meta.dirname, '../fixtures/input-filter.json'), 'utf8')
const pairs = JSON.parse(file) as readonly { readonly in: string; readonly out: string }[]

describe('the protective filter', () => {
  it('has pairs to be compared with', () => {
    expect(pairs).toHaveLength(94)
    expect(pairs.filter((pair) => pair.in !== pair.out).length).toBeGreaterThan(30)
  })

  it.each(pairs)('makes of $in what a portal makes', (pair) => {
    expect(filterInput(pair.in)).toBe(pair.out)
  })

  it('changes texts at any depth and nothing else', () => {
    expect(filterInput({ a: ['select from', 7, null], b: { c: true } })).toEqual({
      a: ['sel ect fr om', 7, null],
      b: { c: true },
    })
  })
})
