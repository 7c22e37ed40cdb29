import { type CrmItem, crmItemKey } from '@/domain/crm'
import { type ChatId, toId, type UserId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import { readText, storageOrNull, STORAGE_PREFIX, writeText } from '@/lib/browser-storage'

/** Where the number of the last user of a portal is stored. */
export const ownerKey = (portalId: string) => `${STORAGE_PREFIX}:${portalId}:owner`
const openKey = (portalId: string, userId: number | string, item: CrmItem) =>
  `${STORAGE_PREFIX}:${portalId}:${userId}:open:${crmItemKey(item)}`

const sourceKey = (portalId: string, userId: number | string) => `${STORAGE_PREFIX}:${portalId}:${userId}:reads`

/** Whether the last user's last conversation was one that they were in; false = it wasn't, or none is remembered. */
export const wasMemberLast = (portalId: string): boolean => {
  const storage = storageOrNull()
  return readText(storage, sourceKey(portalId, readText(storage, ownerKey(portalId)) ?? '')) === 'member'
}

/** Remembers how a conversation was read: the next start asks for messages in the same way. */
export const rememberSource = (portalId: string, userId: UserId, source: MessageWindow['source']): void => {
  const storage = storageOrNull()
  writeText(storage, ownerKey(portalId), String(userId))
  writeText(storage, sourceKey(portalId, userId), source)
}

/** The chat last open in a card, or null. Before it is known who asks, `userId` is null: then it is the last user. */
export const rememberedChat = (portalId: string, userId: UserId | null, item: CrmItem): ChatId | null => {
  const storage = storageOrNull()
  const owner = userId ?? readText(storage, ownerKey(portalId)) ?? ''
  return toId<ChatId>(readText(storage, openKey(portalId, owner, item)))
}

export const rememberChat = (portalId: string, userId: UserId, item: CrmItem, chatId: ChatId): void => {
  const storage = storageOrNull()
  writeText(storage, ownerKey(portalId), String(userId))
  writeText(storage, openKey(portalId, userId, item), String(chatId))
}
