import { inOrder } from '@/domain/chat-filters'
import { filtering } from '@/features/chat-list/filter-bar'
import { ListSettings } from '@/features/chat-list/list-settings'
import { ThemeSwitch } from '@/features/chat-list/theme-toggle'
import { EarlierSessions } from '@/features/conversation/message-list/earlier-sessions'
import { Beginning } from '@/features/conversation/message-list/history-start'
import { ReplyTrouble } from '@/features/conversation/message/outgoing-status'
import { NewsAnnouncer } from '@/features/conversation/new-message-announcer'
import { Presence } from '@/features/conversation/presence'
import { FindDoor } from '@/features/conversation/search/message-search-opener'
import { ReplyCountdown, WaitingTools } from '@/features/conversation/wait-tools'
import { BelongsTo } from '@/features/related-chats/related-label'
import { RelatedSwitch } from '@/features/related-chats/related-toggle'
import { SkipLink } from '@/features/shortcuts/skip-link'
import { PanelKeys } from '@/features/shortcuts/use-shortcuts'
import { ConnectionBanner } from '@/features/start/connection-banner'
import { TeamDoor } from '@/features/team-chat/team-chat-dialog'
import { startWorks } from './card-runtime'
import { DetailsOver } from './details-panel'
import { DetailsPane } from './details-panel'
import { CardComposer } from './feature-bindings'
import { ChatDesk } from './feature-bindings'
import { MessageDoor } from './feature-bindings'
import { PanelCommands } from './panel-commands'

/**
 * What an operator works with, as opposed to what he reads: it comes in one file, right after the messages have been painted
 * (use-working.ts). card-page.tsx and what it imports is what reading takes; the size check holds that part to its budget.
 */
export const working = {
  startWorks,
  BelongsTo,
  ChatDetails: DetailsPane,
  Composer: CardComposer,
  ConnectionBanner,
  DetailsOver,
  MessageDoor,
  NewsAnnouncer,
  FindDoor,
  ActionDesk: ChatDesk,
  PanelCommands,
  ListSettings,
  filtering,
  inOrder,
  PanelKeys,
  /** The conversation asks for these by itself, as for ReplyTrouble. */
  Beginning,
  EarlierSessions,
  Presence,
  RelatedSwitch,
  /** The conversation asks for it by itself when a reply is shown; it is named here to be in this file. */
  ReplyTrouble,
  SkipLink,
  TeamDoor,
  ThemeSwitch,
  ReplyCountdown,
  WaitingTools,
} as const

/** The parts by name. */
export type Working = typeof working
