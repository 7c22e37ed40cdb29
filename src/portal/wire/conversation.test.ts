import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toMemberPage, toSessionHistory } from './conversation'

const ORIGIN = 'https://company.bitrix24.example'

const page = {
  chat_id: 1489,
  messages: [
    { id: 84877, author_id: 503, date: '2026-03-04T09:43:26+03:00', text: 'a', params: { FILE_ID: [7] } },
    { id: 84869, author_id: 0, date: '2026-03-04T09:42:31+03:00', text: 'b', params: [] },
  ],
  users: [{ id: 503, name: 'Klaus Weber' }],
  files: [{ id: 7, chatId: 1489, type: 'file', name: 'plan.pdf' }],
}

const history = {
  chatId: 1763,
  canJoin: 'Y',
  sessionId: 321,
  userId: 'chat1763',
  message: {
    85833: { id: '85833', chatid: '1763', senderid: '0', date: '2026-03-11T13:09:25+01:00', text: 'b', params: [] },
    85851: { id: '85851', senderid: '103', date: '2026-03-11T13:12:46+01:00', text: 'a', params: { fileId: [5437] } },
  },
  usersMessage: { chat1763: ['85851', '85833'] },
  users: { 103: { id: '103', name: 'Samantha Johnson', firstName: 'Samantha' } },
  chat: {
    1763: { id: '1763', name: 'John - Line', owner: '103', entityData1: 'Y|LEAD|1205|N|N|321|1773223732|0|0|0' },
  },
  files: { 5437: { id: 5437, chatid: 1763, type: 'image', name: '2311.png' } },
}

describe('a member’s page', () => {
  it('is read with its files and people', () => {
    const read = toMemberPage(page, ORIGIN)
    expect(read?.chatId).toBe(1489)
    expect(read?.messages.map((message) => [message.id, message.chatId, message.files.length])).toEqual([
      [84877, 1489, 1],
      [84869, 1489, 0],
    ])
    expect(read?.people.get(503 as never)?.name).toBe('Klaus Weber')
  })

  it('may be empty in PHP’s way', () => {
    const read = toMemberPage({ chat_id: '1489', messages: [], users: [], files: [] }, ORIGIN)
    expect(read).toMatchObject({ chatId: 1489, messages: [] })
    expect(read?.people.size).toBe(0)
  })

  it.each<unknown>([null, false, [], {}, { ...page, chat_id: 0 }, { chatId: 5, messages: [] }])(
    'does not come out of %j',
    (value) => {
      expect(toMemberPage(value, ORIGIN)).toBeNull()
    },
  )
})

describe('a session’s history', () => {
  it('is read with the chat’s details', () => {
    const read = toSessionHistory(history, ORIGIN)
    expect(read).toMatchObject({ chatId: 1763, sessionId: 321, dialog: { chatId: 1763, ownerId: 103, sessionId: 321 } })
    expect(read?.messages.map((message) => [message.id, message.authorId, message.files.length])).toEqual([
      [85833, null, 0],
      [85851, 103, 1],
    ])
    expect(read?.people.get(103 as never)?.firstName).toBe('Samantha')
  })

  it('may be empty in PHP’s way', () => {
    const read = toSessionHistory(
      { chatId: '1763', sessionId: '0', message: [], users: [], chat: [], files: [] },
      ORIGIN,
    )
    expect(read).toMatchObject({ chatId: 1763, sessionId: null, messages: [], dialog: null })
  })

  it('takes no details of another chat', () => {
    expect(toSessionHistory({ ...history, chatId: 5 }, ORIGIN)?.dialog).toBeNull()
  })

  it.each<unknown>([null, false, [], {}, { message: [] }])('does not come out of %j', (value) => {
    expect(toSessionHistory(value, ORIGIN)).toBeNull()
  })
})

it('never throws', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(page)),
      fc.constantFrom(...Object.keys(history)),
      fc.jsonValue(),
      (inPage, inHistory, value) => {
        const readings = [
          toMemberPage(value, ORIGIN),
          toSessionHistory(value, ORIGIN),
          toMemberPage({ ...page, [inPage]: value }, ORIGIN),
          toSessionHistory({ ...history, [inHistory]: value }, ORIGIN),
        ]
        for (const read of readings) expect(read === null || read.chatId > 0).toBe(true)
      },
    ),
  )
})
