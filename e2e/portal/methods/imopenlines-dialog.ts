// Reading Open Channel dialogs without being a member: imopenlines.dialog.get, imopenlines.session.history.get.
import { emptyAsList } from '../rest/php-array.ts'
import type { Caller, Method, MethodMap, Params } from '../rest/method.ts'
import { canJoin, canOpenDialog, canSeeHistory } from '../world/access.ts'
import { userCode } from '../world/composite.ts'
import { confirmDeliveries } from '../world/messages.ts'
import type { Chat, Session } from '../world/model.ts'
import { lastSession, type State } from '../world/state.ts'
import { chatCore, imDialog } from './chat-view.ts'
import { chatByDialogId } from './dialog-id.ts'
import { imFiles } from './file-view.ts'
import { toCamel, toLower } from './keys.ts'
import { fileIdsOf, historyMessage, peopleOf } from './message-view.ts'
import { isEmpty, param, refuse, toInt, toText } from './params.ts'
import { historyUser } from './user-view.ts'

/** Methods that read dialogs and sessions. */
export function dialogMethods(state: State): MethodMap {
  const findDialog = (params: Params, viewerId: number): Chat | undefined => {
    const chatId = param(params, 'CHAT_ID')
    if (!isEmpty(chatId)) return state.chat(toInt(chatId))
    const dialogId = param(params, 'DIALOG_ID')
    if (!isEmpty(dialogId)) return chatByDialogId(state, toText(dialogId), viewerId)
    const sessionId = param(params, 'SESSION_ID')
    if (!isEmpty(sessionId)) return state.session(toInt(sessionId))?.chat
    const code = toText(param(params, 'USER_CODE')).replace(/^imol\|/, '')
    return code === '' ? undefined : chatByUserCode(state, code)
  }

  const dialogGet = (params: Params, caller: Caller): unknown => {
    const chat = findDialog(params, caller.userId)
    if (!chat || !canOpenDialog(state, caller.userId, chat))
      throw refuse('ACCESS_ERROR', 'You do not have access to the specified dialog')
    return imDialog(state, chat, caller.userId)
  }

  const findSession = (params: Params): { chat: Chat; session: Session } => {
    const sessionId = param(params, 'SESSION_ID')
    const chatId = param(params, 'CHAT_ID')
    if (isEmpty(sessionId) && isEmpty(chatId))
      throw refuse('MISSING_REQUIRED_PARAM', 'Session ID or Chat ID must be provided')
    if (!isEmpty(sessionId)) {
      const found = state.session(toInt(sessionId))
      if (!found) throw deniedHistory()
      return found
    }
    if (!state.behaviour.historyByChat) throw deniedHistory()
    const chat = state.chat(toInt(chatId))
    const session = chat && lastSession(chat)
    if (!chat || !session) throw refuse('INVALID_SESSION_ID', 'Unable to determine session ID from provided parameters')
    return { chat, session }
  }

  const historyGet = (params: Params, caller: Caller): unknown => {
    const { chat, session } = findSession(params)
    if (!canSeeHistory(state, caller.userId, chat, session.operatorId)) throw deniedHistory()
    confirmDeliveries(state, chat)
    return history(state, chat, session, caller)
  }

  const method = (run: Method['run']): Method => ({ scope: 'imopenlines', seconds: 0.15, run })
  return {
    'imopenlines.dialog.get': method(dialogGet),
    'imopenlines.session.history.get': method(historyGet),
  }
}

/** The chat of a user code. */
export function chatByUserCode(state: State, code: string): Chat | undefined {
  return [...state.chats.values()].find((chat) => chat.kind === 'lines' && userCode(chat) === code)
}

const deniedHistory = () =>
  refuse('ACCESS_DENIED', 'You cannot open this conversation as you do not have sufficient rights')

function history(state: State, chat: Chat, session: Session, caller: Caller): unknown {
  const from = chat.messages.indexFrom(session.fromMessageId)
  const to = session.toMessageId === null ? chat.messages.length : chat.messages.indexFrom(session.toMessageId + 1)
  const messages = chat.messages.slice(from, to)
  const newestFirst = messages.toReversed()
  const people = new Set([...peopleOf(messages), chat.clientId, session.operatorId])
  const users = [...people].flatMap((id) => state.user(id) ?? [])
  const members = [...chat.members.keys()]
  const flags = Object.fromEntries(members.map((id) => [id, chat.muted.has(id)]))
  return {
    chatId: chat.id,
    canJoin: canJoin(state, caller.userId, chat) ? 'Y' : 'N',
    canVoteHead: caller.isAdmin ? 'Y' : 'N',
    sessionId: session.id,
    sessionVoteHead: session.voteHead,
    sessionCommentHead: session.commentHead,
    userId: `chat${chat.id}`,
    message: emptyAsList(Object.fromEntries(newestFirst.map((message) => [message.id, historyMessage(chat, message)]))),
    usersMessage: { [`chat${chat.id}`]: newestFirst.map((message) => String(message.id)) },
    users: emptyAsList(Object.fromEntries(users.map((user) => [user.id, historyUser(state, user)]))),
    openlines: { canvoteashead: { [session.lineId]: caller.isAdmin } },
    userInGroup: emptyAsList({
      '1': { id: 1, users: users.filter((user) => !user.connector && !user.bot).map((user) => String(user.id)) },
    }),
    woUserInGroup: [],
    chat: { [chat.id]: historyChat(chat, flags) },
    userBlockChat: { [chat.id]: emptyAsList(flags) },
    userInChat: emptyAsList({ [chat.id]: members }),
    files: emptyAsList(
      Object.fromEntries(
        imFiles(state, messages.flatMap(fileIdsOf)).map((file) => [String(file['id']), toLower(file)]),
      ),
    ),
  }
}

function historyChat(chat: Chat, muted: Record<string, boolean>): Record<string, unknown> {
  return {
    ...toCamel(chatCore(chat)),
    id: String(chat.id),
    owner: String(chat.owner),
    call: '0',
    callNumber: '',
    messageCount: chat.messages.length,
    muteList: emptyAsList(muted),
    isNew: false,
  }
}
