import { expect, it } from 'vitest'
import { keyNames } from './key-names'

it.each([
  ['Ctrl+Shift+X', 'en-GB', false, ['Ctrl', 'Shift', 'X']],
  ['Ctrl+Shift+X', 'de', false, ['Strg', 'Umschalt', 'X']],
  ['PageUp', 'de', false, ['Bild ↑']],
  ['Ctrl+K', 'ru', false, ['Ctrl', 'K']],
  ['Ctrl+K', 'de', true, ['⌘', 'K']],
  ['Home', 'de', true, ['Pos1']],
])('%s on a keyboard for %s (Apple: %s) is %j', (keys, locale, onApple, names) => {
  expect(keyNames(keys, locale, onApple)).toEqual(names)
})
