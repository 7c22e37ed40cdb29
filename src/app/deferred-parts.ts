import { sortChats } from '@/domain/chat-filters'
import { filterComponents } from '@/features/chat-list/filter-bar'
import { ListSettings } from '@/features/chat-list/list-settings'
import { ThemeToggle } from '@/features/chat-list/theme-toggle'
import { EarlierSessions } from '@/features/conversation/message-list/earlier-sessions'
import { HistoryStart } from '@/features/conversation/message-list/history-start'
import { OutgoingStatus } from '@/features/conversation/message/outgoing-status'
import { NewMessageAnnouncer } from '@/features/conversation/new-message-announcer'
import { Presence } from '@/features/conversation/presence'
import { MessageSearchOpener } from '@/features/conversation/search/message-search-opener'
import { ReplyCountdown, WaitTools } from '@/features/conversation/wait-tools'
import { RelatedLabel } from '@/features/related-chats/related-label'
import { RelatedToggle } from '@/features/related-chats/related-toggle'
import { ConnectionBanner } from '@/features/start/connection-banner'
import { TeamChat } from '@/features/team-chat/team-chat-dialog'
import { startCardRuntime } from './card-runtime'
import { DetailsDrawer } from './details-panel'
import { DetailsPanel } from './details-panel'
import { CardComposer } from './feature-bindings'
import { CardChatActions } from './feature-bindings'
import { CardMessageActions } from './feature-bindings'
import { PanelCommands } from './panel-commands'

/**
 * What an operator works with, as opposed to what he reads: it comes in one file, right after the messages have been painted
 * (use-working.ts). card-page.tsx and what it imports is what reading takes; the size check holds that part to its budget.
 */
export const deferredParts = {
  startCardRuntime,
  RelatedLabel,
  ChatDetails: DetailsPanel,
  Composer: CardComposer,
  ConnectionBanner,
  DetailsDrawer,
  CardMessageActions,
  NewMessageAnnouncer,
  MessageSearchOpener,
  ActionDesk: CardChatActions,
  PanelCommands,
  ListSettings,
  filterComponents,
  sortChats,
  /** The conversation asks for these by itself, as for ReplyTrouble. */
  HistoryStart,
  EarlierSessions,
  Presence,
  RelatedToggle,
  /** The conversation asks for it by itself when a reply is shown; it is named here to be in this file. */
  OutgoingStatus,
  TeamChat,
  ThemeToggle,
  ReplyCountdown,
  WaitTools,
} as const

/** The parts by name. */
export type DeferredParts = typeof deferredParts
