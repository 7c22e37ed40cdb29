import { openBrowserLock, pageLock } from '@/lib/locks'
import { versionedName } from '@/lib/browser-storage'
import { openIdbStore } from '@/outbox/idb-store'
import { createOutbox } from '@/outbox/outbox'
import type { OutboxEnv } from '@/outbox/outbox-env'
import { memoryStore } from '@/outbox/store'
import { createPendingAttachments } from './attachments'
import { createDrafts } from './drafts'
import { createQuotedMessages } from './quoted-message'
import type { ComposerState } from './use-composer-state'

/** Storage that takes longer than this (ms) to open counts as denied, so that the composer can be shown. */
const STORAGE_TIMEOUT_MS = 3_000

const withTimeout = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('Storage does not answer')), STORAGE_TIMEOUT_MS)
    }),
  ])

/**
 * Outbox and drafts of one user, stored under `name` (portal and user). Where the browser denies this frame its storage or its locks,
 * replies are kept in memory: without locks two tabs would send the same stored reply. Never rejects.
 */
export const openComposerState = async (
  name: string,
  storage: Storage | null,
  env: Omit<OutboxEnv, 'store' | 'lock'>,
): Promise<ComposerState> => {
  const kept = await withTimeout(
    Promise.all([openIdbStore(name), openBrowserLock(versionedName(`${name}:send`))]),
  ).catch(() => null)
  const [store, lock] = kept ?? [memoryStore(), pageLock()]
  return {
    outbox: createOutbox({ ...env, store, lock }),
    drafts: createDrafts(name, storage),
    quotedMessages: createQuotedMessages(name, storage),
    attachments: createPendingAttachments(),
  }
}
