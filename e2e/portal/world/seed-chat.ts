// How seeds write a chat: its frame, then session after session, with dates of their own.
import { addClientMessage, addFile, addMessage, addReply, addSystemMessage, confirmDeliveries } from './messages.ts'
import { type CardRef, type Chat, type PortalUser, STATUS, type StoredFile } from './model.ts'
import type { Message } from './message.ts'
import { answer, beginSession, closeSession, distribute, skip } from './sessions.ts'
import type { State } from './state.ts'
import { voteRequest } from './system-messages.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** An Open Channel chat without sessions yet. */
export function seedChat(
  state: State,
  options: {
    client: PortalUser
    connector: string
    lineId: number
    cards: CardRef[]
    createdAt: number
  } & Partial<Chat>,
): Chat {
  const { client, connector, lineId, ...rest } = options
  const line = state.lines.get(lineId)
  return state.addChat({
    kind: 'lines',
    title: `${client.name} - ${line?.name ?? ''}`,
    color: client.color,
    clientId: client.id,
    connectors: [connector],
    lineId,
    externalChatId: String(7_000_000 + client.id * 13),
    externalUserId: String(client.id * 3),
    ...rest,
  })
}

/** A file to put into a scripted message. */
export type ScriptFile = Pick<StoredFile, 'name' | 'type' | 'size' | 'art'> & Partial<StoredFile>

/** One line of a scripted session: who (`'client'` or a user id), when (unix ms), what. */
export interface ScriptLine {
  from: 'client' | number
  at: number
  text?: string
  file?: ScriptFile
  params?: Record<string, unknown>
}

/** How a scripted session goes and where it stands at the end. */
export interface Script {
  id?: number
  startedAt: number
  /** 0 = not answered. */
  operatorId: number
  answeredAt?: number
  lines: readonly ScriptLine[]
  /** Status to end in; 60 and above closes. */
  status: number
  closedAt?: number
  closedBy?: number
  stars?: number
}

/** Writes one line; returns the message. */
export function writeLine(state: State, chat: Chat, line: ScriptLine): Message {
  const params = { ...line.params }
  const authorId = line.from === 'client' ? chat.clientId : line.from
  if (line.file) {
    params['FILE_ID'] = [addFile(state, chat, { ...line.file, authorId, createdAt: line.at }).id]
  }
  const draft = { text: line.text ?? '', params, date: line.at }
  if (line.from === 'client') return addClientMessage(state, chat, draft)
  return addReply(state, chat, { ...draft, authorId })
}

/** Plays a session through the same steps as live ones, so its traces are the same. Returns the messages of its lines. */
export function seedSession(state: State, chat: Chat, script: Script): Message[] {
  const { startedAt, operatorId, status } = script
  const session = beginSession(state, chat, {
    date: startedAt,
    ...(script.id === undefined ? {} : { id: script.id }),
  })
  const written: Message[] = []
  const answeredAt = script.answeredAt ?? startedAt + 2 * MINUTE
  let answered = operatorId === 0
  if (!answered || status === STATUS.new) distribute(state, chat, session, startedAt)
  for (const line of script.lines) {
    if (!answered && (line.from !== 'client' || line.at >= answeredAt)) {
      answer(state, chat, operatorId, Math.min(line.at, answeredAt))
      answered = true
    }
    written.push(writeLine(state, chat, line))
  }
  if (!answered) answer(state, chat, operatorId, answeredAt)
  const last = script.lines.at(-1)?.at ?? startedAt
  if (status === STATUS.skip) skip(state, chat, session, operatorId, Math.max(last, answeredAt))
  if (status === STATUS.waitClient) {
    addSystemMessage(state, chat, voteRequest(session.id), last + MINUTE)
    chat.waitAction = true
  }
  if (status >= STATUS.close) {
    const closedAt = script.closedAt ?? last + 5 * MINUTE
    closeSession(state, chat, session, script.closedBy ?? (status === STATUS.close ? operatorId : 0), status, closedAt)
    if (script.stars) {
      session.vote = script.stars >= 4 ? 5 : 1
      session.voteHead = script.stars
      const end = chat.messages.last
      if (end) end.params['IMOL_VOTE_HEAD'] = script.stars
    }
  } else {
    session.status = status
  }
  session.modifiedAt = script.closedAt ?? last
  confirmDeliveries(state, chat, true)
  return written
}

/** A message that stays inside, as silent mode leaves it. */
export function writeInside(state: State, chat: Chat, authorId: number, text: string, at: number): Message {
  return addMessage(state, chat, { authorId, text, date: at, params: { CLASS: 'bx-messenger-content-item-system' } })
}
