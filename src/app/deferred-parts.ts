import { sortChats } from '@/domain/chat-filters'
import { filterComponents } from '@/features/chat-list/filter-bar'
import { ListSettings, ThemeToggle } from '@/features/chat-list/list-settings'
import { HistoryStart } from '@/features/conversation/message-list/history-start'
import { SendProblem } from '@/features/conversation/message/send-and-upload-problems'
import { NewMessageAnnouncer } from '@/features/conversation/new-message-announcer'
import { Presence } from '@/features/conversation/presence'
import { MessageSearchOpener } from '@/features/conversation/search/message-search-opener'
import { ReplyCountdown, WaitTools } from '@/features/conversation/wait-tools'
import { RelatedLabel, RelatedToggle } from '@/features/related-chats/related-chats'
import { ConnectionBanner } from '@/features/start/connection-banner'
import { startCardRuntime } from './card-runtime'
import { DetailsDrawer, DetailsPanel } from './details-panel'
import { CardChatActions, CardComposer, CardMessageActions, CardTeamChat } from './feature-bindings'
import { PanelCommands } from './panel-commands'

/**
 * What an operator works with, as opposed to what is read first: one file, loaded right after the messages have been painted
 * (use-card-runtime.ts). card-page.tsx and its imports are the first screen, whose size has a budget.
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
  CardChatActions,
  PanelCommands,
  ListSettings,
  filterComponents,
  sortChats,
  /** The conversation imports these three itself; they are named here to be in this file. */
  HistoryStart,
  SendProblem,
  Presence,
  RelatedToggle,
  TeamChat: CardTeamChat,
  ThemeToggle,
  ReplyCountdown,
  WaitTools,
} as const

/** The parts by name. */
export type DeferredParts = typeof deferredParts
