import { describe, expect, it } from 'vitest'
import { toId, type ChatId, type UserId } from './ids'

describe('an id', () => {
  it.each<[unknown, number]>([
    [7, 7],
    ['7', 7],
    ['007', 7],
    ['999999999999999', 999_999_999_999_999],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  ])('is a number or its digits: %j', (value, id) => {
    expect(toId(value)).toBe(id)
  })

  it.each<unknown>([
    0,
    '0',
    '',
    ' 7',
    '7 ',
    '+7',
    '-7',
    -7,
    7.5,
    '7.5',
    '1e3',
    '0x7',
    '9999999999999999',
    2 ** 53,
    Number.NaN,
    Infinity,
    true,
    false,
    null,
    undefined,
    [],
    [7],
    {},
    'chat7',
    '٧',
  ])('is never made of %j', (value) => {
    expect(toId(value)).toBeNull()
  })

  it('of one kind does not pass for another', () => {
    const chat = toId<ChatId>(7)
    // @ts-expect-error a ChatId is no UserId
    const user: UserId | null = chat
    expect(user).toBe(7)
  })
})
