import type { Dialog } from '@/domain/chat'
import type { ChatCommand } from '@/domain/chat-actions'
import { crmEntityTypes, type CrmItem } from '@/domain/crm'
import type { ChatId, FileId, LineId, MessageId, SessionId, UserId } from '@/domain/ids'
import type { MessageCommand } from '@/domain/message-actions'
import type { MessagePage } from '@/domain/message-window'
import type { QuickAnswer } from '@/domain/template'
import type { TeamChat, TeamChatId } from '@/domain/team-chat'
import type { TransferOption } from '@/domain/transfer'
import { fetchInitialCard, type CardSnapshot, type SnapshotRequest } from './methods/card-snapshot'
import type { Installation } from './methods/installation'
import type { FoundMessages, MessageSearch } from './methods/message-history'
import type { DeferredMethods } from './methods/deferred-methods'
import type { OptionPlace, StoredOptionTexts } from './methods/options'
import { fetchNewestMessages, type ConversationPage } from './methods/messages'
import type { MessageRange } from './methods/message-history'
import type { AppEvent } from './methods/app-channel'
import type { CardRequest, NewestReferences, BatchSnapshot } from './methods/card-batch'
import type { Upload } from './methods/send-message'
import { openFrame, type Frame } from './sdk/frame'
import type { PullChannel } from './sdk/pull'
import { toNumber, toRecord } from './wire/php-json'

export type { CardSnapshot, SnapshotRequest } from './methods/card-snapshot'
export type { FoundMessages } from './methods/message-history'
export type { ConversationPage } from './methods/messages'
export type { Upload } from './methods/send-message'
export type { OptionPlace, StoredOptionTexts } from './methods/options'
export type { MessageRange } from './methods/message-history'
export type { AppEvent } from './methods/app-channel'
export type { CardRequest, NewestReferences, BatchSnapshot } from './methods/card-batch'

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

/** The panels' common channel, as far as it is up to us. */
export type AppChannel = PullChannel

