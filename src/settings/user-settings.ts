import { skipToken, useQuery, type QueryClient } from '@tanstack/react-query'
import type { Chat } from '@/domain/chat'
import {
  markNoReplyNeeded,
  NOTHING_STORED,
  parseSettings,
  serializeSettings,
  type StoredSettings,
  unmarkNoReplyNeeded,
  type UserSettings,
} from '@/domain/user-settings'
import { newestOf, type WaitLimits } from '@/domain/wait-time'
import type { PortalError } from '@/portal/portal-error'
import { useOpenedCard, type OpenedCard } from '@/queries/card-context'
import { queryKeys } from '@/queries/query-keys'
import type { OptionStorage } from './option-storage'
import { createSyncedValue, type SyncedValue } from './synced-value'

const stores = new WeakMap<OpenedCard, SyncedValue<StoredSettings>>()

/** Makes the store of what the person sets in this card; `onChanged` after the portal has kept something. */
export const startSettingsSync = (
  card: OpenedCard,
  client: QueryClient,
  storage: OptionStorage,
  onChanged: () => void,
): SyncedValue<StoredSettings> => {
  const store = createSyncedValue<StoredSettings>({
    nothing: NOTHING_STORED,
    fromText: parseSettings,
    toText: serializeSettings,
    read: () => storage.read('user', 'panel'),
    write: (text) => storage.write('user', 'panel', text, true),
    withLock: storage.alone,
    now: Date.now,
    later: (ms, run) => void setTimeout(run, ms),
    show: (options) => client.setQueryData<UserSettings>(queryKeys.options, options),
    onSaved: (saveError) => {
      client.setQueryData(queryKeys.settingsError, saveError)
      if (!saveError) onChanged()
    },
    verifyAfterMs: 0,
  })
  stores.set(card, store)
  return store
}

/** Why the last changes of the options last only as long as this panel; null = they are kept. */
export const useSettingsError = (): PortalError | null =>
  useQuery<PortalError | null>({ queryKey: queryKeys.settingsError, queryFn: skipToken }).data ?? null

/** Sets from which wait on chats turn amber and red, ms. */
export const useSetLimits = (): ((limits: WaitLimits) => void) => {
  const card = useOpenedCard()
  return (limits) => stores.get(card)?.change((options) => ({ ...options, limits }))
}

/** "No reply needed" for one chat. */
export interface NoReplyNeeded {
  /** Its client waits, so it can be said. */
  readonly offered: boolean
  /** It was said, and the client has not written since. */
  readonly settled: boolean
  readonly settle: () => void
  readonly undo: () => void
}

/** Marks a chat as needing no reply until its client writes again; stored in the user's options and announced to their other panels. */
export const useNoReplyNeeded = (chat: Chat): NoReplyNeeded => {
  const card = useOpenedCard()
  const newest = newestOf(chat)
  return {
    offered: chat.waitingSince !== null && newest !== 0,
    settled: chat.noReplyNeeded,
    settle: () => {
      if (newest !== 0) stores.get(card)?.change((options) => markNoReplyNeeded(options, chat.id, newest, Date.now()))
    },
    undo: () => stores.get(card)?.change((options) => unmarkNoReplyNeeded(options, chat.id)),
  }
}
