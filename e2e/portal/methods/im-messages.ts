// im.message.*: writing and changing messages as a member.
import type { Caller, Method, MethodMap, Params } from '../rest/method.ts'
import { addMessage, addReply, deleteMessage, editMessage, likeMessage } from '../world/messages.ts'
import type { Chat } from '../world/model.ts'
import type { Message } from '../world/message.ts'
import type { State } from '../world/state.ts'
import { chatByDialogId } from './dialog-id.ts'
import { isEmpty, isYes, param, refuse, toInt, toText } from './params.ts'

/** Longest serialized ATTACH. */
const ATTACH_LIMIT = 60_000

/** What a message can be shared as. */
const SHARED = new Set(['CHAT', 'TASK', 'POST', 'CALEND'])

/** A quote as the messenger writes it. */
const quoted = (author: string, text: string): string => {
  const fence = '-'.repeat(54)
  return `${fence}\n${author}\n${text}\n${fence}`
}

/** How long a message can be changed, in ms. */
const EDIT_MS = 3 * 24 * 3_600_000

/** Message methods. */
export function messageMethods(state: State): MethodMap {
  const add = (params: Params, caller: Caller): unknown => {
    const text = toText(param(params, 'MESSAGE'))
    const attach = readJson(param(params, 'ATTACH'), 'ATTACH')
    if (isEmpty(text) && !attach) throw refuse('MESSAGE_EMPTY', "Message can't be empty")
    const chat = readTarget(state, params, caller)
    const keyboard = readJson(param(params, 'KEYBOARD'), 'KEYBOARD')
    readJson(param(params, 'MENU'), 'MENU')
    const replyId = readReplyId(state, params, chat)
    const draft = {
      authorId: isYes(param(params, 'SYSTEM')) ? 0 : caller.userId,
      text,
      params: {
        ...(attach ? { ATTACH: Array.isArray(attach) ? attach : [attach] } : {}),
        ...(keyboard ? { KEYBOARD: keyboard } : {}),
        ...(replyId ? { REPLY_ID: replyId } : {}),
      },
    }
    const isReply = chat.kind === 'lines' && draft.authorId !== 0
    return (isReply ? addReply(state, chat, draft) : addMessage(state, chat, draft)).id
  }

  /** The caller's own message, while it can still be changed. */
  const ownMessage = (params: Params, caller: Caller): Message => {
    const found = readMessage(state, params)
    const tooLate = state.now() - found.message.date > EDIT_MS
    if (found.message.authorId !== caller.userId || tooLate || found.message.params['IS_DELETED'] === 'Y')
      throw refuse('CANT_EDIT_MESSAGE', "Time has expired for modification or you don't have access")
    return found.message
  }

  const update = (params: Params, caller: Caller): unknown => {
    const message = ownMessage(params, caller)
    const text = param(params, 'MESSAGE')
    if (text === undefined) return true
    if (isEmpty(text)) deleteMessage(state, message)
    else editMessage(state, message, toText(text))
    return true
  }

  const remove = (params: Params, caller: Caller): unknown => {
    deleteMessage(state, ownMessage(params, caller))
    return true
  }

  const like = (params: Params, caller: Caller): unknown => {
    const { chat, message } = readMessage(state, params)
    const given = toText(param(params, 'ACTION'))
    const action = given === 'plus' || given === 'minus' ? given : 'auto'
    if (!chat.members.has(caller.userId) || !likeMessage(state, message, caller.userId, action))
      throw refuse('WITHOUT_CHANGES', 'Action completed without changes')
    return true
  }

  const share = (params: Params, caller: Caller): unknown => {
    const type = toText(param(params, 'TYPE')).toUpperCase()
    const { chat, message } = readMessage(state, params)
    if (isEmpty(param(params, 'DIALOG_ID'))) throw refuse('DIALOG_ID_EMPTY', "Dialog ID can't be empty")
    const to = chatByDialogId(state, toText(param(params, 'DIALOG_ID')), caller.userId)
    if (!chat.members.has(caller.userId) || !to?.members.has(caller.userId))
      throw refuse('ACCESS_ERROR', 'Action unavailable')
    if (!SHARED.has(type) || message.params['IS_DELETED'] === 'Y') throw refuse('PARAMS_ERROR', 'Incorrect params')
    const author = state.user(message.authorId)?.name ?? ''
    if (type === 'CHAT') addMessage(state, to, { authorId: caller.userId, text: quoted(author, message.text) })
    else state.shared.push({ type, messageId: message.id, chatId: to.id, userId: caller.userId })
    return true
  }

  const method = (seconds: number, run: Method['run']): Method => ({ scope: 'im', seconds, run })
  return {
    'im.message.add': method(0.2, add),
    'im.message.update': method(0.15, update),
    'im.message.delete': method(0.15, remove),
    'im.message.like': method(0.08, like),
    'im.message.share': method(0.3, share),
  }
}

/** Target of a message. Unlike reading methods, writing distinguishes a missing person from a missing chat. */
function readTarget(state: State, params: Params, caller: Caller): Chat {
  const given = param(params, 'DIALOG_ID')
  if (isEmpty(given)) throw refuse('PARAMS_ERROR', 'Incorrect params')
  const dialogId = toText(given)
  const chat = chatByDialogId(state, dialogId, caller.userId)
  if (!dialogId.startsWith('chat')) {
    if (toInt(dialogId) <= 0) throw refuse('USER_ID_EMPTY', "User ID can't be empty")
    if (!state.user(toInt(dialogId))) throw refuse('USER_NOT_FOUND', 'User not found')
  } else if (!chat) throw refuse('CHAT_ID', 'Failed to create a message')
  if (!chat?.members.has(caller.userId)) throw refuse('ACCESS_ERROR', 'Action unavailable')
  return chat
}

function readMessage(state: State, params: Params): { chat: Chat; message: Message } {
  const id = toInt(param(params, 'MESSAGE_ID'))
  const found = id > 0 ? state.message(id) : undefined
  if (!found) throw refuse('MESSAGE_ID_ERROR', "Message ID can't be empty")
  return found
}

function readReplyId(state: State, params: Params, chat: Chat): number {
  const id = toInt(param(params, 'REPLY_ID'))
  if (id <= 0) return 0
  const found = state.message(id)
  if (!found) throw refuse('REPLY_ACCESS_ERROR', 'Action unavailable')
  if (found.chat !== chat)
    throw refuse('REPLY_FROM_OTHER_CHAT_ERROR', 'You can only reply to a message within the same chat')
  return id
}

/** An object, a list, or either as a JSON string. */
function readJson(value: unknown, name: 'ATTACH' | 'KEYBOARD' | 'MENU'): object | undefined {
  if (isEmpty(value)) return undefined
  let parsed: unknown = value
  if (typeof value === 'string') {
    try {
      parsed = JSON.parse(value)
    } catch {
      parsed = undefined
    }
  }
  if (parsed === null || typeof parsed !== 'object')
    throw refuse(`${name}_ERROR`, `Incorrect ${name.toLowerCase()} params`)
  if (name === 'ATTACH' && JSON.stringify(parsed).length > ATTACH_LIMIT)
    throw refuse('ATTACH_OVERSIZE', 'You have exceeded the maximum allowable size of attach')
  return parsed
}
