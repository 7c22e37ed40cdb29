import type { ChatId } from '@/domain/ids'

/** Unsent text per chat; survives a reload where storage is allowed. */
export interface Drafts {
  readonly get: (chatId: ChatId) => string
  readonly set: (chatId: ChatId, text: string) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** The part of Storage that drafts use. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Makes drafts under a key prefix (portal and user). `storage` null or failing = they live as long as the page. */
export const makeDrafts = (prefix: string, storage: DraftStorage | null): Drafts => {
  const texts = new Map<ChatId, string>()
  const listeners = new Set<() => void>()
  const keyOf = (chatId: ChatId) => `${prefix}:draft:${chatId}`

  const read = (chatId: ChatId): string => {
    try {
      return storage?.getItem(keyOf(chatId)) ?? ''
    } catch {
      return ''
    }
  }
  return {
    get: (chatId) => {
      const known = texts.get(chatId)
      if (known !== undefined) return known
      const stored = read(chatId)
      texts.set(chatId, stored)
      return stored
    },
    set: (chatId, text) => {
      texts.set(chatId, text)
      try {
        if (text) storage?.setItem(keyOf(chatId), text)
        else storage?.removeItem(keyOf(chatId))
      } catch {
        // A full or forbidden storage must not stop anybody from typing.
      }
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
