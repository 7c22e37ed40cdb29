// Writing, changing, reading messages of a chat.
import { connectorOf } from './connectors.ts'
import { type Chat, type Member, STATUS, type StoredFile } from './model.ts'
import type { Message, MessageParams } from './message.ts'
import { randomUuid } from './random.ts'
import { openSession, type State } from './state.ts'
import { refusedByChannel, type SystemMessage } from './system-messages.ts'

/** Longest text im keeps; the rest is cut. */
const TEXT_LIMIT = 20_000

/** Milliseconds a channel takes to confirm a delivery. */
const DELIVERY_MS = 1_500

/** What a new message holds; date in unix ms, now by default. */
export interface Draft {
  authorId: number
  text: string
  params?: MessageParams
  toClient?: boolean
  date?: number
}

/** Adds a message, whatever the state of the chat. */
export function addMessage(state: State, chat: Chat, draft: Draft): Message {
  const message: Message = {
    id: state.id('message'),
    chatId: chat.id,
    authorId: draft.authorId,
    date: draft.date ?? state.now(),
    text: draft.text.length > TEXT_LIMIT ? `${draft.text.slice(0, TEXT_LIMIT)} (...)` : draft.text,
    params: draft.params ?? {},
    uuid: draft.authorId === 0 ? null : randomUuid(state.random),
    toClient: draft.toClient ?? false,
  }
  chat.messages.push(message)
  state.indexMessages(chat.id, message.id)
  const author = chat.members.get(message.authorId)
  if (author) author.lastReadId = message.id
  state.changed(chat.id)
  return message
}

/** Adds a system message. */
export function addSystemMessage(state: State, chat: Chat, message: SystemMessage, date?: number): Message {
  return addMessage(state, chat, { authorId: 0, ...message, ...(date === undefined ? {} : { date }) })
}

/** Adds a message of the client and updates the session; the caller has made sure that one is open. */
export function addClientMessage(state: State, chat: Chat, draft: Omit<Draft, 'authorId'>): Message {
  const message = addMessage(state, chat, { ...draft, authorId: chat.clientId, toClient: true })
  const session = openSession(chat)
  if (session) {
    session.modifiedAt = message.date
    if (session.status === STATUS.answer) session.status = STATUS.client
    else if (session.status === STATUS.operator || session.status === STATUS.waitClient)
      session.status = STATUS.clientAfterOperator
    chat.waitAction = false
  }
  const hours = connectorOf(chat.connectors[0] ?? '').windowHours
  if (hours > 0) {
    chat.blockDate = message.date + hours * 3_600_000
    chat.blockReason = `${hours}H`
  }
  return message
}

/** A reply of an operator or bot: goes to the client unless silent mode is on or the channel refuses it. */
export function addReply(state: State, chat: Chat, draft: Draft): Message {
  if (chat.silent) {
    return addMessage(state, chat, {
      ...draft,
      params: { ...draft.params, CLASS: 'bx-messenger-content-item-system' },
      toClient: false,
    })
  }
  const date = draft.date ?? state.now()
  const refused = chat.refusesNext || (chat.blockDate > 0 && chat.blockDate <= date)
  const channel = connectorOf(chat.connectors[0] ?? '')
  const waits = channel.confirmsDelivery && !refused
  const message = addMessage(state, chat, {
    ...draft,
    date,
    params: waits ? { ...draft.params, SENDING: 'Y', SENDING_TS: Math.floor(date / 1000) } : { ...draft.params },
    toClient: !refused,
  })
  chat.refusesNext = false
  const session = openSession(chat)
  if (session) {
    session.status = STATUS.operator
    session.modifiedAt = message.date
  }
  if (refused) addSystemMessage(state, chat, refusedByChannel(channel.title), date)
  return message
}

