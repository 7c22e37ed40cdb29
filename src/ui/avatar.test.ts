import { assert, integer, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { avatarColor, initials } from './avatar'

const luminance = (hex: string): number => {
  const number = Number.parseInt(hex.slice(1), 16)
  const [red, green, blue] = [number >> 16, (number >> 8) & 255, number & 255].map((byte) => {
    const value = byte / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

test('a native colour becomes its shade of the palette', () => {
  expect(avatarColor('#BA9C7B', 'Tom Ashby')).toBe('#8d7151')
})

test('white initials can be read on any colour a portal may send', () => {
  assert(
    property(integer({ min: 0, max: 0xffffff }), string(), (number, name) => {
      const hex = avatarColor(`#${number.toString(16).padStart(6, '0')}`, name)
      expect(1.05 / (luminance(hex) + 0.05)).toBeGreaterThanOrEqual(4.5)
    }),
  )
})

test('without a usable colour a name always gets the same one', () => {
  const color = avatarColor(null, 'Anna Keller')
  expect(color).toMatch(/^#[\da-f]{6}$/)
  expect(avatarColor('transparent', 'Anna Keller')).toBe(color)
  expect(avatarColor('', 'Mark Olsen')).not.toBe(color)
})

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
