// im.chat.*: chats as such: finding, making, leaving, silencing them, and who is in them.
import type { Caller, Method, MethodMap, Params } from '../rest/method.ts'
import { userCode } from '../world/composite.ts'
import { addMember, addMessage } from '../world/messages.ts'
import type { Chat } from '../world/model.ts'
import type { State } from '../world/state.ts'
import { chatByDialogId, readDialogId } from './dialog-id.ts'
import { isEmpty, param, refuse, toInt, toList, toText } from './params.ts'

const emptyChatId = () => refuse('CHAT_ID_EMPTY', "Chat ID can't be empty")
const unavailable = (what = 'Action unavailable') => refuse('ACCESS_ERROR', what, 403)

/** Methods about chats and their members. */
export function chatMethods(state: State): MethodMap {
  const readChat = (params: Params): Chat | undefined => {
    const chatId = toInt(param(params, 'CHAT_ID'))
    if (chatId <= 0) throw emptyChatId()
    return state.chat(chatId)
  }

  // Two chats may have the same entity; the portal's query has no order and finds the oldest.
  const get = (params: Params): unknown => {
    const type = toText(param(params, 'ENTITY_TYPE'))
    const id = toText(param(params, 'ENTITY_ID'))
    const code = id.replace(/^imol\|/, '')
    const found = [...state.chats.values()].find(
      (chat) =>
        (type === 'CRM' && chat.kind === 'crm' && chat.entityId === id) ||
        (type === 'LINES' && chat.kind === 'lines' && code !== '' && userCode(chat) === code),
    )
    return found ? { ID: found.id } : null
  }

  const add = (params: Params, caller: Caller): unknown => {
    const chat = state.addChat({
      kind: toText(param(params, 'ENTITY_TYPE')) === 'CRM' ? 'crm' : 'chat',
      title: toText(param(params, 'TITLE')) || 'New chat',
      entityId: toText(param(params, 'ENTITY_ID')),
      description: toText(param(params, 'DESCRIPTION')) || null,
      createdAt: state.now(),
      owner: caller.userId,
    })
    for (const id of [caller.userId, ...toList(param(params, 'USERS')).map(toInt)])
      if (state.user(id)) addMember(chat, id)
    const text = toText(param(params, 'MESSAGE'))
    if (!isEmpty(text)) addMessage(state, chat, { authorId: caller.userId, text })
    return chat.id
  }

  const leave = (params: Params, caller: Caller): unknown => {
    const chat = readChat(params)
    if (!chat || chat.kind === 'private') throw unavailable()
    if (chat.kind === 'open') throw unavailable('It is forbidden to delete users of this chat')
    // The operator in charge transfers or closes the conversation; leaving would orphan the client.
    const leads = chat.kind === 'lines' && chat.owner === caller.userId
    if (leads || !chat.members.has(caller.userId))
      throw refuse('ACCESS_DENIED_KICK', 'Access denied to kick user from chat', 403)
    chat.members.delete(caller.userId)
    state.changed(chat.id)
    return true
  }

  const mute = (params: Params, caller: Caller): unknown => {
    const dialogId = param(params, 'DIALOG_ID')
    const chat =
      dialogId !== undefined && param(params, 'CHAT_ID') === undefined
        ? chatByDialogId(state, readDialogId(params), caller.userId)
        : readChat(params)
    if (!chat?.members.has(caller.userId) || chat.kind === 'private') throw unavailable('This chat cannot be muted')
    if (toText(param(params, 'MUTE')) === 'N') chat.muted.delete(caller.userId)
    else chat.muted.add(caller.userId)
    return true
  }

  /** The chat whose members change; those of an open channel change by `imopenlines.crm.chat.user.*` only. */
  const ownMembers = (params: Params, what: string): Chat => {
    const chat = readChat(params)
    if (!chat || chat.kind === 'private') throw unavailable()
    if (chat.kind === 'open' || chat.kind === 'lines') throw unavailable(`It is forbidden to ${what} this chat`)
    return chat
  }

  const userAdd = (params: Params, caller: Caller): unknown => {
    const chat = ownMembers(params, 'add users to')
    if (!chat.members.has(caller.userId))
      throw refuse('ACCESS_DENIED_EXTEND', 'Insufficient permissions to add participants to the chat', 403)
    const hides = toText(param(params, 'HIDE_HISTORY')) !== 'N'
    for (const id of toList(param(params, 'USERS')).map(toInt)) {
      if (!state.user(id) || chat.members.has(id)) continue
      addMember(chat, id)
      if (hides) chat.members.set(id, { startId: chat.messages.lastId + 1, lastReadId: chat.messages.lastId })
    }
    state.changed(chat.id)
    return true
  }

  const userDelete = (params: Params, caller: Caller): unknown => {
    if (toInt(param(params, 'CHAT_ID')) <= 0 && toInt(param(params, 'USER_ID')) > 0) throw emptyChatId()
    const userId = toInt(param(params, 'USER_ID'))
    if (userId <= 0) throw refuse('USER_ID_EMPTY', "User ID can't be empty")
    const chat = ownMembers(params, 'delete users of')
    const may = chat.members.has(caller.userId) && (userId === caller.userId || chat.owner === caller.userId)
    if (!may) throw refuse('ACCESS_DENIED_KICK', 'Insufficient rights to exclude participants from the chat', 403)
    if (!chat.members.delete(userId)) throw refuse('USER_NOT_FOUND', 'The specified user is not in the chat')
    state.changed(chat.id)
    return true
  }

  const userList = (params: Params, caller: Caller): unknown => {
    const chat = readChat(params)
    return chat?.members.has(caller.userId) ? [...chat.members.keys()] : []
  }

  const method = (seconds: number, run: Method['run']): Method => ({ scope: 'im', seconds, run })
  return {
    'im.chat.get': method(0.03, get),
    'im.chat.add': method(0.4, add),
    'im.chat.leave': method(0.15, leave),
    'im.chat.mute': method(0.05, mute),
    'im.chat.user.add': method(0.15, userAdd),
    'im.chat.user.delete': method(0.15, userDelete),
    'im.chat.user.list': method(0.03, userList),
  }
}
