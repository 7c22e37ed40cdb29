// Steps of a session: start, answer, transfer, close. Each one writes the messages of a real portal into the chat.
import { addMember, addMessage, addSystemMessage } from './messages.ts'
import { type Chat, type Line, type Session, STATUS } from './model.ts'
import type { Message } from './message.ts'
import { lastSession, openSession, type State } from './state.ts'
import * as system from './system-messages.ts'

/** The line in charge now: a transfer may have moved the session to another one. */
export function currentLine(state: State, chat: Chat): Line | undefined {
  return state.lines.get((openSession(chat) ?? lastSession(chat))?.lineId ?? chat.lineId)
}

const touch = (state: State, chat: Chat, session: Session): void => {
  session.modifiedAt = state.now()
  state.changed(chat.id)
}

/** Removes all members but the client (and `keep`). */
function empty(chat: Chat, keep = 0): void {
  for (const userId of [...chat.members.keys()]) {
    if (userId !== chat.clientId && userId !== keep) chat.members.delete(userId)
  }
}

/** Opens a session; with an operator it starts as answered by them. `id` and `date` serve the seeds. */
export function beginSession(
  state: State,
  chat: Chat,
  options: { operatorId?: number; id?: number; date?: number } = {},
): Session {
  const date = options.date ?? state.now()
  const operatorId = options.operatorId ?? 0
  const id = options.id ?? state.id('session')
  addMember(chat, chat.clientId)
  const before = chat.messages.lastId
  const session = state.addSession(chat, {
    id,
    chatId: chat.id,
    lineId: chat.lineId,
    status: operatorId ? STATUS.answer : STATUS.new,
    operatorId,
    createdAt: date,
    modifiedAt: date,
    closedAt: null,
    fromMessageId: before + 1,
    toMessageId: null,
    vote: 0,
    voteHead: 0,
    commentHead: null,
  })
  chat.owner = operatorId
  if (operatorId) addMember(chat, operatorId)
  const start = addSystemMessage(state, chat, system.sessionStarted(id), date)
  session.fromMessageId = start.id
  return session
}

/** Offers an unanswered session to the operators of its line. */
export function distribute(state: State, chat: Chat, session: Session, date?: number): void {
  const line = state.lines.get(session.lineId)
  if (!line) return
  if (line.queueType === 'all') {
    for (const userId of line.queue) addMember(chat, userId)
    return
  }
  const next = line.queue.find((userId) => userId !== session.operatorId) ?? 0
  session.operatorId = next
  chat.owner = next
  if (!next) return
  addMember(chat, next)
  addSystemMessage(state, chat, system.assigned(next, state.nameOf(next)), date)
}

/** `operator.answer`: the operator becomes the owner, others of the queue leave. */
export function answer(state: State, chat: Chat, userId: number, date?: number): void {
  const session = openSession(chat) ?? beginSession(state, chat, { operatorId: userId })
  empty(chat, userId)
  addMember(chat, userId)
  chat.owner = userId
  chat.waitAction = false
  session.operatorId = userId
  if (session.status < STATUS.answer || session.status === STATUS.waitClient) session.status = STATUS.answer
  addSystemMessage(state, chat, system.accepted(userId, state.nameOf(userId)), date)
  const member = addMember(chat, userId)
  member.lastReadId = chat.messages.lastId
  touch(state, chat, session)
}

/** `session.join`: adds an operator. */
export function join(state: State, chat: Chat, userId: number): void {
  if (chat.members.has(userId)) return
  addSystemMessage(state, chat, system.joined(userId, state.nameOf(userId)))
  addMember(chat, userId)
}

/** `session.intercept`: another operator becomes the owner, the former one leaves. */
export function intercept(state: State, chat: Chat, session: Session, userId: number): void {
  const former = chat.owner
  chat.members.delete(former)
  addMember(chat, userId)
  chat.owner = userId
  session.operatorId = userId
  if (session.status < STATUS.answer) session.status = STATUS.answer
  addSystemMessage(state, chat, system.intercepted(userId, state.nameOf(userId), former, state.nameOf(former)))
  touch(state, chat, session)
}

/** `operator.skip`: back to the queue, to its next operator. */
export function skip(state: State, chat: Chat, session: Session, userId: number, date?: number): void {
  empty(chat)
  chat.owner = 0
  session.status = STATUS.skip
  addSystemMessage(state, chat, system.skipped(userId, state.nameOf(userId)), date)
  distribute(state, chat, session, date)
  chat.members.delete(userId)
  touch(state, chat, session)
}

