// imopenlines.operator.*: an operator takes a chat, transfers it, ends it.
import type { Caller, Method, MethodMap, Params } from '../rest/method.ts'
import { STATUS, type Chat, type Session } from '../world/model.ts'
import { answer, closeSession, currentLine, finish, skip, transferToLine, transferToPerson } from '../world/sessions.ts'
import { openSession, type State } from '../world/state.ts'
import { addSystemMessage } from '../world/messages.ts'
import { crmSaved } from '../world/system-messages.ts'
import { accessDenied, requireChat } from './require-chat.ts'
import { isEmpty, param, refuse, toInt, toText } from './params.ts'

const operatorWrong = () => refuse('OPERATOR_WRONG', 'You cannot redirect to this operator')

/** Operator actions, and crm.lead.create, which only the operator may do. */
export function operatorMethods(state: State): MethodMap {
  const takeChat = (params: Params, caller: Caller): unknown => {
    const chat = requireChat(state, params, caller)
    const session = openSession(chat)
    const mine = session !== undefined && session.status >= STATUS.answer && chat.owner === caller.userId
    const last = state.lastAnswers.get(chat.id)
    const locked = last !== undefined && last.userId !== caller.userId && state.now() - last.at < state.answerLockMs
    if ((mine || locked) && state.behaviour.lateAnswerIsTrue) return true
    if (mine)
      throw refuse('IMOL_CHAT_ERROR_ANSWER_ALREADY_RESPONSIBLE', 'You are responsible for this conversation already')
    if (locked)
      throw refuse('IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST', 'Somebody else is answering this conversation')
    answer(state, chat, caller.userId)
    state.lastAnswers.set(chat.id, { userId: caller.userId, at: state.now() })
    return true
  }

  const finishOwn = (params: Params, caller: Caller): unknown => {
    const chat = requireChat(state, params, caller)
    const session = openSession(chat)
    if (!session) return true
    if (session.status >= STATUS.answer && chat.owner !== 0 && chat.owner !== caller.userId) throw accessDenied()
    finish(state, chat, session, caller.userId)
    return true
  }

  const finishAnothers = (params: Params, caller: Caller): unknown => {
    const chat = requireChat(state, params, caller)
    const mayClose =
      caller.isAdmin ||
      currentLine(state, chat)?.queue.includes(caller.userId) === true ||
      state.rights.get(caller.userId)?.canSeeHistory === true
    if (!mayClose) throw accessDenied()
    const session = openSession(chat)
    if (session) finish(state, chat, session, caller.userId)
    return true
  }

  const skipChat = (params: Params, caller: Caller): unknown => {
    const chat = requireChat(state, params, caller)
    const session = openSession(chat)
    if (!session) throw refuse('ACCESS_DENIED_KICK', 'Insufficient permissions to remove participants from the chat')
    skip(state, chat, session, caller.userId)
    return true
  }

  const markSpam = (params: Params, caller: Caller): unknown => {
    const chat = requireChat(state, params, caller)
    const session = openSession(chat)
    if (session) closeSession(state, chat, session, caller.userId, STATUS.spam)
    return true
  }

  const transferChat = (params: Params, caller: Caller): unknown => {
    const target = readTarget(params)
    const chat = requireChat(state, params, caller, 'CHAT_ID_EMPTY')
    const session = openSession(chat)
    if (!session) throw operatorWrong()
    if (target.kind === 'line') {
      const line = state.lines.get(target.id)
      if (!line?.active) throw operatorWrong()
      transferToLine(state, chat, session, caller.userId, line)
      return true
    }
    const person = state.user(target.id)
    if (!person?.active || person.connector || person.id === caller.userId) throw operatorWrong()
    transferToPerson(state, chat, session, caller.userId, person.id)
    return true
  }

  const leadCreate = (params: Params, caller: Caller): unknown => {
    const chat = requireChat(state, params, caller)
    const session = openSession(chat)
    if (!session || session.operatorId !== caller.userId)
      throw refuse('ERROR_USER_NOT_OPERATOR', 'Attempt to save a CRM object by a user who is not an operator')
    if (!chat.cards.some((card) => card.type === 'lead')) saveAsLead(state, chat, session)
    return true
  }

  const method = (seconds: number, run: Method['run']): Method => ({ scope: 'imopenlines', seconds, run })
  return {
    'imopenlines.operator.answer': method(0.3, takeChat),
    'imopenlines.operator.finish': method(0.3, finishOwn),
    'imopenlines.operator.another.finish': method(0.3, finishAnothers),
    'imopenlines.operator.skip': method(0.3, skipChat),
    'imopenlines.operator.spam': method(0.3, markSpam),
    'imopenlines.operator.transfer': method(0.35, transferChat),
    'imopenlines.crm.lead.create': method(0.4, leadCreate),
  }
}

/** TRANSFER_ID (`12`, `queue2`), else USER_ID, else QUEUE_ID. */
function readTarget(params: Params): { kind: 'person' | 'line'; id: number } {
  if (toInt(param(params, 'CHAT_ID')) <= 0) throw refuse('CHAT_ID_EMPTY', "Chat ID can't be empty")
  const transferId = param(params, 'TRANSFER_ID')
  if (!isEmpty(transferId)) {
    const text = toText(transferId)
    return text.startsWith('queue') ? { kind: 'line', id: toInt(text.slice(5)) } : { kind: 'person', id: toInt(text) }
  }
  const userId = param(params, 'USER_ID')
  if (userId !== undefined) {
    if (toInt(userId) <= 0) throw refuse('USER_ID_EMPTY', "User ID can't be empty")
    return { kind: 'person', id: toInt(userId) }
  }
  const queueId = param(params, 'QUEUE_ID')
  if (queueId !== undefined) {
    if (toInt(queueId) <= 0) throw refuse('QUEUE_ID_EMPTY', "QUEUE ID can't be empty")
    return { kind: 'line', id: toInt(queueId) }
  }
  throw refuse('TRANSFER_ID_EMPTY', "Queue ID or User ID can't be empty")
}

function saveAsLead(state: State, chat: Chat, session: Session): void {
  const client = state.nameOf(chat.clientId)
  const id =
    Math.max(
      0,
      ...state
        .cards()
        .filter((card) => card.type === 'lead')
        .map((card) => card.id),
    ) + 1
  const lead = state.addCard({
    type: 'lead',
    id,
    title: `${client} - ${state.lines.get(session.lineId)?.name ?? ''}`,
    stages: ['Unassigned', 'In progress', 'Processed', 'Good lead'],
    stage: 0,
    fields: [{ label: 'Source', value: 'Open Channel' }],
    links: [],
    email: '',
    phone: '',
    assignedTo: session.operatorId,
  })
  chat.cards = [...chat.cards, { type: 'lead', id }]
  addSystemMessage(state, chat, crmSaved(id, 'lead', id, lead.title, client, ''))
}
