import { expect, it } from 'vitest'
import { openRecentEmoji, recentEmoji, rememberEmoji } from './recent-emoji'

const storageOf = (text?: string) => {
  const stored = new Map(text === undefined ? [] : [['p:1:emoji', text]])
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  }
  return storage as Storage
}

it('the emoji chosen last come first, each once, and are there in the next page', () => {
  const storage = storageOf()
  openRecentEmoji('p:1', storage)
  for (const emoji of ['🙂', '👍', '🙂']) rememberEmoji(emoji)
  openRecentEmoji('p:2', storageOf())
  expect(recentEmoji()).toEqual([])
  openRecentEmoji('p:1', storage)
  expect(recentEmoji()).toEqual(['🙂', '👍'])
})

it.each<[string, readonly string[]]>([
  ['', []],
  ['{', []],
  ['null', []],
  ['{"0":"🙂"}', []],
  ['["🙂",7,null,"",["👍"],"👍"]', ['🙂', '👍']],
])('of %j those that are understood are shown', (stored, shown) => {
  openRecentEmoji('p:1', storageOf(stored))
  expect(recentEmoji()).toEqual(shown)
})

it('two rows are enough, also where more are stored', () => {
  openRecentEmoji('p:1', storageOf(JSON.stringify(Array.from({ length: 40 }, (_, at) => String(at)))))
  expect(recentEmoji()).toHaveLength(16)
})
