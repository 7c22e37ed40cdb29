import type { Chat } from './chat'

/** How the list may be ordered: by what needs attention (byAttention), by the wait, by the last activity. */
export const listOrders = ['attention', 'longest', 'newest'] as const
/** One order of the list. */
export type ListOrder = (typeof listOrders)[number]

/** Chats that are already in the order of attention, in another one; closed ones stay apart in any. */
export const inOrder = (chats: readonly Chat[], order: ListOrder): readonly Chat[] => {
  if (order === 'attention') return chats
  // Sorting keeps what is equal in the order of attention.
  return chats.toSorted((a, b) =>
    order === 'longest'
      ? (a.waitingSince ?? Infinity) - (b.waitingSince ?? Infinity) || 0
      : (b.activeAt ?? 0) - (a.activeAt ?? 0),
  )
}
