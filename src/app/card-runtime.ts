import type { QueryClient } from '@tanstack/react-query'
import type { MessageWindow } from '@/domain/message-window'
import type { Me } from '@/domain/person'
import { startDraftSync } from '@/composer-state/draft-sync'
import { findSentMessage, excerptOf, readSince } from '@/outbox/find-sent-message'
import { openComposerState } from '@/composer-state/open-composer-state'
import type { ComposerState } from '@/composer-state/use-composer-state'
import { asPortalError } from '@/portal/portal-error'
import { refetchChat, watchChange } from '@/mutations/execute-and-verify'
import { noteSessions } from '@/queries/session-history'
import { queryKeys } from '@/queries/query-keys'
import type { OpenedCard } from '@/queries/card-context'
import { fetchLinkFinder } from '@/features/conversation/message/use-link-finder'
import { startRelationSync, type RelationSync } from '@/queries/relations'
import { startSyncedSettings } from '@/settings/synced-settings'
import { openTabChannel } from '@/lib/tab-channel'
import { startSyncEngine, type SyncEngine, type SyncListeners } from '@/sync/sync-engine'
import { localSettings, storageOrNull, STORAGE_PREFIX } from '@/settings/local-settings'
import { claimBrowserStorage } from '@/settings/storage-cleanup'

/** Everything that lives as long as the opened card. */
export interface CardRuntime {
  readonly composerState: ComposerState
  readonly poller: SyncEngine
  readonly relations: RelationSync
}

/** Codes of a reply that the chat's state, or its operator's part in it, doesn't allow. */
const STATE_CHANGED_CODES = new Set(['CHAT_NOT_IN_CRM', 'CANCELED'])

/** Joins outbox, poller and cache; the only place that knows all three. */
export const startCardRuntime = async (
  card: OpenedCard,
  client: QueryClient,
  me: Me,
  listeners: SyncListeners,
): Promise<CardRuntime> => {
  const { portal } = card
  fetchLinkFinder()
  const relations = startRelationSync(card, client, localSettings.relatedShown())
  void claimBrowserStorage(portal.id, me.id)
  const composerState = await openComposerState(`${STORAGE_PREFIX}:${portal.id}:${me.id}`, storageOrNull(), {
    send: async ({ item, chatId, text, kind, answers }) => {
      if (kind === 'note') return portal.sendNote(item, chatId, text, answers)
      const changeSince = watchChange(card, client, chatId)
      try {
        return await portal.sendReply(item, chatId, me.id, text)
      } catch (error) {
        if (STATE_CHANGED_CODES.has(asPortalError(error).code))
          // The chat isn't what it was: what is shown has to be what is, and what happened has to be said.
          void refetchChat(card, client, chatId, false).then(
            () => client.setQueryData(queryKeys.change(chatId), changeSince()),
            () => undefined,
          )
        throw error
      }
    },
    upload: ({ item, chatId, kind, file }, bytes, watch) => {
      const upload = { name: file?.name ?? '', bytes, ...watch }
      return kind === 'note' ? portal.uploadNote(item, chatId, upload) : portal.uploadFile(chatId, upload)
    },
    find: async (reply, claimed) =>
      findSentMessage(await readSince(portal, reply.chatId, reply.watermark), me.id, reply, claimed),
    newest: (chatId) => client.getQueryData<MessageWindow>(queryKeys.messages(chatId))?.messages.at(-1)?.id ?? 0,
    online: () => navigator.onLine,
    now: Date.now,
    elapsed: () => performance.now(),
    newId: () => crypto.randomUUID(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  })
  const { outbox } = composerState
  const options = startSyncedSettings(card, client, {
    lockName: `${STORAGE_PREFIX}:${portal.id}:${me.id}:options`,
    onChanged: () => panels.tell('options'),
    onDrafts: composerState.drafts.mergeRemote,
  })
  window.addEventListener('storage', ({ key }) => composerState.drafts.onStorageEvent(key))
  startDraftSync(composerState.drafts, {
    change: options.changeDrafts,
    readAgain: options.readAgain,
    now: Date.now,
    later: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    onVisible: (listener) => {
      document.addEventListener('visibilitychange', () => listener(document.visibilityState === 'visible'))
      window.addEventListener('pagehide', () => listener(false))
    },
    onTurnAway: (listener) => window.addEventListener('blur', listener),
  })
  // The other open cards of this browser read again what the person has just set.
  const panels = openTabChannel<'options'>(`${STORAGE_PREFIX}:${portal.id}:${me.id}:options`, () => options.readAgain())
  const poller = startSyncEngine(card, client, me.id, {
    onHealth: (error) => {
      // A refusal and a limit are answers, too.
      outbox.setReachable(!error?.outcomeUnknown && error?.kind !== 'sign-in')
      listeners.onHealth(error)
    },
  })
  for (const [, window] of client.getQueriesData<MessageWindow>({ queryKey: ['messages'] }))
    if (window) noteSessions(client, window)
  outbox.onSent((reply, messageId) => poller.acted(reply.chatId, messageId))
  client.getQueryCache().subscribe(({ type, query }) => {
    const window = query.state.data as MessageWindow | undefined
    if (type !== 'updated' || query.queryKey[0] !== 'messages' || !window) return
    noteSessions(client, window)
    outbox.onMessagesReceived(window.chatId, (reply, claimed) =>
      findSentMessage(excerptOf(window), me.id, reply, claimed),
    )
  })
  window.addEventListener('online', () => outbox.setReachable(true))
  window.addEventListener('beforeunload', (event) => {
    // What is stored goes on by itself; what isn't would be gone.
    if ((!outbox.durable && outbox.pending()) || composerState.attachments.any()) event.preventDefault()
  })
  // A file dropped beside the conversation would take the place of the panel.
  for (const name of ['dragover', 'drop'] as const)
    document.addEventListener(name, (event) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'none'
    })
  return { composerState, poller, relations }
}
