import { expect, it } from 'vitest'
import { toQuickAnswer } from './quick-answers'

it('reads a list element, with its emoji and whatever way the text comes', () => {
  expect(toQuickAnswer({ ID: '7', NAME: 'Hi :f09f918b:', DETAIL_TEXT: ' Good :f09f9880: day, at 10:20:30 ' })).toEqual({
    id: 7,
    name: 'Hi 👋',
    text: 'Good 😀 day, at 10:20:30',
  })
  expect(toQuickAnswer({ ID: 8, NAME: '', DETAIL_TEXT: { TEXT: 'As text', TYPE: 'text' } })?.name).toBe('As text')
  for (const nothing of [null, [], {}, { ID: 1 }, { ID: 'x', DETAIL_TEXT: 'x' }, { ID: 1, DETAIL_TEXT: ' ' }])
    expect(toQuickAnswer(nothing)).toBeNull()
})
