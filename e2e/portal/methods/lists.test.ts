import { describe, expect, it } from 'vitest'
import { PEOPLE, createTestPortal } from './test-portal.ts'

describe('lists.element.get', () => {
  const list = { IBLOCK_TYPE_ID: 'lists', IBLOCK_ID: 181 }

  it('gives the quick answers of the lines, page by page, emoji as bytes', () => {
    const portal = createTestPortal()
    portal.world.state.quickAnswers.push('Good day 👋', ...Array.from({ length: 59 }, (_, index) => `Answer ${index}`))
    const first = portal.call<{ DETAIL_TEXT: string }[]>('lists.element.get', list)
    expect(first).toHaveLength(50)
    expect(first[0]?.DETAIL_TEXT).toBe('Good day :f09f918b:')
    expect(portal.call('lists.element.get', { ...list, start: 50 })).toHaveLength(10)
  })

  it('refuses who works on no line, and what is no such list', () => {
    const portal = createTestPortal()
    expect(portal.refusal('lists.element.get', list, PEOPLE.grace)).toBe('400 ACCESS_DENIED')
    expect(portal.refusal('lists.element.get', list, PEOPLE.olivia)).toBe('ok')
    expect(portal.refusal('lists.element.get', { ...list, IBLOCK_ID: 7 })).toBe('400 ERROR_IBLOCK_NOT_FOUND')
    expect(portal.refusal('lists.element.get', {})).toBe('400 ERROR_REQUIRED_PARAMETERS_MISSING')
  })
})
