// im.recent.*, im.counters.get: the caller's own chats at a glance.
import { emptyAsList } from '../rest/php-array.ts'
import { Page, type Caller, type Method, type Params } from '../rest/method.ts'
import { unreadCount } from '../world/messages.ts'
import type { Chat } from '../world/model.ts'
import { lastSession, type State } from '../world/state.ts'
import { STATUS } from '../world/model.ts'
import { recentRow } from './chat-view.ts'
import type { MethodMap } from './methods.ts'
import { isYes, limitOf, param, toInt, toText } from './params.ts'

/** Rows and counters of the caller's chats. */
export function recentMethods(state: State): MethodMap {
  const mine = (caller: Caller): Chat[] => [...state.chats.values()].filter((chat) => chat.members.has(caller.userId))

  const newest = (chat: Chat): number => chat.messages.last?.date ?? chat.createdAt

  const chosen = (params: Params, caller: Caller): Chat[] => {
    const skipLines = isYes(param(params, 'SKIP_OPENLINES'))
    const skipDialog = isYes(param(params, 'SKIP_DIALOG'))
    const skipChat = isYes(param(params, 'SKIP_CHAT'))
    const onlyLines = isYes(param(params, 'ONLY_OPENLINES'))
    const skipWaiting = isYes(param(params, 'SKIP_UNDISTRIBUTED_OPENLINES'))
    return mine(caller)
      .filter((chat) => {
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
      CHAT_UNREAD: [],
      LINES: emptyAsList(lines),
      DIALOG: emptyAsList(dialogs),
      DIALOG_UNREAD: [],
    }
  }

  const method = (seconds: number, run: Method['run']): Method => ({ scope: 'im', seconds, run })
  return {
    'im.recent.list': method(0.1, list),
    'im.recent.get': method(0.1, get),
    'im.counters.get': method(0.05, counters),
    'im.revision.get': method(0.01, () => ({ rest: 32, web: 130, mobile: 22, desktop: 6, im_revision_mobile: 22 })),
  }
}

const isWaiting = (chat: Chat): boolean => (lastSession(chat)?.status ?? STATUS.close) < STATUS.answer
