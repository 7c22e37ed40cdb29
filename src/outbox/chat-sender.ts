import type { ChatId, MessageId } from '@/domain/ids'
import type { OutgoingReply, Rejection, WaitCause } from '@/domain/outgoing-message'
import { asPortalError, PortalError } from '@/portal/portal-error'
import type { SendVerification } from './send-verification'
import type { OutboxContext } from './outbox-env'
import * as queues from './queue'
import { rejectionOf, waitCauseOf } from './send-failures'

/** Delays (ms) between attempts while the portal can't be reached or the operator isn't signed in. */
const RETRY_DELAYS_MS = [3_000, 5_000, 10_000, 20_000, 40_000, 60_000]
/** For this long (ms) after a call was refused, a copy of it that the browser repeated may still be running in the portal. */
const DUPLICATE_GRACE_MS = 3_000
/** Upper limit of one pause (ms), in case the clock was set back. */
const MAX_WAIT_MS = 120_000
/** A reply that has been queued for longer than this (ms) isn't sent automatically: the conversation has moved on. */
const MAX_AGE_MS = 4 * 60 * 60_000

/** Sends the replies of each chat, one at a time, while this page holds the lock of the chat. */
export interface ChatSenders {
  /** The queue of this chat has changed: starts its send loop or ends the pause of it. */
  readonly run: (chatId: ChatId) => void
  /** Sent part of an upload of this page, 0 to 1; null = it isn't running here. */
  readonly progressOf: (localId: string) => number | null
  /** Cancels an upload of this page, unless all of its bytes have been sent. */
  readonly cancelUpload: (localId: string) => void
}

/** State of the send loop of one chat in this page, running or waiting for the lock. */
interface Sender {
  /** The queue has changed since the loop last read it. */
  dirty: boolean
  /** Ends the pause of the loop. */
  wake: () => void
}

const causeOf = ({ state }: OutgoingReply): WaitCause => (state.name === 'queued' ? state.cause : 'turn')

