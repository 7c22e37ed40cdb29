import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChatId, UserId } from '@/domain/ids'
import { sampleMessage } from '@/testing/fixtures'
import { toAttach, toFiles, toMessage, toMessages } from './message'

const ORIGIN = 'https://company.bitrix24.example'
const CHAT = 1763 as ChatId
const noFiles = new Map()

const read = (raw: object, files = toFiles([], ORIGIN)) => toMessage({ id: 1, ...raw }, CHAT, files, ORIGIN)
const withParams = (params: unknown, text = '') => read({ text, params })

describe('a message', () => {
  it('is read as im.dialog.messages.get writes it', () => {
    expect(
      toMessage(
        {
          id: 84877,
          chat_id: 1763,
          author_id: 503,
          date: '2026-03-04T09:43:26+03:00',
          text: 'We are very happy to have you!',
          unread: false,
          uuid: '0c42a08f',
          replaces: [],
          params: { LIKE: [547] },
        },
        CHAT,
        noFiles,
        ORIGIN,
      ),
    ).toEqual(
      sampleMessage(84877, {
        chatId: 1763 as ChatId,
        authorId: 503 as UserId,
        date: Date.UTC(2026, 2, 4, 6, 43, 26),
        text: 'We are very happy to have you!',
        likes: [547 as UserId],
      }),
    )
  })

  it('is read as imopenlines.session.history.get writes it', () => {
    const files = toFiles(
      {
        5437: {
          id: 5437,
          chatid: 1763,
          type: 'image',
          name: '2311.PNG',
          size: 70855,
          image: { height: 615, width: 646 },
          urlpreview: '/preview',
          urlshow: 'javascript:alert(1)',
          urldownload: 'https://files.example/2311.png',
        },
      },
      ORIGIN,
    )
    const message = toMessage(
      {
        id: '85851',
        chatid: '1763',
        senderid: '103',
        recipientid: 'chat1763',
        date: '2026-03-11T13:12:46+01:00',
        text: 'Open the task card',
        textlegacy: '<script>alert(1)</script>',
        params: { connectorMid: ['85853'], fileId: [5437, 5438] },
      },
      CHAT,
      files,
      ORIGIN,
    )
    expect(message).toMatchObject({ id: 85851, authorId: 103, text: 'Open the task card', delivery: 'delivered' })
    expect(message?.files).toEqual([
      {
        id: 5437,
        kind: 'image',
        name: '2311.PNG',
        extension: 'png',
        size: 70855,
        width: 646,
        height: 615,
        previewUrl: `${ORIGIN}/preview`,
        showUrl: null,
        downloadUrl: 'https://files.example/2311.png',
      },
    ])
  })

  it.each<[string, object]>([
    ['author_id 0', { author_id: 0 }],
    ['senderid "0"', { senderid: '0' }],
    ['the SYSTEM flag', { author_id: 503, params: { SYSTEM: 'Y' } }],
    ['isSystem', { authorId: 503, isSystem: true }],
    ['no author at all', {}],
  ])('is the portal’s own with %s', (_, raw) => {
    expect(read(raw)?.authorId).toBeNull()
  })

  it.each<unknown>([null, [], {}, 'text', 7, { id: 0 }, { id: null, text: 'x' }])(
    'does not come out of %j',
    (value) => {
      expect(toMessage(value, CHAT, noFiles, ORIGIN)).toBeNull()
    },
  )

  it('bears params that are [], missing or junk', () => {
    const bare = read({})
    for (const params of [[], {}, null, 'N', [1]]) expect(withParams(params)).toEqual(bare)
  })

  it.each(['IS_DELETED', 'isDeleted', 'is_deleted', 'isdeleted'])('knows the param %s', (name) => {
    expect(withParams({ [name]: 'Y' })?.deleted).toBe(true)
    expect(withParams({ [name]: 'N' })?.deleted).toBe(false)
  })

  it('reads the other params', () => {
    expect(
      withParams({ IS_EDITED: 'Y', REPLY_ID: '17', NAME: ' Sales ', LIKE: { 0: '5', 2: 6 }, LARGE_FONT: 'Y', NEW: {} }),
    ).toMatchObject({ edited: true, replyTo: 17, authorName: 'Sales', likes: [5, 6] })
  })

  it.each<[object, string]>([
    [{}, 'sent'],
    [{ SENDING: 'Y', SENDING_TS: 1_773_223_732 }, 'sending'],
    [{ SENDING: 'N', CONNECTOR_MID: ['a1'] }, 'delivered'],
    [{ connectorMid: { 0: '85853' } }, 'delivered'],
    [{ IS_DELIVERED: 'Y' }, 'delivered'],
    [{ IS_DELIVERED: 'N', CONNECTOR_MID: [] }, 'sent'],
    [{ IS_ERROR: 'Y', SENDING: 'Y', IS_DELIVERED: 'Y' }, 'failed'],
  ])('with %j is %s', (params, delivery) => {
    expect(withParams(params)?.delivery).toBe(delivery)
  })
})

