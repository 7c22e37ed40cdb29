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

/** Makes the event that tells colleagues of an action of this operator in a chat; null while the app channel is closed. */
export type ActionBroadcast = (chatId: ChatId) => AppEvent | null

const broadcast = new WeakMap<OpenedCard, ActionBroadcast>()

/** Sets how colleagues are told of what is done in this card. */
export const setActionBroadcast = (card: OpenedCard, make: ActionBroadcast): void => void broadcast.set(card, make)

/** The event that tells colleagues of an action in a chat; sent with the refresh that follows it. */
const actionEvent = (card: OpenedCard, chatId: ChatId): AppEvent | null => broadcast.get(card)?.(chatId) ?? null

/** How an action on a chat ended, as far as it can be told after the chat was read again. */
export interface ActionResult {
  /** done; refused = certainly not executed; unknown = nobody can tell, the state shown is what the portal says by now. */
  readonly kind: 'done' | 'refused' | 'unknown'
  /** Why it isn't done; null with 'done'. */
  readonly error: PortalError | null
  /** The chat could be read again: the state shown is the portal's. */
  readonly read: boolean
  readonly before: Chat | null
  readonly after: Chat | null
  /** What somebody else did to the chat meanwhile; null with 'done', when nothing was seen, or when it wasn't read. */
  readonly change: ChatChange | null
}

/**
 * Reads a chat again: the card's lists, its details and its messages, in one request, which with `tell` also tells colleagues that
 * something was done to it. Throws PortalError.
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
  const snapshot = await card.portal.fetchCard(card.item, request, tell ? actionEvent(card, chatId) : null)
  applySnapshot(client, card.item, snapshot, startedAt)
}

/** Watches a chat from now on; the function it returns gives what somebody else has done to it since. */
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
 * Executes one action on a chat, once, and reads the chat again whatever the result: actions answer a bare `true`, and after a failure the
 * chat may have changed all the same. `isDone`: whether the chat, read again, shows that it was executed; it settles an unknown outcome.
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
  // A refresh sent before the action doesn't contain it, whenever its answer comes.
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
