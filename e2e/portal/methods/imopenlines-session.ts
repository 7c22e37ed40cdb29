// imopenlines.session.*: starting, joining, taking over, pinning, silencing and rating sessions.
import type { Caller, Method, MethodMap, Params } from '../rest/method.ts'
import { canJoin } from '../world/access.ts'
import { STATUS, type Chat } from '../world/model.ts'
import { intercept, join, startSession, startSessionWith, voteAsHead } from '../world/sessions.ts'
import { openSession, type State } from '../world/state.ts'
import { chatByUserCode } from './imopenlines-dialog.ts'
import { accessDenied, requireChat } from './require-chat.ts'
import { isEmpty, param, refuse, toInt, toText } from './params.ts'

/** Session actions. */
export function sessionMethods(state: State): MethodMap {
  const open = (params: Params, caller: Caller): unknown => {
    const chat = chatByUserCode(state, toText(param(params, 'USER_CODE')).replace(/^imol\|/, ''))
    if (!chat || !canJoin(state, caller.userId, chat)) throw accessDenied()
    return { chatId: String(chat.id) }
  }

  const start = (params: Params, caller: Caller): unknown => {
    startSession(state, requireChat(state, params, caller), caller.userId)
    return true
  }

  const joinChat = (params: Params, caller: Caller): unknown => {
    const chat = requireChat(state, params, caller)
    if (!openSession(chat)) throw accessDenied()
    join(state, chat, caller.userId)
    return true
  }

  const takeOver = (params: Params, caller: Caller): unknown => {
    const chat = requireChat(state, params, caller, 'CHAT_ID_EMPTY')
    const session = openSession(chat)
    if (!session || chat.owner === 0 || chat.owner === caller.userId)
      throw refuse('OPERATOR_WRONG', 'You can not redirect to this operator')
    intercept(state, chat, session, caller.userId)
    return true
  }

  const startWithMessage = (params: Params, caller: Caller): unknown => {
    const chat = requireChat(state, params, caller)
    const message = chat.messages.get(toInt(param(params, 'MESSAGE_ID')))
    if (!message) throw accessDenied()
    startSessionWith(state, chat, caller.userId, message)
    return true
  }

  const pin = (params: Params, caller: Caller): unknown => {
    const chat = requireChat(state, params, caller, isEmpty(param(params, 'CHAT_ID')) ? 'CHAT_ID_EMPTY' : 'CHAT_ID')
    if (openSession(chat)?.operatorId !== caller.userId)
      throw refuse('ERROR_USER_NOT_OPERATOR', 'You are not the operator of this conversation')
    chat.pinned = toText(param(params, 'ACTIVATE')) !== 'N'
    state.changed(chat.id)
    return true
  }

  const pinEvery =
    (wanted: boolean) =>
    (_: Params, caller: Caller): unknown =>
      [...state.chats.values()].flatMap((chat: Chat) => {
        const session = openSession(chat)
        const mine = session && session.operatorId === caller.userId && session.status >= STATUS.answer
        if (!mine || chat.pinned === wanted) return []
        chat.pinned = wanted
        state.changed(chat.id)
        return [session.id]
      })

  const silence = (params: Params, caller: Caller): unknown => {
    const chat = requireChat(state, params, caller)
    chat.silent = toText(param(params, 'ACTIVATE')) === 'Y'
    state.changed(chat.id)
    return true
  }

  const headVote = (params: Params, caller: Caller): unknown => {
    const sessionId = toInt(param(params, 'SESSION_ID'))
    if (sessionId <= 0) throw refuse('EMPTY_SESSION_ID', "Session ID can't be empty")
    const rating = param(params, 'RATING')
    const comment = param(params, 'COMMENT')
    if (rating === undefined && comment === undefined)
      throw refuse('EMPTY_VOTE_PARAMS', 'At least one of the parameters RATING or COMMENT must be specified')
    const found = state.session(sessionId)
    if (!found || !caller.isAdmin || found.session.status < STATUS.close) throw accessDenied()
    voteAsHead(
      found.chat,
      found.session,
      rating === undefined ? undefined : Math.min(5, Math.max(0, toInt(rating))),
      comment === undefined ? undefined : toText(comment),
    )
    state.changed(found.chat.id)
    return true
  }

  const quickSave = (params: Params, caller: Caller): unknown => {
    const chat = requireChat(state, params, caller)
    const message = chat.messages.get(toInt(param(params, 'MESSAGE_ID')))
    if (!message?.text) throw refuse('CANT_SAVE_QUICK_ANSWER', 'Error saving quick answer')
    state.quickAnswers.push(message.text)
    return true
  }

  const method = (seconds: number, run: Method['run']): Method => ({ scope: 'imopenlines', seconds, run })
  return {
    'imopenlines.session.open': method(0.1, open),
    'imopenlines.session.start': method(0.3, start),
    'imopenlines.session.join': method(0.2, joinChat),
    'imopenlines.session.intercept': method(0.3, takeOver),
    'imopenlines.message.session.start': method(0.4, startWithMessage),
    'imopenlines.session.mode.pin': method(0.1, pin),
    'imopenlines.session.mode.pinAll': method(0.2, pinEvery(true)),
    'imopenlines.session.mode.unpinAll': method(0.2, pinEvery(false)),
    'imopenlines.session.mode.silent': method(0.1, silence),
    'imopenlines.session.head.vote': method(0.1, headVote),
    'imopenlines.message.quick.save': method(0.1, quickSave),
  }
}
