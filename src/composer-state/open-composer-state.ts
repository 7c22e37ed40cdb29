import { openBrowserLock, pageLock } from '@/lib/locks'
import { versionedName } from '@/lib/browser-storage'
import { sealedStorage, type Sealing } from '@/lib/sealing'
import { openIdbStore } from '@/outbox/idb-store'
import { createOutbox } from '@/outbox/outbox'
import type { OutboxEnv } from '@/outbox/outbox-env'
import { memoryStore } from '@/outbox/store'
import { createPendingAttachments } from './attachments'
import { createDrafts, sealReadableDrafts } from './drafts'
import { writtenAfterPaint } from './late-storage'
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
 * Outbox and drafts of one user, stored sealed under `name` (portal and user). Without a key everything is kept in memory. Where the
 * browser denies this frame its storage or its locks, replies are: without locks two tabs would send the same stored reply. Never rejects.
 */
export const openComposerState = async (
  name: string,
  storage: Storage | null,
  opening: Promise<Sealing | null>,
  env: Omit<OutboxEnv, 'store' | 'lock'>,
): Promise<ComposerState> => {
  const sealing = await withTimeout(opening).catch(() => null)
  const kept =
    sealing &&
    (await withTimeout(
      Promise.all([openIdbStore(name, sealing), openBrowserLock(versionedName(`${name}:send`))]),
    ).catch(() => null))
  const [store, lock] = kept ?? [memoryStore(), pageLock()]
  const sealed = sealedStorage(storage, sealing)
  if (storage && sealed) sealReadableDrafts(name, storage, sealed)
  const late = sealed && writtenAfterPaint(sealed)
  return {
    outbox: createOutbox({ ...env, store, lock }),
    drafts: createDrafts(name, late),
    quotedMessages: createQuotedMessages(name, late),
    attachments: createPendingAttachments(),
  }
}
