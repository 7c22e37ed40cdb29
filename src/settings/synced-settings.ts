import type { QueryClient } from '@tanstack/react-query'
import type { DraftMap } from '@/domain/draft'
import type { OptionPlace } from '@/portal/portal'
import type { OpenedCard } from '@/queries/card-context'
import { queryKeys } from '@/queries/query-keys'
import { parseDrafts, serializeDrafts } from './draft-codec'
import { createOptionStorage, type OptionStorage } from './option-storage'
import { createSyncedValue, type ValueChange } from './synced-value'
import { startTemplateSync } from './templates'
import { startSettingsSync } from './portal-settings'

/** The stores of one opened card, as far as others have to know of them. */
export interface SyncedSettings {
  /** Reads all of them again, in one request. */
  readonly readAgain: () => void
  /** Changes the drafts that follow their writer from computer to computer. */
  readonly changeDrafts: (change: ValueChange<DraftMap>) => void
}

/** What a card's stores stand on besides the portal. */
export interface SyncedSettingsEnv {
  readonly storage: OptionStorage
  /** After the portal has kept something that other panels show. */
  readonly onChanged: () => void
  /** What drafts the portal holds, each time that is known. */
  readonly onDrafts: (sheet: DraftMap) => void
}

/** The options of a card's user and app. `lockName` is the same in all panels of one user and portal. */
export const openOptionStorage = (card: OpenedCard, client: QueryClient, lockName: string): OptionStorage =>
  createOptionStorage(card.portal, lockName, (place: OptionPlace, bytes) =>
    client.setQueryData(queryKeys.optionBytes(place), bytes),
  )

/**
 * Starts everything that is kept with the user's and the app's options: settings, templates, drafts. All of it is read with one
 * request, a moment after the chats are on screen.
 */
export const startSyncedSettings = (
  card: OpenedCard,
  client: QueryClient,
  world: SyncedSettingsEnv,
): SyncedSettings => {
  const { storage } = world
  const stores = [
    startSettingsSync(client, storage, world.onChanged),
    startTemplateSync(card, client, storage, 'personal', world.onChanged),
    startTemplateSync(card, client, storage, 'shared', world.onChanged),
  ]
  const drafts = createSyncedValue<DraftMap>({
    nothing: new Map(),
    fromText: parseDrafts,
    toText: serializeDrafts,
    read: () => storage.read('user', 'drafts'),
    // A draft is also in the browser where it was typed: one request less for each of them weighs more than a proof.
    write: (text) => storage.write('user', 'drafts', text, false),
    withLock: storage.alone,
    now: Date.now,
    later: (ms, run) => void setTimeout(run, ms),
    show: () => undefined,
    onStored: world.onDrafts,
    onSaved: () => undefined,
    verifyAfterMs: 0,
  })
  const readAgain = () => {
    for (const store of [...stores, drafts]) store.readAgain()
  }
  readAgain()
  return { readAgain, changeDrafts: drafts.change }
}
