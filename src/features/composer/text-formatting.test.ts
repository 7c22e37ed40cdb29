import { expect, it } from 'vitest'
import { wrapSelection } from './text-formatting'

/** Selections are shown as |...|. */
const wrap = (shown: string, code = 'b') => {
  const [before = '', selected = '', after = ''] = shown.split('|')
  const text = before + selected + after
  const done = wrapSelection(text, before.length, before.length + selected.length, code)
  const next = text.slice(0, done.from) + done.text + text.slice(done.to)
  return `${next.slice(0, done.selectFrom)}|${next.slice(done.selectFrom, done.selectTo)}|${next.slice(done.selectTo)}`
}

it('puts a code around words and takes it away again', () => {
  expect(wrap('see |you| soon')).toBe('see [b]|you|[/b] soon')
  expect(wrap('see [b]|you|[/b] soon')).toBe('see |you| soon')
  expect(wrap('see [B]|you|[/B] soon')).toBe('see |you| soon')
  expect(wrap('see [b]|you|[/b] soon', 'i')).toBe('see [b][i]|you|[/i][/b] soon')
})

it('leaves spaces outside, and begins where nothing is selected', () => {
  expect(wrap('see| you |soon')).toBe('see [b]|you|[/b] soon')
  expect(wrap('||')).toBe('[b]||[/b]')
  expect(wrap('a||b', 's')).toBe('a[s]||[/s]b')
  expect(wrap('[b]||[/b]')).toBe('||')
})
