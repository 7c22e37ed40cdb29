import type { Caller, Params } from '../rest/method.ts'
import { canJoin } from '../world/access.ts'
import type { Chat } from '../world/model.ts'
import type { State } from '../world/state.ts'
import { param, refuse, toInt } from './params.ts'

/** The chat an operator acts on, after the checks that all operator actions share: CHAT_ID, CHAT_TYPE, ACCESS_DENIED (400). */
export function requireChat(state: State, params: Params, caller: Caller, emptyCode = 'CHAT_ID'): Chat {
  const chatId = toInt(param(params, 'CHAT_ID'))
  if (chatId <= 0) throw refuse(emptyCode, 'The specified chat identifier is incorrect')
  const chat = state.chat(chatId)
  if (!chat) throw refuse('CHAT_ID', 'The specified chat identifier is incorrect')
  if (chat.kind !== 'lines') throw refuse('CHAT_TYPE', 'The specified chat is not an open line')
  if (!canJoin(state, caller.userId, chat)) throw accessDenied()
  return chat
}

/** The refusal of an operator action for missing rights. */
export function accessDenied() {
  return refuse('ACCESS_DENIED', 'You cannot open this conversation as you do not have sufficient rights')
}
