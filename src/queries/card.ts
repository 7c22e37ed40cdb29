import { skipToken, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { withNoReplyNeeded } from '@/domain/wait-time'
import { toChat, sortByUrgency, type ChatRecord } from '@/domain/chat-record'
import type { Chat } from '@/domain/chat'
import type { CrmItem, Relations } from '@/domain/crm'
import type { ChatId, MessageId } from '@/domain/ids'
import type { Me } from '@/domain/person'
import { asPortalError, isAccessLost, PortalError } from '@/portal/portal-error'
import type { CardStart } from '@/portal/portal'
import { applySnapshot } from './apply-snapshot'
import type { CardCache } from './merge-snapshot'
import type { DetailsRequest } from './details-loader'
import { fetchWithRecovery, retryStartNow, startRetryEnv, type StartFailure } from './start-recovery'
import { queryKeys } from './query-keys'
import { useOpenedCard, type OpenedCard } from './card-context'
import { showStoredCard, useStoredCard, withoutState, type StoredCard } from './stored-card'

export type { StartFailure } from './start-recovery'

/** The card's chats for the list. */
export interface CardView {
  readonly status: 'loading' | 'failed' | 'ready'
  /** The chat that was read first; null = none. */
  readonly opened: ChatId | null
  /** The order of the chats means something: their state is known. */
  readonly listed: boolean
  /** The states of the chats are those of an earlier opening: until then the portal's answers are known, unix ms. null = they are present. */
  readonly storedAt: number | null
  /** Open ones first (waiting longest first, then by last activity), closed last. */
  readonly chats: readonly Chat[]
  readonly me: Me | null
  /** null until they are known. */
  readonly related: Relations | null
  readonly item: CrmItem
  /** Set with 'failed'; with 'ready' when the last poll failed. */
  readonly error: PortalError | null
  /** The start has failed so far and is repeated by itself, with 'loading' at first, with 'failed' when that lasts. */
  readonly startFailure: StartFailure | null
  readonly retry: () => void
}

/** Without the caller nothing can be shown: such an answer is a failed one. */
const requireCaller = (start: CardStart): CardStart => {
  if (!start.me) throw new PortalError('malformed', 'NO_PROFILE')
  return start
}

const consumedInitialRequests = new WeakSet<OpenedCard>()

interface StartEnd {
  readonly settled: Promise<boolean>
  readonly settle: (complete: boolean) => void
}

const startEnds = new WeakMap<OpenedCard, StartEnd>()

const startEndOf = (card: OpenedCard): StartEnd => {
  const known = startEnds.get(card)
  if (known) return known
  let settle: StartEnd['settle'] = () => undefined
  const settled = new Promise<boolean>((resolve) => {
    settle = resolve
  })
  const made = { settled, settle }
  startEnds.set(card, made)
  return made
}

/** Resolves when the second answer of the card's start has come; false = it failed, and a poll has to bring what it lacks. */
export const startSettled = (card: OpenedCard): Promise<boolean> => startEndOf(card).settled

/** Shows the first answer of a start, and the second when it comes. */
const applyStart = (card: OpenedCard, client: QueryClient, start: CardStart): void => {
  const key = queryKeys.card(card.item)
  const stored = client.getQueryData<StoredCard | null>(queryKeys.storedCard)
  // A start that is asked for again later must not bring it back.
  if (stored && stored.card.me.id === start.me?.id) client.setQueryData<CardCache>(key, (known) => known ?? stored.card)
  applySnapshot(client, card.item, start)
  client.setQueryData<CardCache>(key, (known) => known && { ...known, opened: start.opened })
  const startedAt = performance.now()
  const { settle } = startEndOf(card)
  start.following.then(
    (following) => {
      applySnapshot(client, card.item, following, startedAt)
      settle(true)
    },
    () => {
      client.setQueryData<CardCache>(key, (known) => known && { ...known, listed: true })
      settle(false)
    },
  )
}

/** Reads the whole card: the first time from the request that main.ts sent, later by a new one. Fills the cache with its result. */
const readCard = async (card: OpenedCard, client: QueryClient): Promise<CardCache> => {
  const first = !consumedInitialRequests.has(card)
  consumedInitialRequests.add(card)
  const again = () => card.portal.fetchInitialCard(card.item, card.request).then(requireCaller)
  const dropStored = (thrown: unknown) => {
    if (isAccessLost(asPortalError(thrown))) showStoredCard(client, null)
  }
  const report = (failure: StartFailure | null) => {
    if (failure) dropStored(failure.error)
    client.setQueryData<StartFailure | null>(queryKeys.startFailure, failure)
  }
  const attempt = fetchWithRecovery(first ? card.started.then(requireCaller) : again(), again, startRetryEnv, report)
  attempt.catch(dropStored)
  const start = await attempt
  applyStart(card, client, start)
  const data = client.getQueryData<CardCache>(queryKeys.card(card.item))
  if (!data) throw new PortalError('malformed', 'NO_PROFILE')
  return data
}

/**
 * Fills the cache before the first render if the first answer has already arrived: on a slow computer the portal answers before the first
 * screen's code has run, and a skeleton would only delay it. Never waits for the portal.
 */
export const primeCache = async (card: OpenedCard, client: QueryClient): Promise<void> => {
  const notYet = new Promise<null>((resolve) => setTimeout(resolve, 0, null))
  const start = await Promise.race([card.started, notYet]).catch(() => null)
  showStoredCard(client, card.stored)
  if (!start?.me) return
  consumedInitialRequests.add(card)
  applyStart(card, client, start)
}

// A row renders again only when its record or the names changed, so the assembled chat is cached by its record.
const assembled = new WeakMap<ChatRecord, { readonly names: CardCache; readonly chat: Chat }>()

const assemble = (facts: ChatRecord, data: CardCache): Chat => {
  const kept = assembled.get(facts)
  if (kept && kept.names.people === data.people && kept.names.lines === data.lines && kept.names.me === data.me)
    return kept.chat
  const chat = toChat(facts, data, data.me.id)
  assembled.set(facts, { names: data, chat })
  return chat
}

/** One chat as it is known now; null when the card has no such chat. */
export const getChat = (client: QueryClient, item: CrmItem, chatId: ChatId): Chat | null => {
  const data = client.getQueryData<CardCache>(queryKeys.card(item))
  const facts = data?.chats.find(({ id }) => id === chatId)
  return data && facts ? assemble(facts, data) : null
}

/** One chat of the card, with updates; null when the card has no such chat. */
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

const NO_MARKS: ReadonlyMap<ChatId, MessageId> = new Map()

export const useCard = (): CardView => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const stored = useStoredCard()
  const { data, error, status, refetch } = useQuery({
    queryKey: queryKeys.card(card.item),
    queryFn: () => readCard(card, client),
    ...(stored && { placeholderData: stored.card }),
  })
  const { data: startFailure = null } = useQuery<StartFailure | null>({
    queryKey: queryKeys.startFailure,
    queryFn: skipToken,
  })
  const { data: noReplyNeeded = NO_MARKS } = useQuery<ReadonlyMap<ChatId, MessageId>>({
    queryKey: queryKeys.noReplyNeeded,
    queryFn: skipToken,
  })
  const chats = useMemo(
    () =>
      data
        ? sortByUrgency(data.chats.map((facts) => withNoReplyNeeded(assemble(facts, data), noReplyNeeded))).map(
            (chat) => (data.unconfirmed?.state && data.unconfirmed.details.has(chat.id) ? withoutState(chat) : chat),
          )
        : [],
    [data, noReplyNeeded],
  )
  // A card without chats of its own may still have related ones, which are loaded a moment later.
  const bare = data && chats.length === 0 && !data.related
  const saveError = (bare && data.relatedError) || null
  return useMemo(
    () => ({
      status: bare
        ? saveError
          ? 'failed'
          : 'loading'
        : data
          ? 'ready'
          : status === 'error' || startFailure?.lasting === true
            ? 'failed'
            : 'loading',
      opened: data?.opened ?? null,
      listed: data?.listed ?? false,
      storedAt: data?.unconfirmed?.state ? data.unconfirmed.storedAt : null,
      chats,
      me: data?.me ?? null,
      related: data?.related ?? null,
      item: card.item,
      error: error ? asPortalError(error) : (saveError ?? startFailure?.error ?? null),
      startFailure,
      retry: () => {
        if (!retryStartNow()) void refetch()
      },
    }),
    [chats, data, bare, saveError, startFailure, status, error, card.item, refetch],
  )
}

