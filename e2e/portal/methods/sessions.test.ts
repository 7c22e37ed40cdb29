import { beforeEach, describe, expect, test } from 'vitest'
import { PEOPLE, createTestPortal, type TestPortal } from './test-portal.ts'

const { anna, mark, olivia, grace } = PEOPLE

interface Dialog {
  owner: number
  role: string
  counter: number
  entity_data_1: string
  entity_data_3: string
}

let portal: TestPortal

beforeEach(() => {
  portal = createTestPortal()
})

const dialog = (chatId: number): Dialog => portal.call('imopenlines.dialog.get', { CHAT_ID: chatId })
const part = (chatId: number, index: number): string => dialog(chatId).entity_data_1.split('|')[index] ?? ''
const members = (chatId: number): number[] => [...(portal.world.state.chat(chatId)?.members.keys() ?? [])]
const clientOf = (chatId: number): number => portal.world.state.chat(chatId)?.clientId ?? 0
const statusOf = (chatId: number): number => portal.world.chats().find((chat) => chat.chatId === chatId)?.status ?? -1

const listed = (activeOnly?: string): number[] =>
  portal
    .call<{ CHAT_ID: string }[]>('imopenlines.crm.chat.get', {
      CRM_ENTITY_TYPE: 'deal',
      CRM_ENTITY: portal.world.showcase.deal,
      ...(activeOnly === undefined ? {} : { ACTIVE_ONLY: activeOnly }),
    })
    .map((row) => Number(row.CHAT_ID))

describe('chats of a card', () => {
  test('the default list hides exactly those who wait, and those who are done', () => {
    const waiting = portal.waiting()
    const closed = portal.answeredBy(anna)
    portal.world.simulate.finish({ chatId: closed })
    const working = portal.answeredBy(anna)
    for (const active of [listed(), listed('Y'), listed('yes')]) {
      expect(active).toContain(working)
      expect(active).not.toContain(waiting)
      expect(active).not.toContain(closed)
    }
    expect(listed('N')).toEqual(expect.arrayContaining([waiting, working, closed]))
  })

  test('the newest change comes first', () => {
    const first = portal.answeredBy(anna)
    portal.world.state.session(Number(part(first, 5)))!.session.modifiedAt += 60_000
    expect(listed('N')[0]).toBe(first)
  })

  test('a channel that is switched off takes its rows away', () => {
    const chatId = portal.answeredBy(anna)
    portal.world.simulate.switchConnector({ connector: 'livechat', on: false })
    expect(listed('N')).not.toContain(chatId)
    portal.world.simulate.switchConnector({ connector: 'livechat', on: true })
    expect(listed('N')).toContain(chatId)
  })

  test('types, ids and rights are checked', () => {
    const get = (CRM_ENTITY_TYPE: unknown, CRM_ENTITY: unknown) =>
      portal.refusal('imopenlines.crm.chat.get', { CRM_ENTITY_TYPE, CRM_ENTITY })
    expect(get('', 1482)).toBe('400 ERROR_ARGUMENT')
    expect(get('deal', '')).toBe('400 ERROR_ARGUMENT')
    expect(get('deal', '1482x')).toBe('400 ERROR_ARGUMENT')
    expect(get('deal', -1)).toBe('400 ERROR_ARGUMENT')
    expect(portal.call('imopenlines.crm.chat.get', { CRM_ENTITY_TYPE: 'quote', CRM_ENTITY: 1 })).toEqual([])
    portal.world.simulate.setRight({ userId: anna, cards: [{ type: 'deal', id: 1483 }] })
    expect(get('deal', 1482)).toBe('403 ACCESS_DENIED')
    expect(get('deal', 1483)).toBe('ok')
  })
})