/** Creates the send loops of one outbox. `onStoreFailure` is called when the store fails in a loop. */
export const createChatSenders = (
  { env, connection, of, update, accept, notifyProgress }: OutboxContext,
  delivery: SendVerification,
  onStoreFailure: () => void,
): ChatSenders => {
  const { store } = env
  const senders = new Map<ChatId, Sender>()
  const uploads = new Map<string, { readonly part: number; readonly controller: AbortController }>()
  const cancelled = new Set<string>()

  const postpone = async ({ chatId, localId }: OutgoingReply, cause: WaitCause, until: number): Promise<void> => {
    await update(chatId, (queue) => queues.postpone(queue, localId, cause, until))
  }
  const retryLater = (reply: OutgoingReply, cause: WaitCause, retryAt: number | null): Promise<void> => {
    const known = delivery.deliveryOf(reply)
    const delayMs = RETRY_DELAYS_MS[Math.min(known.tries, RETRY_DELAYS_MS.length - 1)] ?? 0
    known.tries += 1
    if (cause !== 'limit') connection.reachable = false
    return postpone(reply, cause, Math.max(env.now() + delayMs, retryAt ?? 0))
  }
  const reject = async ({ chatId, localId }: OutgoingReply, rejection: Rejection): Promise<void> => {
    await update(chatId, (queue) => queues.reject(queue, localId, rejection))
  }

  /** True = the call may be made. A second attempt, and one over a bad connection, read the chat first. */
  const mayGoOut = async (reply: OutgoingReply): Promise<boolean> => {
    const { chatId, localId } = reply
    if (reply.attempts === 0 && connection.reachable) return true
    const found = await delivery.verify(reply)
    const error = found instanceof PortalError ? found : null
    const cause = error && waitCauseOf(error)
    if (cause) {
      await retryLater(reply, cause, error.retryAt)
      return false
    }
    connection.reachable = true
    if (reply.attempts === 0) return true
    if (!(found instanceof PortalError)) {
      if (found.kind === 'absent') return true
      if (found.kind === 'found') {
        await accept(reply, found)
        return false
      }
    }
    if (!reply.confirmedByOperator) await update(chatId, (queue) => queues.leaveToOperator(queue, localId, false))
    return reply.confirmedByOperator
  }

  /** Makes the call. A cancelled upload ends with a PortalError like any interrupted call. */
  const deliver = async (reply: OutgoingReply, bytes: Blob | null): Promise<MessageId | PortalError> => {
    if (!bytes) return env.send(reply).catch(asPortalError)
    const { localId } = reply
    const controller = new AbortController()
    uploads.set(localId, { part: 0, controller })
    const onProgress = (part: number) => {
      uploads.set(localId, { part, controller })
      notifyProgress()
    }
    const outcome = await env.upload(reply, bytes, { onProgress, signal: controller.signal }).catch(asPortalError)
    uploads.delete(localId)
    return outcome
  }

  const attempt = async (queued: OutgoingReply): Promise<void> => {
    const { chatId, localId } = queued
    if (env.now() - queued.createdAt > MAX_AGE_MS) return reject(queued, { reason: 'too-old', code: 'TOO_OLD' })
    if (!env.online()) return retryLater(queued, 'offline', null)
    const graceMs =
      queued.attempts === 0 || queued.confirmedByOperator
        ? 0
        : delivery.deliveryOf(queued).began + DUPLICATE_GRACE_MS - env.elapsed()
    if (graceMs > 0) return postpone(queued, causeOf(queued), env.now() + graceMs)
    if (!(await mayGoOut(queued))) return
    const bytes = queued.file ? await store.bytes(localId) : null
    if (queued.file && !bytes) return reject(queued, { reason: 'file-gone', code: 'FILE_GONE' })
    let begun: OutgoingReply | undefined
    await update(chatId, (queue) => {
      const next = queues.begin(queue, localId, env.now(), env.newest(chatId))
      // Undefined where the reply was discarded or withdrawn before the call.
      begun = next === queue ? undefined : next.find((reply) => reply.localId === localId)
      return next
    })
    if (!begun) return
    const outcome = await deliver(begun, bytes)
    const wasCancelled = cancelled.delete(localId)
    if (typeof outcome === 'number') {
      connection.reachable = true
      return accept(begun, { messages: [outcome] })
    }
    if (wasCancelled) {
      const until = delivery.begin(begun)
      await update(chatId, (queue) => queues.cancel(queue, localId, until))
      return
    }
    if (outcome.outcomeUnknown) {
      connection.reachable = false
      const until = delivery.begin(begun)
      await update(chatId, (queue) => queues.loseOutcome(queue, localId, until))
      return
    }
    const cause = waitCauseOf(outcome)
    if (cause) return retryLater(begun, cause, outcome.retryAt)
    await reject(begun, rejectionOf(outcome, begun.file !== undefined))
  }

  /** Waits until the queue changes, at most `ms`; true = the time is over. */
  const pause = async (sender: Sender, ms: number): Promise<boolean> => {
    if (sender.dirty) return false
    const woken = new Promise<boolean>((resolve) => {
      sender.wake = () => resolve(false)
    })
    return Promise.race([woken, env.wait(Math.max(0, Math.min(ms, MAX_WAIT_MS))).then(() => true)])
  }

  const pauseUntilDue = async (
    sender: Sender,
    check: OutgoingReply | null,
    wait: OutgoingReply | null,
  ): Promise<void> => {
    const checkInMs = check ? delivery.dueIn(check) : Infinity
    const sendInMs = wait?.state.name === 'queued' ? (wait.state.until ?? 0) - env.now() : Infinity
    const over = await pause(sender, Math.min(checkInMs, sendInMs))
    // A clock that was set back must not delay a reply for hours.
    if (over && wait && sendInMs >= MAX_WAIT_MS && checkInMs >= MAX_WAIT_MS)
      await update(wait.chatId, (queue) => queues.release(queue, wait.localId))
  }

  /** Sends all replies of a chat that can be sent. Holds the chat's lock, so that only one tab does this at a time. */
  const sendAll = async (chatId: ChatId, sender: Sender): Promise<void> => {
    await update(chatId, (queue) => queues.prune(queues.recoverInterrupted(queue, delivery.begin), env.now()))
    for (;;) {
      sender.dirty = false
      const queue = await update(chatId, (now) => now)
      const step = queues.nextStep(queue, env.now(), delivery.dueIn)
      if (step.kind === 'rest') return
      if (step.kind === 'send') await attempt(step.reply)
      else if (step.kind === 'check') await delivery.check(step.reply)
      else await pauseUntilDue(sender, step.check, step.wait)
    }
  }

  const run = (chatId: ChatId): void => {
    const running = senders.get(chatId)
    if (running) {
      running.dirty = true
      return running.wake()
    }
    if (of(chatId).every(({ state }) => state.name === 'sent')) return
    const sender: Sender = { dirty: false, wake: () => undefined }
    senders.set(chatId, sender)
    void env
      .lock(String(chatId), () => sendAll(chatId, sender))
      .catch(onStoreFailure)
      .then(() => {
        senders.delete(chatId)
        if (sender.dirty) run(chatId)
      })
  }

  return {
    run,
    progressOf: (localId) => uploads.get(localId)?.part ?? null,
    cancelUpload: (localId) => {
      const upload = uploads.get(localId)
      if (!upload || upload.part >= 1) return
      cancelled.add(localId)
      upload.controller.abort()
    },
  }
}
