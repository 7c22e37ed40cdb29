// Every documented refusal of the methods operators need, produced by a situation instead of a fault.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { PEOPLE, createTestPortal, type TestPortal } from './test-portal.ts'

const { anna, mark, olivia, grace } = PEOPLE

/** Documented codes by method; status null = not documented. */
const documented = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../tools/contract/errors.json'), 'utf8'),
) as Record<string, { status: number | null; code: string }[]>

let portal: TestPortal
let areaManager = 0

beforeEach(() => {
  portal = createTestPortal()
  areaManager = portal.world.showcase.people.areaManager
})

/** One call: parameters and caller (default Anna). */
type Situation = () => readonly [params: Record<string, unknown>, userId?: number]

const inWork = (userId: number = anna): number => portal.answeredBy(userId)
const closed = (): number => {
  const chatId = inWork()
  portal.world.simulate.finish({ chatId, byUserId: anna })
  return chatId
}
const card = (): Record<string, unknown> => ({ CRM_ENTITY_TYPE: 'deal', CRM_ENTITY: portal.world.showcase.deal })
const chatOfAnotherCard = (): number =>
  (
    portal.world.simulate.newClientChat({ type: 'lead', id: portal.world.showcase.lead, connector: 'livechat' }) as {
      chatId: number
    }
  ).chatId
const noCards = (userId: number): void => void portal.world.simulate.setRight({ userId, cards: 'none' })
const teamChat = (): number => [...portal.world.state.chats.values()].find((chat) => chat.kind === 'crm')!.id
const foreignMessage = (): number => portal.world.state.chat(1)!.messages.last!.id

const lastOf = (chatId: number): number => portal.world.state.chat(chatId)!.messages.last!.id
const upload = (content: string, chatId = inWork()): Record<string, unknown> => ({
  dialogId: `chat${chatId}`,
  fields: { name: 'a.txt', content },
})
const uploadToFullDisk = (uploadCodes: 'source' | 'documents'): Record<string, unknown> => {
  Object.assign(portal.world.state, { diskIsFull: true })
  portal.world.state.behaviour.uploadCodes = uploadCodes
  return upload('QQ==')
}
const toFolder = (): Record<string, unknown> => {
  const { ID } = portal.call<{ ID: number }>('im.disk.folder.get', { CHAT_ID: inWork() })
  return { id: ID, fileContent: ['a.txt', 'QQ=='] }
}

/** The checks shared by all operator actions. */
const line = (method: string, more: object = {}): [string, string, Situation][] => [
  [method, '400 CHAT_ID', () => [{ CHAT_ID: 0, ...more }]],
  [method, '400 CHAT_TYPE', () => [{ CHAT_ID: 1, ...more }]],
  [method, '400 ACCESS_DENIED', () => [{ CHAT_ID: inWork(), ...more }, areaManager]],
]

