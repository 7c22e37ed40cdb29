import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBindings, toChatRows, toDialog, toRecentChats, toSessionData, toUserCode } from './dialog'

const ORIGIN = 'https://company.bitrix24.example'

describe('user code', () => {
  it.each<[unknown, ReturnType<typeof toUserCode>]>([
    [
      'livechat|22|1775|599',
      { connector: 'livechat', lineId: 22 as never, externalChatId: '1775', externalUserId: '599' },
    ],
    [
      'imol|telegram|3|-100500|77',
      { connector: 'telegram', lineId: 3 as never, externalChatId: '-100500', externalUserId: '77' },
    ],
    ['livechat|22', { connector: 'livechat', lineId: 22 as never, externalChatId: null, externalUserId: null }],
    ['livechat|0||', { connector: 'livechat', lineId: null, externalChatId: null, externalUserId: null }],
    ['', { connector: null, lineId: null, externalChatId: null, externalUserId: null }],
    [null, { connector: null, lineId: null, externalChatId: null, externalUserId: null }],
    [[], { connector: null, lineId: null, externalChatId: null, externalUserId: null }],
  ])('%j', (value, parts) => {
    expect(toUserCode(value)).toEqual(parts)
  })
})

describe('entity_data_1', () => {
  const nothing = {
    pinned: false,
    closing: false,
    sessionId: null,
    sessionStartedAt: null,
    lineId: null,
    replyBlockedFrom: null,
    replyBlockReason: null,
  }
  it.each<[unknown, object]>([
    ['Y|LEAD|1209|N|N|343|1773682918|0|0|0', { sessionId: 343, sessionStartedAt: 1_773_682_918_000 }],
    ['Y|LEAD|1209|N|N|343', { sessionId: 343 }],
    ['Y|DEAL|7|Y|Y|343|1773682918|5|0|0', { pinned: true, closing: true, sessionId: 343, lineId: 5 }],
    ['N|NONE|0|N|N|0|0|0|0|0', { sessionId: null, sessionStartedAt: null }],
    [
      'Y|DEAL|7|N|N|343|1773682918|5|1773769318|WINDOW_24H',
      { replyBlockedFrom: 1_773_769_318_000, replyBlockReason: 'WINDOW_24H' },
    ],
    ['Y|DEAL|7|N|N|343|1773682918|5|1773769318|a|b', { replyBlockReason: 'a|b' }],
    ['Y', {}],
    ['', {}],
    [null, {}],
    [false, {}],
    [{}, {}],
  ])('%j', (value, parts) => {
    expect(toSessionData(value)).toMatchObject(parts)
    if (Object.keys(parts).length === 0) expect(toSessionData(value)).toEqual(nothing)
  })
})

describe('entity_data_2', () => {
  it.each<[unknown, object[]]>([
    [
      'LEAD|1209|COMPANY|0|CONTACT|42|DEAL|0',
      [
        { type: 'lead', id: 1209 },
        { type: 'contact', id: 42 },
      ],
    ],
    [
      'DEAL|5|LEAD|7',
      [
        { type: 'deal', id: 5 },
        { type: 'lead', id: 7 },
      ],
    ],
    ['SMART_INVOICE|9|DEAL|5|DYNAMIC_130|4', [{ type: 'deal', id: 5 }]],
    ['DEAL', []],
    ['DEAL|', []],
    ['DEAL|-5|LEAD|x|CONTACT|1.5', []],
    ['', []],
    [null, []],
  ])('%j', (value, bindings) => {
    expect(toBindings(value)).toEqual(bindings)
  })
})

// imopenlines.dialog.get as documented, shortened.
const documented = {
  id: 1777,
  name: 'Green Guest #17 - Bitrix24 Documentation',
  owner: 27,
  avatar: '',
  color: '#58cc47',
  counter: 0,
  user_counter: 2,
  message_count: 104,
  unread_id: 0,
  last_message_id: 86313,
  entity_type: 'LINES',
  entity_id: 'livechat|22|1775|599',
  entity_data_1: 'Y|LEAD|1209|N|N|343|1773682918|0|0|0',
  entity_data_2: 'LEAD|1209|COMPANY|0|CONTACT|0|DEAL|0',
  entity_data_3: 'N',
  mute_list: [],
  date_create: '2026-03-13T16:50:15+01:00',
  role: 'owner',
  readed_list: [{ user_id: 599, user_name: 'Guest', message_id: 86101, date: null }],
}

