import { expect, it } from 'vitest'
import { readText, writeText } from './browser-storage'

it('stores texts, and removes what is empty', () => {
  const stored = new Map<string, string>()
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  }
  writeText(storage, 'a', 'text')
  expect([readText(storage, 'a'), readText(storage, 'b')]).toEqual(['text', null])
  writeText(storage, 'a', '')
  expect(stored.has('a')).toBe(false)
})

it.each([
  ['missing', null],
  [
    'denied',
    {
      getItem: () => {
        throw new DOMException('denied', 'SecurityError')
      },
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
      removeItem: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    },
  ],
])('does without a storage that is %s', (_, storage) => {
  writeText(storage, 'a', 'text')
  writeText(storage, 'a', '')
  expect(readText(storage, 'a')).toBeNull()
})
