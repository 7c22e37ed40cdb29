import type { CrmItem } from '@/domain/crm'
import type { ChatId, MessageId } from '@/domain/ids'
import type { OutgoingFile, OutgoingReply } from '@/domain/outgoing-message'
import { createChatSenders } from './chat-sender'
import { createSendVerification, resolveAmbiguity } from './send-verification'
import type { MatchResult, OutboxContext, OutboxEnv } from './outbox-env'
import * as queues from './queue'
import type { ReplyQueue } from './queue'

/** Outgoing replies: stored, in order, one at a time per chat, sent once. Listeners are called after every change. */
export interface Outbox {
  /** False = replies live as long as this page: the browser denies storage. */
  readonly durable: boolean
  /** Resolves once the reply is stored; after that it can't get lost. Rejects when it could not be stored. */
  readonly send: (
    item: CrmItem,
    chatId: ChatId,
    text: string,
    kind?: 'reply' | 'note',
    answers?: MessageId | null,
  ) => Promise<void>
  /** Stores files that are sent together, each as its own message. Rejects when one of them could not be stored; then none is. */
  readonly sendFiles: (item: CrmItem, chatId: ChatId, files: readonly File[], kind?: 'reply' | 'note') => Promise<void>
  /** Cancels an upload of this page; no effect once all of its bytes have been sent. */
  readonly cancelUpload: (localId: string) => void
  /** Sent part of an upload of this page, 0 to 1; null = it isn't running here. */
  readonly progressOf: (localId: string) => number | null
  /** Bytes of a file that isn't sent yet; null = the browser has deleted them. Rejects when the storage fails. */
  readonly bytesOf: (localId: string) => Promise<Blob | null>
  /** Sends a rejected or unconfirmed reply again, on the operator's request. */
  readonly retry: (localId: string) => void
  /** Sends a queued reply now, without waiting for the replies before it or for its next attempt. */
  readonly prioritize: (localId: string) => void
  readonly discard: (localId: string) => void
  /** Takes back a reply that isn't being sent, for editing. `keep` receives its text before it is deleted from the store. */
  readonly withdraw: (localId: string, keep: (text: string) => void) => void
  /** Reads the chat once more for a reply whose outcome is unknown. */
  readonly verifyAgain: (localId: string) => void
  /** Messages of a chat were received by polling: replies whose outcome is unknown, or copies of sent ones, may be among them. */
  readonly onMessagesReceived: (
    chatId: ChatId,
    find: (reply: OutgoingReply, claimed: ReadonlySet<number>) => MatchResult,
  ) => void
  /** Reports whether the portal can be reached. */
  readonly setReachable: (up: boolean) => void
  readonly of: (chatId: ChatId) => ReplyQueue
  /** True while any reply is not sent yet. */
  readonly pending: () => boolean
  readonly subscribe: (listener: () => void) => () => void
  /** Called with every reply that the portal accepted from this page. */
  readonly onSent: (listener: (reply: OutgoingReply, messageId: MessageId) => void) => () => void
}

/** A message with the same text within this time (ms) after a reply was sent counts as a copy of it. */
const COPY_WINDOW_MS = 20_000
/** Delay before the store is used again after a failure, ms. */
const STORE_RETRY_MS = 5_000

const EMPTY_QUEUE: ReplyQueue = []
const noop = (): void => undefined

