import { expect, it } from 'vitest'
import { matchesKeys, type PressedKey } from './shortcut-handlers'

const press = (key: string, more: Partial<PressedKey> = {}): PressedKey => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

it.each<[keys: string, pressed: PressedKey]>([
  ['F6', press('F6')],
  ['Shift+F6', press('F6', { shiftKey: true })],
  ['Alt+↓', press('ArrowDown', { altKey: true })],
  ['Ctrl+K', press('k', { code: 'KeyK', ctrlKey: true })],
  ['Ctrl+K', press('л', { code: 'KeyK', metaKey: true })],
  ['?', press('?', { shiftKey: true })],
  ['/', press('/')],
  ['R', press('r')],
  ['Esc', press('Escape')],
])('%s is pressed by %j', (keys, pressed) => {
  expect(matchesKeys(keys, pressed)).toBe(true)
})

it.each<[keys: string, pressed: PressedKey]>([
  ['F6', press('F6', { shiftKey: true })],
  ['F6', press('F6', { ctrlKey: true })],
  ['Alt+↓', press('ArrowDown')],
  ['Ctrl+K', press('k', { code: 'KeyK', ctrlKey: true, shiftKey: true })],
  ['Ctrl+K', press('k', { code: 'KeyK', ctrlKey: true, altKey: true })],
  ['?', press('?', { shiftKey: true, altKey: true })],
  ['/', press('/', { ctrlKey: true })],
  ['Alt+A', press('a', { code: 'KeyQ', altKey: true })],
])('%s is not pressed by %j', (keys, pressed) => {
  expect(matchesKeys(keys, pressed)).toBe(false)
})
