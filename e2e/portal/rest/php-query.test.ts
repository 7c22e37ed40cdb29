import { describe, expect, it } from 'vitest'
import { parsePhpQuery } from './php-query.ts'

describe('parsePhpQuery', () => {
  it.each([
    ['', {}],
    ['a=1&b=two', { a: '1', b: 'two' }],
    ['a', { a: '' }],
    ['&&a=1&', { a: '1' }],
    ['=1', {}],
    ['a=1&a=2', { a: '2' }],
    ['a=x=y', { a: 'x=y' }],
    ['a=one+two%20three', { a: 'one two three' }],
  ])('reads plain names: %s', (query, expected) => {
    expect(parsePhpQuery(query)).toEqual(expected)
  })

  it.each([
    ['a[b]=1', { a: { b: '1' } }],
    ['a%5Bb%5D=1', { a: { b: '1' } }],
    ['a[]=1&a[]=2', { a: ['1', '2'] }],
    ['a[0]=1&a[1]=2', { a: ['1', '2'] }],
    ['a[5]=1&a[]=2', { a: { 5: '1', 6: '2' } }],
    ['a[1]=x', { a: { 1: 'x' } }],
    ['a[b][c][]=1&a[b][c][]=2&a[d]=3', { a: { b: { c: ['1', '2'] }, d: '3' } }],
    ['filter[%3EID]=10', { filter: { '>ID': '10' } }],
    ['a[][x]=1&a[][x]=2', { a: [{ x: '1' }, { x: '2' }] }],
  ])('reads brackets: %s', (query, expected) => {
    expect(parsePhpQuery(query)).toEqual(expected)
  })

  it.each([
    ['a.b=1&c d=2', { a_b: '1', c_d: '2' }],
    ['a[b=1', { a_b: '1' }],
    ['a[b]c=1', { a: { b: '1' } }],
    ['a=1&a[b]=2', { a: { b: '2' } }],
    ['a[b]=2&a=1', { a: '1' }],
  ])('does what PHP does with odd names: %s', (query, expected) => {
    expect(parsePhpQuery(query)).toEqual(expected)
  })

  it('keeps every value a string', () => {
    expect(parsePhpQuery('n=5&b=true&f=1.5&z=null')).toEqual({ n: '5', b: 'true', f: '1.5', z: 'null' })
  })

  it('decodes text beyond ASCII and leaves a stray percent sign alone', () => {
    expect(parsePhpQuery('t=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82%20%F0%9F%98%80&p=100%&q=%zz')).toEqual({
      t: 'Привет 😀',
      p: '100%',
      q: '%zz',
    })
  })

  it('cannot touch the prototype of objects', () => {
    const parsed = parsePhpQuery('__proto__[polluted]=1&a[__proto__][polluted]=1')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect((parsed['a'] as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