const nothing: DetailsRequest = { rows: [], known: [] }
/** The latest request of each card. */
const requested = new WeakMap<OpenedCard, DetailsRequest>()

// Details are fetched after the rows have been shown, by code that may also load later. Imports of one file may resolve in any
// order, so the request isn't passed along with them: an older one could win.
const requestDetails = (card: OpenedCard, client: QueryClient, request: Partial<DetailsRequest>): void => {
  requested.set(card, { ...nothing, ...requested.get(card), ...request })
  void import('./details-loader').then(
    ({ detailsOf }) => detailsOf(card, client).request(requested.get(card) ?? nothing),
    // The rows stay as they are; the next request loads the file again.
    () => undefined,
  )
}

/** Requests details, preview and names of the rows on screen; what is missing is fetched in batches. */
export const usePrefetchDetails = (chatIds: readonly ChatId[]): void => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const ids = chatIds.join()
  useEffect(() => {
    requestDetails(card, client, { rows: chatIds })
    // The ids are compared by value: the list of rows is a new array on every render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [card, client, ids])
}

/** Requests the names of all chats while `searching`, in batches: a search needs them. */
export const usePrefetchNames = (chats: readonly Chat[], searching: boolean): void => {
  const card = useOpenedCard()
  const client = useQueryClient()
  useEffect(() => {
    requestDetails(card, client, { known: searching ? chats.map((chat) => chat.id) : [] })
  }, [card, client, chats, searching])
}
