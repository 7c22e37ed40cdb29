import type { ChatId } from '@/domain/ids'
import type { ReplyQueue } from './queue'

/** The bytes of an outgoing file. */
export interface Bytes {
  readonly localId: string
  readonly blob: Blob
}

/** Local ids of files whose bytes are still needed, because they aren't sent. */
export const wantedBytes = (queue: ReplyQueue): ReadonlySet<string> =>
  new Set(queue.flatMap(({ localId, file, state }) => (file && state.name !== 'sent' ? [localId] : [])))

/** Stores replies until the portal has them. Shared by the tabs of one browser and one user. */
export interface ReplyStore {
  /** False = kept in memory only: the browser denies storage. */
  readonly durable: boolean
  /** The queues of all chats with replies. Rejects when the storage fails. */
  readonly all: () => Promise<ReadonlyMap<ChatId, ReplyQueue>>
  /**
   * Reads one chat's replies, changes them and writes them in one transaction; `work` may run more than once and has to be pure. Resolves
   * with the stored queue once it is on disk. Rejects when the storage fails; then nothing has changed. `bytes` are stored in the same
   * transaction, and deleted when their file is sent or discarded.
   */
  readonly change: (
    chatId: ChatId,
    work: (queue: ReplyQueue) => ReplyQueue,
    bytes?: readonly Bytes[],
  ) => Promise<ReplyQueue>
  /** Bytes of a file; null = deleted. Rejects when the storage fails. */
  readonly bytes: (localId: string) => Promise<Blob | null>
  /** Called when another tab changed a chat. */
  readonly onOther: (listener: (chatId: ChatId) => void) => void
}

const nothing: ReplyQueue = []

/** A store in memory, lost with the page. */
export const memoryStore = (): ReplyStore => {
  const queues = new Map<ChatId, ReplyQueue>()
  const blobs = new Map<string, Blob>()
  return {
    durable: false,
    all: async () => new Map(queues),
    change: async (chatId, work, bytes = []) => {
      const before = wantedBytes(queues.get(chatId) ?? nothing)
      const queue = work(queues.get(chatId) ?? nothing)
      for (const { localId, blob } of bytes) blobs.set(localId, blob)
      const wanted = wantedBytes(queue)
      for (const localId of before) if (!wanted.has(localId)) blobs.delete(localId)
      if (queue.length > 0) queues.set(chatId, queue)
      else queues.delete(chatId)
      return queue
    },
    bytes: async (localId) => blobs.get(localId) ?? null,
    onOther: () => undefined,
  }
}