/** Creates an outbox and continues with the replies in the store. States and transitions: outbox.md. */
export const createOutbox = (env: OutboxEnv): Outbox => {
  const { store } = env
  const known = new Map<ChatId, ReplyQueue>()
  const listeners = new Set<() => void>()
  const sentListeners = new Set<(reply: OutgoingReply, messageId: MessageId) => void>()
  const connection = { reachable: true }
  let loading = false

  const of = (chatId: ChatId): ReplyQueue => known.get(chatId) ?? EMPTY_QUEUE
  const notify = () => {
    for (const listener of listeners) listener()
  }
  const update: OutboxContext['update'] = async (chatId, work, bytes) => {
    const queue = await store.change(chatId, work, bytes)
    if (of(chatId) === queue || (queue.length === 0 && !known.has(chatId))) return queue
    if (queue.length > 0) known.set(chatId, queue)
    else known.delete(chatId)
    notify()
    return queue
  }
  const accept: OutboxContext['accept'] = async ({ chatId, localId }, { messages, changed }) => {
    let accepted: OutgoingReply | undefined
    await update(chatId, (queue) => {
      const next = queues.confirm(queue, localId, messages, env.now(), changed)
      accepted = next === queue ? undefined : next.find((reply) => reply.localId === localId)
      return queues.prune(next, env.now())
    })
    delivery.end(localId)
    if (accepted) for (const listener of sentListeners) listener(accepted, messages[0])
  }

  const context: OutboxContext = { env, connection, of, update, accept, notifyProgress: notify }
  const delivery = createSendVerification(context)
  const { run, progressOf, cancelUpload } = createChatSenders(context, delivery, loadLater)

  const newReply = (
    item: CrmItem,
    chatId: ChatId,
    kind: 'reply' | 'note',
    content: Pick<OutgoingReply, 'text' | 'file' | 'groupId' | 'answers'>,
  ): OutgoingReply => {
    const now = env.now()
    return {
      localId: env.newId(),
      chatId,
      item,
      kind,
      ...content,
      createdAt: now,
      watermark: { since: now, after: env.newest(chatId) },
      attempts: 0,
      priority: false,
      confirmedByOperator: false,
      state: queues.QUEUED,
    }
  }

  const chatOf = (localId: string): ChatId | undefined =>
    [...known].find(([, queue]) => queue.some((reply) => reply.localId === localId))?.[0]
  /** Changes a chat's queue, then wakes its send loop. The store decides whether the change still applies. */
  const changeAndRun = (chatId: ChatId | undefined, work: (queue: ReplyQueue) => ReplyQueue): void => {
    if (chatId !== undefined) void update(chatId, work).then(() => run(chatId), loadLater)
  }

  // The panel has just been opened by the portal, so the portal can be reached.
  const load = async (): Promise<void> => {
    for (const chatId of (await store.all()).keys())
      changeAndRun(chatId, (queue) => queues.clearDelays(queues.prune(queue, env.now())))
  }
  // Retries a failed store, so that its replies don't have to wait for the next page.
  function loadLater(): void {
    if (loading) return
    loading = true
    void env.wait(STORE_RETRY_MS).then(() => {
      loading = false
      load().catch(loadLater)
    })
  }
  store.onOther((chatId) => changeAndRun(chatId, (queue) => queue))
  load().catch(loadLater)

  return {
    durable: store.durable,
    send: async (item, chatId, text, kind = 'reply', answers = null) => {
      const reply = newReply(item, chatId, kind, { text, ...(answers === null ? {} : { answers }) })
      await update(chatId, (queue) => [...queues.prune(queue, env.now()), reply])
      run(chatId)
    },
    sendFiles: async (item, chatId, files, kind = 'reply') => {
      const groupId = env.newId()
      const made = files.map((blob) => {
        const file: OutgoingFile = { name: blob.name, size: blob.size, type: blob.type }
        return { blob, reply: newReply(item, chatId, kind, { text: '', file, groupId }) }
      })
      const replies = made.map(({ reply }) => reply)
      await update(
        chatId,
        (queue) => [...queues.prune(queue, env.now()), ...replies],
        made.map(({ reply, blob }) => ({ localId: reply.localId, blob })),
      )
      run(chatId)
    },
    cancelUpload,
    progressOf,
    bytesOf: store.bytes,
    retry: (localId) => changeAndRun(chatOf(localId), (queue) => queues.retry(queue, localId, env.now())),
    prioritize: (localId) => changeAndRun(chatOf(localId), (queue) => queues.prioritize(queue, localId, env.now())),
    discard: (localId) => changeAndRun(chatOf(localId), (queue) => queues.remove(queue, localId)),
    withdraw: (localId, keep) => {
      let kept = false
      changeAndRun(chatOf(localId), (queue) => {
        const next = queues.remove(queue, localId)
        const text = queue.find((reply) => reply.localId === localId)?.text
        // Keeps the text before the reply is deleted from the store: two copies are better than none.
        if (next !== queue && text !== undefined && !kept) keep(text)
        kept ||= next !== queue
        return next
      })
    },
    verifyAgain: (localId) =>
      changeAndRun(chatOf(localId), (queue) =>
        queues.verifyAgain(queue, (reply) => reply.localId === localId, delivery.beginAgain),
      ),
    onMessagesReceived: (chatId, find) => {
      for (const reply of of(chatId)) {
        const { state, localId } = reply
        const isAbsent = state.name === 'unconfirmed' && state.absent
        const open = state.name === 'verifying' || (state.name === 'unconfirmed' && !isAbsent)
        const fresh = state.name === 'sent' && Math.abs(env.now() - state.at) < COPY_WINDOW_MS
        if (!open && !fresh && !isAbsent) continue
        const queue = of(chatId)
        const found = resolveAmbiguity(queue, reply, find(reply, queues.matchedIds(queue)))
        // An older build in another tab compares texts exactly: it may have called a changed one absent.
        if (found.kind === 'found' && (open || (isAbsent && found.changed)))
          void accept(reply, found).then(() => run(chatId), noop)
        else if (found.kind === 'found' && state.name === 'sent' && found.changed === state.changed)
          void update(chatId, (now) => queues.addCopies(now, localId, found.messages)).catch(noop)
        else if (found.kind === 'absent' && open && state.name === 'unconfirmed')
          void update(chatId, (now) =>
            reply.cancelled ? queues.forgetCancelled(now, localId) : queues.markAbsent(now, localId),
          ).catch(noop)
      }
    },
    setReachable: (reachable) => {
      const isBack = reachable && !connection.reachable
      connection.reachable = reachable
      if (!isBack) return
      for (const chatId of known.keys())
        changeAndRun(chatId, (queue) =>
          queues.clearDelays(
            queues.verifyAgain(
              queue,
              ({ state }) => state.name === 'unconfirmed' && !state.absent,
              delivery.beginAgain,
            ),
          ),
        )
    },
    of,
    pending: () => [...known.values()].some((queue) => queue.some(({ state }) => state.name !== 'sent')),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onSent: (listener) => {
      sentListeners.add(listener)
      return () => sentListeners.delete(listener)
    },
  }
}
