import type { ChatId } from '@/domain/ids'
import type { ReplyQueue } from './reply-queue'

/** Where replies are kept until the portal has them. Shared by the tabs of one browser and one user. */
export interface ReplyStore {
  /** False = it lives as long as the page: storage is denied. */
  readonly durable: boolean
  /** Every chat that has replies. Rejects when the storage fails. */
  readonly all: () => Promise<ReadonlyMap<ChatId, ReplyQueue>>
  /**
   * Reads one chat's replies, changes them and writes them in one transaction; `work` may run more than once and has to be pure.
   * Resolves with what is stored now, once it is safe on disk. Rejects when the storage fails; then nothing has changed.
   */
  readonly change: (chatId: ChatId, work: (queue: ReplyQueue) => ReplyQueue) => Promise<ReplyQueue>
  /** Called when another tab changed a chat. */
  readonly onOther: (listener: (chatId: ChatId) => void) => void
}

const nothing: ReplyQueue = []

/** A store that forgets everything with the page. */
export const memoryStore = (): ReplyStore => {
  const queues = new Map<ChatId, ReplyQueue>()
  return {
    durable: false,
    all: async () => new Map(queues),
    change: async (chatId, work) => {
      const queue = work(queues.get(chatId) ?? nothing)
      if (queue.length > 0) queues.set(chatId, queue)
      else queues.delete(chatId)
      return queue
    },
    onOther: () => undefined,
  }
}