const SITUATIONS: readonly [method: string, refusal: string, situation: Situation][] = [
  ...line('imopenlines.operator.answer'),
  ['imopenlines.operator.answer', '400 IMOL_CHAT_ERROR_ANSWER_ALREADY_RESPONSIBLE', () => [{ CHAT_ID: inWork() }]],
  [
    'imopenlines.operator.answer',
    '400 IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST',
    () => {
      const CHAT_ID = portal.waiting()
      portal.call('imopenlines.operator.answer', { CHAT_ID }, mark)
      return [{ CHAT_ID }]
    },
  ],
  ...line('imopenlines.operator.skip'),
  ['imopenlines.operator.skip', '400 ACCESS_DENIED_KICK', () => [{ CHAT_ID: closed() }]],
  ['imopenlines.operator.transfer', '400 CHAT_ID_EMPTY', () => [{ USER_ID: mark }]],
  ['imopenlines.operator.transfer', '400 USER_ID_EMPTY', () => [{ CHAT_ID: inWork(), USER_ID: 0 }]],
  ['imopenlines.operator.transfer', '400 QUEUE_ID_EMPTY', () => [{ CHAT_ID: inWork(), QUEUE_ID: 0 }]],
  ['imopenlines.operator.transfer', '400 TRANSFER_ID_EMPTY', () => [{ CHAT_ID: inWork() }]],
  ['imopenlines.operator.transfer', '400 OPERATOR_WRONG', () => [{ CHAT_ID: inWork(), TRANSFER_ID: anna }]],
  ...line('imopenlines.operator.finish'),
  ...line('imopenlines.operator.another.finish'),
  ...line('imopenlines.operator.spam'),
  ...line('imopenlines.session.join'),
  ['imopenlines.session.intercept', '400 CHAT_ID_EMPTY', () => [{}]],
  ['imopenlines.session.intercept', '400 OPERATOR_WRONG', () => [{ CHAT_ID: portal.waiting() }]],
  ...line('imopenlines.session.start'),
  ...line('imopenlines.session.mode.pin').slice(1),
  ['imopenlines.session.mode.pin', '400 CHAT_ID_EMPTY', () => [{}]],
  ['imopenlines.session.mode.pin', '400 CHAT_ID', () => [{ CHAT_ID: 'none' }]],
  ['imopenlines.session.mode.pin', '400 ERROR_USER_NOT_OPERATOR', () => [{ CHAT_ID: inWork(mark) }]],
  ...line('imopenlines.session.mode.silent', { ACTIVATE: 'Y' }),
  ['imopenlines.session.head.vote', '400 EMPTY_SESSION_ID', () => [{}, olivia]],
  ['imopenlines.session.head.vote', '400 EMPTY_VOTE_PARAMS', () => [{ SESSION_ID: 318 }, olivia]],
  ['imopenlines.session.head.vote', '400 ACCESS_DENIED', () => [{ SESSION_ID: 318, RATING: 5 }]],
  ...line('imopenlines.message.session.start'),
  ...line('imopenlines.crm.lead.create'),
  ['imopenlines.crm.lead.create', '400 ERROR_USER_NOT_OPERATOR', () => [{ CHAT_ID: inWork(mark) }]],

  [
    'imopenlines.crm.chat.get',
    '403 ACCESS_DENIED',
    () => {
      noCards(grace)
      return [card(), grace]
    },
  ],
  ['imopenlines.crm.chat.get', '400 ERROR_ARGUMENT', () => [{ ...card(), CRM_ENTITY: 'x' }]],
  ...(['add', 'delete'] as const).flatMap((way): [string, string, Situation][] => {
    const method = `imopenlines.crm.chat.user.${way}`
    return [
      [
        method,
        '403 ACCESS_DENIED',
        () => {
          noCards(grace)
          return [{ ...card(), CHAT_ID: inWork(), USER_ID: grace }]
        },
      ],
      [method, '400 ERROR_ARGUMENT', () => [{ ...card(), CRM_ENTITY: 'x', USER_ID: mark }]],
      [method, '400 CHAT_NOT_IN_CRM', () => [{ ...card(), CHAT_ID: chatOfAnotherCard(), USER_ID: mark }]],
      [
        method,
        '400 CRM_CHAT_USER_NOT_ACTIVE',
        () => {
          portal.world.simulate.dismiss({ userId: grace })
          return [{ ...card(), CHAT_ID: inWork(), USER_ID: grace }]
        },
      ],
      [method, '400 WRONG_REQUEST', () => [{ ...card(), CHAT_ID: inWork(), USER_ID: way === 'add' ? anna : grace }]],
    ]
  }),
  ['imopenlines.crm.chat.user.delete', '400 CRM_CHAT_EMPTY_USER', () => [card()]],
  ['imopenlines.crm.chat.user.delete', '400 CRM_CHAT_EMPTY_CRM_DATA', () => [{ USER_ID: mark }]],
  [
    'imopenlines.crm.chat.user.delete',
    '403 CHAT_DELETE_USER_PERMISSION_DENIED',
    () => [{ ...card(), CHAT_ID: inWork(), USER_ID: anna }, areaManager],
  ],
  [
    'imopenlines.crm.message.add',
    '400 CHAT_NOT_IN_CRM',
    () => [{ ...card(), USER_ID: anna, CHAT_ID: portal.waiting(), MESSAGE: 'Hello' }],
  ],
  [
    'imopenlines.crm.message.add',
    '400 CANCELED',
    () => [{ ...card(), USER_ID: anna, CHAT_ID: inWork(mark), MESSAGE: 'Hello' }],
  ],
  [
    'imopenlines.crm.message.add',
    '403 ACCESS_DENIED',
    () => {
      noCards(grace)
      return [{ ...card(), USER_ID: grace, CHAT_ID: inWork(), MESSAGE: 'Hello' }, grace]
    },
  ],
  [
    'imopenlines.crm.message.add',
    '400 ERROR_ARGUMENT',
    () => [{ ...card(), USER_ID: anna, CHAT_ID: inWork(), MESSAGE: '0' }],
  ],
  ['imopenlines.dialog.get', '400 ACCESS_ERROR', () => [{ CHAT_ID: 999_999 }]],
  ['imopenlines.session.history.get', '400 MISSING_REQUIRED_PARAM', () => [{}]],
  ['imopenlines.session.history.get', '400 INVALID_SESSION_ID', () => [{ CHAT_ID: 1 }]],
  ['imopenlines.session.history.get', '400 ACCESS_DENIED', () => [{ SESSION_ID: 318 }, areaManager]],

  ['im.chat.mute', '400 CHAT_ID_EMPTY', () => [{}]],
  ['im.chat.mute', '400 DIALOG_ID_EMPTY', () => [{ DIALOG_ID: 'chat' }]],
  ['im.chat.mute', '403 ACCESS_ERROR', () => [{ CHAT_ID: inWork(mark) }]],
  ['im.chat.leave', '400 CHAT_ID_EMPTY', () => [{}]],
  ['im.chat.leave', '403 ACCESS_ERROR', () => [{ CHAT_ID: 1 }]],
  ['im.chat.leave', '403 ACCESS_DENIED_KICK', () => [{ CHAT_ID: inWork(mark) }]],
  ['im.chat.user.add', '400 CHAT_ID_EMPTY', () => [{ USERS: [mark] }]],
  ['im.chat.user.add', '403 ACCESS_ERROR', () => [{ CHAT_ID: 1, USERS: [mark] }]],
  ['im.chat.user.add', '403 ACCESS_DENIED_EXTEND', () => [{ CHAT_ID: teamChat(), USERS: [mark] }, grace]],
  ['im.chat.user.delete', '400 CHAT_ID_EMPTY', () => [{ USER_ID: mark }]],
  ['im.chat.user.delete', '400 USER_ID_EMPTY', () => [{ CHAT_ID: teamChat() }]],
  ['im.chat.user.delete', '403 ACCESS_ERROR', () => [{ CHAT_ID: inWork(), USER_ID: mark }]],
  ['im.chat.user.delete', '403 ACCESS_DENIED_KICK', () => [{ CHAT_ID: teamChat(), USER_ID: anna }, mark]],
  ['im.chat.user.delete', '400 USER_NOT_FOUND', () => [{ CHAT_ID: teamChat(), USER_ID: grace }]],

  ['im.message.add', '400 MESSAGE_EMPTY', () => [{ DIALOG_ID: 'chat1', MESSAGE: '' }]],
  ['im.message.add', '400 PARAMS_ERROR', () => [{ MESSAGE: 'Hello' }]],
  ['im.message.add', '400 USER_ID_EMPTY', () => [{ DIALOG_ID: 'me', MESSAGE: 'Hello' }]],
  ['im.message.add', '400 USER_NOT_FOUND', () => [{ DIALOG_ID: '999999', MESSAGE: 'Hello' }]],
  ['im.message.add', '400 CHAT_ID', () => [{ DIALOG_ID: 'chatArray', MESSAGE: 'Hello' }]],
  ['im.message.add', '400 ACCESS_ERROR', () => [{ DIALOG_ID: `chat${inWork(mark)}`, MESSAGE: 'Hello' }]],
  ['im.message.add', '400 ATTACH_ERROR', () => [{ DIALOG_ID: 'chat1', MESSAGE: 'Hello', ATTACH: '{' }]],
  [
    'im.message.add',
    '400 ATTACH_OVERSIZE',
    () => [{ DIALOG_ID: 'chat1', MESSAGE: 'Hello', ATTACH: [{ MESSAGE: 'x'.repeat(60_000) }] }],
  ],
  ['im.message.add', '400 KEYBOARD_ERROR', () => [{ DIALOG_ID: 'chat1', MESSAGE: 'Hello', KEYBOARD: '{' }]],
  ['im.message.add', '400 MENU_ERROR', () => [{ DIALOG_ID: 'chat1', MESSAGE: 'Hello', MENU: '{' }]],
  ['im.message.add', '400 REPLY_ACCESS_ERROR', () => [{ DIALOG_ID: 'chat1', MESSAGE: 'Hello', REPLY_ID: 3 }]],
  [
    'im.message.add',
    '400 REPLY_FROM_OTHER_CHAT_ERROR',
    () => [{ DIALOG_ID: `chat${inWork()}`, MESSAGE: 'Hello', REPLY_ID: foreignMessage() }],
  ],

  ['im.recent.unread', '400 DIALOG_ID_EMPTY', () => [{}]],
  ['im.recent.pin', '400 DIALOG_ID_EMPTY', () => [{}]],
  ['im.recent.pin', '400 ACCESS_ERROR', () => [{ DIALOG_ID: `chat${inWork(mark)}` }]],
  ['im.recent.hide', '400 DIALOG_ID_EMPTY', () => [{}]],
  ['im.dialog.messages.get', '400 DIALOG_ID_EMPTY', () => [{ DIALOG_ID: 'chatArray' }]],
  ['im.dialog.messages.get', '400 FIRST_ID_STRING', () => [{ DIALOG_ID: 'chat1', FIRST_ID: 'x' }]],
  ['im.dialog.messages.get', '400 LAST_ID_STRING', () => [{ DIALOG_ID: 'chat1', LAST_ID: 'x' }]],
  ['im.dialog.messages.get', '403 ACCESS_ERROR', () => [{ DIALOG_ID: `chat${closed()}` }]],
  ['im.dialog.users.list', '400 DIALOG_ID_EMPTY', () => [{}]],
  ['im.dialog.users.list', '403 ACCESS_ERROR', () => [{ DIALOG_ID: `chat${inWork(mark)}` }]],
  ['im.user.get', '400 ID_EMPTY', () => [{ ID: 0 }]],
  ['im.user.get', '400 USER_NOT_EXISTS', () => [{ ID: 999_999 }]],
  ['im.user.get', '400 ACCESS_DENIED', () => [{ ID: mark }, portal.world.showcase.people.partner]],

  ...(['update', 'delete'] as const).flatMap((way): [string, string, Situation][] => [
    [`im.message.${way}`, '400 MESSAGE_ID_ERROR', () => [{ MESSAGE_ID: 0, MESSAGE: 'Hello' }]],
    [
      `im.message.${way}`,
      '400 CANT_EDIT_MESSAGE',
      () => [{ MESSAGE_ID: portal.world.state.chat(inWork(mark))!.messages.last!.id, MESSAGE: 'Hello' }],
    ],
  ]),
  ['im.message.like', '400 MESSAGE_ID_ERROR', () => [{ MESSAGE_ID: 0 }]],
  ['im.message.like', '400 WITHOUT_CHANGES', () => [{ MESSAGE_ID: lastOf(inWork()), ACTION: 'minus' }]],
  ['im.message.share', '400 MESSAGE_ID_ERROR', () => [{ MESSAGE_ID: 0, DIALOG_ID: 'chat1', TYPE: 'CHAT' }]],
  ['im.message.share', '400 DIALOG_ID_EMPTY', () => [{ MESSAGE_ID: lastOf(inWork()), TYPE: 'CHAT' }]],
  [
    'im.message.share',
    '400 ACCESS_ERROR',
    () => [{ MESSAGE_ID: lastOf(inWork()), DIALOG_ID: `chat${inWork(mark)}`, TYPE: 'CHAT' }],
  ],
  [
    'im.message.share',
    '400 PARAMS_ERROR',
    () => {
      const chatId = inWork()
      return [{ MESSAGE_ID: lastOf(chatId), DIALOG_ID: `chat${chatId}`, TYPE: 'SONG' }]
    },
  ],
  ...line('imopenlines.message.quick.save', { MESSAGE_ID: 1 }),
  ['imopenlines.message.quick.save', '400 CANT_SAVE_QUICK_ANSWER', () => [{ CHAT_ID: inWork(), MESSAGE_ID: 1 }]],
  ['im.v2.File.upload', '400 FILE_EMPTY', () => [upload('')]],
  ['im.v2.File.upload', '400 FILE_INVALID_CONTENT', () => [upload('?')]],
  ['im.v2.File.upload', '400 CHAT_NOT_FOUND', () => [{ ...upload('QQ=='), dialogId: 'chat999999' }]],
  ['im.v2.File.upload', '403 ACCESS_DENIED', () => [upload('QQ==', inWork(mark))]],
  ['im.v2.File.upload', '400 FILE_UPLOAD_FAILED', () => [uploadToFullDisk('source')]],
  ['im.v2.File.upload', '400 UPLOAD_FAILED', () => [uploadToFullDisk('documents')]],
  ['im.v2.File.download', '400 FILE_NOT_FOUND', () => [{ dialogId: `chat${inWork()}`, fileId: 1 }]],
  ['im.v2.File.download', '403 ACCESS_DENIED', () => [{ dialogId: `chat${inWork(mark)}`, fileId: 1 }]],
  ['disk.folder.uploadFile', '400 ERROR_NOT_FOUND', () => [{ id: 1 }]],
  ['disk.folder.uploadFile', '400 ACCESS_DENIED', () => [toFolder(), grace]],
  ['disk.folder.uploadFile', '400 DISK_BASE_SERVICE_22001', () => [{ ...toFolder(), fileContent: ['', 'QQ=='] }]],
  [
    'disk.folder.uploadFile',
    '400 ERROR_COULD_NOT_SAVE_FILE',
    () => {
      portal.world.state.diskIsFull = true
      return [toFolder()]
    },
  ],
  ...(['im.disk.folder.get', 'im.disk.file.commit'] as const).flatMap((method): [string, string, Situation][] => [
    [method, '400 CHAT_ID_EMPTY', () => [{ CHAT_ID: 0 }]],
    [method, '403 ACCESS_ERROR', () => [{ CHAT_ID: inWork(mark) }]],
  ]),
  ['im.disk.file.commit', '400 FILES_ERROR', () => [{ CHAT_ID: inWork() }]],
  ['im.disk.file.commit', '400 SAVE_ERROR', () => [{ CHAT_ID: inWork(), FILE_ID: 999_999 }]],
  ['im.dialog.get', '400 DIALOG_ID_EMPTY', () => [{}]],
  ['im.dialog.get', '403 ACCESS_ERROR', () => [{ DIALOG_ID: `chat${inWork(mark)}` }]],
  ['im.dialog.read', '400 DIALOG_ID_EMPTY', () => [{}]],
  ['im.dialog.messages.search', '400 CHAT_ID_EMPTY', () => [{ SEARCH_MESSAGE: 'Hello' }]],
  ['im.dialog.messages.search', '403 ACCESS_ERROR', () => [{ CHAT_ID: inWork(mark), SEARCH_MESSAGE: 'Hello' }]],
  ['im.search.user.list', '400 FIND_SHORT', () => [{ FIND: 'a' }]],
  ['im.user.list.get', '400 INVALID_FORMAT', () => [{}]],
  ['imopenlines.config.get', '400 CONFIG_ID_EMPTY', () => [{}]],
  ['imopenlines.config.list.get', '400 INVALID_FORMAT', () => [{ PARAMS: { limit: -1 } }]],
  ['imopenlines.v2.QuickReply.list', '400 INVALID_LINE_ID', () => [{ lineId: 999 }]],
  [
    'imopenlines.v2.QuickReply.list',
    '404 ERROR_METHOD_NOT_FOUND',
    () => {
      portal.world.state.behaviour.quickReplies = false
      return [{ lineId: 1 }]
    },
  ],
  ['lists.element.get', '400 ERROR_REQUIRED_PARAMETERS_MISSING', () => [{}]],
  ['lists.element.get', '400 ERROR_IBLOCK_NOT_FOUND', () => [{ IBLOCK_TYPE_ID: 'lists', IBLOCK_ID: 7 }]],
  ['lists.element.get', '400 ACCESS_DENIED', () => [{ IBLOCK_TYPE_ID: 'lists', IBLOCK_ID: 181 }, grace]],

  ['crm.item.get', '400 NOT_FOUND', () => [{ entityTypeId: 2, id: 999_999 }]],
  [
    'crm.item.get',
    '400 ACCESS_DENIED',
    () => {
      noCards(grace)
      return [{ entityTypeId: 2, id: portal.world.showcase.deal }, grace]
    },
  ],
  ...(
    [
      ['crm.deal.contact.items.get', 'deal', '400 '],
      ['crm.lead.contact.items.get', 'lead', '400 '],
      ['crm.company.contact.items.get', 'company', '400 '],
      ['crm.contact.company.items.get', 'contact', '200 '],
    ] as const
  ).flatMap(([method, type, invalid]): [string, string, Situation][] => [
    [method, invalid, () => [{ id: 0 }]],
    [
      method,
      '400 ACCESS_DENIED',
      () => {
        noCards(grace)
        return [{ id: portal.world.showcase[type] }, grace]
      },
    ],
  ]),
  ['crm.lead.contact.items.get', '400 NOT_FOUND', () => [{ id: 999_999 }]],
]

