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

/**
 * The present chats in the frozen order: no row moves under the pointer, chats that left are removed, new ones are appended to their group.
 */
export const inFrozenOrder = (chats: readonly Chat[], held: FrozenOrder): Groups => {
  const byId = new Map(chats.map((chat) => [chat.id, chat]))
  const kept = (ids: readonly ChatId[]) => ids.flatMap((id) => byId.get(id) ?? [])
  const added = groupsOf(chats.filter(({ id }) => !held.newest.has(id)))
  return { open: [...kept(held.open), ...added.open], closed: [...kept(held.closed), ...added.closed] }
}

const sameOrder = (a: readonly Chat[], b: readonly Chat[]): boolean =>
  a.length === b.length && a.every(({ id }, index) => id === b[index]?.id)

/** Number of chats with a change that the frozen order doesn't show; 0 when the order is up to date. */
export const pendingUpdates = (chats: readonly Chat[], held: FrozenOrder): number => {
  const wanted = groupsOf(chats)
  const shown = inFrozenOrder(chats, held)
  if (sameOrder(wanted.open, shown.open) && sameOrder(wanted.closed, shown.closed)) return 0
  // A chat that was missing may only have been loaded later, like those of a relation.
  const newestOfAll = Math.max(0, ...held.newest.values())
  return chats.filter(({ id, last }) => {
    const before = held.newest.get(id) ?? newestOfAll
    // A preview that has just been loaded (0 before) is no change.
    return before > 0 && last !== null && last.id > before && last.from !== 'me'
  }).length
}