describe('files of a message', () => {
  const files = toFiles(
    [
      { id: 5, name: 'plan.pdf', type: 'file' },
      { id: '6', type: 'audio', isVoiceNote: true },
    ],
    ORIGIN,
  )

  it.each<[unknown, number[]]>([
    [
      [5, 6],
      [5, 6],
    ],
    [{ 1: '6', 4: '5' }, [6, 5]],
    ['5', [5]],
    [5, [5]],
    [[7], []],
    ['', []],
    [null, []],
    [[], []],
  ])('FILE_ID %j', (fileId, ids) => {
    expect(read({ params: { FILE_ID: fileId } }, files)?.files.map((file) => file.id)).toEqual(ids)
  })

  it('always have a name, a kind and a plain extension', () => {
    expect([...files.values()].map(({ name, kind, extension }) => [name, kind, extension])).toEqual([
      ['plan.pdf', 'file', 'pdf'],
      ['#6', 'voice', ''],
    ])
    expect([
      ...toFiles([{ id: 1, type: 'hologram', name: 'a', image: false, size: '12' }], ORIGIN).values(),
    ]).toMatchObject([{ kind: 'file', width: null, size: 12 }])
    expect(toFiles({ 7: { id: 7, isvoicenote: 'Y' } }, ORIGIN).get(7 as never)?.kind).toBe('voice')
  })

  it.each<unknown>([[], {}, null, false, 'x', [null, { id: 0 }]])('are none in %j', (value) => {
    expect(toFiles(value, ORIGIN).size).toBe(0)
  })
})

describe('session lines', () => {
  const link = 'Conversation [URL=/online/?IM_HISTORY=imol|318]318[/URL] started'
  it.each<[object, string, object | null]>([
    [{ CLASS: 'bx-messenger-content-item-ol-start' }, link, { what: 'opened', sessionId: 318 }],
    [{ class: 'a bx-messenger-content-item-ol-start b' }, link, { what: 'opened', sessionId: 318 }],
    [{ COMPONENT_ID: 'StartDialogMessage' }, link, { what: 'opened', sessionId: 318 }],
    [{ componentId: 'StartDialogMessage' }, 'no link', { what: 'opened', sessionId: null }],
    [{ CLASS: 'bx-messenger-content-item-ol-end' }, link, { what: 'closed', sessionId: 318 }],
    [{ CLASS: 'bx-messenger-content-item-ol-end', IMOL_SID: '12' }, 'ended', { what: 'closed', sessionId: 12 }],
    [
      { CLASS: 'bx-messenger-content-item-ol-start' },
      '[url=/online/?im_history=imol%7C318]x[/url]',
      { what: 'opened', sessionId: 318 },
    ],
    [{ CLASS: 'bx-messenger-content-item-system' }, link, null],
    [{ COMPONENT_ID: 'ChatCopilotMessage' }, link, null],
    [{ CLASS: ['bx-messenger-content-item-ol-start'] }, link, null],
    [{}, link, null],
  ])('%j', (params, text, session) => {
    expect(withParams(params, text)?.session).toEqual(session)
  })
})

describe('a silent message', () => {
  it.each<[number, string, boolean]>([
    [503, 'bx-messenger-content-item-system', true],
    // System messages have the same class, and were never meant for the client.
    [0, 'bx-messenger-content-item-system', false],
    [503, '', false],
  ])('by %i with class %j: %j', (author, className, hidden) => {
    expect(read({ author_id: author, params: { CLASS: className } })?.hidden).toBe(hidden)
  })
})

describe('ratings', () => {
  it.each<[object, object | null]>([
    [{ IMOL_VOTE: 'like' }, { kind: 'like' }],
    [{ imolVote: 'DISLIKE' }, { kind: 'dislike' }],
    [{ IMOL_VOTE_HEAD: '4' }, { kind: 'stars', stars: 4 }],
    [{ IMOL_VOTE_HEAD: 0 }, null],
    [{ IMOL_VOTE_HEAD: 6 }, null],
    [{ IMOL_VOTE: 318 }, null],
    [{}, null],
  ])('%j', (params, rating) => {
    expect(withParams(params)?.rating).toEqual(rating)
  })
})

