import { expect, test } from 'vitest'
import { initials } from './initials'

test.each([
  ['Laura Bennett', 'LB'],
  ['laura', 'L'],
  ['Anna-Maria von der Heide', 'AH'],
  ['  Ольга   Иванова ', 'ОИ'],
  ['«Café» (Bar)', 'CB'],
  ['نور الهدى', 'نا'],
  ['𠮷田', '𠮷'],
  ['+49 151 2345', '42'],
  ['🙂', '?'],
  ['', '?'],
])('%s: %s', (name, expected) => {
  expect(initials(name)).toBe(expected)
})
