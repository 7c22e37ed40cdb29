import * as v from 'valibot'
import type { ChatId, MessageId } from '@/domain/ids'
import type { QuotedMessage } from '@/domain/quote'
import { readText, writeText } from '@/lib/browser-storage'
import { readStored, storedId } from '@/lib/stored-schema'
import type { DraftStorage } from './drafts'

/** The message that the draft of a chat quotes: one per chat, kept as long as the draft. */
export interface QuotedMessages {
  readonly get: (chatId: ChatId) => QuotedMessage | null
  readonly set: (chatId: ChatId, target: QuotedMessage | null) => void
  readonly subscribe: (listener: () => void) => () => void
}

const storedMessage = v.object({ id: storedId<MessageId>(), name: v.nullable(v.string()), text: v.string() })

const parseQuotedMessage = (stored: string | null, chatId: ChatId): QuotedMessage | null => {
  const read = readStored(storedMessage, stored)
  return read && { chatId, ...read }
}

/** Creates quoted messages under a key prefix (portal and user), like drafts. With `storage` null or failing they are kept in memory. */
export const createQuotedMessages = (prefix: string, storage: DraftStorage | null): QuotedMessages => {
  const known = new Map<ChatId, QuotedMessage | null>()
  const listeners = new Set<() => void>()
  const keyOf = (chatId: ChatId) => `${prefix}:sealed:${chatId}:answers`
  return {
    get: (chatId) => {
      const target = known.get(chatId)
      if (target !== undefined) return target
      const read = parseQuotedMessage(readText(storage, keyOf(chatId)), chatId)
      known.set(chatId, read)
      return read
    },
    set: (chatId, target) => {
      known.set(chatId, target)
      writeText(storage, keyOf(chatId), target ? JSON.stringify(target) : '')
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
