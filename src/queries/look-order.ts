import type { QueryClient } from '@tanstack/react-query'
import { crmItemKey, type CrmItem } from '@/domain/crm-item'
import type { ChatId } from '@/domain/ids'
import type { CardLook } from '@/portal/portal'
import type { CardData } from './card-data'

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
export const noteStep = (client: QueryClient, chatId: ChatId): void => {
  const { chats, pages } = shownIn(client)
  const now = performance.now()
  chats.set(chatId, now)
  pages.set(chatId, now)
}

/** Something was done to the chat after `startedAt`, or something newer is shown of it. */
export const isOutdated = (client: QueryClient, chatId: ChatId, startedAt: number): boolean =>
  startedAt < (shownIn(client).chats.get(chatId) ?? 0)

/** The parts of a look that are not older than what is shown; they count as shown from now on. */
export const withoutOutdated = (
  client: QueryClient,
  item: CrmItem,
  look: CardLook,
  known: CardData | undefined,
  startedAt: number,
): CardLook => {
  const { chats, pages: shownPages, lists } = shownIn(client)
  const key = crmItemKey(item)
  const old = (chatId: ChatId) => isOutdated(client, chatId, startedAt)
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
