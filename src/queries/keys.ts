import { crmItemKey, type CrmItem } from '@/domain/crm-item'
import type { ChatId } from '@/domain/ids'

/** Every query key, as one tree. */
export const keys = {
  card: (item: CrmItem) => ['card', crmItemKey(item)] as const,
  messages: (chatId: ChatId) => ['messages', chatId] as const,
  /** The one write that is in flight for a chat's session. */
  sessionAction: (chatId: ChatId) => ['session-action', chatId] as const,
}
