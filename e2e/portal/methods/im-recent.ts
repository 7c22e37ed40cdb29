// im.recent.*, im.counters.get: the caller's own chats.
import { emptyAsList } from '../rest/php-array.ts'
import { type Caller, type Method, type MethodMap, Page, type Params } from '../rest/method.ts'
import { unreadCount } from '../world/messages.ts'
import { type Chat, STATUS } from '../world/model.ts'
import { lastSession, type State } from '../world/state.ts'
import { imDialog, recentRow } from './chat-view.ts'
import { chatByDialogId, readDialogId } from './dialog-id.ts'
import { isYes, limitOf, param, refuse, toInt, toText } from './params.ts'

/** Rows and counters of the caller's chats. */
export function recentMethods(state: State): MethodMap {
  const mine = (caller: Caller): Chat[] => [...state.chats.values()].filter((chat) => chat.members.has(caller.userId))

  const isHidden = (chat: Chat, userId: number): boolean => chat.hiddenBy.get(userId) === chat.messages.lastId

  const newest = (chat: Chat): number => chat.messages.last?.date ?? chat.createdAt

  const chosen = (params: Params, caller: Caller): Chat[] => {
    const skipLines = isYes(param(params, 'SKIP_OPENLINES'))
    const skipDialog = isYes(param(params, 'SKIP_DIALOG'))
    const skipChat = isYes(param(params, 'SKIP_CHAT'))
    const onlyLines = isYes(param(params, 'ONLY_OPENLINES'))
    const skipWaiting = isYes(param(params, 'SKIP_UNDISTRIBUTED_OPENLINES'))
    return mine(caller)
      .filter((chat) => {
        if (isHidden(chat, caller.userId)) return false
        if (chat.kind === 'lines') return !skipLines && !(skipWaiting && isWaiting(chat))
        if (onlyLines) return false
        return chat.kind === 'private' ? !skipDialog : !skipChat
      })
      .filter((chat) => !isYes(param(params, 'UNREAD_ONLY')) || unreadCount(chat, caller.userId) > 0)
      .toSorted(
        (a, b) =>
          Number(b.pinnedBy.has(caller.userId)) - Number(a.pinnedBy.has(caller.userId)) || newest(b) - newest(a),
      )
  }

  const list = (params: Params, caller: Caller): unknown => {
    const before = Date.parse(toText(param(params, 'LAST_MESSAGE_DATE')))
    const rows = chosen(params, caller).filter((chat) => Number.isNaN(before) || newest(chat) < before)
    const offset = toInt(param(params, 'OFFSET'))
    const limit = limitOf(param(params, 'LIMIT'), 50, 200)
    const hasMore = rows.length > offset + limit
    return new Page(
      {
        items: rows.slice(offset, offset + limit).map((chat) => recentRow(state, chat, caller.userId, true)),
        hasMorePages: hasMore,
        hasMore,
        copilot: { chats: null, messages: null, roles: [], recommendedRoles: [] },
        messagesAutoDeleteConfigs: [],
      },
      -1,
    )
  }

  const get = (params: Params, caller: Caller): unknown => {
    const since = Date.parse(toText(param(params, 'LAST_UPDATE') ?? param(params, 'LAST_SYNC_DATE')))
    return chosen(params, caller)
      .filter((chat) => !(newest(chat) < since))
      .map((chat) => recentRow(state, chat, caller.userId, false))
  }

  const counters = (_: Params, caller: Caller): unknown => {
    const chats: Record<string, number> = {}
    const muted: Record<string, number> = {}
    const lines: Record<string, number> = {}
    const dialogs: Record<string, number> = {}
    for (const chat of mine(caller)) {
      const count = unreadCount(chat, caller.userId)
      if (count === 0) continue
      if (chat.muted.has(caller.userId)) muted[chat.id] = count
      else if (chat.kind === 'lines') lines[chat.id] = count
      else if (chat.kind === 'private')
        dialogs[[...chat.members.keys()].find((id) => id !== caller.userId) ?? 0] = count
      else chats[chat.id] = count
    }
    const sum = (map: Record<string, number>): number => Object.values(map).reduce((total, count) => total + count, 0)
    const messenger = sum(chats) + sum(dialogs)
    return {
      TYPE: {
        ALL: messenger + sum(lines),
        NOTIFY: 0,
        CHAT: sum(chats),
        LINES: sum(lines),
        DIALOG: sum(dialogs),
        MESSENGER: messenger,
      },
      CHAT: emptyAsList(chats),
      CHAT_MUTED: emptyAsList(muted),
      CHAT_UNREAD: mine(caller).flatMap((chat) =>
        chat.kind !== 'private' && chat.markedUnreadBy.has(caller.userId) ? [chat.id] : [],
      ),
      LINES: emptyAsList(lines),
      DIALOG: emptyAsList(dialogs),
      DIALOG_UNREAD: [],
    }
  }

  const memberChat = (params: Params, caller: Caller): Chat | undefined => {
    const chat = chatByDialogId(state, readDialogId(params), caller.userId)
    return chat?.members.has(caller.userId) ? chat : undefined
  }
  const put = (set: Set<number>, userId: number, flag: unknown): true => {
    if (toText(flag) === 'N') set.delete(userId)
    else set.add(userId)
    return true
  }

  const markUnread = (params: Params, caller: Caller): boolean => {
    const chat = memberChat(params, caller)
    return chat !== undefined && put(chat.markedUnreadBy, caller.userId, param(params, 'ACTION'))
  }

  const pin = (params: Params, caller: Caller): boolean => {
    const chat = memberChat(params, caller)
    if (!chat) throw refuse('ACCESS_ERROR', "You don't have permission to pin this chat")
    return put(chat.pinnedBy, caller.userId, param(params, 'PIN'))
  }

  const hide = (params: Params, caller: Caller): boolean => {
    const chat = memberChat(params, caller)
    chat?.hiddenBy.set(caller.userId, chat.messages.lastId)
    return true
  }

  const searchChats = (params: Params, caller: Caller): unknown => {
    const find = toText(param(params, 'FIND')).trim().toLowerCase()
    const lines = toText(param(params, 'FIND_LINES')).trim().toLowerCase()
    const text = find || lines
    if (text.length < 2) throw refuse('FIND_SHORT', 'Too short a search phrase.')
    const found = mine(caller).filter(
      (chat) =>
        chat.kind !== 'private' &&
        (chat.kind === 'lines') === (find === '') &&
        chat.title
          .toLowerCase()
          .split(/\s+/)
          .some((word) => word.startsWith(text)),
    )
    const offset = toInt(param(params, 'OFFSET'))
    const limit = limitOf(param(params, 'LIMIT'), 10, 50)
    const page = found.slice(offset, offset + limit).map((chat) => {
      const { readed_list, last_message_views, dialog_id, manager_list, ...row } = imDialog(state, chat, caller.userId)
      return row
    })
    return new Page(page, found.length, offset + limit < found.length ? offset + limit : undefined)
  }

  const method = (seconds: number, run: Method['run']): Method => ({ scope: 'im', seconds, run })
  return {
    'im.recent.list': method(0.1, list),
    'im.recent.get': method(0.1, get),
    'im.recent.unread': method(0.05, markUnread),
    'im.recent.pin': method(0.05, pin),
    'im.recent.hide': method(0.05, hide),
    'im.search.chat.list': method(0.06, searchChats),
    'im.counters.get': method(0.05, counters),
    'im.revision.get': method(0.01, () => ({ rest: 32, web: 130, mobile: 22, desktop: 6, im_revision_mobile: 22 })),
  }
}

const isWaiting = (chat: Chat): boolean => (lastSession(chat)?.status ?? STATUS.close) < STATUS.answer
