import { expect, it } from 'vitest'
import { portalDate, readPortalDate } from './portal-date.ts'

it('only an offset is honoured; Z, fractions and nothing count in the server’s zone', () => {
  const noon = Date.parse('2026-11-29T12:00:00Z')
  expect(readPortalDate('2026-11-29T12:00:00+00:00')).toBe(noon)
  expect(readPortalDate(portalDate(noon))).toBe(noon)
  for (const text of ['2026-11-29T12:00:00Z', '2026-11-29T12:00:00.000Z', '2026-11-29 12:00:00'])
    expect(readPortalDate(text)).toBe(Date.parse('2026-11-29T12:00:00+02:00'))
  expect(readPortalDate('yesterday')).toBeNaN()
})
