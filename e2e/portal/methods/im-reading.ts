// im.dialog.*: reading chats as one of their members.
import { type Caller, type Method, type MethodMap, Page, type Params } from '../rest/method.ts'
import { readPortalDate } from '../rest/portal-date.ts'
import { confirmDeliveries, firstUnreadIndex, markRead, unreadCount } from '../world/messages.ts'
import type { Chat, PortalUser } from '../world/model.ts'
import type { Message } from '../world/message.ts'
import type { State } from '../world/state.ts'
import { imDialog } from './chat-view.ts'
import { chatByDialogId, memberDialog, readDialogId } from './dialog-id.ts'
import { imFiles } from './file-view.ts'
import { toCamel } from './keys.ts'
import { fileIdsOf, imMessage, peopleOf } from './message-view.ts'
import { isEmpty, isYes, limitOf, param, refuse, toInt, toMap, toText } from './params.ts'
import { imUser, imUsers } from './user-view.ts'

type Json = Record<string, unknown>

const DIGITS = /^\d+$/

/** Position of the first message that the plan still shows. */
function firstInPlan({ historyDays, now }: State, { messages }: Chat): number {
  if (historyDays === null) return 0
  const from = now() - historyDays * 86_400_000
  let low = 0
  let high = messages.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((messages.at(middle)?.date ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** Messages of a chat that a member may see. */
const firstVisible = (state: State, chat: Chat, userId: number): number =>
  Math.max(chat.messages.indexFrom(chat.members.get(userId)?.startId ?? 0), firstInPlan(state, chat))

/** Reading methods. */
export function readingMethods(state: State): MethodMap {
  const messagesGet = (params: Params, caller: Caller): unknown => {
    const dialogId = readDialogId(params)
    const ids = readIds(params, state.behaviour.lenientIds)
    const chat = chatByDialogId(state, dialogId, caller.userId)
    if (!chat?.members.has(caller.userId))
      throw refuse('ACCESS_ERROR', 'You do not have access to the specified dialog', 403)
    confirmDeliveries(state, chat)
    const messages = pageOf(state, chat, caller.userId, ids, limitOf(param(params, 'LIMIT'), 20, 50))
    return {
      chat_id: chat.id,
      messages: messages.map((message) => imMessage(chat, message, caller.userId)),
      users: imUsers(state, peopleOf(messages)),
      files: imFiles(state, messages.flatMap(fileIdsOf)),
    }
  }

  const read = (params: Params, caller: Caller): unknown => {
    const chat = chatByDialogId(state, readDialogId(params), caller.userId)
    if (!chat?.members.has(caller.userId)) return false
    markRead(state, chat, caller.userId, toInt(param(params, 'MESSAGE_ID')))
    chat.markedUnreadBy.delete(caller.userId)
    return {
      dialogId: `chat${chat.id}`,
      chatId: chat.id,
      lastId: chat.members.get(caller.userId)?.lastReadId ?? 0,
      counter: unreadCount(chat, caller.userId),
    }
  }

  const unread = (params: Params, caller: Caller): unknown => {
    const messageId = toInt(param(params, 'MESSAGE_ID'))
    if (messageId <= 0) throw refuse('MESSAGE_ID_ERROR', "First unread message id can't be empty")
    const member = chatByDialogId(state, readDialogId(params), caller.userId)?.members.get(caller.userId)
    if (member) member.lastReadId = Math.min(member.lastReadId, messageId - 1)
    return true
  }

  const usersList = (params: Params, caller: Caller): unknown => {
    const chat = chatByDialogId(state, readDialogId(params), caller.userId)
    if (!chat?.members.has(caller.userId))
      throw refuse('ACCESS_ERROR', 'You do not have access to the specified dialog', 403)
    const kept = new Set(
      toText(param(params, 'SKIP_EXTERNAL_EXCEPT_TYPES'))
        .split(',')
        .map((type) => type.trim()),
    )
    const isExternal = (user: PortalUser): boolean =>
      (user.connector && !kept.has('connector')) || (user.bot && !kept.has('bot'))
    const lastId = toInt(param(params, 'LAST_ID'))
    const people = [...chat.members.keys()]
      .flatMap((id) => state.user(id) ?? [])
      .filter((user) => !isYes(param(params, 'SKIP_EXTERNAL')) || !isExternal(user))
      .filter((user) => lastId <= 0 || user.id > lastId)
    const offset = toInt(param(params, 'OFFSET'))
    const limit = limitOf(param(params, 'LIMIT'), 50, 200)
    const page = people.slice(offset, offset + limit)
    const next = offset + limit < people.length ? offset + limit : undefined
    return new Page(
      page.map((user) => imUser(state, user)),
      people.length,
      next,
    )
  }

  const search = (params: Params, caller: Caller): unknown => {
    const chatId = toInt(param(params, 'CHAT_ID'))
    if (chatId <= 0) throw refuse('CHAT_ID_EMPTY', "CHAT_ID can't be empty")
    const chat = state.chat(chatId)
    if (!chat?.members.has(caller.userId)) throw refuse('ACCESS_ERROR', 'You do not have access to this chat', 403)
    const found = searchMessages(state, chat, caller.userId, params)
    return {
      users: imUsers(state, peopleOf(found)).map((user) => ({ ...toCamel(user), phones: user['phones'] })),
      files: imFiles(state, found.flatMap(fileIdsOf)),
      additionalMessages: [],
      copilot: null,
      stickers: [],
      reactions: [],
      tariffRestrictions: { isHistoryLimitExceeded: firstInPlan(state, chat) > 0 },
      usersShort: [],
      messages: found.map((message) => foundMessage(chat, message, caller.userId)),
    }
  }

  const writing = (params: Params, caller: Caller): unknown => {
    memberDialog(state, params, caller)
    return true
  }

  const method = (seconds: number, run: Method['run']): Method => ({ scope: 'im', seconds, run })
  return {
    'im.dialog.messages.get': method(0.06, messagesGet),
    'im.dialog.messages.search': method(0.15, search),
    'im.dialog.get': method(0.15, (params, caller) =>
      imDialog(state, memberDialog(state, params, caller), caller.userId),
    ),
    'im.dialog.read': method(0.05, read),
    'im.dialog.unread': method(0.05, unread),
    'im.dialog.writing': method(0.02, writing),
    'im.dialog.users.list': method(0.05, usersList),
  }
}

/** FIRST_ID and LAST_ID; undefined = not given. The server takes digits only, or reads anything else as 0. */
function readIds(params: Params, lenient: boolean): { first: number | undefined; last: number | undefined } {
  const readId = (name: string): number | undefined => {
    const value = param(params, name)
    if (value === undefined || value === null || value === '') return undefined
    if (!lenient && !DIGITS.test(toText(value)))
      throw refuse(`${name}_STRING`, `${name === 'FIRST_ID' ? 'First' : 'Last'} ID can't be string`)
    return toInt(value)
  }
  return { first: readId('FIRST_ID'), last: readId('LAST_ID') }
}

/** One page: newer than FIRST_ID (oldest first), older than LAST_ID, or from the first unread one when there are many. */
function pageOf(
  state: State,
  chat: Chat,
  userId: number,
  ids: { first: number | undefined; last: number | undefined },
  limit: number,
): Message[] {
  const { messages } = chat
  const start = firstVisible(state, chat, userId)
  if (ids.first !== undefined) {
    const from = Math.max(start, messages.indexFrom(ids.first + 1))
    return messages.slice(from, from + limit)
  }
  if (ids.last === undefined && unreadCount(chat, userId) > limit) {
    const from = Math.max(start, firstUnreadIndex(chat, userId))
    return messages.slice(from, from + limit)
  }
  const to = ids.last === undefined || ids.last === 0 ? messages.length : messages.indexFrom(ids.last)
  return messages.slice(Math.max(start, to - limit), to).toReversed()
}

/** Newest first unless ordered otherwise; a text of two letters or less doesn't narrow the search. */
function searchMessages(state: State, chat: Chat, userId: number, params: Params): Message[] {
  const text = toText(param(params, 'SEARCH_MESSAGE')).toLowerCase()
  const limit = limitOf(param(params, 'LIMIT'), 50, 200)
  const lastId = toInt(param(params, 'LAST_ID'))
  const ascending = toText(toMap(param(params, 'ORDER'))['ID']).toUpperCase() === 'ASC'
  const from = readPortalDate(toText(param(params, 'DATE_FROM')))
  const to = readPortalDate(toText(param(params, 'DATE_TO')))
  const visible = chat.messages.slice(firstVisible(state, chat, userId))
  return (ascending ? visible : visible.toReversed())
    .filter((message) => text.length <= 2 || message.text.toLowerCase().includes(text))
    .filter((message) => isEmpty(lastId) || (ascending ? message.id > lastId : message.id < lastId))
    .filter((message) => !(message.date < from) && !(message.date > to))
    .slice(0, limit)
}

function foundMessage(chat: Chat, message: Message, viewerId: number): Json {
  const { id, date, text, params, uuid, unread } = imMessage(chat, message, viewerId)
  return {
    id,
    chatId: chat.id,
    chat_id: chat.id,
    authorId: message.authorId,
    author_id: message.authorId,
    date,
    text,
    isSystem: message.authorId === 0,
    uuid,
    forward: null,
    params,
    viewedByOthers: false,
    block: null,
    unread,
    viewed: unread !== true,
    viewedCount: 0,
  }
}
