import type { Chat } from '@/domain/chat'
import type { UserId } from '@/domain/ids'
import { plainLine } from './chat-row-text'

/** The chips above the list. */
export const filters = ['all', 'unread', 'mine', 'closed'] as const
/** One chip above the list. */
export type Filter = (typeof filters)[number]

/** True when the chat belongs to the tab; without a caller no chat is "mine". */
export const matchesTab = (chat: Chat, filter: Filter, me: UserId | null): boolean => {
  if (filter === 'unread') return (chat.dialog?.counter ?? 0) > 0
  if (filter === 'mine') return me !== null && chat.dialog?.ownerId === me
  if (filter === 'closed') return chat.state === 'closed'
  return true
}

/** How many chats are under each chip. */
export const countByFilter = (chats: readonly Chat[], me: UserId | null): Readonly<Record<Filter, number>> => {
  const count = (filter: Filter) => chats.filter((chat) => matchesTab(chat, filter, me)).length
  return { all: chats.length, unread: count('unread'), mine: count('mine'), closed: count('closed') }
}

// "Café" is found by "cafe", and "Ё" by "е".
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Finds chats by client, last message, line, channel and operator; every typed word must occur in one of them. */
export const search = (chats: readonly Chat[], query: string): readonly Chat[] => {
  const wanted = fold(query).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return chats
  return chats.filter((chat) => {
    const { client, lineName, operatorName, channel, last } = chat
    const text = fold(
      [client, lineName ?? '', operatorName ?? '', channel.title, last === null ? '' : plainLine(last.text)].join('\n'),
    )
    return wanted.every((word) => text.includes(word))
  })
}
