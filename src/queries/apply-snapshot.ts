import type { QueryClient } from '@tanstack/react-query'
import { type CrmItem, crmItemKey } from '@/domain/crm'
import type { ChatId } from '@/domain/ids'
import { addNewer, type MessageWindow, refreshMessages } from '@/domain/message-window'
import type { CardSnapshot } from '@/portal/portal'
import { type CardCache, mergeSnapshot } from './merge-snapshot'
import { queryKeys } from './query-keys'

// Answers can overtake each other: the answer to a poll sent before an action may arrive after the refresh that showed its result.

/** Start of the request whose result is shown, by chat and by card; ms of performance.now(). */
interface Shown {
  readonly chats: Map<ChatId, number>
  /** Of a chat's messages: reading its details alone makes no page stale. */
  readonly pages: Map<ChatId, number>
  readonly lists: Map<string, number>
}

const shown = new WeakMap<QueryClient, Shown>()

const shownIn = (client: QueryClient): Shown => {
  const known = shown.get(client)
  if (known) return known
  const made: Shown = { chats: new Map(), pages: new Map(), lists: new Map() }
  shown.set(client, made)
  return made
}

/** An action was executed in a chat: snapshots requested before are stale. */
export const markChanged = (client: QueryClient, chatId: ChatId): void => {
  const { chats, pages } = shownIn(client)
  const now = performance.now()
  chats.set(chatId, now)
  pages.set(chatId, now)
}

/** An action was executed in the chat after `startedAt`, or newer data of it is shown. */
export const isStale = (client: QueryClient, chatId: ChatId, startedAt: number): boolean =>
  startedAt < (shownIn(client).chats.get(chatId) ?? 0)

/** The parts of a snapshot that are not older than what is shown. Remembers them as shown. */
const dropStale = (
  client: QueryClient,
  item: CrmItem,
  snapshot: CardSnapshot,
  known: CardCache | undefined,
  startedAt: number,
): CardSnapshot => {
  const { chats, pages: shownPages, lists } = shownIn(client)
  const key = crmItemKey(item)
  const old = (chatId: ChatId) => isStale(client, chatId, startedAt)
  const fresh = <V>(map: ReadonlyMap<ChatId, V>, newest: ReadonlyMap<ChatId, number>): ReadonlyMap<ChatId, V> =>
    new Map([...map].filter(([chatId]) => startedAt >= (newest.get(chatId) ?? 0)))
  const facts = (chatId: ChatId) => known?.chats.find((chat) => chat.id === chatId)

  const [dialogs, pages] = [fresh(snapshot.dialogs, chats), fresh(snapshot.pages, shownPages)]
  const listsOld = startedAt < (lists.get(key) ?? 0)
  if (snapshot.chats && !listsOld) lists.set(key, startedAt)
  const rows = listsOld
    ? null
    : (snapshot.chats?.map((row) => (old(row.id) ? { ...row, active: facts(row.id)?.active ?? row.active } : row)) ??
      null)
  const recents = listsOld
    ? null
    : (snapshot.recents?.map((recent) => {
        const chat = old(recent.chatId) ? facts(recent.chatId) : undefined
        return chat ? { ...recent, last: null, counter: chat.dialog?.counter ?? 0, status: chat.status } : recent
      }) ?? null)
  for (const chatId of dialogs.keys()) chats.set(chatId, startedAt)
  for (const chatId of pages.keys()) shownPages.set(chatId, startedAt)
  return {
    ...snapshot,
    chats: rows,
    recents,
    dialogs,
    pages,
    refused: new Set([...snapshot.refused].filter((chatId) => !old(chatId))),
    unreadable: fresh(snapshot.unreadable, shownPages),
    older: fresh(snapshot.older, shownPages),
  }
}

/**
 * Joins the newest page of a chat to the loaded window. `gap` = unread messages lie between the two;
 * the window then stays as it is.
 */
export const joinNewest = (
  known: MessageWindow | undefined,
  newest: MessageWindow,
): { readonly window: MessageWindow; readonly gap: boolean } => {
  if (!known || known.source !== newest.source) return { window: newest, gap: false }
  if (known.hasNewer) return { window: known, gap: false }
  const first = newest.messages[0]
  const last = known.messages.at(-1)
  if (!first || !last) return { window: newest.messages.length > 0 ? newest : known, gap: false }
  // No overlap: either messages lie between, or the new page is all that can be read now (another session
  // became the last one; a member who was added again sees the chat from there on).
  if (first.id > last.id) return newest.hasOlder ? { window: known, gap: true } : { window: newest, gap: false }
  return { window: addNewer(refreshMessages(known, newest), newest, false), gap: false }
}

/**
 * Writes a snapshot into the cache, stale parts excepted. `startedAt`: when it was requested, ms of performance.now().
 * Returns the chats whose newest page left a gap to fill.
 */
export const applySnapshot = (
  client: QueryClient,
  item: CrmItem,
  received: CardSnapshot,
  startedAt: number = performance.now(),
): readonly ChatId[] => {
  const known = client.getQueryData<CardCache>(queryKeys.card(item))
  const snapshot = dropStale(client, item, received, known, startedAt)
  const data = mergeSnapshot(known, snapshot)
  if (data && data !== known) client.setQueryData(queryKeys.card(item), data)
  const gaps: ChatId[] = []
  for (const [chatId, page] of snapshot.pages) {
    const shown = client.getQueryData<MessageWindow>(queryKeys.messages(chatId))
    const { window, gap } = joinNewest(shown, page.window)
    if (gap) gaps.push(chatId)
    if (window !== shown) client.setQueryData(queryKeys.messages(chatId), window)
  }
  for (const [chatId, page] of snapshot.older)
    client.setQueryData<MessageWindow>(queryKeys.messages(chatId), (shown) =>
      shown?.source === 'member' ? refreshMessages(shown, page, page.before) : shown,
    )
  return gaps
}
