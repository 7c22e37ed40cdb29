import { crmEntityTypes, type CrmItem } from '@/domain/crm'
import type { ChatId, MessageId, SessionId, UserId } from '@/domain/ids'
import { fetchInitialCard, type StartRequest } from './methods/card-start'
import type { DeferredMethods } from './methods/deferred-methods'
import type { Installation } from './methods/installation'
import { fetchNewestMessages } from './methods/messages'
import { openFrame, type Frame } from './transport/frame'
import type { PullChannel } from './transport/pull-client'
import { createStartGatherer, type StartGatherer } from './transport/start-gatherer'
import { toNumber, toRecord } from './wire/php-json'

export type { CardSnapshot, SnapshotRequest } from './methods/card-snapshot'
export type { CardStart, StartRequest } from './methods/card-start'
export type { ConversationPage } from './methods/messages'
export type { OptionPlace, StoredOptionTexts } from './methods/options'
export type { MessageRange } from './methods/message-history'
export type { AppEvent } from './methods/app-channel'
export type { CardRequest, NewestReferences, BatchSnapshot } from './methods/card-batch'
export { BATCH_LIMIT } from './transport/rest-client'

/** Where the panel was opened. */
export type Place =
  | { readonly kind: 'card'; readonly item: CrmItem }
  /** The card of a record that isn't saved yet. */
  | { readonly kind: 'unsaved'; readonly type: CrmItem['type'] }
  /** From the app's menu item: no card. */
  | { readonly kind: 'home' }
  | { readonly kind: 'install' }
  /** A placement that the app has no page for. */
  | { readonly kind: 'unsupported'; readonly placement: string }

/** The panels' common channel, as far as this panel controls it. */
export type AppChannel = PullChannel

const tabPlacement = /^CRM_(LEAD|DEAL|CONTACT|COMPANY)_DETAIL_TAB$/

/** Where the panel was opened, from PLACEMENT and PLACEMENT_OPTIONS; both are validated. */
export const placeOf = (placement: string, options: unknown, installing: boolean): Place => {
  if (installing) return { kind: 'install' }
  const event = tabPlacement.exec(placement)?.[1]?.toLowerCase()
  const type = crmEntityTypes.find((known) => known === event)
  if (!type) return placement === 'DEFAULT' ? { kind: 'home' } : { kind: 'unsupported', placement }
  const id = toNumber(toRecord(options)['ID'])
  return id !== null && Number.isSafeInteger(id) && id > 0
    ? { kind: 'card', item: { type, id } }
    : { kind: 'unsaved', type }
}

/** Loads the push client, which the first screen doesn't need, and opens the channel unless it has been closed meanwhile. */
const openChannel = (
  portalId: string,
  userId: UserId,
  rest: StartGatherer,
  onEvent: (command: string, params: unknown) => void,
  onStatus: (open: boolean) => void,
): AppChannel => {
  let channel: PullChannel | null = null
  let closed = false
  import('./transport/pull-client').then(
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

// Repeated imports are answered by the browser's module map.
const loadDeferredMethods = async ({ rest, origin }: Frame, gatherer: StartGatherer): Promise<DeferredMethods> =>
  (await import('./methods/deferred-methods')).deferredMethods(rest, gatherer, origin)

/** The methods that the first screen needs. */
const firstScreenMethods = (frame: Frame, gatherer: StartGatherer) => ({
  place: placeOf(frame.placement, frame.placementOptions, frame.installing),
  /** LANG of the portal. */
  language: frame.language,
  /** Differs between portals; part of every storage key. Holds no token. */
  id: frame.portalId,
  /** Origin of the portal's own pages. */
  origin: frame.origin,
  isAdmin: frame.isAdmin,
  /** The user's option `key`, unchecked: settings/storage-keys.ts. */
  storageKey: toRecord(frame.userOptions)['key'],
  /** The app's option `cards`, unchecked: settings/stored-card.ts. */
  cardsOption: toRecord(frame.appOptions)['cards'],
  fetchInitialCard: (item: CrmItem, request: StartRequest) =>
    fetchInitialCard(frame.rest, gatherer, frame.origin, item, request),
  /** What is asked for at the start has been asked for: it is sent, in one request. */
  releaseStart: gatherer.release,
  /** The operator uses the card: what is asked for no longer waits to be sent together. */
  endStart: gatherer.endStart,
  fetchNewestMessages: (chatId: ChatId, sessionId: SessionId | null = null) =>
    fetchNewestMessages(frame.rest, frame.origin, chatId, sessionId),
  /** Loads the file of the deferred methods; rejects when it doesn't load. */
  preload: async (): Promise<void> => void (await loadDeferredMethods(frame, gatherer)),
  /**
   * Opens the channel for events between panels. Without the scope `pull`, a push server or a network no events arrive;
   * `onStatus` reports whether they do. Any user of the app can send events: their content is untrusted.
   */
  openAppChannel: (
    userId: UserId,
    onEvent: (command: string, params: unknown) => void,
    onStatus: (open: boolean) => void,
  ): AppChannel => openChannel(frame.portalId, userId, gatherer, onEvent, onStatus),
  /** Requests sent so far. */
  requestCount: frame.rest.requestCount,
  /** Opens a CRM record in the portal's slider. */
  openCard: (item: CrmItem): void => frame.openPath(`/crm/${item.type}/details/${item.id}/`),
  /** Opens a chat in the portal's messenger, at a message; the messenger checks whether the user may read it. */
  openMessenger: (chatId: ChatId, messageId?: MessageId): void => frame.openMessenger(`chat${chatId}`, messageId),
  /** Opens what a mention in a colleague's text names: a user's page in the slider, a chat in the messenger. */
  openMention: (what: 'user' | 'chat', id: number): void =>
    what === 'chat' ? frame.openMessenger(`chat${id}`) : frame.openPath(`/company/personal/user/${id}/`),
  /** Asks the host for a frame of this height (CSS px). */
  resizeFrame: frame.resizeFrame,
  /** The app's own setup, which a card never needs. Rejects when its file doesn't load. */
  installation: async (): Promise<Installation> =>
    (await import('./methods/installation')).makeInstallation(frame.rest, frame),
})

type FirstScreenMethods = Readonly<ReturnType<typeof firstScreenMethods>>

/**
 * The portal as the app sees it. Every method throws PortalError and nothing else. A deferred method is declared by its function, which the
 * file of its subject in `methods` names at its end.
 */
export type Portal = FirstScreenMethods & DeferredMethods

/** The portal of an opened frame; the first call of a deferred method waits until its file has loaded. */
const makePortal = (frame: Frame, gatherer: StartGatherer = createStartGatherer(frame.rest)): Portal =>
  new Proxy(firstScreenMethods(frame, gatherer) as Portal, {
    get: (present, name) => {
      // Resolving a promise with the portal reads its property `then`.
      if (name in present || typeof name === 'symbol' || name === 'then') return Reflect.get(present, name) as unknown
      return async (...args: readonly never[]): Promise<unknown> => {
        const methods: Readonly<Record<string, unknown>> = await loadDeferredMethods(frame, gatherer)
        return (methods[name] as (...args: readonly never[]) => unknown)(...args)
      }
    },
  })

/**
 * Opens the portal around the frame. Throws PortalError `refused` NOT_IN_FRAME outside a portal and `network` PORTAL_SILENT when the parent
 * page doesn't answer in time; then only a reload of the page helps (the SDK keeps its one handshake).
 */
export const openPortal = async (): Promise<Portal> => makePortal(await openFrame())