/** Documented but not produced here, with the reason. */
const NOT_MET: readonly (readonly [RegExp, string])[] = [
  [/ USER_ID$/, 'a call with an app’s token always has a user'],
  [/ IM_NOT_INSTALLED$/, 'open channels need the messenger, so it is there'],
  [/^imopenlines\.crm\.message\.add MESSAGE_ADD_ERROR$/, 'the portal’s last resort; nothing tells when'],
  [/^im\.message\.update (?:ATTACH|KEYBOARD|MENU)_/i, 'the app sends none'],
  [/^im\.v2\.File\.upload (?:FILE_)?(?:FOLDER_ERROR|SEND_FAILED)$/, 'failures inside the portal; nothing tells when'],
  [/^im\.v2\.File\.upload FILE_TOO_LARGE$/, 'wants an upload of more than 100 MB'],
  [/^disk\.folder\.uploadFile ERROR_ARGUMENT$/, 'the app always names the folder'],
  [/^im\.disk\.\S+ DIALOG_ID_EMPTY$/, 'the app passes CHAT_ID'],
  [/^imopenlines\.v2\.QuickReply\.list 100$/, 'the app always names the line'],
  [/^crm\.activity\.list /, 'the app passes a map, over https'],
  [/^(?:app|batch|placement|pull|user)[. ]/, 'not of the world: application.test.ts, rest-server.test.ts'],
  [/^crm\.item\.get allowed_only_intranet_user$/, 'refused before the method runs: odd-people.test.ts'],
]

