import { toId, type ChatId, type MessageId } from '@/domain/ids'
import type { QuotedMessage } from '@/domain/quote'
import type { DraftStorage } from './drafts'

/** The message that the draft of a chat quotes: one per chat, kept as long as the draft. */
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

/** Creates quoted messages under a key prefix (portal and user), like drafts. With `storage` null or failing they are kept in memory. */
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
        // Storage is denied: no former value.
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
        // Storage is full or denied: the value is kept in memory.
      }
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