describe('answering', () => {
  test('a waiting chat becomes mine and the rest of the queue leaves', () => {
    const chatId = portal.waiting()
    expect(dialog(chatId).owner).toBe(0)
    expect(members(chatId)).toEqual(expect.arrayContaining([anna, mark, olivia]))
    portal.call('imopenlines.operator.answer', { CHAT_ID: chatId })
    expect(dialog(chatId)).toMatchObject({ owner: anna, role: 'owner', counter: 0 })
    expect(new Set(members(chatId))).toEqual(new Set([anna, clientOf(chatId)]))
    expect(portal.refusal('imopenlines.operator.answer', { CHAT_ID: chatId })).toBe(
      '400 IMOL_CHAT_ERROR_ANSWER_ALREADY_RESPONSIBLE',
    )
  })

  test('it takes the chat from a colleague who was faster', () => {
    const chatId = portal.waiting()
    portal.world.simulate.colleagueTakes({ chatId })
    expect(dialog(chatId).owner).toBe(mark)
    expect(portal.refusal('imopenlines.operator.answer', { CHAT_ID: chatId })).toBe('ok')
    expect(dialog(chatId).owner).toBe(anna)
    expect(members(chatId)).not.toContain(mark)
  })

  test('ids that are no chat, a chat of another kind, no right', () => {
    portal.world.simulate.setRight({ userId: grace, cards: 'none' })
    const answer = (chatId: unknown, userId?: number) =>
      portal.refusal('imopenlines.operator.answer', { CHAT_ID: chatId }, userId)
    expect(answer(0)).toBe('400 CHAT_ID')
    expect(answer('abc')).toBe('400 CHAT_ID')
    expect(answer([7])).toBe('400 CHAT_TYPE')
    expect(answer(portal.waiting(), grace)).toBe('400 ACCESS_DENIED')
  })

  test('the turn follows who wrote last', () => {
    const chatId = portal.waiting()
    expect(statusOf(chatId)).toBe(0)
    portal.call('imopenlines.operator.answer', { CHAT_ID: chatId })
    expect(statusOf(chatId)).toBe(10)
    portal.world.simulate.clientWrites({ chatId })
    expect(statusOf(chatId)).toBe(20)
    portal.world.simulate.colleagueAnswers({ chatId, userId: anna })
    expect(statusOf(chatId)).toBe(40)
    portal.world.simulate.clientWrites({ chatId })
    expect(statusOf(chatId)).toBe(25)
  })
})

describe('closing', () => {
  test('empties the chat: no operator, no session, no modes', () => {
    const chatId = portal.answeredBy(anna)
    portal.call('imopenlines.session.mode.pin', { CHAT_ID: chatId })
    portal.call('imopenlines.session.mode.silent', { CHAT_ID: chatId, ACTIVATE: 'Y' })
    expect([part(chatId, 3), dialog(chatId).entity_data_3]).toEqual(['Y', 'Y'])
    portal.call('imopenlines.operator.finish', { CHAT_ID: chatId })
    expect(dialog(chatId)).toMatchObject({ owner: 0, role: 'guest', entity_data_3: 'N' })
    expect([part(chatId, 3), part(chatId, 4), part(chatId, 5)]).toEqual(['N', 'N', '0'])
    expect(members(chatId)).toEqual([clientOf(chatId)])
    expect(portal.refusal('im.dialog.messages.get', { DIALOG_ID: `chat${chatId}` })).toBe('403 ACCESS_ERROR')
  })

  test('waits for the rating where the line asks for one', () => {
    const { chatId } = portal.world.simulate.newClientChat({
      type: 'deal',
      id: 1482,
      connector: 'livechat',
      lineId: 2,
    }) as { chatId: number }
    portal.call('imopenlines.operator.finish', { CHAT_ID: chatId }, 14)
    expect([statusOf(chatId), part(chatId, 4), dialog(chatId).owner]).toEqual([50, 'Y', 14])
    portal.world.simulate.clientRates({ chatId, like: true })
    expect([statusOf(chatId), dialog(chatId).owner]).toEqual([60, 0])
  })

  test('a colleague’s chat is not mine to finish but the line lets me end it', () => {
    const chatId = portal.answeredBy(mark)
    expect(portal.refusal('imopenlines.operator.finish', { CHAT_ID: chatId })).toBe('400 ACCESS_DENIED')
    expect(portal.refusal('imopenlines.operator.another.finish', { CHAT_ID: chatId })).toBe('ok')
    expect(statusOf(chatId)).toBe(60)
  })

  test('a new message of the client opens a new session in the queue', () => {
    const chatId = portal.answeredBy(anna)
    const before = part(chatId, 5)
    portal.world.simulate.finish({ chatId })
    portal.world.simulate.clientWrites({ chatId, text: 'One more thing' })
    expect(statusOf(chatId)).toBe(0)
    expect(Number(part(chatId, 5))).toBeGreaterThan(Number(before))
  })

  test('starting opens a session of my own with everything to read', () => {
    const chatId = portal.answeredBy(anna)
    portal.world.simulate.finish({ chatId })
    portal.call('imopenlines.session.start', { CHAT_ID: chatId })
    expect([statusOf(chatId), dialog(chatId).owner]).toEqual([10, anna])
    const { messages } = portal.call<{ messages: { text: string }[] }>('im.dialog.messages.get', {
      DIALOG_ID: `chat${chatId}`,
    })
    expect(messages.map(({ text }) => text)).toContain('Good day!')
  })

  test('starting on an open session only sits in', () => {
    const chatId = portal.answeredBy(mark)
    portal.call('imopenlines.session.start', { CHAT_ID: chatId })
    expect(dialog(chatId)).toMatchObject({ owner: mark, role: 'member' })
  })
})

