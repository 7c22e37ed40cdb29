import { beforeEach, describe, expect, test } from 'vitest'
import { PEOPLE, tryWorld, type Trial } from './test-portal.ts'

const { anna, mark, grace } = PEOPLE

describe('imopenlines.crm.message.add', () => {
  let trial: Trial
  let card: { CRM_ENTITY_TYPE: string; CRM_ENTITY: number }

  beforeEach(() => {
    trial = tryWorld()
    card = { CRM_ENTITY_TYPE: 'deal', CRM_ENTITY: trial.world.showcase.deal }
  })

  const reply = (chatId: unknown, more: Record<string, unknown> = {}) =>
    trial.refusal('imopenlines.crm.message.add', { ...card, USER_ID: anna, CHAT_ID: chatId, MESSAGE: 'Hello', ...more })

  test('reaches the client once for each call', () => {
    const chatId = trial.answeredBy(anna)
    reply(chatId, { MESSAGE: 'Twice' })
    reply(String(chatId), { MESSAGE: 'Twice' })
    expect(trial.world.clientView(chatId).filter(({ text }) => text === 'Twice')).toHaveLength(2)
  })

  test('an unanswered, a closing and a closed chat refuse', () => {
    const waiting = trial.waiting()
    const closed = trial.answeredBy(anna)
    trial.world.simulate.finish({ chatId: closed, byUserId: anna })
    expect(reply(waiting)).toBe('400 CHAT_NOT_IN_CRM')
    expect(reply(closed)).toBe('400 CHAT_NOT_IN_CRM')
    expect(reply(closingChat(trial))).toBe('400 CHAT_NOT_IN_CRM')
  })

  test('an author who is not in the chat is cancelled', () => {
    expect(reply(trial.answeredBy(mark))).toBe('400 CANCELED')
  })

  test('"0" and nothing are no message', () => {
    const chatId = trial.answeredBy(anna)
    expect(reply(chatId, { MESSAGE: '0' })).toBe('400 ERROR_ARGUMENT')
    expect(reply(chatId, { MESSAGE: '' })).toBe('400 ERROR_ARGUMENT')
    expect(reply(chatId, { MESSAGE: ' ' })).toBe('ok')
  })

  test('arguments come before rights, rights before the chat, the chat before its members', () => {
    trial.world.simulate.setRight({ userId: anna, cards: 'none' })
    expect(reply(trial.waiting(), { MESSAGE: '' })).toBe('400 ERROR_ARGUMENT')
    expect(reply(trial.waiting())).toBe('403 ACCESS_DENIED')
    trial.world.simulate.setRight({ userId: anna, cards: 'all' })
    trial.world.simulate.setRight({ userId: grace, cards: 'none' })
    expect(reply(trial.waiting(), { USER_ID: grace })).toBe('403 ACCESS_DENIED')
    expect(reply(trial.waiting(), { USER_ID: mark })).toBe('400 CHAT_NOT_IN_CRM')
    expect(reply(trial.answeredBy(anna), { USER_ID: mark })).toBe('400 CANCELED')
  })

  test('a list where the chat id belongs is not a number', () => {
    expect(reply([trial.answeredBy(anna)])).toBe('400 ERROR_ARGUMENT')
  })

  test('a refusal of the channel is told by a system message and the reply stays', () => {
    const chatId = trial.answeredBy(anna)
    trial.world.simulate.closeWindow({ chatId })
    expect(reply(chatId, { MESSAGE: 'Too late' })).toBe('ok')
    expect(trial.world.clientView(chatId).map(({ text }) => text)).not.toContain('Too late')
    const { messages } = trial.call<{ messages: { text: string; author_id: number }[] }>('im.dialog.messages.get', {
      DIALOG_ID: `chat${chatId}`,
    })
    expect(messages[0]?.author_id).toBe(0)
    expect(messages[1]?.text).toBe('Too late')
  })

  test('in silent mode it stays inside', () => {
    const chatId = trial.answeredBy(anna)
    trial.call('imopenlines.session.mode.silent', { CHAT_ID: chatId, ACTIVATE: 'Y' })
    expect(reply(chatId, { MESSAGE: 'Between us' })).toBe('ok')
    expect(trial.world.clientView(chatId).map(({ text }) => text)).not.toContain('Between us')
  })
})

/** A chat on the showcase deal that waits for its rating. */
function closingChat({ world }: Trial): number {
  const made = world.simulate.newClientChat({ type: 'deal', id: world.showcase.deal, connector: 'livechat', lineId: 2 })
  const { chatId } = made as { chatId: number }
  world.simulate.colleagueAnswers({ chatId, userId: anna })
  expect(world.simulate.finish({ chatId, byUserId: anna })).toEqual({ status: 50 })
  return chatId
}
