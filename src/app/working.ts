import { inOrder } from '@/domain/list-order'
import { filtering } from '@/features/chat-list/filter-bar'
import { ListSettings } from '@/features/chat-list/list-settings'
import { FindDoor } from '@/features/conversation/find-door'
import { NewsAnnouncer } from '@/features/conversation/news-announcer'
import { Beginning } from '@/features/conversation/beginning'
import { EarlierSessions } from '@/features/conversation/earlier-sessions'
import { Presence } from '@/features/conversation/presence'
import { ReplyTrouble } from '@/features/conversation/reply-trouble'
import { BelongsTo } from '@/features/related-chats/belongs-to'
import { RelatedSwitch } from '@/features/related-chats/related-switch'
import { ReplyCountdown, WaitingTools } from '@/features/conversation/waiting-tools'
import { CardComposer } from './card-composer'
import { ChatDesk } from './chat-desk'
import { ConnectionBanner } from './connection-banner'
import { DetailsOver } from './details-over'
import { DetailsPane } from './details-pane'
import { MessageDoor } from './message-door'
import { PanelCommands } from './panel-commands'
import { PanelKeys } from './panel-keys'
import { SkipLink } from './skip-link'
import { TeamDoor } from './team-door'
import { ThemeSwitch } from './theme-switch'
import { startWorks } from './wiring'

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
