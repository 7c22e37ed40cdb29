import { beforeEach, describe, expect, test } from 'vitest'
import { PEOPLE, createTestPortal, type TestPortal } from './test-portal.ts'

const { anna, mark, grace } = PEOPLE

interface Row {
  chat_id: number
  unread: boolean
  pinned: boolean
  counter: number
}
interface Dialog {
  counter: number
  mute_list: Record<string, boolean> | []
}

let portal: TestPortal

beforeEach(() => {
  portal = createTestPortal()
})

const row = (chatId: number, userId?: number): Row | undefined =>
  portal.call<{ items: Row[] }>('im.recent.list', { LIMIT: 200 }, userId).items.find((each) => each.chat_id === chatId)
const team = (): number =>
  portal.call<{ ID: number }>('im.chat.get', { ENTITY_TYPE: 'CRM', ENTITY_ID: `DEAL|${portal.world.showcase.deal}` }).ID
const members = (chatId: number, userId?: number): number[] =>
  portal.call('im.chat.user.list', { CHAT_ID: chatId }, userId)

describe('one person’s view of a chat', () => {
  test('shows in the dialog who has muted it', () => {
    const CHAT_ID = portal.answeredBy(anna)
    const dialog = (): Dialog => portal.call('imopenlines.dialog.get', { CHAT_ID })
    expect(dialog().mute_list).toEqual([])
    expect(portal.call('im.chat.mute', { CHAT_ID })).toBe(true)
    expect(dialog().mute_list).toEqual({ [anna]: true })
    expect(portal.call('im.chat.mute', { DIALOG_ID: `chat${CHAT_ID}`, MUTE: 'N' })).toBe(true)
    expect(dialog().mute_list).toEqual([])
  })

  test('keeps the mark of unread until the chat is read, for that person alone', () => {
    const chatId = team()
    const DIALOG_ID = `chat${chatId}`
    expect(portal.call('im.recent.unread', { DIALOG_ID })).toBe(true)
    expect([row(chatId)?.unread, row(chatId, mark)?.unread]).toEqual([true, false])
    portal.call('im.dialog.read', { DIALOG_ID })
    expect(row(chatId)?.unread).toBe(false)
    portal.call('im.recent.unread', { DIALOG_ID, ACTION: 'Y' })
    portal.call('im.recent.unread', { DIALOG_ID, ACTION: 'N' })
    expect(row(chatId)?.unread).toBe(false)
    expect(portal.call('im.recent.unread', { DIALOG_ID }, grace)).toBe(false)
  })

  test('hides a chat until somebody writes, and pins it', () => {
    const chatId = team()
    portal.call('im.recent.pin', { DIALOG_ID: `chat${chatId}` })
    expect(row(chatId)?.pinned).toBe(true)
    portal.call('im.recent.hide', { DIALOG_ID: `chat${chatId}` })
    expect(row(chatId)).toBeUndefined()
    expect(row(chatId, mark)).toBeDefined()
    portal.call('im.message.add', { DIALOG_ID: `chat${chatId}`, MESSAGE: 'Back again' }, mark)
    expect(row(chatId)).toBeDefined()
  })
})

describe('the team chat of a card', () => {
  const ENTITY = { ENTITY_TYPE: 'CRM', ENTITY_ID: 'DEAL|1499' }

  test('is made once it is wanted, with its first message, and found; of two the older', () => {
    expect(portal.call('im.chat.get', ENTITY)).toBeNull()
    const made = portal.call('im.chat.add', { ...ENTITY, USERS: [mark], MESSAGE: 'Who measures?' })
    const again = portal.call('im.chat.add', { ...ENTITY, USERS: [mark] })
    expect(again).not.toBe(made)
    expect(portal.call('im.chat.get', ENTITY)).toEqual({ ID: made })
    expect(members(Number(made))).toEqual([anna, mark])
    expect(portal.world.state.chat(Number(made))?.messages.last).toMatchObject({
      authorId: anna,
      text: 'Who measures?',
    })
  })

  test('counts a colleague’s note in the dialog and in the list of chats, and the client never gets it', () => {
    const chatId = portal.answeredBy(anna)
    const before = row(team())!.counter
    const note = portal.world.simulate.colleagueWritesNote({ chatId, userId: mark, text: 'Not below 18,000' })
    expect(note).toMatchObject({ chatId: team() })
    expect(row(team())?.counter).toBe(before + 1)
    expect(portal.call<Dialog>('im.dialog.get', { DIALOG_ID: `chat${team()}` }).counter).toBe(before + 1)
    expect(portal.world.clientView(chatId).map((each) => each.text)).not.toContain('Not below 18,000')
  })

  test('hides what was written before from who is added, unless told otherwise', () => {
    const CHAT_ID = team()
    const seenBy = (userId: number): number =>
      portal.call<{ messages: unknown[] }>('im.dialog.messages.get', { DIALOG_ID: `chat${CHAT_ID}` }, userId).messages
        .length
    portal.call('im.chat.user.add', { CHAT_ID, USERS: [grace] })
    expect(seenBy(grace)).toBe(0)
    portal.call('im.chat.leave', { CHAT_ID }, grace)
    expect(members(CHAT_ID)).not.toContain(grace)
    portal.call('im.chat.user.add', { CHAT_ID, USERS: [grace], HIDE_HISTORY: 'N' })
    expect(seenBy(grace)).toBe(seenBy(anna))
    portal.call('im.chat.user.delete', { CHAT_ID, USER_ID: grace })
    expect(members(CHAT_ID)).not.toContain(grace)
  })
})

test('a user code finds its chat, with and without the prefix of a link', () => {
  const chatId = portal.answeredBy(anna)
  const { entity_id } = portal.call<{ entity_id: string }>('imopenlines.dialog.get', { CHAT_ID: chatId })
  for (const ENTITY_ID of [entity_id, `imol|${entity_id}`])
    expect(portal.call('im.chat.get', { ENTITY_TYPE: 'LINES', ENTITY_ID })).toEqual({ ID: chatId })
  expect(portal.call('im.chat.get', { ENTITY_TYPE: 'LINES', ENTITY_ID: 'imol|' })).toBeNull()
})

describe('colleagues', () => {
  test('join, reply, hand over and finish like operators with hands of their own', () => {
    const { simulate, state } = portal.world
    const chatId = portal.answeredBy(anna)
    const chat = state.chat(chatId)!
    expect(() => simulate.colleagueReplies({ chatId, userId: mark })).toThrow('is not in chat')
    simulate.colleagueJoins({ chatId, userId: mark })
    expect([chat.owner, chat.members.has(mark)]).toEqual([anna, true])
    simulate.colleagueReplies({ chatId, userId: mark, text: 'I can help' })
    expect(portal.world.clientView(chatId).at(-1)).toMatchObject({ from: 'operator', text: 'I can help' })
    simulate.colleagueTransfers({ chatId, userId: mark, to: 16 })
    expect([chat.owner, chat.members.has(anna)]).toEqual([16, false])
    simulate.colleagueTransfers({ chatId, to: 'queue1' })
    expect(chat.owner).toBe(0)
    simulate.colleagueFinishes({ chatId, userId: mark })
    expect(chat.sessions.at(-1)?.status).toBe(60)
  })
})
