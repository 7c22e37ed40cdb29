import { describe, expect, it } from 'vitest'
import { replaceReferences, type BatchResults } from './batch-references.ts'

const CHATS = [{ CHAT_ID: '501' }, { CHAT_ID: '502' }, { CHAT_ID: '503' }]

function answered(): BatchResults {
  return {
    result: new Map<string, unknown>([
      ['chats', CHATS],
      ['me', { ID: 7, ADMIN: true, PHOTO: null }],
      ['0', { ID: 'first' }],
    ]),
    next: new Map([['chats', 50]]),
    total: new Map([['chats', 3]]),
    time: new Map([['chats', { duration: 0.1 }]]),
    error: new Map([['broken', { error: 'ACCESS_DENIED' }]]),
  }
}

describe('references that hit', () => {
  it.each([
    ['$result[chats][1][CHAT_ID]', '502'],
    ['$result[me][ID]', 7],
    ['$result[0][ID]', 'first'],
    ['$next[chats]', 50],
    ['$total[chats]', 3],
    ['$time[chats][duration]', 0.1],
    ['$error[broken][error]', 'ACCESS_DENIED'],
  ])('%s becomes the thing itself', (text, expected) => {
    expect(replaceReferences(text, answered())).toEqual(expected)
  })

  it('gives a whole array when the reference points at one', () => {
    expect(replaceReferences('$result[chats]', answered())).toEqual(CHATS)
  })

  it('takes the word in any case', () => {
    expect(replaceReferences('$Result[me][ID]', answered())).toBe(7)
  })

  it('is replaced inside a longer text, more than once', () => {
    expect(replaceReferences('chat$result[chats][0][CHAT_ID]', answered())).toBe('chat501')
    expect(replaceReferences('$result[chats][0][CHAT_ID] and $result[chats][2][CHAT_ID]', answered())).toBe(
      '501 and 503',
    )
  })

  it('is replaced at any depth of the parameters', () => {
    const params = { filter: { ids: ['$result[chats][0][CHAT_ID]', 'x'] } }
    expect(replaceReferences(params, answered())).toEqual({ filter: { ids: ['501', 'x'] } })
  })
})

describe('references that miss', () => {
  it('stop at the first missing key and keep what they have', () => {
    expect(replaceReferences('$result[chats][5][CHAT_ID]', answered())).toEqual(CHATS)
    expect(replaceReferences('$result[chats][0][NOTHING]', answered())).toEqual({ CHAT_ID: '501' })
    expect(replaceReferences('$result[nobody][ID]', answered())).toEqual(Object.fromEntries(answered().result))
  })

  it('take null for missing', () => {
    expect(replaceReferences('$result[me][PHOTO]', answered())).toEqual({ ID: 7, ADMIN: true, PHOTO: null })
  })

  it('stay as written inside a longer text, or become the word Array on the oldest portals', () => {
    const text = 'chat$result[chats][5][CHAT_ID]'
    expect(replaceReferences(text, answered())).toBe(text)
    expect(replaceReferences(text, answered(), 'middle')).toBe(text)
    expect(replaceReferences(text, answered(), 'oldest')).toBe('chatArray')
  })

  it('have no way to an inherited property', () => {
    expect(replaceReferences('$result[me][constructor]', answered())).toEqual({ ID: 7, ADMIN: true, PHOTO: null })
  })
})

describe('text a person typed', () => {
  it('is mangled where it looks like a reference', () => {
    expect(replaceReferences('Total: $total[chats]', answered())).toBe('Total: 3')
    expect(replaceReferences('Total: $total[b]50[/b]', answered(), 'oldest')).toBe('Total: Array50[/b]')
  })

  it.each(['It costs $50', 'the $result is fine', '$total', '$results [a]', 'result[chats]', '$other[a]'])(
    'is left alone otherwise: %s',
    (text) => {
      expect(replaceReferences(text, answered())).toBe(text)
    },
  )
})
