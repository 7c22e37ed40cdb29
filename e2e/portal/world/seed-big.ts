// The big world: a deal with 300 chats, among them one of 100,000 messages and one of 10,000, generated when they are read.
import { MessageLog } from './message-log.ts'
import { type CardRef, type Chat, STATUS } from './model.ts'
import type { Message } from './message.ts'
import { CLIENT_NAMES, ENGLISH } from './phrases.ts'
import { createRandom, randomUuid } from './random.ts'
import { addCard, CARD } from './seed-cards.ts'
import { MINUTE } from './seed-chat.ts'
import { LINE } from './seed-lines.ts'
import { addClient } from './seed-people.ts'
import type { State } from './state.ts'
import { accepted, sessionEnded, sessionStarted } from './system-messages.ts'

const OPERATOR = 11
const SESSION_LENGTH = 250

/** Adds the crowded deal; returns its id and the id of the longest chat. */
export function seedBig(state: State): { crowded: number; long: number } {
  addCard(state, 'deal', CARD.crowded, 'Framework contract: 300 cafés', 3, [{ type: 'contact', id: 55 }])
  const card: CardRef = { type: 'deal', id: CARD.crowded }
  const long = seedLongChat(state, card, 'Longest Talk', 100_000, 2)
  seedLongChat(state, card, 'Long Talk', 10_000, 7)
  for (let index = 0; index < 298; index += 1) {
    const name = `${CLIENT_NAMES[index % CLIENT_NAMES.length] ?? 'Guest'} ${index + 1}`
    const minutesAgo = 12 + index * 37
    seedLongChat(state, card, name, 12 + (index % 60), minutesAgo, index % 4 === 0)
  }
  return { crowded: CARD.crowded, long: long.id }
}

/** A chat whose messages follow from their position; the last session is open unless `closed`. */
function seedLongChat(
  state: State,
  card: CardRef,
  name: string,
  count: number,
  minutesAgo: number,
  closed = false,
): Chat {
  const client = addClient(state, name)
  const sessions = Math.ceil(count / SESSION_LENGTH)
  const firstSession = state.reserve('session', sessions)
  const firstId = state.reserve('message', count)
  const chatId = state.id('chat')
  const newest = state.now() - minutesAgo * MINUTE
  const seed = state.random.between(1, 1_000_000)
  const operatorName = state.nameOf(OPERATOR)

  const make = (index: number): Message => {
    const random = createRandom(seed + index)
    const message: Message = {
      id: firstId + index,
      chatId,
      authorId: 0,
      date: newest - (count - 1 - index) * 3 * MINUTE - random.between(0, 90_000),
      text: '',
      params: {},
      uuid: null,
      toClient: false,
    }
    const place = index % SESSION_LENGTH
    const sessionId = firstSession + Math.floor(index / SESSION_LENGTH)
    const isEnd = index === count - 1 ? closed : place === SESSION_LENGTH - 1
    if (place === 0) return { ...message, ...sessionStarted(sessionId) }
    if (place === 2) return { ...message, ...accepted(OPERATOR, operatorName) }
    if (isEnd) return { ...message, ...sessionEnded(sessionId, OPERATOR, operatorName) }
    const fromClient = place % 2 === 1
    const exchange = random.pick(ENGLISH)
    const text = `${fromClient ? exchange[0] : exchange[1]}${random.chance(0.2) ? ` ${random.pick(ENGLISH)[1]}` : ''} (${index + 1})`
    return { ...message, authorId: fromClient ? client.id : OPERATOR, text, uuid: randomUuid(random), toClient: true }
  }

  const log = new MessageLog({ count, firstId, make })
  const chat = state.addChat(
    {
      ...seedChatFrame(state, chatId, client, card),
      createdAt: newest - count * 3 * MINUTE,
    },
    log,
  )
  state.indexMessages(chatId, firstId, firstId + count - 1)
  for (let index = 0; index < sessions; index += 1) {
    const from = index * SESSION_LENGTH
    const to = Math.min(count, from + SESSION_LENGTH) - 1
    const ended = closed || index < sessions - 1
    const endedAt = newest - (count - 1 - to) * 3 * MINUTE
    state.addSession(chat, {
      id: firstSession + index,
      chatId,
      lineId: LINE.sales,
      status: ended ? STATUS.close : STATUS.operator,
      operatorId: OPERATOR,
      createdAt: newest - (count - 1 - from) * 3 * MINUTE,
      modifiedAt: endedAt,
      closedAt: ended ? endedAt : null,
      fromMessageId: firstId + from,
      toMessageId: ended ? firstId + to : null,
      vote: 0,
      voteHead: 0,
      commentHead: null,
    })
  }
  chat.members.set(client.id, { startId: 0, lastReadId: firstId + count - 1 })
  if (!closed) {
    chat.owner = OPERATOR
    chat.members.set(OPERATOR, { startId: 0, lastReadId: firstId + count - 1 })
  }
  return chat
}

function seedChatFrame(state: State, id: number, client: { id: number; name: string; color: string }, card: CardRef) {
  const connector = ['telegrambot', 'livechat', 'whatsapp', 'viber', 'facebook'][client.id % 5] ?? 'livechat'
  return {
    id,
    kind: 'lines' as const,
    title: `${client.name} - ${state.lines.get(LINE.sales)?.name ?? ''}`,
    color: client.color,
    clientId: client.id,
    connectors: [connector],
    lineId: LINE.sales,
    externalChatId: String(8_000_000 + client.id),
    externalUserId: String(client.id),
    cards: [card],
  }
}
