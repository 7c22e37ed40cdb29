import { toId, type ChatId, type MessageId } from '@/domain/ids'
import type { QuotedMessage } from '@/domain/quote'
import type { DraftStorage } from './drafts'

/** Which message the draft of a chat answers: one per chat, kept as long as a draft. */
export interface QuotedMessages {
  readonly get: (chatId: ChatId) => QuotedMessage | null
  readonly set: (chatId: ChatId, target: QuotedMessage | null) => void
  readonly subscribe: (listener: () => void) => () => void
}

const parseQuotedMessage = (stored: string | null, chatId: ChatId): QuotedMessage | null => {
  try {
    const raw = JSON.parse(stored ?? 'null') as Record<string, unknown> | null
    const id = toId<MessageId>(raw?.['id'])
    const [name, text] = [raw?.['name'], raw?.['text']]
    return id !== null && typeof text === 'string' && (name === null || typeof name === 'string')
      ? { chatId, id, name, text }
      : null
  } catch {
    return null
  }
}

/** Makes them under a key prefix (portal and user), beside the drafts. `storage` null or failing = they live as long as the page. */
export const createQuotedMessages = (prefix: string, storage: DraftStorage | null): QuotedMessages => {
  const known = new Map<ChatId, QuotedMessage | null>()
  const listeners = new Set<() => void>()
  const keyOf = (chatId: ChatId) => `${prefix}:draft:${chatId}:answers`
  return {
    get: (chatId) => {
      const target = known.get(chatId)
      if (target !== undefined) return target
      let stored: string | null = null
      try {
        stored = storage?.getItem(keyOf(chatId)) ?? null
      } catch {
        // Denied: nothing is known of before.
      }
      const read = parseQuotedMessage(stored, chatId)
      known.set(chatId, read)
      return read
    },
    set: (chatId, target) => {
      known.set(chatId, target)
      try {
        if (target) storage?.setItem(keyOf(chatId), JSON.stringify(target))
        else storage?.removeItem(keyOf(chatId))
      } catch {
        // Full or forbidden: it holds as long as the page.
      }
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
