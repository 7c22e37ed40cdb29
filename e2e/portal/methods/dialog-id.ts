import type { Caller, Params } from '../rest/method.ts'
import type { Chat } from '../world/model.ts'
import type { State } from '../world/state.ts'
import { isEmpty, param, refuse, toInt, toText } from './params.ts'

/** The chat a DIALOG_ID names (`chat12`, or a person's id); undefined when there is none. */
export function chatByDialogId(state: State, dialogId: string, viewerId: number): Chat | undefined {
  if (dialogId.startsWith('chat')) return state.chat(toInt(dialogId.slice(4)))
  const partnerId = toInt(dialogId)
  return [...state.chats.values()].find(
    (chat) => chat.kind === 'private' && chat.members.has(viewerId) && chat.members.has(partnerId),
  )
}

/** DIALOG_ID as im checks it: `chatArray` and other words without a number are refused as empty. */
export function readDialogId(params: Params): string {
  const dialogId = toText(param(params, 'DIALOG_ID'))
  const number = toInt(dialogId.replace(/^(chat|sg)/, ''))
  if (isEmpty(dialogId) || number <= 0) throw refuse('DIALOG_ID_EMPTY', "Dialog ID can't be empty")
  return dialogId
}

/** The chat of DIALOG_ID, for members only. */
export function memberDialog(state: State, params: Params, caller: Caller): Chat {
  const chat = chatByDialogId(state, readDialogId(params), caller.userId)
  if (!chat?.members.has(caller.userId))
    throw refuse('ACCESS_ERROR', 'You do not have access to the specified dialog', 403)
  return chat
}

/** The chat of CHAT_ID or DIALOG_ID, for members only (`im.disk.*`). CHAT_ID wins. */
export function memberChat(state: State, params: Params, caller: Caller): Chat {
  const chatId = param(params, 'CHAT_ID')
  if (chatId === undefined && param(params, 'DIALOG_ID') !== undefined) return memberDialog(state, params, caller)
  const id = toInt(chatId)
  if (id <= 0) throw refuse('CHAT_ID_EMPTY', "Chat ID can't be empty")
  const chat = state.chat(id)
  if (!chat?.members.has(caller.userId))
    throw refuse('ACCESS_ERROR', 'You do not have access to the specified dialog', 403)
  return chat
}
