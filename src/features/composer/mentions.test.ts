import { expect, it } from 'vitest'
import type { UserId } from '@/domain/ids'
import { mentionAt, withMentions } from './mentions'

it.each([
  ['@', { from: 0, query: '' }],
  ['ask @mar', { from: 4, query: 'mar' }],
  ['ask @Mark Ol', { from: 4, query: 'Mark Ol' }],
  ['(@Мария', { from: 1, query: 'Мария' }],
])('knows that somebody is being mentioned in %s', (text, expected) =>
  expect(mentionAt(text, text.length)).toEqual(expected),
)

it.each(['mail me at x@example', 'ask @Mark Olsen please', 'nobody', ''])('finds no mention in %s', (text) =>
  expect(mentionAt(text, text.length)).toBeNull(),
)

it('searches only before the caret', () => expect(mentionAt('@ma rest', 3)).toEqual({ from: 0, query: 'ma' }))

it('writes chosen people as the portal knows them, the longer name first', () => {
  const people = [
    { id: 1 as UserId, name: 'Ann' },
    { id: 2 as UserId, name: 'Ann Lee' },
  ]
  expect(withMentions('@Ann Lee and @Ann, not @Bob', people)).toBe(
    '[USER=2]Ann Lee[/USER] and [USER=1]Ann[/USER], not @Bob',
  )
})
