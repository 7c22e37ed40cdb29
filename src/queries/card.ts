import { skipToken, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { withNoReplyNeeded } from '@/domain/wait-time'
import { toChat, compareByUrgency, type ChatRecord } from '@/domain/chat-record'
import type { Chat } from '@/domain/chat'
import type { CrmItem } from '@/domain/crm'
import type { ChatId } from '@/domain/ids'
import type { Me } from '@/domain/person'
import type { Relations } from '@/domain/crm'
import { asPortalError, PortalError } from '@/portal/portal-error'
import { applySnapshot } from './apply-snapshot'
import type { CardCache } from './merge-snapshot'
import type { DetailsRequest } from './details-loader'
import { queryKeys } from './query-keys'
import { useUserSettings } from './user-settings'
import { useOpenedCard, type OpenedCard } from './card-context'

/** The card's chats as the list shows them. */
export interface CardView {
  readonly status: 'loading' | 'failed' | 'ready'
  /** Open ones first (waiting longest first, then by last activity), closed last. */
  readonly chats: readonly Chat[]
  readonly me: Me | null
  /** null until they are known. */
  readonly related: Relations | null
  readonly item: CrmItem
  /** Set with 'failed'; with 'ready' when the last look failed. */
  readonly error: PortalError | null
  readonly retry: () => void
}

const consumedInitialRequests = new WeakSet<OpenedCard>()

/** Reads the whole card: the first time from the request that boot sent, later anew. Fills the cache with what rode along. */
const readCard = async (card: OpenedCard, client: QueryClient): Promise<CardCache> => {
  const first = !consumedInitialRequests.has(card)
  consumedInitialRequests.add(card)
  const look = await (first ? card.started : card.portal.fetchInitialCard(card.item, null))
  applySnapshot(client, card.item, look)
  const data = client.getQueryData<CardCache>(queryKeys.card(card.item))
  if (!data) throw new PortalError('malformed', 'NO_PROFILE')
  return data
}

/**
 * Fills the cache before anything is rendered if the first answer is already here: on a slow computer the portal is done before the
 * screen's code is, and a skeleton would only hold it up. Never waits for the portal.
 */
export const primeCache = async (card: OpenedCard, client: QueryClient): Promise<void> => {
  const notYet = new Promise<null>((resolve) => setTimeout(resolve, 0, null))
  const look = await Promise.race([card.started, notYet]).catch(() => null)
  if (!look) return
  consumedInitialRequests.add(card)
  applySnapshot(client, card.item, look)
}

// A row renders again only when its facts or the names changed, so the assembled chat is kept by its facts.
const assembled = new WeakMap<ChatRecord, { readonly names: CardCache; readonly chat: Chat }>()

const assemble = (facts: ChatRecord, data: CardCache): Chat => {
  const kept = assembled.get(facts)
  if (kept && kept.names.people === data.people && kept.names.lines === data.lines && kept.names.me === data.me)
    return kept.chat
  const chat = toChat(facts, data, data.me.id)
  assembled.set(facts, { names: data, chat })
  return chat
}

/** One chat as it is known right now; null when the card has no such chat. */
export const getChat = (client: QueryClient, item: CrmItem, chatId: ChatId): Chat | null => {
  const data = client.getQueryData<CardCache>(queryKeys.card(item))
  const facts = data?.chats.find(({ id }) => id === chatId)
  return data && facts ? assemble(facts, data) : null
}

/** One chat of the card, as it changes; null when the card has no such chat. */
export const useChat = (chatId: ChatId): Chat | null => {
  const { item } = useOpenedCard()
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: queryKeys.card(item),
    queryFn: skipToken,
    select: () => getChat(client, item, chatId),
  })
  return data ?? null
}

/** The card's chats. */
export const useCard = (): CardView => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const { data, error, status, refetch } = useQuery({
    queryKey: queryKeys.card(card.item),
    queryFn: () => readCard(card, client),
  })
  const { noReplyNeeded } = useUserSettings()
  const chats = useMemo(
    () =>
      data
        ? data.chats.map((facts) => withNoReplyNeeded(assemble(facts, data), noReplyNeeded)).toSorted(compareByUrgency)
        : [],
    [data, noReplyNeeded],
  )
  // Without a chat of its own the card may still have those of its relations, which come a moment later.
  const bare = data && chats.length === 0 && !data.related
  const saveError = (bare && data.relatedError) || null
  return useMemo(
    () => ({
      status: bare ? (saveError ? 'failed' : 'loading') : data ? 'ready' : status === 'error' ? 'failed' : 'loading',
      chats,
      me: data?.me ?? null,
      related: data?.related ?? null,
      item: card.item,
      error: error ? asPortalError(error) : saveError,
      retry: () => void refetch(),
    }),
    [chats, data, bare, saveError, status, error, card.item, refetch],
  )
}

const nothing: DetailsRequest = { rows: [], known: [] }
/** What is wanted of a card by now. */
const requested = new WeakMap<OpenedCard, DetailsRequest>()

// What a row lacks is fetched after it has been shown: the code for it may come after it, too. Imports that wait for one file end in
// any order, so none of them carries a wish of its own: the oldest one could come last.
const requestDetails = (card: OpenedCard, client: QueryClient, request: Partial<DetailsRequest>): void => {
  requested.set(card, { ...nothing, ...requested.get(card), ...request })
  void import('./details-loader').then(
    ({ detailsOf }) => detailsOf(card, client).request(requested.get(card) ?? nothing),
    // The rows stay as they are; the next ones ask for the file again.
    () => undefined,
  )
}

/** Rows on screen say that they want details, a preview and names; what is missing is fetched in batches. */
export const usePrefetchDetails = (chatIds: readonly ChatId[]): void => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const ids = chatIds.join()
  useEffect(() => {
    requestDetails(card, client, { rows: chatIds })
    // The ids are compared by value: a list of rows is a new array on every render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [card, client, ids])
}

/** A search over all chats has to know them by name: those never seen are fetched in batches while `searching`. */
export const usePrefetchNames = (chats: readonly Chat[], searching: boolean): void => {
  const card = useOpenedCard()
  const client = useQueryClient()
  useEffect(() => {
    requestDetails(card, client, { known: searching ? chats.map((chat) => chat.id) : [] })
  }, [card, client, chats, searching])
}
