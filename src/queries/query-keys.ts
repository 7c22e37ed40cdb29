import { crmItemKey, type CrmItem } from '@/domain/crm'
import type { ChatId, LineId, SessionId } from '@/domain/ids'
import type { TemplatePlace } from '@/domain/template'
import type { OptionPlace } from '@/portal/portal'

/** Every query key, as one tree. */
export const queryKeys = {
  card: (item: CrmItem) => ['card', crmItemKey(item)] as const,
  messages: (chatId: ChatId) => ['messages', chatId] as const,
  /** Colleagues who have the chat on screen. */
  team: (chatId: ChatId) => ['team', chatId] as const,
  /** What somebody else did to the chat while the operator was about to do something. */
  change: (chatId: ChatId) => ['change', chatId] as const,
  /** Sessions of a chat by number, as far as lines named them. */
  sessions: (chatId: ChatId) => ['sessions', chatId] as const,
  /** The reading of one of them; 0 = none. */
  session: (chatId: ChatId, sessionId: SessionId | 0) => ['session', chatId, sessionId] as const,
  /** Whether the caller is from outside the company. */
  extranet: ['outsider'] as const,
  /** What the person at the screen has set; the same in all cards. */
  options: ['options'] as const,
  /** Templates of one place, and why the last changes of them could not be kept. */
  templates: (place: TemplatePlace) => ['templates', place] as const,
  templatesError: (place: TemplatePlace) => ['template-trouble', place] as const,
  /** How full the options of the user, or of the app, are. */
  optionBytes: (place: OptionPlace) => ['option-bytes', place] as const,
  /** The portal's quick answers of a line. */
  fetchQuickAnswers: (lineId: LineId | 0) => ['quick-answers', lineId] as const,
  /** The team chat of the card. */
  teamChat: (item: CrmItem) => ['team-chat', crmItemKey(item)] as const,
  /** Why the last of it could not be kept. */
  settingsError: ['option-trouble'] as const,
  /** By crmItemKey, in the order asked for. */
  fetchCrmTitles: (items: readonly string[]) => ['crm-titles', ...items] as const,
}
