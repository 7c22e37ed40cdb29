import { openBrowserLock, pageLock } from '@/lib/locks'
import { openIdbStore } from '@/outbox/idb-store'
import { makeOutbox, type OutboxWorld } from '@/outbox/outbox'
import { memoryStore } from '@/outbox/store'
import { openRecentEmoji } from '@/settings/recent-emoji'
import { openSendKey } from '@/settings/send-key'
import { makeTrays } from './attachments'
import { makeDrafts } from './drafts'
import { makeReplyTargets } from './quoted-message'
import type { OutboxShelf } from './use-composer-state'

/** Storage that takes longer than this (ms) counts as denied: nobody waits for a field to write in. */
const PATIENCE = 3_000

const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('Storage does not answer')), PATIENCE)
    }),
  ])

/**
 * Outbox and drafts of one user, kept under `name` (portal and user). Where the browser denies this frame its storage or its locks,
 * replies live as long as the page: without locks two tabs would send the same stored reply. Never rejects.
 */
export const openShelf = async (
  name: string,
  storage: Storage | null,
  world: Omit<OutboxWorld, 'store' | 'lock'>,
): Promise<OutboxShelf> => {
  openSendKey(name, storage)
  openRecentEmoji(name, storage)
  const kept = await inTime(Promise.all([openIdbStore(name), openBrowserLock(`${name}:send`)])).catch(() => null)
  const [store, lock] = kept ?? [memoryStore(), pageLock()]
  return {
    outbox: makeOutbox({ ...world, store, lock }),
    drafts: makeDrafts(name, storage),
    targets: makeReplyTargets(name, storage),
    trays: makeTrays(),
  }
}
