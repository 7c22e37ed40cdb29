import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'

/** The two groups of the list, in order. */
export interface Groups {
  readonly open: readonly Chat[]
  readonly closed: readonly Chat[]
}

/** Position and newest message of every chat when pointer or focus entered the list. */
export interface FrozenOrder {
  readonly open: readonly ChatId[]
  readonly closed: readonly ChatId[]
  readonly newest: ReadonlyMap<ChatId, number>
}

/** Splits sorted chats into the groups. */
export const groupsOf = (chats: readonly Chat[]): Groups => ({
  open: chats.filter((chat) => chat.state !== 'closed'),
  closed: chats.filter((chat) => chat.state === 'closed'),
})

/** Remembers the order on screen. */
export const freezeOrder = (groups: Groups): FrozenOrder => ({
  open: groups.open.map(({ id }) => id),
  closed: groups.closed.map(({ id }) => id),
  newest: new Map([...groups.open, ...groups.closed].map(({ id, last }) => [id, last?.id ?? 0])),
})

/** Today's chats in the held order: nothing moves under a hand, gone chats go, new ones stand at the end of their group. */
export const inFrozenOrder = (chats: readonly Chat[], held: FrozenOrder): Groups => {
  const byId = new Map(chats.map((chat) => [chat.id, chat]))
  const kept = (ids: readonly ChatId[]) => ids.flatMap((id) => byId.get(id) ?? [])
  const added = groupsOf(chats.filter(({ id }) => !held.newest.has(id)))
  return { open: [...kept(held.open), ...added.open], closed: [...kept(held.closed), ...added.closed] }
}

const sameOrder = (a: readonly Chat[], b: readonly Chat[]): boolean =>
  a.length === b.length && a.every(({ id }, index) => id === b[index]?.id)

/** How many chats have got something new that the held order keeps from moving; 0 when the order is as it should be. */
export const pendingUpdates = (chats: readonly Chat[], held: FrozenOrder): number => {
  const wanted = groupsOf(chats)
  const shown = inFrozenOrder(chats, held)
  if (sameOrder(wanted.open, shown.open) && sameOrder(wanted.closed, shown.closed)) return 0
  // A chat that wasn't there may only have been loaded late, as those of a relation are.
  const newestOfAll = Math.max(0, ...held.newest.values())
  return chats.filter(({ id, last }) => {
    const before = held.newest.get(id) ?? newestOfAll
    // A preview that has only just been loaded (0 before) is no news.
    return before > 0 && last !== null && last.id > before && last.from !== 'me'
  }).length
}
