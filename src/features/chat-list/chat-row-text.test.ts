import { describe, expect, test } from 'vitest'
import type { LastMessage } from '@/domain/chat'
import type { MessageId, UserId } from '@/domain/ids'
import { createI18n } from '@/i18n/i18n'
import { loadDictionary } from '@/i18n/languages'
import { plainLine, preview } from './chat-row-text'

const en = await loadDictionary('en')

const { t } = createI18n('en', en)

const last = (change: Partial<LastMessage>): LastMessage => ({
  id: 7 as MessageId,
  text: 'Hello',
  authorId: 3 as UserId,
  authorName: null,
  from: 'client',
  hasFile: false,
  date: 0,
  ...change,
})

describe('the author before the text', () => {
  test.each([
    ['me', 'Anna Keller', 'You'],
    ['operator', 'Mark Olsen', 'Mark'],
    ['bot', 'Reception bot', 'Reception'],
    ['operator', null, null],
    ['operator', '  ', null],
    ['client', 'Laura Bennett', null],
    ['system', null, null],
    ['unknown', 'Somebody', null],
  ] as const)('%s called %s: %s', (from, authorName, expected) => {
    expect(preview(last({ from, authorName }), t).who).toBe(expected)
  })
})

describe('the text', () => {
  test('a photo, a video and a recording by their kind, a document by its name', () => {
    const text = (name: string) => preview(last({ hasFile: true, text: name }), t).text
    expect(text('IMG_2041.JPG')).toBe('Photo')
    expect(text('clip.mp4')).toBe('Video')
    expect(text('voice.ogg')).toBe('Audio message')
    expect(text('Invoice_2291.pdf')).toBe('Invoice_2291.pdf')
    expect(text('')).toBe('File')
    expect(text('Here is the plan')).toBe('Here is the plan')
  })

  test('a file name that was only typed stays text', () => {
    expect(preview(last({ text: 'see plan.jpg' }), t).text).toBe('see plan.jpg')
  })

  test('an empty message is named as one', () => {
    expect(preview(last({ text: ' \n ' }), t).text).toBe('Message without text')
  })

  test('codes go, line breaks become spaces', () => {
    expect(plainLine('[b]Great![/b]\n\nAnd  [url=https://example.com]this[/url]?')).toBe('Great! And this?')
  })

  test('HTML stays text', () => {
    expect(plainLine('<b>bold</b>')).toBe('<b>bold</b>')
  })
})
