import type { ChatId, UserId } from '@/domain/ids'

/** Whose chats this caller may see, learnt from refusals: asking costs everybody time, even in vain. */
export interface AccessBackoff {
  /** Whether asking for this chat, which these users have open, is worth a try. */
  readonly shouldTry: (now: number, chatId: ChatId, users: Iterable<UserId>) => boolean
  readonly granted: (chatId: ChatId, users: Iterable<UserId>) => void
  readonly refused: (now: number, chatId: ChatId, users: Iterable<UserId>) => void
}

/** A refused chat is left alone this long (ms). */
const CHAT_BACKOFF_MS = 30 * 60_000
/** So are all chats of a user after the first refusal; each further one in a row makes it four times as long. */
const USER_BACKOFF_MS = 5 * 60_000
const USER_BACKOFF_MAX_MS = 4 * 3_600_000
const MAX_REMEMBERED = 2_000

// The oldest entry of a map is its first.
const remember = <K, V>(map: Map<K, V>, key: K, value: V) => {
  map.delete(key)
  map.set(key, value)
  if (map.size > MAX_REMEMBERED) map.delete(map.keys().next().value as K)
}

/** Nothing learnt yet: everything is worth one try. */
export const createAccessBackoff = (): AccessBackoff => {
  const chats = new Map<ChatId, number>()
  const users = new Map<UserId, { readonly refusals: number; readonly until: number }>()
  return {
    shouldTry: (now, chatId, openFor) =>
      (chats.get(chatId) ?? 0) <= now && [...openFor].some((userId) => (users.get(userId)?.until ?? 0) <= now),
    granted: (chatId, openFor) => {
      chats.delete(chatId)
      for (const userId of openFor) users.delete(userId)
    },
    refused: (now, chatId, openFor) => {
      remember(chats, chatId, now + CHAT_BACKOFF_MS)
      for (const userId of openFor) {
        const known = users.get(userId)
        // Several chats refused in one look say it once.
        if (known && known.until > now) continue
        const refusals = (known?.refusals ?? 0) + 1
        const rest = Math.min(USER_BACKOFF_MAX_MS, USER_BACKOFF_MS * 4 ** Math.min(refusals - 1, 8))
        remember(users, userId, { refusals, until: now + rest })
      }
    },
  }
}
