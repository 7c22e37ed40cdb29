import type { QueryClient } from '@tanstack/react-query'
import type { Chat } from '@/domain/chat'
import { findChange, type ChatChange } from '@/domain/chat-change'
import type { ChatId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import type { AppEvent } from '@/portal/portal'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { applySnapshot, markChanged } from '@/queries/apply-snapshot'
import { getChat } from '@/queries/card'
import type { OpenedCard } from '@/queries/card-context'
import type { CardCache } from '@/queries/merge-snapshot'
import { queryKeys } from '@/queries/query-keys'

/** Words that tell the colleagues of a step of this operator in a chat; null while nobody could hear them. */
export type ActionBroadcast = (chatId: ChatId) => AppEvent | null

const broadcast = new WeakMap<OpenedCard, ActionBroadcast>()

/** Says from now on how to tell colleagues of what is done in this card. */
export const setActionBroadcast = (card: OpenedCard, make: ActionBroadcast): void => void broadcast.set(card, make)

/** What to tell the colleagues of a step in a chat, for the look that follows it. */
export const actionEvent = (card: OpenedCard, chatId: ChatId): AppEvent | null => broadcast.get(card)?.(chatId) ?? null

/** How something that was done to a chat ended, as far as it can be told after the chat was read again. */
export interface ActionResult {
  /** done; refused = surely not executed; unknown = nobody can tell, what is shown is what the portal says by now. */
  readonly kind: 'done' | 'refused' | 'unknown'
  /** Why it isn't done; null with 'done'. */
  readonly error: PortalError | null
  /** The chat could be read again: what is shown is how it is. */
  readonly read: boolean
  readonly before: Chat | null
  readonly after: Chat | null
  /** What somebody else did to the chat meanwhile; null with 'done', when nothing was seen, or when it wasn't read. */
  readonly change: ChatChange | null
}

/**
 * Reads a chat anew: the card's lists, its details and its messages, in one request, which also tells the colleagues that something was
 * done to it. Throws PortalError.
 */
export const refetchChat = async (
  card: OpenedCard,
  client: QueryClient,
  chatId: ChatId,
  tell = true,
): Promise<void> => {
  const startedAt = performance.now()
  const request = {
    dialogs: [chatId],
    pages: [{ chatId, way: 'either' as const }],
    older: [],
    people: [],
    lines: false,
  }
  const look = await card.portal.fetchCard(card.item, request, tell ? actionEvent(card, chatId) : null)
  applySnapshot(client, card.item, look, startedAt)
}

/** Watches a chat from now on: the function it returns tells what somebody else has done to it since. */
export const watchChange = (card: OpenedCard, client: QueryClient, chatId: ChatId): (() => ChatChange | null) => {
  const windowNow = () => client.getQueryData<MessageWindow>(queryKeys.messages(chatId)) ?? null
  const before = getChat(client, card.item, chatId)
  const newest = windowNow()?.messages.at(-1)?.id ?? 0
  return () => {
    const after = getChat(client, card.item, chatId)
    const me = client.getQueryData<CardCache>(queryKeys.card(card.item))?.me.id
    return before && after && me ? findChange(before, after, me, windowNow(), newest) : null
  }
}

/**
 * Does one thing to a chat, once, and reads the chat again whatever came of it: actions answer a bare `true`, and after a failure the
 * chat may have changed all the same. `isDone`: whether the chat, read again, shows that it was done; it settles an unknown outcome.
 * Never throws.
 */
export const executeAndVerify = async (
  card: OpenedCard,
  client: QueryClient,
  chatId: ChatId,
  work: () => Promise<unknown>,
  isDone: (after: Chat) => boolean = () => false,
): Promise<ActionResult> => {
  const before = getChat(client, card.item, chatId)
  const changeSince = watchChange(card, client, chatId)
  const failed = await work().then(() => null, asPortalError)
  // A look that left before knows nothing of it, whenever it comes back.
  markChanged(client, chatId)
  const read = await refetchChat(card, client, chatId).then(
    () => true,
    () => false,
  )
  const after = getChat(client, card.item, chatId)
  const settled = failed === null || (failed.outcomeUnknown && read && after !== null && isDone(after))
  if (settled) return { kind: 'done', error: null, read, before, after, change: null }
  const kind = failed.outcomeUnknown ? 'unknown' : 'refused'
  const change = read ? changeSince() : null
  if (change) client.setQueryData(queryKeys.change(chatId), change)
  return { kind, error: failed, read, before, after, change }
}