/** `operator.transfer` to a person, who becomes the owner at once; the others leave. */
export function transferToPerson(state: State, chat: Chat, session: Session, byUserId: number, toUserId: number): void {
  addSystemMessage(state, chat, system.transferred(byUserId, state.nameOf(byUserId), toUserId, state.nameOf(toUserId)))
  empty(chat, toUserId)
  addMember(chat, toUserId)
  chat.owner = toUserId
  session.operatorId = toUserId
  session.status = STATUS.answer
  touch(state, chat, session)
}

/** `operator.transfer` to a line: no owner, all members leave. */
export function transferToLine(state: State, chat: Chat, session: Session, byUserId: number, line: Line): void {
  addSystemMessage(state, chat, system.transferredToLine(byUserId, state.nameOf(byUserId), line.name))
  empty(chat)
  chat.owner = 0
  session.operatorId = 0
  session.lineId = line.id
  session.status = STATUS.skip
  touch(state, chat, session)
}

/** Closes the session: the chat loses its operators, its owner and its modes. `by` 0 = the portal. */
export function closeSession(
  state: State,
  chat: Chat,
  session: Session,
  by: number,
  status: number = STATUS.close,
  date: number = state.now(),
): void {
  if (status !== STATUS.silentlyClose)
    addSystemMessage(state, chat, system.sessionEnded(session.id, by, state.nameOf(by)), date)
  session.status = status
  session.closedAt = date
  session.modifiedAt = date
  session.toMessageId = chat.messages.lastId
  empty(chat)
  chat.owner = 0
  chat.pinned = false
  chat.waitAction = false
  chat.silent = false
  state.changed(chat.id)
}

/** `operator.finish`: asks for a rating first where the line does so; closing a closing session ends it. */
export function finish(state: State, chat: Chat, session: Session, userId: number): void {
  if (session.status < STATUS.answer) answer(state, chat, userId)
  const asks = state.lines.get(session.lineId)?.asksForRating === true && !chat.silent
  if (!asks || session.status === STATUS.waitClient) {
    closeSession(state, chat, session, userId)
    return
  }
  addSystemMessage(state, chat, system.voteRequest(session.id))
  session.status = STATUS.waitClient
  chat.waitAction = true
  touch(state, chat, session)
}

/** `session.start`: joins the open session, or opens one. */
export function startSession(state: State, chat: Chat, userId: number): void {
  if (openSession(chat)) join(state, chat, userId)
  else beginSession(state, chat, { operatorId: userId })
}

/** `message.session.start`: a new session that begins with an earlier message. */
export function startSessionWith(state: State, chat: Chat, userId: number, message: Message): void {
  const open = openSession(chat)
  if (open) closeSession(state, chat, open, userId)
  beginSession(state, chat, { operatorId: userId })
  addMessage(state, chat, {
    authorId: message.authorId,
    text: message.text,
    params: message.params['FILE_ID'] ? { FILE_ID: message.params['FILE_ID'] } : {},
  })
}

/** The client's rating: 5 like, 1 dislike; closes a session that waited for it. */
export function rate(state: State, chat: Chat, session: Session, vote: 1 | 5, stars?: number): void {
  session.vote = vote
  const request = findBack(chat, (message) => message.params['IMOL_VOTE'] === session.id)
  if (request) request.params['IMOL_VOTE'] = vote === 5 ? 'like' : 'dislike'
  if (session.status === STATUS.waitClient) closeSession(state, chat, session, session.operatorId)
  if (stars !== undefined) voteAsHead(chat, session, stars)
  touch(state, chat, session)
}

/** A manager's stars and comment, stored with the session and its end message. */
export function voteAsHead(chat: Chat, session: Session, stars?: number, comment?: string): void {
  if (stars !== undefined) session.voteHead = stars
  if (comment !== undefined) session.commentHead = comment
  const end = session.toMessageId === null ? undefined : chat.messages.get(session.toMessageId)
  if (!end) return
  if (stars !== undefined) end.params['IMOL_VOTE_HEAD'] = stars
  if (comment !== undefined) end.params['IMOL_COMMENT_HEAD'] = comment
}

function findBack(chat: Chat, wanted: (message: Message) => boolean): Message | undefined {
  for (let index = chat.messages.length - 1; index >= Math.max(0, chat.messages.length - 300); index -= 1) {
    const message = chat.messages.at(index)
    if (message && wanted(message)) return message
  }
  return undefined
}
