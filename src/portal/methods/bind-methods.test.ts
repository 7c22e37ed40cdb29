import { expect, it } from 'vitest'
import { bindMethods } from './bind-methods'

it('fills in the first arguments and hands on the others and the answer', () => {
  const methods = bindMethods(
    { join: (a: string, b: number, c: string) => `${a}${b}${c}`, first: (a: string, b: number) => [a, b] },
    'chat',
    7,
  )
  expect(methods.join('!')).toBe('chat7!')
  expect(methods.first()).toEqual(['chat', 7])
})
