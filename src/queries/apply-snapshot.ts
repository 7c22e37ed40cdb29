import type { QueryClient } from '@tanstack/react-query'
import { type CrmItem, crmItemKey } from '@/domain/crm'
import type { ChatId } from '@/domain/ids'
import { addNewer, type MessageWindow, refreshMessages } from '@/domain/message-window'
import type { CardSnapshot } from '@/portal/portal'
import { type CardCache, mergeSnapshot } from './merge-snapshot'
import { queryKeys } from './query-keys'

// Answers can overtake each other: a look that left before an operator's own step may come back after the look that showed its result.

/** When the look left that wrote what is shown, by chat and by card; ms of performance.now(). */
interface Shown {
  readonly chats: Map<ChatId, number>
  /** Of a chat's messages: a look at its details alone makes no page old. */
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

/** Something was done to a chat just now: looks that left before know nothing of it. */
export const markChanged = (client: QueryClient, chatId: ChatId): void => {
  const { chats, pages } = shownIn(client)
  const now = performance.now()
  chats.set(chatId, now)
  pages.set(chatId, now)
}

/** Something was done to the chat after `startedAt`, or something newer is shown of it. */
export const isStale = (client: QueryClient, chatId: ChatId, startedAt: number): boolean =>
  startedAt < (shownIn(client).chats.get(chatId) ?? 0)

/** The parts of a look that are not older than what is shown; they count as shown from now on. */
export const dropStale = (
  client: QueryClient,
  item: CrmItem,
  look: CardSnapshot,
  known: CardCache | undefined,
  startedAt: number,
): CardSnapshot => {
  const { chats, pages: shownPages, lists } = shownIn(client)
  const key = crmItemKey(item)
  const old = (chatId: ChatId) => isStale(client, chatId, startedAt)
  const fresh = <V>(map: ReadonlyMap<ChatId, V>, newest: ReadonlyMap<ChatId, number>): ReadonlyMap<ChatId, V> =>
    new Map([...map].filter(([chatId]) => startedAt >= (newest.get(chatId) ?? 0)))
  const facts = (chatId: ChatId) => known?.chats.find((chat) => chat.id === chatId)

  const [dialogs, pages] = [fresh(look.dialogs, chats), fresh(look.pages, shownPages)]
  const listsOld = startedAt < (lists.get(key) ?? 0)
  if (look.chats && !listsOld) lists.set(key, startedAt)
  const rows = listsOld
    ? null
    : (look.chats?.map((row) => (old(row.id) ? { ...row, active: facts(row.id)?.active ?? row.active } : row)) ?? null)
  const recents = listsOld
    ? null
    : (look.recents?.map((recent) => {
        const chat = old(recent.chatId) ? facts(recent.chatId) : undefined
        return chat ? { ...recent, last: null, counter: chat.dialog?.counter ?? 0, status: chat.status } : recent
      }) ?? null)
  for (const chatId of dialogs.keys()) chats.set(chatId, startedAt)
  for (const chatId of pages.keys()) shownPages.set(chatId, startedAt)
  return {
    ...look,
    chats: rows,
    recents,
    dialogs,
    pages,
    refused: new Set([...look.refused].filter((chatId) => !old(chatId))),
    unreadable: fresh(look.unreadable, shownPages),
    older: fresh(look.older, shownPages),
  }
}

/**
 * Puts the newest page of a chat onto what is on screen. `gap` = messages lie between the two that nobody has read yet;
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
  // Nothing in common: either messages lie between, or the new page is all there is to read now (another session
  // became the last one; a member came back and sees the chat from there on).
  if (first.id > last.id) return newest.hasOlder ? { window: known, gap: true } : { window: newest, gap: false }
  return { window: addNewer(refreshMessages(known, newest), newest, false), gap: false }
}

/**
 * Writes a look into the cache, as far as nothing newer stands there. `startedAt`: when it left, ms of performance.now().
 * Returns the chats whose newest page left a gap to fill.
 */
export const applySnapshot = (
  client: QueryClient,
  item: CrmItem,
  come: CardSnapshot,
  startedAt: number = performance.now(),
): readonly ChatId[] => {
  const known = client.getQueryData<CardCache>(queryKeys.card(item))
  const look = dropStale(client, item, come, known, startedAt)
  const data = mergeSnapshot(known, look)
  if (data && data !== known) client.setQueryData(queryKeys.card(item), data)
  const gaps: ChatId[] = []
  for (const [chatId, page] of look.pages) {
    const shown = client.getQueryData<MessageWindow>(queryKeys.messages(chatId))
    const { window, gap } = joinNewest(shown, page.window)
    if (gap) gaps.push(chatId)
    if (window !== shown) client.setQueryData(queryKeys.messages(chatId), window)
  }
  for (const [chatId, page] of look.older)
    client.setQueryData<MessageWindow>(queryKeys.messages(chatId), (shown) =>
      shown?.source === 'member' ? refreshMessages(shown, page, page.before) : shown,
    )
  return gaps
}
