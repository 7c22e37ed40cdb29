import type { CrmItem } from '@/domain/crm'
import type { ChatId } from '@/domain/ids'
import type { CardRequest, SnapshotRequest } from '@/portal/portal'
import type { WatchedChat } from './chat-activity'
import type { TabId, TabRequest } from './tab-protocol'

// What the tabs of this browser ask of a poll: collected from them, and turned into what the portal is asked for each card.

/** The other tabs of this browser, by their last request. */
export interface TabRegistry {
  /** What the others ask for now: calls them by `ask(round)` and waits a moment for those that are known. */
  readonly collect: (ask: (round: number) => void) => Promise<readonly TabRequest[]>
  /** Their last requests, with the count of requests set to 0: it was taken over then. */
  readonly known: () => readonly TabRequest[]
  readonly joined: (page: TabId) => void
  readonly left: (page: TabId) => void
  /** A tab's request; true when it was the answer to a call. */
  readonly reply: (round: number, request: TabRequest) => boolean
}

/** How long (ms) a call waits: tabs answer from memory. */
const REPLY_TIMEOUT_MS = 400
/** A tab that missed so many calls counts as closed. */
const MAX_MISSED_REPLIES = 3

/** No other tab is known yet. */
export const createTabRegistry = (): TabRegistry => {
  const others = new Map<TabId, { readonly request: TabRequest | null; missed: number }>()
  let round = 0
  let unanswered = new Set<TabId>()
  let onAllAnswered: (() => void) | null = null
  const known = () => [...others.values()].flatMap(({ request }) => (request ? [{ ...request, requestCount: 0 }] : []))

  return {
    collect: async (ask) => {
      if (others.size === 0) return []
      round += 1
      unanswered = new Set(others.keys())
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, REPLY_TIMEOUT_MS)
        onAllAnswered = () => {
          clearTimeout(timer)
          resolve()
        }
        ask(round)
      })
      onAllAnswered = null
      for (const page of unanswered) {
        const other = others.get(page)
        if (other && (other.missed += 1) >= MAX_MISSED_REPLIES) others.delete(page)
      }
      return [...others.values()].flatMap(({ request, missed }) => (request && missed === 0 ? [request] : []))
    },
    known,
    joined: (page) => void others.set(page, { request: null, missed: 0 }),
    left: (page) => void others.delete(page),
    reply: (asked, request) => {
      others.set(request.page, { request, missed: 0 })
      if (!onAllAnswered || asked !== round) return false
      unanswered.delete(request.page)
      if (unanswered.size === 0) onAllAnswered()
      return true
    },
  }
}

/** Asks for nothing. */
export const NOTHING: SnapshotRequest = { dialogs: [], pages: [], older: [], people: [], lines: false }

/** Asks for nothing but to be known. */
export const emptyRequest = (
  page: TabId,
  item: CrmItem,
  visible: boolean,
  watchedChats: readonly WatchedChat[],
): TabRequest => ({
  page,
  item,
  visible,
  watchedChats,
  request: NOTHING,
  lists: false,
  requestCount: 0,
})

/** What is left of a tab's request when only these chats are read: nothing at all, or their messages. */
export const onlyPagesOf = (request: TabRequest, chats: readonly ChatId[]): readonly TabRequest[] => {
  if (!request.watchedChats.some(({ chatId }) => chats.includes(chatId))) return []
  const pages = request.request.pages.filter(({ chatId }) => chats.includes(chatId))
  return [{ ...request, lists: false, request: { ...NOTHING, pages } }]
}

/** A tab's request, with what the scheduler asks of its chats: details of some, details and newest messages of others. */
export const toCardRequest = (
  tabRequest: TabRequest,
  details: readonly ChatId[],
  messages: readonly ChatId[],
): CardRequest => {
  const own = new Map(tabRequest.watchedChats.map((chat) => [chat.chatId, chat]))
  const dialogs = new Set([...tabRequest.request.dialogs, ...details.filter((id) => own.has(id))])
  const paged = new Set(tabRequest.request.pages.map(({ chatId }) => chatId))
  const more = messages.flatMap((chatId) => {
    const chat = own.get(chatId)
    if (!chat || paged.has(chatId)) return []
    dialogs.add(chatId)
    return [{ chatId, way: chat.member ? ('member' as const) : ('either' as const) }]
  })
  const request = { ...tabRequest.request, dialogs: [...dialogs], pages: [...tabRequest.request.pages, ...more] }
  return { item: tabRequest.item, lists: tabRequest.lists, request }
}
