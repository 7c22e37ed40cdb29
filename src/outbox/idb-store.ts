import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb'
import { toId, type ChatId } from '@/domain/ids'
import { STORAGE_VERSION, versionedName } from '@/lib/browser-storage'
import type { Sealing } from '@/lib/sealing'
import { wantedBytes, type ReplyStore } from './store'
import { parseQueue, storedLocalIds } from './stored-queue'
import type { ReplyQueue } from './queue'

interface Schema extends DBSchema {
  /** Key: number of the chat. A list of sealed queues: ours, and those that only another key opens. `parseQueue` reads what is in them. */
  queues: { key: number; value: unknown }
  /** Key: local id of an outgoing file. A SealedBlob. */
  files: { key: string; value: unknown }
}

const QUEUES = 'queues'
const FILES = 'files'
/** No chat's number: here is a sealed list of files that storage version 3 left readable. */
const READABLE_FILES = 0

/** What a record holds: all that we can open, as one list, and what has to stay as it is. */
interface OpenedRecord {
  readonly entries: readonly unknown[]
  readonly foreign: readonly Uint8Array[]
}

/**
 * A store in IndexedDB, one database per portal and user, one sealed record per chat. Other tabs are notified of changes by BroadcastChannel.
 * Rejects where the browser denies storage to this frame.
 */
export const openIdbStore = async (name: string, sealing: Sealing): Promise<ReplyStore> => {
  const recordName = (id: number) => `${name}:${QUEUES}:${id}`
  const fileName = (localId: string) => `${name}:${FILES}:${localId}`
  const sealRecord = (id: number, entries: unknown) => sealing.seal(recordName(id), JSON.stringify(entries))
  const openRecord = (id: number, stored: unknown): OpenedRecord => {
    const parts = (Array.isArray(stored) ? stored : []).map((part: unknown) => ({
      part,
      text: sealing.open(recordName(id), part),
    }))
    return {
      entries: parts.flatMap(({ text }): unknown => (text === null ? [] : JSON.parse(text))),
      foreign: parts.flatMap(({ part, text }) => (text === null && part instanceof Uint8Array ? [part] : [])),
    }
  }
  const queueOf = (chatId: ChatId, stored: unknown): ReplyQueue =>
    parseQueue(openRecord(chatId, stored).entries, chatId)

  /** No other page is connected meanwhile, and all of it happens or nothing does. Files can't be sealed within a transaction. */
  const sealReadableQueues = async (
    transaction: IDBPTransaction<Schema, ('queues' | 'files')[], 'versionchange'>,
  ): Promise<void> => {
    const queues = transaction.objectStore(QUEUES)
    const files = transaction.objectStore(FILES)
    const wanted = new Set<string>()
    for (let cursor = await queues.openCursor(); cursor; cursor = await cursor.continue()) {
      const queue = parseQueue(cursor.value, cursor.key as ChatId)
      for (const localId of wantedBytes(queue)) wanted.add(localId)
      await cursor.update([sealRecord(cursor.key, queue)])
    }
    for (const localId of await files.getAllKeys()) if (!wanted.has(localId)) await files.delete(localId)
    if (wanted.size > 0) await queues.put([sealRecord(READABLE_FILES, [...wanted])], READABLE_FILES)
  }

  const connect = (): Promise<IDBPDatabase<Schema>> =>
    openDB<Schema>(name, STORAGE_VERSION, {
      upgrade: (db, before, _version, transaction) => {
        if (before < 1) db.createObjectStore(QUEUES)
        if (before < 2) db.createObjectStore(FILES)
        // A request that fails aborts the transaction, and `connect` rejects.
        if (before < 4) sealReadableQueues(transaction).catch(() => undefined)
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

  const sealReadableFiles = async (): Promise<void> => {
    const listed = await within((db) => db.get(QUEUES, READABLE_FILES))
    if (listed === undefined) return
    let isDone = true
    for (const localId of openRecord(READABLE_FILES, listed).entries as readonly string[]) {
      const readable = await within((db) => db.get(FILES, localId))
      if (!(readable instanceof Blob)) continue
      const sealed = await sealing.sealBlob(fileName(localId), readable).catch(() => null)
      isDone &&= sealed !== null
      if (sealed)
        await within(async (db) => {
          const transaction = db.transaction(FILES, 'readwrite', { durability: 'strict' })
          // It may have been sent or thrown away meanwhile.
          if ((await transaction.store.get(localId)) instanceof Blob) await transaction.store.put(sealed, localId)
          await transaction.done
        })
    }
    if (isDone) await within((db) => db.delete(QUEUES, READABLE_FILES))
  }
  // What fails is tried again by the next page; such a file counts as lost here.
  const filesSealed = sealReadableFiles().catch(() => undefined)

  const others = typeof BroadcastChannel === 'function' ? new BroadcastChannel(versionedName(`${name}:replies`)) : null
  return {
    durable: true,
    all: () =>
      within(async (db) => {
        const transaction = db.transaction(QUEUES)
        const [ids, queues] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()])
        return new Map(
          ids.flatMap((id, index): [ChatId, ReplyQueue][] => {
            const chatId = toId<ChatId>(id)
            return chatId === null ? [] : [[chatId, queueOf(chatId, queues[index])]]
          }),
        )
      }),
    change: async (chatId, work, bytes = []) => {
      const sealedFiles = await Promise.all(
        bytes.map(async ({ localId, blob }) => ({ localId, file: await sealing.sealBlob(fileName(localId), blob) })),
      )
      return within(async (db) => {
        const transaction = db.transaction([QUEUES, FILES], 'readwrite', { durability: 'strict' })
        // An aborted transaction must not appear as an unhandled rejection.
        transaction.done.catch(() => undefined)
        const replies = transaction.objectStore(QUEUES)
        const files = transaction.objectStore(FILES)
        const { entries, foreign } = openRecord(chatId, await replies.get(chatId))
        const before = parseQueue(entries, chatId)
        const after = work(before)
        if (after === before) return after
        const wanted = wantedBytes(after)
        // Deletes the bytes of malformed entries, too.
        const unwanted = storedLocalIds(entries).filter((localId) => !wanted.has(localId))
        const record = [...(after.length > 0 ? [sealRecord(chatId, after)] : []), ...foreign]
        await Promise.all([
          record.length > 0 ? replies.put(record, chatId) : replies.delete(chatId),
          ...sealedFiles.map(({ localId, file }) => files.put(file, localId)),
          ...unwanted.map((localId) => files.delete(localId)),
        ])
        await transaction.done
        // A channel within one origin has no target to name.
        // oxlint-disable-next-line unicorn/require-post-message-target-origin
        others?.postMessage(chatId)
        return after
      })
    },
    bytes: async (localId) => {
      await filesSealed
      return sealing.openBlob(fileName(localId), await within((db) => db.get(FILES, localId)))
    },
    onOther: (listener) => {
      others?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const chatId = toId<ChatId>(data)
        if (chatId !== null) listener(chatId)
      })
    },
  }
}
