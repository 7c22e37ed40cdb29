import { describe, expect, it } from 'vitest'
import { commonEmoji, findEmoji, loadEmoji } from './emoji-picker'

describe.each(['en-GB', 'de', 'ru'])('emoji in %s', (locale) => {
  it('have names, and all of the common ones are among them', async () => {
    const all = await loadEmoji(locale)
    expect(all.length).toBeGreaterThan(1500)
    expect(all.every(({ emoji, name }) => emoji !== '' && name !== '')).toBe(true)
    const common = commonEmoji(all)
    expect(common.length).toBeGreaterThan(150)
    expect(new Set(common.map(({ emoji }) => emoji)).size).toBe(common.length)
  })
})

it.each([
  ['en-GB', 'thumbs', '👍'],
  ['en-GB', 'THUMBS up', '👍'],
  ['de', 'daumen', '👍'],
  ['ru', 'сердце', '❤️'],
])('%s: %s finds', async (locale, typed, wanted) => {
  const found = findEmoji(await loadEmoji(locale), typed).map(({ emoji }) => emoji.replace('\uFE0F', ''))
  expect(found).toContain(wanted.replace('\uFE0F', ''))
})

it('finds nothing for what no emoji is called', async () => {
  expect(findEmoji(await loadEmoji('en-GB'), 'xyzzy')).toEqual([])
})
