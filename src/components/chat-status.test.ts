import { expect, test } from 'vitest'
import { createI18n } from '@/i18n/i18n'
import { loadDictionary } from '@/i18n/languages'
import { chatStatus, type StatusSource } from './chat-status'

const en = await loadDictionary('en')
const de = await loadDictionary('de')

const english = createI18n('en', en)
const now = 10_000_000
const chat = (change: Partial<StatusSource>): StatusSource => ({
  state: 'work',
  turn: 'unknown',
  detailsRefused: false,
  waitingSince: null,
  noReplyNeeded: false,
  rating: null,
  ...change,
})

test.each([
  [{ state: 'queue', waitingSince: now - 6 * 60_000 }, 'work', 'New · 6 min'],
  [{ state: 'assigned', waitingSince: now - 2 * 3_600_000 }, 'work', 'New · 2 h'],
  [{ state: 'queue', waitingSince: now + 5000 }, 'work', 'New · under 1 min'],
  [{ state: 'queue' }, 'new', 'New'],
  [{ state: 'work', turn: 'operator', waitingSince: now - 60_000 }, 'work', 'Waits 1 min'],
  [{ state: 'work', noReplyNeeded: true }, 'work', 'In progress'],
  [{ state: 'queue', noReplyNeeded: true }, 'work', 'New'],
  [{ state: 'work', turn: 'client' }, 'closed', 'Client’s turn'],
  [{ state: 'closing' }, 'closed', 'Closing'],
  [{ state: 'closed', turn: 'client' }, 'closed', 'Closed'],
  [{ state: 'closed', rating: { kind: 'stars', stars: 4 } }, 'closed', 'Rated 4 of 5'],
  [{ state: 'closed', rating: { kind: 'like' } }, 'done', 'Rated well'],
  [{ state: 'closed', rating: { kind: 'dislike' } }, 'closed', 'Rated badly'],
  [{ state: 'unknown', detailsRefused: true }, 'closed', 'No access'],
  [{ state: 'work', detailsRefused: true }, 'closed', 'No access'],
] as const)('%j is %s: %s', (change, tone, text) => {
  expect(chatStatus(chat(change), now, english)).toMatchObject({ tone, text })
})

test.each([
  ['calm', 'work'],
  ['amber', 'wait'],
  ['red', 'new'],
] as const)('a %s wait has its colour, in the queue and in work alike', (level, tone) => {
  const waitingSince = now - 20 * 60_000
  expect(chatStatus(chat({ state: 'queue', waitingSince }), now, english, level)?.tone).toBe(tone)
  expect(chatStatus(chat({ state: 'work', turn: 'operator', waitingSince }), now, english, level)?.tone).toBe(tone)
})

test('no status before the details have come', () => {
  expect(chatStatus(chat({ state: 'unknown' }), now, english)).toBeNull()
})

test('it is in the language of the panel', () => {
  const german = createI18n('de', de)
  expect(chatStatus(chat({ state: 'queue', waitingSince: now - 6 * 60_000 }), now, german)?.text).toBe('Neu · 6 Min.')
})