describe('attachments', () => {
  it('are read as documented for reading: lower case, links as lists', () => {
    expect(
      toAttach(
        [
          {
            id: 1773223765,
            blocks: [
              { link: [{ name: 'CRM form', link: '/crm/lead/details/1205/' }] },
              {
                grid: [
                  { display: 'ROW', name: 'Name', value: 'John', colorToken: 'base' },
                  { display: 'LINE', name: 'Phone', value: '+11234567890', height: 20 },
                ],
              },
            ],
            description: '',
            color: '#df532d',
          },
        ],
        ORIGIN,
      ),
    ).toEqual([
      { kind: 'head', text: '', color: '#df532d' },
      // A card of this portal opens in its slider.
      { kind: 'link', label: 'CRM form', url: '/crm/lead/details/1205/', description: null },
      { kind: 'pair', label: 'Name', value: 'John', display: 'row', url: null },
      { kind: 'pair', label: 'Phone', value: '+11234567890', display: 'row', url: null },
    ])
  })

  const blocks = [
    { MESSAGE: 'See [b]below[/b]' },
    { DELIMITER: { SIZE: 200, COLOR: '#c6c6c6' } },
    { LINK: { NAME: 'Site', LINK: 'https://site.example/', DESC: 'Home' } },
    { IMAGE: [{ LINK: 'javascript:alert(1)', NAME: 'p.png' }] },
    { FILE: [{ LINK: '/f/1', SIZE: 5 }] },
    { USER: { NAME: 'Anna', LINK: '' } },
    { IMAGE: [{ LINK: 'https://site.example/q.png', NAME: 'q.png', PREVIEW: '/p/q' }] },
    { GRID: [{ DISPLAY: 'BLOCK', NAME: 'Deal', VALUE: 'Kitchen', LINK: `${ORIGIN}/crm/deal/details/7/` }] },
    { HOLOGRAM: { NAME: 'x' } },
    { MESSAGE: '' },
    { GRID: 'x' },
    'junk',
    null,
  ]
  const lines = [
    { kind: 'text', text: 'See [b]below[/b]' },
    { kind: 'delimiter' },
    { kind: 'link', label: 'Site', url: 'https://site.example/', description: 'Home' },
    { kind: 'link', label: 'p.png', url: null, description: null },
    { kind: 'file', label: '/f/1', url: `${ORIGIN}/f/1`, size: 5 },
    { kind: 'person', label: 'Anna', url: null },
    { kind: 'picture', label: 'q.png', url: 'https://site.example/q.png', previewUrl: `${ORIGIN}/p/q` },
    { kind: 'pair', label: 'Deal', value: 'Kitchen', display: 'block', url: '/crm/deal/details/7/' },
  ]
  it.each<[string, unknown]>([
    ['a list of attachments', [{ ID: 1, COLOR: '#fff', BLOCKS: blocks }]],
    ['one attachment without a list', { ID: 1, BLOCKS: blocks }],
    ['bare blocks', blocks],
    ['blocks with gaps', { 0: { BLOCKS: Object.fromEntries(blocks.entries()) } }],
  ])('are read as %s, as written by apps', (_, value) => {
    expect(toAttach(value, ORIGIN)).toEqual(lines)
  })

  it('are found under both spellings of the param', () => {
    expect(withParams({ ATTACH: [{ MESSAGE: 'a' }] })?.attach).toEqual([{ kind: 'text', text: 'a' }])
    expect(withParams({ attach: [{ blocks: [{ message: 'a' }] }] })?.attach).toEqual([{ kind: 'text', text: 'a' }])
  })
})

