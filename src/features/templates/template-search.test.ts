import { expect, it } from 'vitest'
import { parseSlashCommand } from './template-search'

it('a slash at the start of a word begins a command, up to the caret', () => {
  const at = (text: string, caret = text.length) => parseSlashCommand(text, caret)
  expect(at('/')).toEqual({ at: 0, words: '' })
  expect(at('Hello /ho')).toEqual({ at: 6, words: 'ho' })
  expect(at('a\n/цены')).toEqual({ at: 2, words: 'цены' })
  expect(at('/hours later', 3)).toEqual({ at: 0, words: 'ho' })
  expect(['', 'and/or', 'https://x', '/hours later', '//', '/a.b', 'x / y'].filter((text) => at(text))).toEqual([])
  expect(at(`${'x'.repeat(100_000)} /ab`)).toEqual({ at: 100_001, words: 'ab' })
})
