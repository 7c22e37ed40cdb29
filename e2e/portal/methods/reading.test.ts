import { beforeEach, describe, expect, test } from 'vitest'
import { PEOPLE, createTestPortal, type TestPortal } from './test-portal.ts'

const { anna, mark, grace } = PEOPLE

interface Row {
  id: number
  text: string
  unread: boolean
  author_id: number
}

let portal: TestPortal
let laura: number

beforeEach(() => {
  portal = createTestPortal()
  laura = portal.world.state
    .chatsOf({ type: 'deal', id: 1482 })
    .find((chat) => chat.connectors[0] === 'telegrambot')!.id
})

const page = (params: Record<string, unknown> = {}, chatId = laura): Row[] =>
  portal.call<{ messages: Row[] }>('im.dialog.messages.get', { DIALOG_ID: `chat${chatId}`, ...params }).messages

const ids = (rows: readonly Row[]): number[] => rows.map((row) => row.id)
const descending = (list: readonly number[]): number[] => list.toSorted((a, b) => b - a)

describe('im.dialog.messages.get', () => {
  test('newest first, twenty at a time, at most fifty', () => {
    const rows = page()
    expect(rows).toHaveLength(20)
    expect(rows[0]?.text).toBe('Great! And could we see it with the oak worktop?')
    expect(ids(rows)).toEqual(descending(ids(rows)))
    expect(page({ LIMIT: 500 })).toHaveLength(50)
  })

  test('paging back with LAST_ID meets every message once', () => {
    const all: number[] = []
    for (
      let last = 0, rows = page({ LAST_ID: 0, LIMIT: 50 });
      rows.length > 0;
      rows = page({ LAST_ID: last, LIMIT: 50 })
    ) {
      all.push(...ids(rows))
      last = rows.at(-1)?.id ?? 0
    }
    expect(all.length).toBeGreaterThan(140)
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBe(portal.world.state.chat(laura)?.messages.length)
  })

  test('FIRST_ID goes forward, oldest first, and wins over LAST_ID', () => {
    const [newest, second, third] = ids(page())
    expect(ids(page({ FIRST_ID: third, LAST_ID: 1 }))).toEqual([second, newest])
    const start = ids(page({ FIRST_ID: 0, LIMIT: 5 }))
    expect(start).toEqual(start.toSorted((a, b) => a - b))
    expect(start).toHaveLength(5)
  })

  test('without an id it begins at the first unread one when more than a page waits', () => {
    portal.world.simulate.clientWrites({ chatId: laura, text: 'Hello', count: 30 })
    const rows = page({ LIMIT: 10 })
    expect(rows[0]?.text).toBe('That works for us 🙌')
    expect(rows.every((row) => row.unread)).toBe(true)
    expect(page({ LIMIT: 10, LAST_ID: 0 })[0]?.text).toBe('Hello (30)')
    expect(page({ LIMIT: 50 })[0]?.text).toBe('Hello (30)')
  })

  test('ids are digits', () => {
    const get = (params: object) => portal.refusal('im.dialog.messages.get', { DIALOG_ID: `chat${laura}`, ...params })
    expect(get({ LAST_ID: 'abc' })).toBe('400 LAST_ID_STRING')
    expect(get({ FIRST_ID: '-1' })).toBe('400 FIRST_ID_STRING')
    expect(get({ LAST_ID: [5] })).toBe('400 LAST_ID_STRING')
    expect(get({ LAST_ID: '0123' })).toBe('ok')
  })

  test('a reference that missed is refused, a bare list hits chat 1', () => {
    expect(portal.refusal('im.dialog.messages.get', { DIALOG_ID: 'chatArray' })).toBe('400 DIALOG_ID_EMPTY')
    expect(portal.refusal('im.dialog.messages.get', { DIALOG_ID: ['chat7'] })).toBe('400 DIALOG_ID_EMPTY')
    expect(portal.call<{ name: string }>('imopenlines.dialog.get', { CHAT_ID: [{ CHAT_ID: '7' }] }).name).toBe(
      'General chat',
    )
    expect(portal.refusal('imopenlines.dialog.get', { CHAT_ID: '0Array' })).toBe('400 ACCESS_ERROR')
    expect(portal.refusal('imopenlines.dialog.get', { DIALOG_ID: 'chatArray' })).toBe('400 ACCESS_ERROR')
  })

  test('who was added late sees what came after', () => {
    portal.call('imopenlines.crm.chat.user.add', {
      CRM_ENTITY_TYPE: 'deal',
      CRM_ENTITY: 1482,
      USER_ID: 16,
      CHAT_ID: laura,
    })
    portal.world.simulate.clientWrites({ chatId: laura, text: 'For the newcomer' })
    const { messages } = portal.call<{ messages: Row[] }>('im.dialog.messages.get', { DIALOG_ID: `chat${laura}` }, 16)
    expect(messages.map((row) => row.text)).toEqual(['For the newcomer', expect.stringContaining('invited')])
  })
})