/** The portal in the words of the panel. Every method throws PortalError and nothing else. */
export interface Portal {
  readonly place: Place
  /** LANG of the portal. */
  readonly language: string
  /** Differs between portals; part of every storage key. Holds no token. */
  readonly id: string
  /** Origin of the portal's own pages. */
  readonly origin: string
  readonly isAdmin: boolean
  readonly fetchInitialCard: (item: CrmItem, remembered: ChatId | null) => Promise<CardSnapshot>
  /** Sends for the calls that only working needs; rejects when their file does not load. */
  readonly preload: () => Promise<void>
  /** The card's lists and what is wished for, in one request; with something to say to the other panels. */
  readonly fetchCard: (item: CrmItem, request: SnapshotRequest, event?: AppEvent | null) => Promise<CardSnapshot>
  /** One request for several cards, for chats of `others`, and for what there is to say. */
  readonly fetchCards: (
    cards: readonly CardRequest[],
    others: readonly ChatId[],
    broadcast: ((newest: NewestReferences) => readonly AppEvent[]) | null,
  ) => Promise<BatchSnapshot>
  /** The card's relations and their chats; `details`: with what the first of these need to be shown. One request. */
  readonly fetchRelations: (item: CrmItem, details: boolean) => Promise<CardSnapshot>
  readonly fetchChats: (request: SnapshotRequest) => Promise<CardSnapshot>
  readonly fetchNewestMessages: (chatId: ChatId) => Promise<ConversationPage>
  readonly fetchMessageRange: (
    chatId: ChatId,
    direction: 'older' | 'newer',
    from: MessageId | 0,
    pages: number,
  ) => Promise<MessageRange>
  readonly markRead: (chatId: ChatId, upTo: MessageId) => Promise<void>
  /** Sent once; see portal-error.ts for what `outcomeUnknown` means. */
  readonly sendReply: (item: CrmItem, chatId: ChatId, author: UserId, text: string) => Promise<MessageId>
  readonly fetchDialog: (chatId: ChatId) => Promise<Dialog>
  /** Executes an action of domain/chat-actions.ts; sent once. */
  readonly performChatAction: (chatId: ChatId, command: ChatCommand) => Promise<void>
  /** Executes an action of domain/message-actions.ts; sent once. */
  readonly performMessageAction: (chatId: ChatId, messageId: MessageId, command: MessageCommand) => Promise<void>
  /** Where a chat can go without a search: people of its line's queue, active lines. */
  readonly fetchTransferTargets: (lineId: LineId | null) => Promise<readonly TransferOption[]>
  /** Colleagues by name or position; fewer than 2 characters find nobody. */
  readonly searchPeople: (words: string) => Promise<readonly TransferOption[]>
  /** Says something to every open panel of the app, as a request of its own. */
  readonly broadcast: (event: AppEvent) => Promise<void>
  /**
   * Opens the channel over which the panels hear each other. Nothing comes of it without the scope `pull`, a push server or a network;
   * `onStatus` tells whether words arrive. What comes was said by anybody who has the app: nothing in it is to be trusted.
   */
  readonly openAppChannel: (
    userId: UserId,
    onEvent: (command: string, params: unknown) => void,
    onStatus: (open: boolean) => void,
  ) => AppChannel
  /** Requests sent so far. */
  readonly requestCount: () => number
  /** Titles of CRM records by crmItemKey; those the caller may not see are missing. */
  readonly fetchCrmTitles: (items: readonly CrmItem[]) => Promise<ReadonlyMap<string, string>>
  /** One earlier session of a chat the caller isn't in; `forbidden` where he may not read it. */
  readonly fetchSession: (chatId: ChatId, sessionId: SessionId) => Promise<MessagePage>
  /** Whether the caller is from outside the company (extranet). */
  readonly isExtranetUser: () => Promise<boolean>
  /** The chat in which colleagues speak about the record. */
  readonly fetchTeamChat: (item: CrmItem) => Promise<TeamChat>
  /** Starts it unless there is one; see api/team-chat.ts. `users`: who is in it besides the caller. */
  readonly startTeamChat: (item: CrmItem, title: string, users: readonly UserId[]) => Promise<TeamChatId>
  /** Sent once, and only when the portal says that `chatId` is the record's team chat: no client ever gets it. */
  readonly sendNote: (item: CrmItem, chatId: ChatId, text: string, answers?: MessageId) => Promise<MessageId>
  /** A file as a message of its own; sent once. See api/uploads.ts. */
  readonly uploadFile: (chatId: ChatId, upload: Upload) => Promise<MessageId>
  /** The same for the record's team chat, and only for that. */
  readonly uploadNote: (item: CrmItem, chatId: ChatId, upload: Upload) => Promise<MessageId>
  /** The quick answers of a line; see api/quick-answers.ts. */
  readonly fetchQuickAnswers: (lineId: LineId) => Promise<readonly QuickAnswer[]>
  /** What this user's panel and the app keep in the portal. */
  readonly fetchOptions: () => Promise<StoredOptionTexts>
  /**
   * Stores a text; the app's only as an administrator. `check` reads it back. Two writers at the same moment lose one change, and what
   * is too large loses all: see queries/option-store.ts and option-shelf.ts.
   */
  readonly writeOption: (place: OptionPlace, name: string, text: string, check: boolean) => Promise<void>
  /** Opens a CRM record in the portal's slider. */
  readonly openCard: (item: CrmItem) => void
  /** Opens a chat in the portal's messenger, at a message; whether it may be read there is told there. */
  readonly openMessenger: (chatId: ChatId, messageId?: MessageId) => void
  /** Messages of a chat the caller is in, by words or from a moment on. */
  readonly searchMessages: (chatId: ChatId, search: MessageSearch) => Promise<FoundMessages>
  /** A one-time address of a chat's file, with a token in it: for use at once, never to be kept. FILE_NOT_FOUND, ACCESS_DENIED. */
  readonly fetchDownloadUrl: (chatId: ChatId, fileId: FileId) => Promise<string>
  /** Opens whom a text of the portal's own people names: a person's page in the slider, a chat in the messenger. */
  readonly openMention: (what: 'user' | 'chat', id: number) => void
  /** The chat of a user code (`connector|line|chat|user`, with or without `imol|`), as im.chat.get finds it; null = none that the caller may see. */
  readonly findChatByCode: (code: string) => Promise<ChatId | null>
  /** Asks the host for a frame of the page's height. */
  readonly fit: () => void
  /** The app's own setup. Loaded when asked for: a card never needs it. Rejects when its file does not load. */
  readonly installation: () => Promise<Installation>
}

const tabPlacement = /^CRM_(LEAD|DEAL|CONTACT|COMPANY)_DETAIL_TAB$/