describe('handing on', () => {
  test('intercept takes it, the former operator leaves', () => {
    const chatId = portal.answeredBy(mark)
    portal.call('imopenlines.session.intercept', { CHAT_ID: chatId })
    expect(dialog(chatId).owner).toBe(anna)
    expect(members(chatId)).not.toContain(mark)
    expect(portal.refusal('imopenlines.session.intercept', { CHAT_ID: chatId })).toBe('400 OPERATOR_WRONG')
    expect(portal.refusal('imopenlines.session.intercept', { CHAT_ID: portal.waiting() })).toBe('400 OPERATOR_WRONG')
  })

  test('join sits in beside the operator, but not in a closed chat', () => {
    const chatId = portal.answeredBy(mark)
    portal.call('imopenlines.session.join', { CHAT_ID: chatId })
    expect(members(chatId)).toEqual(expect.arrayContaining([anna, mark]))
    portal.world.simulate.finish({ chatId })
    expect(portal.refusal('imopenlines.session.join', { CHAT_ID: chatId })).toBe('400 ACCESS_DENIED')
  })

  test('skip passes it on and out of my hands', () => {
    const chatId = portal.answeredBy(anna)
    portal.call('imopenlines.operator.skip', { CHAT_ID: chatId })
    expect(statusOf(chatId)).toBe(5)
    expect(members(chatId)).not.toContain(anna)
    portal.world.simulate.colleagueTakes({ chatId })
    portal.world.simulate.finish({ chatId })
    expect(portal.refusal('imopenlines.operator.skip', { CHAT_ID: chatId })).toBe('400 ACCESS_DENIED_KICK')
  })

  test('transfer to a person makes it hers, to a line nobody’s', () => {
    const chatId = portal.answeredBy(anna)
    portal.call('imopenlines.operator.transfer', { CHAT_ID: chatId, TRANSFER_ID: String(mark) })
    expect(dialog(chatId).owner).toBe(mark)
    expect(members(chatId)).not.toContain(anna)
    portal.call('imopenlines.operator.transfer', { CHAT_ID: chatId, TRANSFER_ID: 'queue2' }, mark)
    expect(members(chatId)).toEqual([clientOf(chatId)])
    expect([dialog(chatId).owner, part(chatId, 7)]).toEqual([0, '2'])
  })

  test('transfer to myself or into the void is wrong', () => {
    const chatId = portal.answeredBy(anna)
    const to = (TRANSFER_ID: string) =>
      portal.refusal('imopenlines.operator.transfer', { CHAT_ID: chatId, TRANSFER_ID })
    expect(to(String(anna))).toBe('400 OPERATOR_WRONG')
    expect(to('999999')).toBe('400 OPERATOR_WRONG')
    expect(to('queue99')).toBe('400 OPERATOR_WRONG')
    expect(portal.refusal('imopenlines.operator.transfer', { CHAT_ID: chatId })).toBe('400 TRANSFER_ID_EMPTY')
  })

  test('only the operator pins and makes a lead', () => {
    const chatId = portal.answeredBy(mark)
    expect(portal.refusal('imopenlines.session.mode.pin', { CHAT_ID: chatId })).toBe('400 ERROR_USER_NOT_OPERATOR')
    expect(portal.refusal('imopenlines.crm.lead.create', { CHAT_ID: chatId })).toBe('400 ERROR_USER_NOT_OPERATOR')
    expect(portal.refusal('imopenlines.crm.lead.create', { CHAT_ID: chatId }, mark)).toBe('ok')
  })
})
