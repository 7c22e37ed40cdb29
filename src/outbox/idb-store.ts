import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { toId, type ChatId } from '@/domain/ids'
import { STORAGE_VERSION, versionedName } from '@/lib/browser-storage'
import { wantedBytes, type ReplyStore } from './store'
import { parseQueue, storedLocalIds } from './stored-queue'

interface Schema extends DBSchema {
  /** Key: number of the chat. Stored by any build: `parseQueue` reads it. */
  queues: { key: number; value: unknown }
  /** Key: local id of an outgoing file. */
  files: { key: string; value: Blob }
}

const QUEUES = 'queues'
const FILES = 'files'

/**
 * A store in IndexedDB, one database per portal and user, one record per chat. Other tabs are notified of changes by BroadcastChannel.
 * Rejects where the browser denies storage to this frame.
 */
export const openIdbStore = async (name: string): Promise<ReplyStore> => {
  const connect = (): Promise<IDBPDatabase<Schema>> =>
    openDB<Schema>(name, STORAGE_VERSION, {
      upgrade: (db, before) => {
        if (before < 1) db.createObjectStore(QUEUES)
        if (before < 2) db.createObjectStore(FILES)
      },
      // A newer build in another tab upgrades the database: closes this connection, since the upgrade waits for it. This build can't open
      // it again.
      blocking: (_old, _new, event) => (event.target as IDBDatabase).close(),
      terminated: () => {
        connection = null
      },
    })
  let connection: Promise<IDBPDatabase<Schema>> | null = connect()
  await connection

  // Browsers close connections when storage is cleared, after an upgrade by another tab, or when memory is short.
  const within = async <T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> => {
    try {
      return await work(await (connection ??= connect()))
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error
      connection = connect()
      return work(await connection)
    }
  }

  const others = typeof BroadcastChannel === 'function' ? new BroadcastChannel(versionedName(`${name}:replies`)) : null
  return {
    durable: true,
    all: () =>
      within(async (db) => {
        const transaction = db.transaction(QUEUES)
        const [ids, queues] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()])
        return new Map(ids.map((id, index) => [id as ChatId, parseQueue(queues[index], id as ChatId)]))
      }),
    change: (chatId, work, bytes = []) =>
      within(async (db) => {
        const transaction = db.transaction([QUEUES, FILES], 'readwrite', { durability: 'strict' })
        // An aborted transaction must not appear as an unhandled rejection.
        transaction.done.catch(() => undefined)
        const replies = transaction.objectStore(QUEUES)
        const files = transaction.objectStore(FILES)
        const stored = await replies.get(chatId)
        const before = parseQueue(stored, chatId)
        const after = work(before)
        if (after === before) return after
        const wanted = wantedBytes(after)
        // Deletes the bytes of malformed entries, too.
        const unwanted = storedLocalIds(stored).filter((localId) => !wanted.has(localId))
        await Promise.all([
          after.length > 0 ? replies.put(after, chatId) : replies.delete(chatId),
          ...bytes.map(({ localId, blob }) => files.put(blob, localId)),
          ...unwanted.map((localId) => files.delete(localId)),
        ])
        await transaction.done
        // A channel within one origin has no target to name.
        // oxlint-disable-next-line unicorn/require-post-message-target-origin
        others?.postMessage(chatId)
        return after
      }),
    bytes: (localId) =>
      within(async (db) => {
        const bytes: unknown = await db.get(FILES, localId)
        return bytes instanceof Blob ? bytes : null
      }),
    onOther: (listener) => {
      others?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const chatId = toId<ChatId>(data)
        if (chatId !== null) listener(chatId)
      })
    },
  }
}
