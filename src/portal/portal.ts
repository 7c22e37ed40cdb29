import type { Dialog } from '@/domain/chat'
import { crmEntityTypes, type CrmItem } from '@/domain/crm-item'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { lookAtCard, lookAtChats, startCard, type CardLook, type LookWish } from './api/card'
import { crmTitles } from './api/crm'
import type { Installation } from './api/installation'
import { markRead, newestMessages, readStretch, sendReply, type ConversationPage, type Stretch } from './api/messages'
import { answerChat, interceptChat, joinChat, readDialog, startSession, startSessionFrom } from './api/session-actions'
import { openFrame, type Frame } from './sdk/frame'
import { toNumber, toRecord } from './wire/php-shapes'

export type { CardLook, LookWish } from './api/card'
export type { ConversationPage, Stretch } from './api/messages'

/** Where the panel was opened. */
export type Place =
  | { readonly kind: 'card'; readonly item: CrmItem }
  /** The card of a record that isn't saved yet. */
  | { readonly kind: 'unsaved'; readonly type: CrmItem['type'] }
  /** From the app's menu item: no card. */
  | { readonly kind: 'home' }
  | { readonly kind: 'install' }
  /** A placement we don't serve. */
  | { readonly kind: 'elsewhere'; readonly placement: string }

/** The portal in the words of the panel. Every method throws PortalError and nothing else. */
export interface Portal {
  readonly place: Place
  /** LANG of the portal. */
  readonly language: string
  /** Differs between portals; part of every storage key. Holds no token. */
  readonly id: string
  readonly isAdmin: boolean
  readonly startCard: (item: CrmItem, remembered: ChatId | null) => Promise<CardLook>
  readonly lookAtCard: (item: CrmItem, wish: LookWish) => Promise<CardLook>
  readonly lookAtChats: (wish: LookWish) => Promise<CardLook>
  readonly newestMessages: (chatId: ChatId) => Promise<ConversationPage>
  readonly readStretch: (
    chatId: ChatId,
    direction: 'older' | 'newer',
    from: MessageId | 0,
    pages: number,
  ) => Promise<Stretch>
  readonly markRead: (chatId: ChatId, upTo: MessageId) => Promise<void>
  /** Sent once; see portal-error.ts for what `outcomeUnknown` means. */
  readonly sendReply: (item: CrmItem, chatId: ChatId, author: UserId, text: string) => Promise<MessageId>
  readonly readDialog: (chatId: ChatId) => Promise<Dialog>
  readonly answerChat: (chatId: ChatId) => Promise<void>
  readonly joinChat: (chatId: ChatId) => Promise<void>
  readonly interceptChat: (chatId: ChatId) => Promise<void>
  readonly startSession: (chatId: ChatId) => Promise<void>
  readonly startSessionFrom: (chatId: ChatId, messageId: MessageId) => Promise<void>
  /** Titles of CRM records by crmItemKey; those the caller may not see are missing. */
  readonly crmTitles: (items: readonly CrmItem[]) => Promise<ReadonlyMap<string, string>>
  /** Opens a CRM record in the portal's slider. */
  readonly openCard: (item: CrmItem) => void
  /** Asks the host for a frame of the page's height. */
  readonly fit: () => void
  /** The app's own setup. Loaded when asked for: a card never needs it. Rejects when its file does not load. */
  readonly installation: () => Promise<Installation>
}

const tabPlacement = /^CRM_(LEAD|DEAL|CONTACT|COMPANY)_DETAIL_TAB$/

/** Where the panel is, from PLACEMENT and PLACEMENT_OPTIONS; both are checked, neither is trusted. */
export const placeOf = (placement: string, options: unknown, installing: boolean): Place => {
  if (installing) return { kind: 'install' }
  const word = tabPlacement.exec(placement)?.[1]?.toLowerCase()
  const type = crmEntityTypes.find((known) => known === word)
  if (!type) return placement === 'DEFAULT' ? { kind: 'home' } : { kind: 'elsewhere', placement }
  const id = toNumber(toRecord(options)['ID'])
  return id !== null && Number.isSafeInteger(id) && id > 0
    ? { kind: 'card', item: { type, id } }
    : { kind: 'unsaved', type }
}

/** The portal seen through an opened frame. */
const makePortal = ({ rest, origin, ...frame }: Frame): Portal => ({
  place: placeOf(frame.placement, frame.placementOptions, frame.installing),
  language: frame.language,
  id: frame.portalId,
  isAdmin: frame.isAdmin,
  startCard: (item, remembered) => startCard(rest, origin, item, remembered),
  lookAtCard: (item, wish) => lookAtCard(rest, origin, item, wish),
  lookAtChats: (wish) => lookAtChats(rest, origin, wish),
  newestMessages: (chatId) => newestMessages(rest, origin, chatId),
  readStretch: (chatId, direction, from, pages) => readStretch(rest, origin, chatId, direction, from, pages),
  markRead: (chatId, upTo) => markRead(rest, chatId, upTo),
  sendReply: (item, chatId, author, text) => sendReply(rest, item, chatId, author, text),
  readDialog: (chatId) => readDialog(rest, origin, chatId),
  answerChat: (chatId) => answerChat(rest, chatId),
  joinChat: (chatId) => joinChat(rest, chatId),
  interceptChat: (chatId) => interceptChat(rest, chatId),
  startSession: (chatId) => startSession(rest, chatId),
  startSessionFrom: (chatId, messageId) => startSessionFrom(rest, chatId, messageId),
  crmTitles: (items) => crmTitles(rest, items),
  openCard: (item) => frame.openPath(`/crm/${item.type}/details/${item.id}/`),
  fit: frame.fit,
  installation: async () => (await import('./api/installation')).makeInstallation(rest, frame),
})

/**
 * Opens the portal around the frame. Throws PortalError `refused` NOT_IN_FRAME outside a portal and `network` PORTAL_SILENT when the
 * page around doesn't answer in time; after that only loading the page anew helps (the SDK keeps its one handshake).
 */
export const openPortal = async (): Promise<Portal> => makePortal(await openFrame())
