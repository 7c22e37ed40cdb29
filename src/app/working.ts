import { ChatDetails } from '@/features/chat-details/chat-details'
import { Composer } from '@/features/composer/composer'
import { ReplyTrouble } from '@/features/conversation/reply-trouble'
import { ConnectionBanner } from './connection-banner'
import { DetailsOver } from './details-over'
import { PanelKeys } from './panel-keys'
import { SkipLink } from './skip-link'
import { ThemeSwitch } from './theme-switch'
import { startWorks } from './wiring'

/**
 * What an operator works with, as opposed to what he reads: it comes in one file, right after the messages have been painted
 * (use-working.ts). card-page.tsx and what it imports is what reading takes; the size check holds that part to its budget.
 */
export const working = {
  startWorks,
  ChatDetails,
  Composer,
  ConnectionBanner,
  DetailsOver,
  PanelKeys,
  /** The conversation asks for it by itself when a reply is shown; it is named here to be in this file. */
  ReplyTrouble,
  SkipLink,
  ThemeSwitch,
} as const

/** The parts by name. */
export type Working = typeof working
