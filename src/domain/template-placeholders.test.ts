import { expect, it } from 'vitest'
import { fillPlaceholders, firstNameOf, unfilledPlaceholders } from './template-placeholders'

it('fills what is known, in whatever letter case, and leaves the rest as it stands', () => {
  expect(
    fillPlaceholders('Hi {Client.First_Name}, {deal.title}: {number} {company.title} {}', {
      'client.first_name': 'Laura',
      'company.title': ' ',
      'deal.title': '$& {client.name}',
    }),
  ).toBe('Hi Laura, $& {client.name}: {number} {company.title} {}')
})

it('finds what is open, and nothing else that has braces', () => {
  expect(unfilledPlaceholders('{номер} and {a.b}, not { x }, {1}, {"a":1}, {a b} or {')).toEqual([
    { words: '{номер}', at: 0 },
    { words: '{a.b}', at: 12 },
  ])
})

it('does not take long over many braces', () => {
  const started = performance.now()
  expect(unfilledPlaceholders('{'.repeat(100_000))).toEqual([])
  expect(unfilledPlaceholders(`{${'a'.repeat(100_000)}`)).toEqual([])
  expect(performance.now() - started).toBeLessThan(500)
})

it('takes the first name after a title', () => {
  expect(['Laura Bennett', 'Dr. Laura Bennett', ' Ann ', 'Dr.', ''].map(firstNameOf)).toEqual([
    'Laura',
    'Laura',
    'Ann',
    'Dr.',
    '',
  ])
})
