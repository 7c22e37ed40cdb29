import { expect, test } from 'vitest'
import { de } from '@/i18n/de'
import { en } from '@/i18n/en'
import { makeSpeech } from '@/i18n/i18n'
import { statusOf, type StatusSource } from './chat-status'

const english = makeSpeech('en', en)
const now = 10_000_000
const chat = (change: Partial<StatusSource>): StatusSource => ({
  state: 'work',
  turn: 'unknown',
  detailsRefused: false,
  waitingSince: null,
  rating: null,
  ...change,
})

test.each([
  [{ state: 'queue', waitingSince: now - 6 * 60_000 }, 'new', 'New · 6 min'],
  [{ state: 'assigned', waitingSince: now - 2 * 3_600_000 }, 'new', 'New · 2 h'],
  [{ state: 'queue', waitingSince: now + 5000 }, 'new', 'New · under 1 min'],
  [{ state: 'queue' }, 'new', 'New'],
  [{ state: 'work', turn: 'operator', waitingSince: now - 60_000 }, 'work', 'In progress'],
  [{ state: 'work', turn: 'client' }, 'wait', 'Client’s turn'],
  [{ state: 'closing' }, 'closed', 'Closing'],
  [{ state: 'closed', turn: 'client' }, 'closed', 'Closed'],
  [{ state: 'closed', rating: { kind: 'stars', stars: 4 } }, 'closed', 'Rated 4 of 5'],
  [{ state: 'closed', rating: { kind: 'like' } }, 'done', 'Rated well'],
  [{ state: 'closed', rating: { kind: 'dislike' } }, 'closed', 'Rated badly'],
  [{ state: 'unknown', detailsRefused: true }, 'closed', 'No access'],
] as const)('%j is %s: %s', (change, tone, words) => {
  expect(statusOf(chat(change), now, english)).toMatchObject({ tone, words })
})

test('no status before the details have come', () => {
  expect(statusOf(chat({ state: 'unknown' }), now, english)).toBeNull()
})

test('it speaks the language of the panel', () => {
  const german = makeSpeech('de', de)
  expect(statusOf(chat({ state: 'queue', waitingSince: now - 6 * 60_000 }), now, german)?.words).toBe('Neu · 6 Min.')
})
