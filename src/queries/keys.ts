import { crmItemKey, type CrmItem } from '@/domain/crm-item'
import type { ChatId } from '@/domain/ids'

/** Every query key, as one tree. */
export const keys = {
  card: (item: CrmItem) => ['card', crmItemKey(item)] as const,
  messages: (chatId: ChatId) => ['messages', chatId] as const,
  /** By crmItemKey, in the order asked for. */
  crmTitles: (items: readonly string[]) => ['crm-titles', ...items] as const,
}