/** Where the panel is, from PLACEMENT and PLACEMENT_OPTIONS; both are checked, neither is trusted. */
export const placeOf = (placement: string, options: unknown, installing: boolean): Place => {
  if (installing) return { kind: 'install' }
  const event = tabPlacement.exec(placement)?.[1]?.toLowerCase()
  const type = crmEntityTypes.find((known) => known === event)
  if (!type) return placement === 'DEFAULT' ? { kind: 'home' } : { kind: 'elsewhere', placement }
  const id = toNumber(toRecord(options)['ID'])
  return id !== null && Number.isSafeInteger(id) && id > 0
    ? { kind: 'card', item: { type, id } }
    : { kind: 'unsaved', type }
}

/** The push client is a file of its own: nobody reads or writes any later without it. */
const openChannel = (
  portalId: string,
  userId: UserId,
  rest: Frame['rest'],
  onEvent: (command: string, params: unknown) => void,
  onStatus: (open: boolean) => void,
): AppChannel => {
  let channel: PullChannel | null = null
  let closed = false
  import('./sdk/pull').then(
    ({ openPull }) => {
      if (!closed) channel = openPull(rest, { application: `chat-panel_${portalId}`, userId }, onEvent, onStatus)
    },
    () => undefined,
  )
  return {
    wake: () => channel?.wake(),
    close: () => {
      closed = true
      channel?.close()
    },
  }
}

/** The portal seen through an opened frame. */
const makePortal = ({ rest, origin, ...frame }: Frame): Portal => {
  // The browser keeps the file once it is here.
  const calls = async (): Promise<DeferredMethods> =>
    (await import('./methods/deferred-methods')).deferredMethods(rest, origin)
  const later = <Name extends keyof DeferredMethods>(name: Name) =>
    (async (...args: readonly never[]) =>
      ((await calls())[name] as (...args: readonly never[]) => unknown)(...args)) as DeferredMethods[Name]
  return {
    place: placeOf(frame.placement, frame.placementOptions, frame.installing),
    language: frame.language,
    id: frame.portalId,
    origin,
    isAdmin: frame.isAdmin,
    fetchInitialCard: (item, remembered) => fetchInitialCard(rest, origin, item, remembered),
    fetchChats: later('fetchChats'),
    fetchNewestMessages: (chatId) => fetchNewestMessages(rest, origin, chatId),
    fetchMessageRange: later('fetchMessageRange'),
    preload: async () => void (await calls()),
    fetchCard: later('fetchCard'),
    fetchCards: later('fetchCards'),
    fetchRelations: later('fetchRelations'),
    markRead: later('markRead'),
    sendReply: later('sendReply'),
    fetchDialog: later('fetchDialog'),
    performChatAction: later('performChatAction'),
    performMessageAction: later('performMessageAction'),
    fetchTransferTargets: later('fetchTransferTargets'),
    searchPeople: later('searchPeople'),
    broadcast: later('say'),
    openAppChannel: (userId, onEvent, onStatus) => openChannel(frame.portalId, userId, rest, onEvent, onStatus),
    requestCount: rest.spent,
    fetchCrmTitles: later('fetchCrmTitles'),
    isExtranetUser: later('isExtranetUser'),
    fetchTeamChat: later('fetchTeamChat'),
    startTeamChat: later('startTeamChat'),
    sendNote: later('sendNote'),
    uploadFile: later('uploadFile'),
    uploadNote: later('uploadNote'),
    fetchSession: later('fetchSession'),
    fetchQuickAnswers: later('fetchQuickAnswers'),
    fetchOptions: later('fetchOptions'),
    writeOption: later('writeOption'),
    openCard: (item) => frame.openPath(`/crm/${item.type}/details/${item.id}/`),
    openMessenger: (chatId, messageId) => frame.openMessenger(`chat${chatId}`, messageId),
    fetchDownloadUrl: later('fetchDownloadUrl'),
    searchMessages: later('searchMessages'),
    openMention: (what, id) =>
      what === 'chat' ? frame.openMessenger(`chat${id}`) : frame.openPath(`/company/personal/user/${id}/`),
    findChatByCode: later('findChatByCode'),
    fit: frame.fit,
    installation: async () => (await import('./methods/installation')).makeInstallation(rest, frame),
  }
}

/**
 * Opens the portal around the frame. Throws PortalError `refused` NOT_IN_FRAME outside a portal and `network` PORTAL_SILENT when the
 * page around doesn't answer in time; after that only loading the page anew helps (the SDK keeps its one handshake).
 */
export const openPortal = async (): Promise<Portal> => makePortal(await openFrame())
