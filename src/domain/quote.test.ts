import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBbCode } from './bb-code'
import type { ChatId, MessageId } from './ids'
import { quotableLine, withQuote } from './quote'

const target = (text: string) => ({ chatId: 1 as ChatId, id: 2 as MessageId, name: null, text: quotableLine(text) })
const REFERENCE = /\$(?:result|next|total|time|error)\S*\[/i

describe('a quoted line', () => {
  it.each<[string, string]>([
    ['plain', 'plain'],
    ['[b]bold[/b] and [url=https://a.example]a link[/url]', 'bold and a link'],
    ['two\nlines', 'two lines'],
    ['[b[b]]x[/b[/b]]', '(b)x(/b)'],
    ['Total: $result[chats][0][ID]', 'Total: $result(chats)(0)(ID)'],
    ['>>older\nanswer', 'older answer'],
    ['a'.repeat(500), `${'a'.repeat(120)}…`],
    ['🙂'.repeat(200), `${'🙂'.repeat(120)}…`],
  ])('of %j is %j', (text, line) => {
    expect(quotableLine(text)).toBe(line)
  })

  it('stands above the reply, and the panel reads it as a quote', () => {
    const text = withQuote(target('Could we see it?'), 'Yes, on Tuesday')
    expect(text).toBe('>>Could we see it?\nYes, on Tuesday')
    expect(parseBbCode(text)[0]).toMatchObject({ kind: 'quote' })
  })

  it('is left out where there is nothing to quote', () => {
    expect(withQuote(target('[b][/b]'), 'Yes')).toBe('Yes')
    expect(withQuote(null, 'Yes')).toBe('Yes')
  })

  it('carries neither a code nor a reference nor a second line, whatever was written', () => {
    const pieces = fc.constantFrom(
      '[',
      ']',
      '[b]',
      '[/b]',
      '[url=',
      '$result',
      '$TOTAL',
      '[ID]',
      '>>',
      '-------',
      '\n',
      'a',
      ' ',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (text) => {
          const quote = quotableLine(text)
          expect(quote).not.toMatch(/[[\]\n\r]/)
          expect(quote).not.toMatch(REFERENCE)
          expect([...quote].length).toBeLessThanOrEqual(121)
          const [first, ...rest] = parseBbCode(withQuote(target(text), 'answer'))
          if (quote === '') {
            expect(first).toEqual({ kind: 'text', text: 'answer' })
            return
          }
          expect(first?.kind).toBe('quote')
          expect(rest).toEqual([{ kind: 'text', text: 'answer' }])
        },
      ),
    )
  })
})
