import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { assembleChat, byAttention, type ChatFacts } from '@/domain/chat-facts'
import type { Chat } from '@/domain/chat'
import type { CrmItem } from '@/domain/crm-item'
import type { ChatId } from '@/domain/ids'
import type { Me } from '@/domain/person'
import { asPortalError, PortalError } from '@/portal/portal-error'
import { applyLook } from './apply-look'
import type { CardData } from './card-data'
import { detailsOf } from './details-queue'
import { keys } from './keys'
import { useOpenedCard, type OpenedCard } from './portal-context'

/** The card's chats as the list shows them. */
export interface CardView {
  readonly status: 'loading' | 'failed' | 'ready'
  /** Open ones first (waiting longest first, then by last activity), closed last. */
  readonly chats: readonly Chat[]
  readonly me: Me | null
  readonly item: CrmItem
  /** Set with 'failed'; with 'ready' when the last look failed. */
  readonly error: PortalError | null
  readonly retry: () => void
}

const usedStarts = new WeakSet<OpenedCard>()

/** Reads the whole card: the first time from the request that boot sent, later anew. Fills the cache with what rode along. */
const readCard = async (card: OpenedCard, client: QueryClient): Promise<CardData> => {
  const first = !usedStarts.has(card)
  usedStarts.add(card)
  const look = await (first ? card.started : card.portal.startCard(card.item, null))
  applyLook(client, card.item, look)
  const data = client.getQueryData<CardData>(keys.card(card.item))
  if (!data) throw new PortalError('malformed', 'NO_PROFILE')
  return data
}

/**
 * Fills the cache before anything is rendered if the first answer is already here: on a slow computer the portal is done before the
 * screen's code is, and a skeleton would only hold it up. Never waits for the portal.
 */
export const seedCard = async (card: OpenedCard, client: QueryClient): Promise<void> => {
  const notYet = new Promise<null>((resolve) => setTimeout(resolve, 0, null))
  const look = await Promise.race([card.started, notYet]).catch(() => null)
  if (!look) return
  usedStarts.add(card)
  applyLook(client, card.item, look)
}

// A row renders again only when its facts or the names changed, so the assembled chat is kept by its facts.
const assembled = new WeakMap<ChatFacts, { readonly names: CardData; readonly chat: Chat }>()

const assemble = (facts: ChatFacts, data: CardData): Chat => {
  const kept = assembled.get(facts)
  if (kept && kept.names.people === data.people && kept.names.lines === data.lines && kept.names.me === data.me)
    return kept.chat
  const chat = assembleChat(facts, data, data.me.id)
  assembled.set(facts, { names: data, chat })
  return chat
}

/** The card's chats. */
export const useCard = (): CardView => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const { data, error, status, refetch } = useQuery({
    queryKey: keys.card(card.item),
    queryFn: () => readCard(card, client),
  })
  const chats = useMemo(
    () => (data ? data.chats.map((facts) => assemble(facts, data)).toSorted(byAttention) : []),
    [data],
  )
  return useMemo(
    () => ({
      status: data ? 'ready' : status === 'error' ? 'failed' : 'loading',
      chats,
      me: data?.me ?? null,
      item: card.item,
      error: error ? asPortalError(error) : null,
      retry: () => void refetch(),
    }),
    [chats, data, status, error, card.item, refetch],
  )
}

/** Rows on screen say that they want details, a preview and names; what is missing is fetched in batches. */
export const useNeedDetails = (chatIds: readonly ChatId[]): void => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const wanted = chatIds.join()
  useEffect(() => {
    detailsOf(card, client).want(chatIds)
    // The ids are compared by value: a list of rows is a new array on every render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [card, client, wanted])
}

/** A search over all chats has to know them by name: those never seen are fetched in batches while `searching`. */
export const useNeedNames = (chats: readonly Chat[], searching: boolean): void => {
  const card = useOpenedCard()
  const client = useQueryClient()
  useEffect(() => {
    detailsOf(card, client).wantKnown(searching ? chats.map((chat) => chat.id) : [])
  }, [card, client, chats, searching])
}
