import { describe, expect, test } from 'vitest'
import { fileContent } from './files.ts'
import { createWorld } from './world.ts'

const NOW = Date.UTC(2026, 10, 17, 9, 42)
const now = () => NOW

describe('a world', () => {
  const world = createWorld({ now })

  test('has about twenty cards, more than sixty chats, every state and many channels', () => {
    const chats = world.chats()
    expect(world.cards().length).toBeGreaterThanOrEqual(20)
    expect(chats.length).toBeGreaterThanOrEqual(60)
    expect([...new Set(chats.map((chat) => chat.status))].toSorted((a, b) => a - b)).toEqual([
      0, 5, 10, 20, 25, 40, 50, 60, 65, 69, 75,
    ])
    expect(new Set(chats.map((chat) => chat.connector)).size).toBeGreaterThanOrEqual(12)
  })

  test('seats Anna first and has an admin', () => {
    expect(world.staff[0]).toMatchObject({ name: 'Anna Keller', isAdmin: false })
    expect(world.staff.filter((person) => person.isAdmin).map((person) => person.name)).toEqual(['Olivia Grant'])
  })

  test('shows every showcase card with chats', () => {
    for (const type of ['lead', 'deal', 'contact', 'company'] as const) {
      const id = world.showcase[type]
      expect(world.card(type, id)?.title).toBeTruthy()
      expect(world.state.chatsOf({ type, id }).length).toBeGreaterThanOrEqual(5)
    }
    expect(world.card('deal', world.showcase.deal)?.title).toBe('Kitchen for Harbour Café')
    expect(world.state.chatsOf({ type: 'deal', id: world.showcase.deal })).toHaveLength(7)
  })

  test('is repeated by its seed', () => {
    const picture = (seed: number) => {
      const { state } = createWorld({ now, seed })
      return [...state.chats.values()].map((chat) =>
        chat.messages.slice(0).map((each) => [each.id, each.date, each.text]),
      )
    }
    expect(picture(1)).toEqual(picture(1))
    expect(picture(1)).not.toEqual(picture(2))
  })

  test('keeps messages of a chat in order of id and date', () => {
    for (const chat of world.state.chats.values()) {
      const messages = chat.messages.slice(0)
      for (const [index, message] of messages.entries()) {
        const before = messages[index - 1]
        if (before)
          expect([message.id > before.id, message.date >= before.date, chat.title]).toEqual([true, true, chat.title])
      }
      expect(messages.every((message) => message.date <= NOW)).toBe(true)
    }
  })

  test('has bytes for each of its files', () => {
    for (const file of world.state.files.values()) {
      const content = fileContent(world.state, file.id)
      expect(content?.name).toBe(file.name)
      expect(content?.contentType).toMatch(/^\w+\//)
    }
    expect(fileContent(world.state, 1)).toBeUndefined()
  })

  test('tells listeners which chat changed', () => {
    const other = createWorld()
    const changed: number[] = []
    const stop = other.onChange((chatId) => changed.push(chatId))
    const chatId = other.chats()[0]!.chatId
    other.simulate.clientWrites({ chatId, text: 'Hello' })
    expect(changed).toContain(chatId)
    stop()
    const count = changed.length
    other.simulate.clientWrites({ chatId, text: 'Hello again' })
    expect(changed).toHaveLength(count)
  })
})

describe('simulation', () => {
  test('says what is wrong with a request', () => {
    const { simulate } = createWorld()
    expect(() => simulate.clientWrites({ chatId: 999_999 })).toThrow('There is no Open Channel chat 999999')
    expect(() => simulate.newClientChat({ type: 'quote', id: 1 })).toThrow('"type" must be one of')
    expect(() => simulate.transfer({ chatId: 'x', to: 12 })).toThrow('"chatId" must be a positive whole number')
  })

  test('sends pictures, files and voice that the phone names', () => {
    const world = createWorld()
    const chatId = world.chats()[0]!.chatId
    for (const kind of ['photo', 'file', 'voice']) world.simulate.clientWrites({ chatId, kind })
    expect(
      world
        .clientView(chatId)
        .slice(-3)
        .map((message) => message.files[0]?.name),
    ).toEqual(['photo.jpg', 'Order form.pdf', 'voice.wav'])
  })

  test('edits and deletes', () => {
    const world = createWorld()
    const chatId = world.chats()[0]!.chatId
    const { messageIds } = world.simulate.clientWrites({ chatId, text: 'Before' }) as { messageIds: number[] }
    world.simulate.editMessage({ messageId: messageIds[0], text: 'After' })
    expect(world.state.message(messageIds[0]!)?.message).toMatchObject({ text: 'After', params: { IS_EDITED: 'Y' } })
    world.simulate.deleteMessage({ messageId: messageIds[0] })
    expect(world.state.message(messageIds[0]!)?.message.params).toEqual({ IS_DELETED: 'Y' })
  })
})

describe('the big world', () => {
  const world = createWorld({ big: true, now })

  test('has 300 chats on a card and 100,000 messages in a chat', () => {
    expect(world.state.chatsOf({ type: 'deal', id: world.showcase.crowded })).toHaveLength(300)
    const long = world.state.chat(world.showcase.long)
    expect(long?.messages.length).toBe(100_000)
    expect(long?.messages.at(0)?.text).toContain('IM_HISTORY=imol|')
  })

  test('goes on where its recipe ends', () => {
    const chatId = world.showcase.long
    const { messageIds } = world.simulate.clientWrites({ chatId, text: 'The 100,001st' }) as { messageIds: number[] }
    const long = world.state.chat(chatId)
    expect(long?.messages.last?.text).toBe('The 100,001st')
    expect(world.state.message(messageIds[0]!)?.chat.id).toBe(chatId)
  })
})