/** Confirms replies that the channel has had time to deliver; `now` confirms all. Returns how many. */
export function confirmDeliveries(state: State, chat: Chat, all = false): number {
  let confirmed = 0
  for (let index = chat.messages.length - 1; index >= Math.max(0, chat.messages.length - 200); index -= 1) {
    const message = chat.messages.at(index)
    if (message?.params['SENDING'] !== 'Y') continue
    if (!all && (chat.holdsDelivery || state.now() - message.date < DELIVERY_MS)) continue
    delete message.params['SENDING']
    delete message.params['SENDING_TS']
    message.params['CONNECTOR_MID'] = [`${chat.externalChatId}-${message.id}`]
    message.params['IS_DELIVERED'] = 'Y'
    confirmed += 1
  }
  return confirmed
}

/** Replaces the text; the message is shown as edited. */
export function editMessage(state: State, message: Message, text: string): void {
  message.text = text
  message.params['IS_EDITED'] = 'Y'
  state.changed(message.chatId)
}

/** Removes text and files; the message stays. */
export function deleteMessage(state: State, message: Message): void {
  message.text = 'This message has been deleted.'
  message.params = { IS_DELETED: 'Y' }
  state.changed(message.chatId)
}

/** Adds or removes a like; false = no change. */
export function likeMessage(
  state: State,
  message: Message,
  userId: number,
  action: 'auto' | 'plus' | 'minus',
): boolean {
  const likes = Array.isArray(message.params['LIKE']) ? (message.params['LIKE'] as number[]) : []
  const liked = likes.includes(userId)
  const wanted = action === 'auto' ? !liked : action === 'plus'
  if (wanted === liked) return false
  const after = wanted ? [...likes, userId] : likes.filter((each) => each !== userId)
  if (after.length > 0) message.params['LIKE'] = after
  else delete message.params['LIKE']
  state.changed(message.chatId)
  return true
}

/** Adds a member. `hideHistory` = sees only later messages. */
export function addMember(chat: Chat, userId: number, hideHistory = false): Member {
  const known = chat.members.get(userId)
  if (known) return known
  const member: Member = { startId: hideHistory ? chat.messages.lastId + 1 : 0, lastReadId: chat.messages.lastId }
  chat.members.set(userId, member)
  return member
}

/** Whether a message counts as unread for a member. */
export function isUnread(member: Member, userId: number, message: Message): boolean {
  return message.id > member.lastReadId && message.authorId !== userId && message.params['NOTIFY'] !== 'N'
}

/** Unread messages of a member; 0 for other users. */
export function unreadCount(chat: Chat, userId: number): number {
  const member = chat.members.get(userId)
  if (!member) return 0
  let count = 0
  for (let index = chat.messages.length - 1; index >= 0; index -= 1) {
    const message = chat.messages.at(index)
    if (!message || message.id <= member.lastReadId) break
    if (isUnread(member, userId, message)) count += 1
  }
  return count
}

/** Position of the first unread message; -1 when everything is read. */
export function firstUnreadIndex(chat: Chat, userId: number): number {
  const member = chat.members.get(userId)
  if (!member) return -1
  for (let index = chat.messages.indexFrom(member.lastReadId + 1); index < chat.messages.length; index += 1) {
    const message = chat.messages.at(index)
    if (message && isUnread(member, userId, message)) return index
  }
  return -1
}

/** Marks as read up to a message (all when 0). An earlier message changes nothing. */
export function markRead(state: State, chat: Chat, userId: number, messageId: number): void {
  const member = chat.members.get(userId)
  if (!member) return
  const target = messageId > 0 ? Math.min(messageId, chat.messages.lastId) : chat.messages.lastId
  if (target <= member.lastReadId) return
  member.lastReadId = target
  state.changed(chat.id)
}

/** A file in a chat; the message that shows it names it in FILE_ID. */
export function addFile(
  state: State,
  chat: Chat,
  file: Pick<StoredFile, 'authorId' | 'name' | 'type' | 'size' | 'art'> & Partial<StoredFile>,
): StoredFile {
  const stored: StoredFile = {
    width: 0,
    height: 0,
    voiceNote: false,
    createdAt: state.now(),
    ...file,
    id: state.id('file'),
    chatId: chat.id,
  }
  state.files.set(stored.id, stored)
  return stored
}