describe('reading', () => {
  test('marks what was read, and never back', () => {
    const [newest, second] = page()
    const read = (id?: number) =>
      portal.call<{ counter: number }>('im.dialog.read', {
        DIALOG_ID: `chat${laura}`,
        ...(id ? { MESSAGE_ID: id } : {}),
      })
    expect(read(second?.id).counter).toBe(1)
    expect(read(1).counter).toBe(1)
    expect(read().counter).toBe(0)
    portal.call('im.dialog.unread', { DIALOG_ID: `chat${laura}`, MESSAGE_ID: newest?.id })
    expect(
      portal.call<{ counter: number; unread_id: number }>('im.dialog.get', { DIALOG_ID: `chat${laura}` }),
    ).toMatchObject({
      counter: 1,
      unread_id: newest?.id,
    })
  })

  test('the recent list tells the state of my chats only', () => {
    const rows = () =>
      portal.call<{ items: { chat_id: number; counter: number; lines?: { status: number } }[] }>('im.recent.list', {
        SKIP_CHAT: 'Y',
        SKIP_DIALOG: 'Y',
        LIMIT: 200,
      }).items
    expect(rows().find((row) => row.chat_id === laura)).toMatchObject({ counter: 2, lines: { status: 25 } })
    portal.world.simulate.finish({ chatId: laura })
    expect(rows().map((row) => row.chat_id)).not.toContain(laura)
  })
})

describe('imopenlines.session.history.get', () => {
  interface History {
    sessionId: number
    message: Record<string, { text: string; params: Record<string, unknown> }>
  }

  const history = (params: Record<string, unknown>, userId?: number) =>
    portal.call<History>('imopenlines.session.history.get', params, userId)

  test('a chat gives its last session, a session id that session', () => {
    expect(history({ CHAT_ID: laura }).sessionId).toBe(324)
    const closed = history({ SESSION_ID: 318, CHAT_ID: laura })
    expect(closed.sessionId).toBe(318)
    expect(Object.values(closed.message).map(({ text }) => text)).toContain(
      'Then see you tomorrow, have a nice evening!',
    )
  })

  test('the ids of earlier sessions stand in the separators', () => {
    const texts = page({ LIMIT: 50 }).map((row) => row.text)
    expect(texts.some((text) => text.includes('[URL=/online/?IM_HISTORY=imol|318]318[/URL]'))).toBe(true)
    const start = Object.values(history({ SESSION_ID: 324 }).message)[0]
    expect(start?.params).toMatchObject({
      class: 'bx-messenger-content-item-ol-start',
      componentId: 'StartDialogMessage',
    })
  })

  test('open to those who see the card, and to nobody else', () => {
    expect(history({ SESSION_ID: 318 }, grace).sessionId).toBe(318)
    portal.world.simulate.setRight({ userId: grace, cards: 'none' })
    expect(portal.refusal('imopenlines.session.history.get', { SESSION_ID: 318 }, grace)).toBe('400 ACCESS_DENIED')
    portal.world.simulate.setRight({ userId: grace, canSeeHistory: true })
    expect(history({ SESSION_ID: 318 }, grace).sessionId).toBe(318)
  })

  test('no id, no session', () => {
    expect(portal.refusal('imopenlines.session.history.get')).toBe('400 MISSING_REQUIRED_PARAM')
    expect(portal.refusal('imopenlines.session.history.get', { CHAT_ID: [1] })).toBe('400 INVALID_SESSION_ID')
    expect(portal.refusal('imopenlines.session.history.get', { SESSION_ID: 999_999 })).toBe('400 ACCESS_DENIED')
  })

  test('a closed chat is read by its card alone', () => {
    const chatId = portal.answeredBy(mark)
    portal.world.simulate.finish({ chatId })
    expect(portal.refusal('im.dialog.messages.get', { DIALOG_ID: `chat${chatId}` })).toBe('403 ACCESS_ERROR')
    expect(Object.keys(history({ CHAT_ID: chatId }).message).length).toBeGreaterThan(2)
  })
})

describe('delivery', () => {
  test('a reply waits for its channel until that confirms', () => {
    portal.world.simulate.holdDelivery({ chatId: laura })
    const messageId = portal.call<number>('imopenlines.crm.message.add', {
      CRM_ENTITY_TYPE: 'deal',
      CRM_ENTITY: 1482,
      USER_ID: anna,
      CHAT_ID: laura,
      MESSAGE: 'On its way',
    })
    const params = () => (page()[0] as unknown as { id: number; params: Record<string, unknown> }).params
    expect(page()[0]?.id).toBe(messageId)
    expect(params()).toMatchObject({ SENDING: 'Y' })
    portal.world.simulate.deliver({ chatId: laura })
    expect(params()).toMatchObject({ IS_DELIVERED: 'Y', CONNECTOR_MID: [expect.any(String)] })
  })
})