describe('a situation that ends in', () => {
  test.each(SITUATIONS)('%s: %s', (method, refusal, situation) => {
    const [params, userId] = situation()
    expect(portal.refusal(method, params, userId)).toBe(refusal)
  })
})

describe('the documented codes', () => {
  const met = new Map(
    SITUATIONS.map(([method, refusal]) => [`${method} ${refusal.slice(4)}`, Number(refusal.slice(0, 3))]),
  )
  const all = Object.entries(documented).flatMap(([method, errors]) =>
    errors.map(({ code, status }) => ({ name: `${method} ${code}`, status })),
  )
  const excused = (name: string): boolean => NOT_MET.some(([pattern]) => pattern.test(name))

  test('are all met or excused, and nothing else is met', () => {
    expect(all.length).toBeGreaterThan(100)
    expect(all.map(({ name }) => name).filter((name) => !met.has(name) && !excused(name))).toEqual([])
    const names = new Set(all.map(({ name }) => name))
    expect([...met.keys()].filter((name) => !names.has(name))).toEqual([])
    expect([...met.keys()].filter(excused)).toEqual([])
  })

  test('come with the documented status', () => {
    const wrong = all.filter(({ name, status }) => met.has(name) && status !== null && met.get(name) !== status)
    expect(wrong).toEqual([])
  })

  test('are excused only where they are documented', () => {
    for (const [pattern, reason] of NOT_MET)
      expect([reason, all.some(({ name }) => pattern.test(name))]).toEqual([reason, true])
  })
})

describe('an older portal', () => {
  test('answers true to the second of two who answer at once, and to who has the chat already', () => {
    portal.world.simulate.setAnswering({ older: true })
    const CHAT_ID = portal.waiting()
    expect(portal.call('imopenlines.operator.answer', { CHAT_ID }, mark)).toBe(true)
    expect(portal.call('imopenlines.operator.answer', { CHAT_ID }, anna)).toBe(true)
    expect(portal.call('imopenlines.operator.answer', { CHAT_ID }, mark)).toBe(true)
    expect(portal.world.state.chat(CHAT_ID)?.owner).toBe(mark)
  })

  test('lets a later answer take the chat, as every portal does', () => {
    const CHAT_ID = portal.waiting()
    portal.call('imopenlines.operator.answer', { CHAT_ID }, mark)
    portal.world.simulate.setAnswering({ lockMs: 0 })
    expect(portal.call('imopenlines.operator.answer', { CHAT_ID }, anna)).toBe(true)
    expect(portal.world.state.chat(CHAT_ID)?.owner).toBe(anna)
  })
})
