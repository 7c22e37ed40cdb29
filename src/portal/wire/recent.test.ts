import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toRecentChats } from './recent'

const row = {
  id: 'chat1777',
  chat_id: 1777,
  type: 'chat',
  title: 'Green Guest #17 - Line',
  message: {
    id: 86313,
    text: 'Hello',
    file: false,
    author_id: 599,
    attach: false,
    date: '2026-02-25T12:07:10+01:00',
    status: 'received',
  },
  counter: 2,
  user: { id: 0 },
  chat: { mute_list: [] },
  lines: { id: 343, status: 20, date_create: '2026-02-25T12:00:00+01:00' },
  options: [],
}

describe('the caller’s own chats', () => {
  it('are read', () => {
    expect(toRecentChats({ items: [row], hasMore: false })).toEqual([
      {
        chatId: 1777,
        counter: 2,
        status: 20,
        last: {
          id: 86313,
          text: 'Hello',
          authorId: 599,
          authorName: null,
          from: 'unknown',
          hasFile: false,
          date: Date.UTC(2026, 1, 25, 11, 7, 10),
        },
      },
    ])
  })

  it('may have ids and numbers as text', () => {
    const [read] = toRecentChats({
      items: [{ ...row, chat_id: '1777', counter: '3', lines: { id: '343', status: '40' }, message: { id: '5' } }],
    })
    expect(read).toMatchObject({ chatId: 1777, counter: 3, status: 40, last: { id: 5, from: 'system', text: '' } })
  })

  it('may be without a message', () => {
    for (const message of [[], {}, null, undefined])
      expect(toRecentChats({ items: [{ ...row, message }] })[0]?.last).toBeNull()
  })

  it.each<[unknown, boolean]>([
    [true, true],
    [{ type: 'image', name: 'a.png' }, true],
    [false, false],
    [[], false],
    [null, false],
  ])('hold a file when the portal writes %j', (file, hasFile) => {
    expect(toRecentChats({ items: [{ ...row, message: { ...row.message, file } }] })[0]?.last?.hasFile).toBe(hasFile)
  })

  it('are Open Channel chats only', () => {
    expect(
      toRecentChats({
        items: [{ ...row, lines: undefined }, { ...row, lines: [] }, { ...row, chat_id: 0 }, null, 'x'],
      }),
    ).toEqual([])
  })

  it.each<unknown>([[], {}, null, false, { items: [] }, { items: false }])('are none in %j', (value) => {
    expect(toRecentChats(value)).toEqual([])
  })

  it.each([
    ['[File] Invoice_2291.pdf', 'Invoice_2291.pdf'],
    ['[Photo]', 'Photo'],
    ['[Datei] Plan [neu].pdf', 'Plan [neu].pdf'],
    ['Here is the plan', 'Here is the plan'],
  ])('say what file it is: %s', (text, shown) => {
    const item = { ...row, message: { ...row.message, text, file: true } }
    expect(toRecentChats({ items: [item] })[0]?.last?.text).toBe(shown)
  })
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(row)), fc.jsonValue(), (key, value) => {
      toRecentChats(value)
      toRecentChats({ items: value })
      expect(toRecentChats({ items: [{ ...row, [key]: value }] }).length).toBeLessThan(2)
    }),
  )
})
