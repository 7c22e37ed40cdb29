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

/** Creates the event that informs colleagues of an action in a chat; null while the app channel is closed. */
export type ActionBroadcast = (chatId: ChatId) => AppEvent | null

const broadcast = new WeakMap<OpenedCard, ActionBroadcast>()

/** Sets how colleagues are informed of actions in this card. */
export const setActionBroadcast = (card: OpenedCard, make: ActionBroadcast): void => void broadcast.set(card, make)

/** The event for colleagues about an action in a chat; sent with the refresh that follows it. */
const actionEvent = (card: OpenedCard, chatId: ChatId): AppEvent | null => broadcast.get(card)?.(chatId) ?? null

/** Outcome of an action on a chat, determined by reading the chat again. */
export interface ActionResult {
  /** done; refused = certainly not executed; unknown = the outcome can't be determined, the state shown is the portal's. */
  readonly kind: 'done' | 'refused' | 'unknown'
  /** Why it isn't done; null with 'done'. */
  readonly error: PortalError | null
  /** The chat could be read again: the state shown is the portal's. */
  readonly read: boolean
  readonly before: Chat | null
  readonly after: Chat | null
  /** What another user changed in the chat meanwhile; null with 'done', without a change, or when the chat wasn't read. */
  readonly change: ChatChange | null
}

/**
 * Reads a chat again: the card's lists, its details and its messages, in one request, which with `tell` also informs colleagues of an
 * action. Throws PortalError.
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

/** Starts watching a chat; the returned function gives what another user has changed since. */
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
 * Executes one action on a chat, once, and reads the chat again whatever the result: actions return only `true`, and after a failure the
 * chat may have changed nevertheless. `isDone`: whether the chat, read again, shows that it was executed; it resolves an unknown outcome.
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
  // A refresh sent before the action doesn't contain its result, whenever the answer arrives.
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
