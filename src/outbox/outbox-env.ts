import type { ChatId, MessageId } from '@/domain/ids'
import type { OutgoingReply } from '@/domain/outgoing-message'
import type { ExclusiveLock } from '@/lib/locks'
import type { ReplyQueue } from './queue'
import type { Bytes, ReplyStore } from './store'

/** Result of looking for a reply in the messages of its chat after an unknown outcome. */
export type MatchResult =
  /**
   * All messages that are this reply: more than one when the browser repeated the call. `changed`: no message has its text; these have its
   * letters.
   */
  | { readonly kind: 'found'; readonly messages: readonly [MessageId, ...MessageId[]]; readonly changed?: true }
  /** All messages since the call were read, and the reply isn't among them. */
  | { readonly kind: 'absent' }
  /** Not everything could be read. */
  | { readonly kind: 'unknown' }

/** Reports the progress of an upload, and cancels it. */
export interface UploadWatch {
  /** Sent part, 0 to 1. */
  readonly onProgress: (part: number) => void
  readonly signal: AbortSignal
}

/** Dependencies of the outbox. */
export interface OutboxEnv {
  readonly store: ReplyStore
  /** Makes sure that only one tab of the browser sends for a chat. */
  readonly lock: ExclusiveLock
  /** One attempt at imopenlines.crm.message.add, or for a note at im.message.add. Throws PortalError. */
  readonly send: (reply: OutgoingReply) => Promise<MessageId>
  /** One attempt to send a file (im.v2.File.upload). Throws PortalError. */
  readonly upload: (reply: OutgoingReply, bytes: Blob, watch: UploadWatch) => Promise<MessageId>
  /** Reads the chat and looks for a reply in it. Throws PortalError. */
  readonly find: (reply: OutgoingReply, claimed: ReadonlySet<number>) => Promise<MatchResult>
  /** Id of the newest known message of a chat; 0 = none. */
  readonly newest: (chatId: ChatId) => number
  /** False = the computer is offline. */
  readonly online: () => boolean
  /** Unix ms; the clock may be set. */
  readonly now: () => number
  /** Monotonic time, ms (performance.now). */
  readonly elapsed: () => number
  readonly newId: () => string
  readonly wait: (ms: number) => Promise<void>
}

/** What the parts of one outbox share. */
export interface OutboxContext {
  readonly env: OutboxEnv
  /** Whether the last call reached the portal. */
  readonly connection: { reachable: boolean }
  readonly of: (chatId: ChatId) => ReplyQueue
  /** Changes a chat's queue in the store and notifies listeners. Rejects when the store fails. */
  readonly update: (
    chatId: ChatId,
    work: (queue: ReplyQueue) => ReplyQueue,
    bytes?: readonly Bytes[],
  ) => Promise<ReplyQueue>
  /** Marks a reply as sent: the portal stored it as these messages. */
  readonly accept: (
    reply: OutgoingReply,
    found: Pick<MatchResult & { readonly kind: 'found' }, 'messages' | 'changed'>,
  ) => Promise<void>
  /** Notifies listeners that the progress of an upload has changed. */
  readonly notifyProgress: () => void
}
