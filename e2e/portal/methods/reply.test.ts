import { beforeEach, describe, expect, test } from 'vitest'
import { PEOPLE, createTestPortal, type TestPortal } from './test-portal.ts'

const { anna, mark, grace } = PEOPLE

describe('imopenlines.crm.message.add', () => {
  let portal: TestPortal
  let card: { CRM_ENTITY_TYPE: string; CRM_ENTITY: number }

  beforeEach(() => {
    portal = createTestPortal()
    card = { CRM_ENTITY_TYPE: 'deal', CRM_ENTITY: portal.world.showcase.deal }
  })

  const reply = (chatId: unknown, more: Record<string, unknown> = {}) =>
    portal.refusal('imopenlines.crm.message.add', {
      ...card,
      USER_ID: anna,
      CHAT_ID: chatId,
      MESSAGE: 'Hello',
      ...more,
    })

  test('reaches the client once for each call', () => {
    const chatId = portal.answeredBy(anna)
    reply(chatId, { MESSAGE: 'Twice' })
    reply(String(chatId), { MESSAGE: 'Twice' })
    expect(portal.world.clientView(chatId).filter(({ text }) => text === 'Twice')).toHaveLength(2)
  })

  test('an unanswered, a closing and a closed chat refuse', () => {
    const waiting = portal.waiting()
    const closed = portal.answeredBy(anna)
    portal.world.simulate.finish({ chatId: closed, byUserId: anna })
    expect(reply(waiting)).toBe('400 CHAT_NOT_IN_CRM')
    expect(reply(closed)).toBe('400 CHAT_NOT_IN_CRM')
    expect(reply(closingChat(portal))).toBe('400 CHAT_NOT_IN_CRM')
  })

  test('an author who is not in the chat is cancelled', () => {
    expect(reply(portal.answeredBy(mark))).toBe('400 CANCELED')
  })

  test('"0" and nothing are no message', () => {
    const chatId = portal.answeredBy(anna)
    expect(reply(chatId, { MESSAGE: '0' })).toBe('400 ERROR_ARGUMENT')
    expect(reply(chatId, { MESSAGE: '' })).toBe('400 ERROR_ARGUMENT')
    expect(reply(chatId, { MESSAGE: ' ' })).toBe('ok')
  })

  test('arguments come before rights, rights before the chat, the chat before its members', () => {
    portal.world.simulate.setRight({ userId: anna, cards: 'none' })
    expect(reply(portal.waiting(), { MESSAGE: '' })).toBe('400 ERROR_ARGUMENT')
    expect(reply(portal.waiting())).toBe('403 ACCESS_DENIED')
    portal.world.simulate.setRight({ userId: anna, cards: 'all' })
    portal.world.simulate.setRight({ userId: grace, cards: 'none' })
    expect(reply(portal.waiting(), { USER_ID: grace })).toBe('403 ACCESS_DENIED')
    expect(reply(portal.waiting(), { USER_ID: mark })).toBe('400 CHAT_NOT_IN_CRM')
    expect(reply(portal.answeredBy(anna), { USER_ID: mark })).toBe('400 CANCELED')
  })

  test('a list where the chat id belongs is not a number', () => {
    expect(reply([portal.answeredBy(anna)])).toBe('400 ERROR_ARGUMENT')
  })

  test('a refusal of the channel is told by a system message and the reply stays', () => {
    const chatId = portal.answeredBy(anna)
    portal.world.simulate.closeWindow({ chatId })
    expect(reply(chatId, { MESSAGE: 'Too late' })).toBe('ok')
    expect(portal.world.clientView(chatId).map(({ text }) => text)).not.toContain('Too late')
    const { messages } = portal.call<{ messages: { text: string; author_id: number }[] }>('im.dialog.messages.get', {
      DIALOG_ID: `chat${chatId}`,
    })
    expect(messages[0]?.author_id).toBe(0)
    expect(messages[1]?.text).toBe('Too late')
  })

  test('in silent mode it stays inside', () => {
    const chatId = portal.answeredBy(anna)
    portal.call('imopenlines.session.mode.silent', { CHAT_ID: chatId, ACTIVATE: 'Y' })
    expect(reply(chatId, { MESSAGE: 'Between us' })).toBe('ok')
    expect(portal.world.clientView(chatId).map(({ text }) => text)).not.toContain('Between us')
  })
})

/** A chat on the showcase deal that waits for its rating. */
function closingChat({ world }: TestPortal): number {
  const made = world.simulate.newClientChat({ type: 'deal', id: world.showcase.deal, connector: 'livechat', lineId: 2 })
  const { chatId } = made as { chatId: number }
  world.simulate.colleagueAnswers({ chatId, userId: anna })
  expect(world.simulate.finish({ chatId, byUserId: anna })).toEqual({ status: 50 })
  return chatId
}
