import type { QueryClient } from '@tanstack/react-query'
import type { ChatId } from '@/domain/ids'
import type { CardSnapshot } from '@/portal/portal'
import { PortalError } from '@/portal/portal-error'
import type { OpenedCard } from '@/queries/card-context'
import { newestLoaded, setViewers } from '@/queries/presence'
import { queryKeys } from '@/queries/query-keys'
import { createCardSync } from './card-sync'
import type { WatchedChat } from './chat-activity'
import type { PollScheduler } from './poll-scheduler'
import type { TabId, TabRequest } from './tab-protocol'
import { emptyRequest, NOTHING } from './tab-requests'

/** This tab, leader or follower: what its card asks of a poll, and what it does with its part of the answer. */
export interface OwnTab {
  readonly id: TabId
  readonly isVisible: () => boolean
  /** Chats worth watching; null while the card has not been read. */
  readonly watchedChats: () => readonly WatchedChat[] | null
  /** Asks for nothing but to be known. */
  readonly emptyRequest: (watched: readonly WatchedChat[]) => TabRequest
  /** What the next poll should bring; counts as asked for. */
  readonly nextRequest: (watched: readonly WatchedChat[]) => TabRequest
  /** The next request of this tab is one that the scheduler knows of already. */
  readonly requestKnown: () => void
  /** Takes over this tab's part of a poll. Resolves to true when another poll should follow at once. */
  readonly apply: (part: CardSnapshot | PortalError, startedAt: number) => Promise<boolean>
  /** null = the last poll went well. */
  readonly reportHealth: (error: PortalError | null) => void
  /** Shows who else has the open chat on screen. */
  readonly showViewers: () => void
  /** Another chat is on screen; false = it was already. */
  readonly openChat: (chatId: ChatId | null) => boolean
}

/** A hidden page has its card's lists read this seldom (ms). */
const HIDDEN_LISTS_INTERVAL_MS = 60_000
/** A page that opens a chat has just read it, or is doing so. */
const JUST_READ_MS = 15_000

/** The tab of an opened card, with no chat on screen yet. `onNameMissing`: a viewer can't be shown before the next poll. */
export const createOwnTab = (
  id: TabId,
  { portal, item, ...card }: OpenedCard,
  client: QueryClient,
  scheduler: PollScheduler,
  onHealth: (error: PortalError | null) => void,
  onNameMissing: () => void,
): OwnTab => {
  const now = () => performance.now()
  const isVisible = () => !document.hidden
  const cardSync = createCardSync({ portal, item, ...card }, client)
  let open: ChatId | null = null
  const opened = new Set<ChatId>()
  let hiddenListsAt = 0
  let accounted = portal.requestCount()
  /** The portal refused this card, whatever became of the poll. */
  let cardError: PortalError | null = null

  const newRequests = (): number => {
    const made = portal.requestCount() - accounted
    accounted += made
    return made
  }

  const empty = (watched: readonly WatchedChat[]) => emptyRequest(id, item, isVisible(), watched)

  const showViewers = () => {
    if (open === null) return
    const viewers = scheduler.colleagues(now(), open)
    setViewers(client, open, viewers)
    if (isVisible() && cardSync.wantNames(viewers.map(({ userId }) => userId))) onNameMissing()
  }

  return {
    id,
    isVisible,
    watchedChats: () => cardSync.watchedChats(isVisible()),
    emptyRequest: empty,
    nextRequest: (watched) => {
      const lists = isVisible() || now() - hiddenListsAt > HIDDEN_LISTS_INTERVAL_MS
      if (lists) hiddenListsAt = now()
      return {
        ...empty(watched),
        request: isVisible() ? cardSync.nextRequest(now()) : NOTHING,
        lists,
        requestCount: newRequests(),
      }
    },
    requestKnown: () => {
      accounted += 1
    },
    apply: async (part, startedAt) => {
      cardError = part instanceof PortalError ? part : null
      if (part instanceof PortalError) return false
      const urgent = await cardSync.apply(part, startedAt)
      showViewers()
      return urgent
    },
    reportHealth: (error) => onHealth(error ?? cardError),
    showViewers,
    openChat: (chatId) => {
      if (open === chatId) return false
      open = chatId
      cardSync.openChat(chatId)
      if (chatId === null || opened.has(chatId)) return true
      opened.add(chatId)
      // The first chat came with the start, and another one is being read right now.
      const age = Date.now() - (client.getQueryState(queryKeys.messages(chatId))?.dataUpdatedAt ?? Date.now())
      const last = newestLoaded(client, chatId) || cardSync.newestReported(chatId)
      if (last && age < JUST_READ_MS) scheduler.observed(now(), chatId, last)
      return true
    },
  }
}