describe('keyboard', () => {
  const none = { act: null, disabled: false, endsRow: false }
  const given = [
    { TEXT: 'Yes', COMMAND: 'yes' },
    { TYPE: 'NEWLINE' },
    { text: 'No', DISABLED: 'Y' },
    { TEXT: '' },
    null,
  ]
  const read = [
    { ...none, text: 'Yes', endsRow: true },
    { ...none, text: 'No', disabled: true },
  ]
  it.each<[string, unknown]>([
    ['a list', given],
    ['an object with a bot', { BOT_ID: 39, BUTTONS: given }],
    ['a list with gaps', { 0: given[0], 2: given[1], 3: given[2] }],
    ['JSON', JSON.stringify({ BUTTONS: given })],
  ])('is read as %s', (_, keyboard) => {
    expect(withParams({ KEYBOARD: keyboard })?.buttons).toEqual(read)
  })

  it('stands before the items of the menu', () => {
    const both = withParams({ KEYBOARD: [{ TEXT: 'A' }], MENU: { ITEMS: [{ TEXT: 'B' }] } })
    expect(both?.buttons.map(({ text }) => text)).toEqual(['A', 'B'])
    expect(withParams({ MENU: [{ TEXT: 'B' }] })?.buttons.map(({ text }) => text)).toEqual(['B'])
  })

  it.each<[Record<string, unknown>, unknown]>([
    [{ LINK: 'https://site.example/' }, { kind: 'link', url: 'https://site.example/' }],
    [{ LINK: '/crm/deal/details/7/' }, { kind: 'link', url: '/crm/deal/details/7/' }],
    [{ LINK: 'javascript:alert(1)' }, null],
    [
      { ACTION: 'put', ACTION_VALUE: 'a' },
      { kind: 'put', value: 'a' },
    ],
    // Text that would be sent is put into the field instead.
    [
      { ACTION: 'SEND', ACTION_VALUE: 'a' },
      { kind: 'put', value: 'a' },
    ],
    [
      { ACTION: 'COPY', actionValue: 'a' },
      { kind: 'copy', value: 'a' },
    ],
    [
      { ACTION: 'CALL', ACTION_VALUE: '+49 1' },
      { kind: 'call', value: '+49 1' },
    ],
    [
      { ACTION: 'DIALOG', ACTION_VALUE: 'chat12' },
      { kind: 'dialog', what: 'chat', id: 12 },
    ],
    [
      { ACTION: 'DIALOG', ACTION_VALUE: 12 },
      { kind: 'dialog', what: 'user', id: 12 },
    ],
    [{ ACTION: 'DIALOG', ACTION_VALUE: 'imol|x' }, null],
    [{ ACTION: 'PUT' }, null],
    [{ ACTION: 'EXPLODE', ACTION_VALUE: 'a' }, null],
    [{ APP_ID: 3 }, null],
    [{ COMMAND: 'x' }, null],
  ])('%j does %j', (button, act) => {
    expect(withParams({ KEYBOARD: [{ TEXT: 'T', ...button }] })?.buttons[0]?.act).toEqual(act)
  })

  it.each<unknown>(['N', 'EMPTY', '', [], {}, false, null, { BUTTONS: 'N' }, '{"BUTTONS"'])(
    '%j is none',
    (keyboard) => {
      expect(withParams({ KEYBOARD: keyboard })?.buttons).toEqual([])
    },
  )
})

describe('marks', () => {
  it.each<[Record<string, unknown>, object]>([
    [{ IS_PINNED: 'Y' }, { pinned: true }],
    [{ LARGE_FONT: 'Y' }, { large: true }],
    [{ FORWARD_ID: 'chat1/2', FORWARD_TITLE: 'Warehouse' }, { forwardedFrom: 'Warehouse' }],
    [{ forwardChatId: 7 }, { forwardedFrom: '' }],
    [{ COMPONENT_ID: 'bx-imopenlines-form' }, { form: 'sent' }],
    [{ COMPONENT_ID: 'bx-imopenlines-form', CRM_FORM_FILLED: 'Y' }, { form: 'filled' }],
    [{ CRM_FORM_FILLED: 'Y' }, { form: null, pinned: false, large: false, forwardedFrom: null }],
  ])('%j', (params, marks) => {
    expect(withParams(params)).toMatchObject(marks)
  })
})

describe('messages of a page', () => {
  it.each<[string, unknown, number[]]>([
    ['a list', [{ id: 2 }, { id: 1 }], [2, 1]],
    ['a map by id', { 1: { id: '1' }, 2: { id: '2' } }, [1, 2]],
    ['none, as an empty list', [], []],
    ['none, as an empty map', {}, []],
    ['null', null, []],
    ['unreadable ones between', [{ id: 2 }, null, { id: 'x' }, 'y'], [2]],
  ])('come as %s', (_, value, ids) => {
    expect(toMessages(value, CHAT, noFiles, ORIGIN).map((message) => message.id)).toEqual(ids)
  })
})

it('never throws', () => {
  const names = ['FILE_ID', 'ATTACH', 'KEYBOARD', 'LIKE', 'CLASS', 'CONNECTOR_MID', 'IMOL_VOTE', 'NAME', 'REPLY_ID']
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, value) => {
      toMessage(value, CHAT, noFiles, ORIGIN)
      toMessages(value, CHAT, noFiles, ORIGIN)
      toFiles(value, ORIGIN)
      toFiles([value], ORIGIN)
      toAttach([{ BLOCKS: [{ GRID: value, LINK: value, MESSAGE: value }] }, value], ORIGIN)
      const message = read({ text: value, date: value, params: { [name]: value } })
      expect(new Date(message?.date ?? Number.NaN).getTime()).not.toBeNaN()
    }),
  )
})
