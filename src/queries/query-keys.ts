import { crmItemKey, type CrmItem } from '@/domain/crm'
import type { ChatId, LineId } from '@/domain/ids'
import type { TemplatePlace } from '@/domain/template'
import type { OptionPlace } from '@/portal/portal'

/** All query keys. */
export const queryKeys = {
  /** The card as it was last seen in this browser (StoredCard). */
  storedCard: ['stored-card'] as const,
  /** A start that has failed so far (StartFailure). */
  startFailure: ['start-failure'] as const,
  card: (item: CrmItem) => ['card', crmItemKey(item)] as const,
  messages: (chatId: ChatId) => ['messages', chatId] as const,
  /** Colleagues who have the chat on screen. */
  team: (chatId: ChatId) => ['team', chatId] as const,
  /** What another user changed in the chat while the operator was about to act. */
  change: (chatId: ChatId) => ['change', chatId] as const,
  /** Known sessions of a chat, by id. */
  sessions: (chatId: ChatId) => ['sessions', chatId] as const,
  /** Sessions of a record, as far as its activities have been asked for. */
  recordSessions: (item: CrmItem, page: number) => ['record-sessions', crmItemKey(item), page] as const,
  /** Whether the caller is an extranet user. */
  extranet: ['outsider'] as const,
  /** Chats marked "No reply needed", with the message that each mark counts for. */
  noReplyNeeded: ['no-reply-needed'] as const,
  /** Templates of one place, and why their last changes could not be saved. */
  templates: (place: TemplatePlace) => ['templates', place] as const,
  templatesError: (place: TemplatePlace) => ['template-trouble', place] as const,
  /** Bytes used by the options of the user, or of the app. */
  optionBytes: (place: OptionPlace) => ['option-bytes', place] as const,
  /** The portal's quick answers of a line. */
  fetchQuickAnswers: (lineId: LineId | 0) => ['quick-answers', lineId] as const,
  /** The team chat of the card. */
  teamChat: (item: CrmItem) => ['team-chat', crmItemKey(item)] as const,
  /** Why the last change of the settings kept in the portal could not be saved. */
  settingsError: ['option-trouble'] as const,
  /** By crmItemKey, in the order of the request. */
  fetchCrmTitles: (items: readonly string[]) => ['crm-titles', ...items] as const,
}