describe('details of a chat', () => {
  it('are read from the documented example', () => {
    expect(toDialog(documented, ORIGIN)).toEqual({
      chatId: 1777,
      name: 'Green Guest #17 - Bitrix24 Documentation',
      avatarUrl: null,
      color: '#58cc47',
      ownerId: 27,
      counter: 0,
      unreadId: null,
      lastMessageId: 86313,
      messageCount: 104,
      participantCount: 2,
      connector: 'livechat',
      lineId: 22,
      externalChatId: '1775',
      externalUserId: '599',
      sessionId: 343,
      sessionStartedAt: 1_773_682_918_000,
      pinned: false,
      closing: false,
      silent: false,
      replyBlockedFrom: null,
      replyBlockReason: null,
      bindings: [{ type: 'lead', id: 1209 }],
      createdAt: Date.UTC(2026, 2, 13, 15, 50, 15),
      joined: true,
      mayJoin: null,
      headVote: null,
      mutedBy: [],
      readBy: [{ userId: 599, name: 'Guest', messageId: 86101 }],
    })
  })

  it('are read in camel case, with ids as text, as a session history writes them', () => {
    expect(
      toDialog(
        {
          id: '1763',
          name: 'John - Line',
          owner: '103',
          color: '#ba9c7b',
          avatar: '/bitrix/js/im/images/blank.gif',
          entityId: 'livechat|22|1761|587',
          entityData1: 'Y|LEAD|1205|N|N|321|1773223732|9|0|0',
          entityData2: 'LEAD|1205|COMPANY|0|CONTACT|0|DEAL|0',
          entityData3: 'Y',
          messageCount: 14,
          muteList: { 103: true, 587: false },
          dateCreate: '2026-03-11T12:08:52+01:00',
        },
        ORIGIN,
      ),
    ).toMatchObject({
      chatId: 1763,
      ownerId: 103,
      avatarUrl: null,
      sessionId: 321,
      silent: true,
      mutedBy: [103],
      bindings: [{ type: 'lead', id: 1205 }],
      // Only a member receives these.
      joined: null,
      lastMessageId: null,
      // LINE_ID of entity_data_1 takes precedence over the user code.
      lineId: 9,
    })
  })

  it.each<[string, boolean | null]>([
    ['member', true],
    ['MANAGER', true],
    ['owner', true],
    ['guest', false],
    ['none', false],
    ['', null],
  ])('role %j means being in the chat: %j', (role, joined) => {
    expect(toDialog({ id: 1, role }, ORIGIN)?.joined).toBe(joined)
  })

  it('have no owner, in every spelling of none', () => {
    for (const owner of [0, '0', '', null, false, undefined])
      expect(toDialog({ ...documented, owner }, ORIGIN)?.ownerId).toBeNull()
  })

  it('call a nameless chat by its number', () => {
    expect(toDialog({ id: 5, name: ' ' }, ORIGIN)?.name).toBe('#5')
  })

  it.each<unknown>([null, [], {}, false, '', { id: 0 }, { id: 'chat5' }, [documented]])(
    'do not come out of %j',
    (value) => {
      expect(toDialog(value, ORIGIN)).toBeNull()
    },
  )
})

describe('rows of a card', () => {
  it('are read, one per chat, codes of connectors in lower case', () => {
    expect(
      toChatRows([
        { CHAT_ID: '9852', CONNECTOR_ID: 'LiveChat', CONNECTOR_TITLE: 'Live chat' },
        { CHAT_ID: '9852', CONNECTOR_ID: 'telegram', CONNECTOR_TITLE: 'Telegram' },
        { CHAT_ID: 17, CONNECTOR_ID: 'unheardof', CONNECTOR_TITLE: '' },
        { CHAT_ID: '0', CONNECTOR_ID: 'telegram' },
        { CONNECTOR_ID: 'telegram' },
        null,
        'x',
      ]),
    ).toEqual([
      { id: 9852, channel: { connector: 'livechat', title: 'Live chat' } },
      { id: 17, channel: { connector: 'unheardof', title: 'unheardof' } },
    ])
  })

  it('may be a list with gaps', () => {
    expect(toChatRows({ 0: { CHAT_ID: '1' }, 3: { CHAT_ID: '2' } }).map((row) => row.id)).toEqual([1, 2])
  })
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      toUserCode(value)
      toSessionData(value)
      toBindings(value)
      toDialog(value, ORIGIN)
      toDialog({ ...documented, ...(value as object) }, ORIGIN)
      toChatRows(value)
      toChatRows([value])
    }),
  )
  const keys = Object.keys(documented) as (keyof typeof documented)[]
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
      const dialog = toDialog({ ...documented, [key]: value }, ORIGIN)
      expect(dialog === null || dialog.name.length > 0).toBe(true)
    }),
  )
})

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
