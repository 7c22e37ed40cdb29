import { makeDrafts } from './drafts'
import { openBrowserLock, pageLock } from './chat-lock'
import { openIdbStore } from './idb-store'
import { makeOutbox, type OutboxWorld } from './outbox'
import { memoryStore } from './reply-store'
import { openRecentEmoji } from './recent-emoji'
import { makeReplyTargets } from './reply-targets'
import { openSendKey } from './send-key'
import { makeTrays } from './trays'
import type { OutboxShelf } from './use-outbox'

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
