import type { QueryClient } from '@tanstack/react-query'
import type { MessageWindow } from '@/domain/message-window'
import type { Me } from '@/domain/person'
import { startDraftSync } from '@/composer-state/draft-sync'
import { createPortalAdapter } from '@/outbox/portal-adapter'
import { openComposerState } from '@/composer-state/open-composer-state'
import type { ComposerState } from '@/composer-state/use-composer-state'
import { refetchChat, watchChange } from '@/mutations/execute-and-verify'
import { noteSessions } from '@/queries/known-sessions'
import { startSettled } from '@/queries/card'
import { queryKeys } from '@/queries/query-keys'
import type { OpenedCard, PortalError } from '@/queries/card-context'
import { fetchLinkFinder } from '@/features/conversation/message/use-link-finder'
import { startRelationSync, type RelationSync } from '@/queries/relations'
import { startCardStore, type CardStore } from '@/settings/card-store'
import { openRecentEmoji } from '@/settings/recent-emoji'
import { getSetting, openUserSettings } from '@/settings/setting-store'
import { openSealing } from '@/settings/storage-keys'
import { openOptionStorage, startSyncedSettings } from '@/settings/synced-settings'
import { STORAGE_PREFIX, storageOrNull, versionedName } from '@/lib/browser-storage'
import { openTabChannel } from '@/lib/tab-channel'
import { startSyncEngine, type SyncEngine, type SyncListeners } from '@/sync/sync-engine'
import { claimBrowserStorage } from '@/settings/storage-cleanup'

/** Everything that lives as long as the opened card. */
export interface CardRuntime {
  readonly composerState: ComposerState
  readonly poller: SyncEngine
  readonly cards: CardStore
  readonly relations: RelationSync
  /** Removes its listeners and ends its polling. A reply that is being sent is not lost: the next page of this card continues with it. */
  readonly stop: () => void
}

/** Ends the previous runtime: a page has one card, and hot replacement must not leave two runtimes running. */
let stopPrevious = (import.meta.hot?.data as { stop?: () => void } | undefined)?.stop

/** Calls back after this time (ms); returns what calls it off. */
const later = (ms: number, run: () => unknown): (() => void) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** Connects outbox, sync and cache; the only file that knows all three. */
export const startCardRuntime = async (
  card: OpenedCard,
  client: QueryClient,
  me: Me,
  listeners: SyncListeners,
): Promise<CardRuntime> => {
  stopPrevious?.()
  const { portal } = card
  const name = `${STORAGE_PREFIX}:${portal.id}:${me.id}`
  const lifetime = new AbortController()
  const { signal } = lifetime
  fetchLinkFinder()
  const relations = startRelationSync(card, client, getSetting('relatedChats') === 'shown')
  void claimBrowserStorage(portal.id, me.id)
  openUserSettings(name, storageOrNull())
  openRecentEmoji(name, storageOrNull())
  const adapter = createPortalAdapter(portal, me.id, {
    messagesOf: (chatId) => client.getQueryData<MessageWindow>(queryKeys.messages(chatId)),
    watchChange: (chatId) => {
      const changeSince = watchChange(card, client, chatId)
      return () =>
        void refetchChat(card, client, chatId, false).then(
          () => client.setQueryData(queryKeys.change(chatId), changeSince()),
          () => undefined,
        )
    },
  })
  const optionStorage = openOptionStorage(card, client, versionedName(`${name}:options`))
  const sealing = openSealing(portal.storageKey, optionStorage, (ms, run) => void setTimeout(run, ms))
  const composerState = await openComposerState(name, storageOrNull(), sealing, {
    ...adapter,
    online: () => navigator.onLine,
    now: Date.now,
    elapsed: () => performance.now(),
    newId: () => crypto.randomUUID(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  })
  const { outbox } = composerState
  const options = startSyncedSettings(card, client, {
    storage: optionStorage,
    onChanged: () => panels.tell('options'),
    onDrafts: composerState.drafts.mergeRemote,
  })
  window.addEventListener('storage', ({ key }) => composerState.drafts.onStorageEvent(key), { signal })
  startDraftSync(composerState.drafts, {
    change: options.changeDrafts,
    readAgain: options.readAgain,
    now: Date.now,
    later,
    onVisible: (listener) => {
      document.addEventListener('visibilitychange', () => listener(document.visibilityState === 'visible'), { signal })
      window.addEventListener('pagehide', () => listener(false), { signal })
    },
    onTurnAway: (listener) => window.addEventListener('blur', listener, { signal }),
  })
  // The other open cards of this browser read the settings again.
  const panels = openTabChannel(versionedName(`${name}:options`), (message) => {
    if (message === 'options') options.readAgain()
  })
  const cards = startCardStore(card, client, me, {
    sealing,
    options: optionStorage,
    now: Date.now,
    later,
  })
  document.addEventListener('visibilitychange', () => void (document.hidden && cards.storeNow()), { signal })
  const onHealth = (error: PortalError | null) => {
    // A refusal or a limit proves that the portal was reached, too.
    outbox.setReachable(!error?.outcomeUnknown && error?.kind !== 'sign-in')
    cards.reportHealth(error)
    listeners.onHealth(error)
  }
  const poller = startSyncEngine(card, client, me.id, { onHealth }, startSettled(card))
  for (const [, window] of client.getQueriesData<MessageWindow>({ queryKey: ['messages'] }))
    if (window) noteSessions(client, window)
  outbox.onSent((reply, messageId) => poller.acted(reply.chatId, messageId))
  const stopReading = client.getQueryCache().subscribe(({ type, query }) => {
    const window = query.state.data as MessageWindow | undefined
    if (type !== 'updated' || query.queryKey[0] !== 'messages' || !window) return
    noteSessions(client, window)
    outbox.onMessagesReceived(window.chatId, (reply, claimed) => adapter.findIn(window, reply, claimed))
  })
  window.addEventListener('online', () => outbox.setReachable(true), { signal })
  window.addEventListener(
    'beforeunload',
    (event) => {
      // Stored replies are sent later; what is only in memory would be lost.
      if ((!outbox.durable && outbox.pending()) || composerState.attachments.any()) event.preventDefault()
    },
    { signal },
  )
  // A file dropped beside the conversation would replace the page.
  for (const type of ['dragover', 'drop'] as const)
    document.addEventListener(
      type,
      (event) => {
        if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'none'
      },
      { signal },
    )
  const stop = () => {
    lifetime.abort()
    stopReading()
    poller.stop()
    cards.stop()
    panels.close()
  }
  stopPrevious = stop
  if (import.meta.hot) (import.meta.hot.data as { stop?: () => void }).stop = stop
  return { composerState, poller, cards, relations, stop }
}
