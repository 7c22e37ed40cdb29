import type { CrmItem } from '@/domain/crm'
import type { ChatId, MessageId } from '@/domain/ids'
import type { OutgoingFile, OutgoingReply, Rejection, WaitCause } from '@/domain/outgoing-message'
import { asPortalError, PortalError } from '@/portal/portal-error'
import type { ExclusiveLock } from '@/lib/locks'
import type { MatchResult } from './find-sent-message'
import * as queues from './queue'
import type { ReplyQueue } from './queue'
import type { Bytes, ReplyStore } from './store'

/** Who hears of an upload, and how it is broken off. */
export interface UploadWatch {
  /** How much is out, 0 to 1. */
  readonly onProgress: (part: number) => void
  readonly signal: AbortSignal
}

/** What the outbox needs from around it. */
export interface OutboxEnv {
  readonly store: ReplyStore
  /** One sender per chat in the whole browser. */
  readonly lock: ExclusiveLock
  /** One attempt at imopenlines.crm.message.add, or for a note at im.message.add. Throws PortalError. */
  readonly send: (reply: OutgoingReply) => Promise<MessageId>
  /** One attempt to send a file (im.v2.File.upload). Throws PortalError. */
  readonly upload: (reply: OutgoingReply, bytes: Blob, watch: UploadWatch) => Promise<MessageId>
  /** Reads the chat and looks whether a reply is in it. Throws PortalError. */
  readonly find: (reply: OutgoingReply, claimed: ReadonlySet<number>) => Promise<MatchResult>
  /** Number of the newest message of a chat that is known here; 0 = none. */
  readonly newest: (chatId: ChatId) => number
  /** False = the computer has no network at all. */
  readonly online: () => boolean
  /** Unix ms; it may jump. */
  readonly now: () => number
  /** ms from some moment on; it never jumps. */
  readonly elapsed: () => number
  readonly newId: () => string
  readonly wait: (ms: number) => Promise<void>
}

/** Replies on their way: kept, in order, one at a time per chat, sent once. Listeners hear of every change. */
export interface Outbox {
  /** False = replies live as long as this page: the browser denies storage. */
  readonly durable: boolean
  /** Resolves once the reply is stored; from then on it can't get lost. Rejects when it could not be stored. */
  readonly send: (
    item: CrmItem,
    chatId: ChatId,
    text: string,
    kind?: 'reply' | 'note',
    answers?: MessageId | null,
  ) => Promise<void>
  /** Stores files that go out together, each as a message of its own. Rejects when they could not all be stored: then none is. */
  readonly sendFiles: (item: CrmItem, chatId: ChatId, files: readonly File[], kind?: 'reply' | 'note') => Promise<void>
  /** Breaks off an upload of this page; once all of it is out, nothing happens. */
  readonly cancelUpload: (localId: string) => void
  /** How much of an upload of this page is out, 0 to 1; null = it isn't under way here. */
  readonly progressOf: (localId: string) => number | null
  /** The bytes of a file that isn't sent yet; null = they are gone. Rejects when the storage fails. */
  readonly bytesOf: (localId: string) => Promise<Blob | null>
  /** Sends a refused or unsure reply again, because the operator asked for it. */
  readonly retry: (localId: string) => void
  /** Sends a waiting reply now, past everything it waits for. */
  readonly prioritize: (localId: string) => void
  readonly discard: (localId: string) => void
  /** Takes a reply that isn't under way back for editing. `keep` gets its text before it leaves the store. */
  readonly withdraw: (localId: string, keep: (text: string) => void) => void
  /** Reads the chat once more for a reply whose fate could not be told. */
  readonly verifyAgain: (localId: string) => void
  /** Messages of a chat have come in by themselves: replies whose fate could not be told may be among them, or copies of sent ones. */
  readonly onMessagesReceived: (
    chatId: ChatId,
    find: (reply: OutgoingReply, claimed: ReadonlySet<number>) => MatchResult,
  ) => void
  /** The portal was reached (true) or not. */
  readonly setReachable: (up: boolean) => void
  readonly of: (chatId: ChatId) => ReplyQueue
  /** True while anything is not sent yet. */
  readonly pending: () => boolean
  readonly subscribe: (listener: () => void) => () => void
  /** Called with every reply that the portal accepted from this page. */
  readonly onSent: (listener: (reply: OutgoingReply, messageId: MessageId) => void) => () => void
}

/**
 * The portal stops a request after 60 s. That long (ms, and a margin) after the call ended here, it may still be executed; only a look
 * that begins later and doesn't find the reply proves that it isn't there.
 */
const CONFIRM_ABSENT_AFTER_MS = 65_000
/** After an unknown outcome the chat is read at these distances (ms), and then once more when absence is certain. */
const VERIFY_DELAYS_MS = [0, 2_000, 6_000, 15_000, 30_000, 48_000]
/** Distances (ms) between tries while the portal can't be reached or nobody is signed in. */
const RETRY_DELAYS_MS = [3_000, 5_000, 10_000, 20_000, 40_000, 60_000]
/** So long (ms) after a call was refused a copy of it, sent by something below us, may still be at work. */
const DUPLICATE_GRACE_MS = 3_000
/** No wait is longer than this (ms), whatever a clock says. */
const MAX_WAIT_MS = 120_000
/** What has waited longer than this (ms) no longer goes out by itself: the conversation has moved on. */
const MAX_AGE_MS = 4 * 60 * 60_000

const reasons: Readonly<Record<string, Rejection['reason']>> = {
  CHAT_NOT_IN_CRM: 'not-active',
  CANCELED: 'not-in-chat',
  ERROR_ARGUMENT: 'bad-text',
  CHAT_NOT_FOUND: 'not-in-chat',
  FILE_TOO_LARGE: 'too-large',
  FILE_EMPTY: 'bad-file',
  FILE_INVALID_CONTENT: 'bad-file',
}

const rejectionOf = (error: PortalError, isFile: boolean): Rejection => {
  const known =
    reasons[error.code] ?? (isFile && error.code.toUpperCase() === 'INSUFFICIENT_SCOPE' ? 'needs-disk' : undefined)
  if (known) return { reason: known, code: error.code }
  return { reason: error.kind === 'forbidden' || error.kind === 'app' ? 'no-access' : 'other', code: error.code }
}

/** Why a call that certainly wasn't executed is worth another try by itself; null = it isn't. */
const waitCauseOf = ({ kind }: PortalError): WaitCause | null =>
  kind === 'limit' || kind === 'sign-in' ? kind : kind === 'network' || kind === 'unavailable' ? 'no-answer' : null

/** So long (ms) after a reply was sent another message with its text counts as a copy of it. */
const COPY_WINDOW_MS = 20_000
/** After the store failed, ms. */
const STORE_RETRY_MS = 5_000

const causeOf = ({ state }: OutgoingReply): WaitCause => (state.name === 'waiting' ? state.cause : 'turn')

const none: ReplyQueue = []
const noop = (): void => undefined

/** Who sends for a chat in this page, or waits to. */
interface Sender {
  /** Something changed since it last looked. */
  dirty: boolean
  /** Ends its pause. */
  wake: () => void
}

/** What this page knows beyond the store about a reply it looks after; lost with the page, and then begun anew. */
interface DeliveryCheck {
  /** Of which attempt; of any other it knows nothing. */
  readonly attempt: number
  /** `elapsed` from which a look that finds nothing is proof. */
  certainFrom: number
  /** `elapsed` when the checking began, and how many looks there were. */
  began: number
  checks: number
  /** Tries in a row that ended before the call went out. */
  tries: number
}

/** Makes an outbox and goes on with whatever the store still holds. States and transitions: outbox.md. */
export const createOutbox = (env: OutboxEnv): Outbox => {
  const { store } = env
  const known = new Map<ChatId, ReplyQueue>()
  const fates = new Map<string, DeliveryCheck>()
  const senders = new Map<ChatId, Sender>()
  const uploads = new Map<string, { readonly part: number; readonly breaker: AbortController }>()
  const cancelled = new Set<string>()
  const listeners = new Set<() => void>()
  const sentListeners = new Set<(reply: OutgoingReply, messageId: MessageId) => void>()
  let isOnline = true
  let loading = false

  const of = (chatId: ChatId): ReplyQueue => known.get(chatId) ?? none
  const notify = (chatId: ChatId, queue: ReplyQueue) => {
    if (of(chatId) === queue || (queue.length === 0 && !known.has(chatId))) return
    if (queue.length > 0) known.set(chatId, queue)
    else known.delete(chatId)
    for (const listener of listeners) listener()
  }
  const update = async (
    chatId: ChatId,
    work: (queue: ReplyQueue) => ReplyQueue,
    bytes?: readonly Bytes[],
  ): Promise<ReplyQueue> => {
    const queue = await store.change(chatId, work, bytes)
    notify(chatId, queue)
    return queue
  }

  /** After `ms` without a trace absence is certain. Returns the moment in unix ms. */
  const beginChecking = ({ localId, attempts }: OutgoingReply, ms: number): number => {
    const now = env.elapsed()
    fates.set(localId, { attempt: attempts, certainFrom: now + ms, began: now, checks: 0, tries: 0 })
    return env.now() + ms
  }
  /** What another page began is begun anew here: nobody knows when its call ended. */
  const deliveryOf = (reply: OutgoingReply): DeliveryCheck => {
    const delivery = fates.get(reply.localId)
    if (delivery?.attempt === reply.attempts) return delivery
    beginChecking(reply, CONFIRM_ABSENT_AFTER_MS)
    return deliveryOf(reply)
  }
  const nextCheckAt = ({ began, checks, certainFrom }: DeliveryCheck): number =>
    Math.min(began + (VERIFY_DELAYS_MS[checks] ?? Infinity), checks < VERIFY_DELAYS_MS.length ? Infinity : certainFrom)

  const accept = async ({ chatId, localId }: OutgoingReply, messages: readonly [MessageId, ...MessageId[]]) => {
    let accepted: OutgoingReply | undefined
    await update(chatId, (queue) => {
      const next = queues.confirm(queue, localId, messages, env.now())
      accepted = next === queue ? undefined : next.find((reply) => reply.localId === localId)
      return queues.prune(next, env.now())
    })
    fates.delete(localId)
    if (accepted) for (const listener of sentListeners) listener(accepted, messages[0])
  }
  const holdUntil = async ({ chatId, localId }: OutgoingReply, cause: WaitCause, until: number) => {
    await update(chatId, (queue) =>
      queues.setState(queue, localId, ['waiting', 'sending'], { name: 'waiting', cause, until }),
    )
  }
  const putOff = (reply: OutgoingReply, cause: WaitCause, retryAt: number | null) => {
    const delivery = deliveryOf(reply)
    const pause = RETRY_DELAYS_MS[Math.min(delivery.tries, RETRY_DELAYS_MS.length - 1)] ?? 0
    delivery.tries += 1
    if (cause !== 'limit') isOnline = false
    return holdUntil(reply, cause, Math.max(env.now() + pause, retryAt ?? 0))
  }
  const refuse = async ({ chatId, localId }: OutgoingReply, refusal: Rejection) => {
    await update(chatId, (queue) =>
      queues.setState(queue, localId, ['waiting', 'sending'], { name: 'refused', refusal }),
    )
  }
  const leaveToOperator = async ({ chatId, localId }: OutgoingReply, absent: boolean) => {
    await update(chatId, (queue) =>
      queues.setState(queue, localId, ['waiting', 'sending', 'checking'], { name: 'unsure', absent }),
    )
  }

  /** What a look says, unless another reply that says the same may be what it saw: then nobody can tell. */
  const resolveAmbiguity = (reply: OutgoingReply, found: MatchResult): MatchResult => {
    const duplicateCandidate = of(reply.chatId).some(
      (other) =>
        other.localId !== reply.localId &&
        queues.sameContent(other, reply) &&
        other.attempts > 0 &&
        (other.state.name !== 'sent' || reply.state.name === 'sent'),
    )
    return duplicateCandidate && found.kind === 'found' ? { kind: 'unknown' } : found
  }
  const verify = (reply: OutgoingReply): Promise<MatchResult | PortalError> =>
    env
      .find(reply, queues.matchedIds(of(reply.chatId)))
      .then((found) => resolveAmbiguity(reply, found))
      .catch(asPortalError)

  /** True = the call may go out. A second attempt, and one over a bad connection, begin with a look at the chat. */
  const mayGoOut = async (reply: OutgoingReply): Promise<boolean> => {
    if (reply.attempts === 0 && isOnline) return true
    const found = await verify(reply)
    const error = found instanceof PortalError ? found : null
    const cause = error && waitCauseOf(error)
    if (cause) {
      await putOff(reply, cause, error.retryAt)
      return false
    }
    isOnline = true
    if (reply.attempts === 0) return true
    if (!(found instanceof PortalError)) {
      if (found.kind === 'absent') return true
      if (found.kind === 'found') {
        await accept(reply, found.messages)
        return false
      }
    }
    if (!reply.confirmedByOperator) await leaveToOperator(reply, false)
    return reply.confirmedByOperator
  }

  /** The call itself. A file that is cancelled meanwhile ends as a PortalError like any call that broke off. */
  const deliver = async (reply: OutgoingReply, bytes: Blob | null): Promise<MessageId | PortalError> => {
    if (!bytes) return env.send(reply).catch(asPortalError)
    const { localId } = reply
    const breaker = new AbortController()
    uploads.set(localId, { part: 0, breaker })
    const onProgress = (part: number) => {
      uploads.set(localId, { part, breaker })
      for (const listener of listeners) listener()
    }
    const outcome = await env.upload(reply, bytes, { onProgress, signal: breaker.signal }).catch(asPortalError)
    uploads.delete(localId)
    return outcome
  }

  const attempt = async (waiting: OutgoingReply): Promise<void> => {
    const { chatId, localId } = waiting
    if (env.now() - waiting.createdAt > MAX_AGE_MS) return refuse(waiting, { reason: 'too-old', code: 'TOO_OLD' })
    if (!env.online()) return putOff(waiting, 'offline', null)
    const settles =
      waiting.attempts === 0 || waiting.confirmedByOperator
        ? 0
        : deliveryOf(waiting).began + DUPLICATE_GRACE_MS - env.elapsed()
    if (settles > 0) return holdUntil(waiting, causeOf(waiting), env.now() + settles)
    if (!(await mayGoOut(waiting))) return
    const bytes = waiting.file ? await store.bytes(localId) : null
    if (waiting.file && !bytes) return refuse(waiting, { reason: 'file-gone', code: 'FILE_GONE' })
    let begun: OutgoingReply | undefined
    await update(chatId, (queue) => {
      const next = queues.begin(queue, localId, env.now(), env.newest(chatId))
      // Nothing has begun when it was thrown away or taken back meanwhile.
      begun = next === queue ? undefined : next.find((reply) => reply.localId === localId)
      return next
    })
    if (!begun) return
    const outcome = await deliver(begun, bytes)
    const brokenOff = cancelled.delete(localId)
    if (typeof outcome === 'number') {
      isOnline = true
      return accept(begun, [outcome])
    }
    if (brokenOff) {
      const until = beginChecking(begun, CONFIRM_ABSENT_AFTER_MS)
      await update(chatId, (queue) => queues.cancel(queue, localId, until))
      return
    }
    if (outcome.outcomeUnknown) {
      isOnline = false
      const until = beginChecking(begun, CONFIRM_ABSENT_AFTER_MS)
      await update(chatId, (queue) => queues.setState(queue, localId, ['sending'], { name: 'checking', until }))
      return
    }
    const cause = waitCauseOf(outcome)
    if (cause) return putOff(begun, cause, outcome.retryAt)
    await refuse(begun, rejectionOf(outcome, begun.file !== undefined))
  }

  const check = async (reply: OutgoingReply): Promise<void> => {
    const delivery = deliveryOf(reply)
    // Proof needs a look that began late enough, not one that ended late enough.
    const certain = env.elapsed() >= delivery.certainFrom
    delivery.checks += 1
    const found = await verify(reply)
    if (found instanceof PortalError) {
      isOnline = waitCauseOf(found) === null
      if (certain) await leaveToOperator(reply, false)
      return
    }
    isOnline = true
    if (found.kind === 'found') await accept(reply, found.messages)
    else if (certain && found.kind === 'absent' && reply.cancelled)
      await update(reply.chatId, (queue) => queues.pruneCancelled(queue, reply.localId))
    else if (certain) await leaveToOperator(reply, found.kind === 'absent')
  }

  /** Waits until something changes, at most `ms`; true = the time is over. */
  const pause = async (sender: Sender, ms: number): Promise<boolean> => {
    if (sender.dirty) return false
    const kick = new Promise<boolean>((resolve) => {
      sender.wake = () => resolve(false)
    })
    return Promise.race([kick, env.wait(Math.max(0, Math.min(ms, MAX_WAIT_MS))).then(() => true)])
  }

  const rest = async (sender: Sender, check: OutgoingReply | null, wait: OutgoingReply | null): Promise<void> => {
    const checkIn = check ? nextCheckAt(deliveryOf(check)) - env.elapsed() : Infinity
    const goIn = wait?.state.name === 'waiting' ? (wait.state.until ?? 0) - env.now() : Infinity
    const over = await pause(sender, Math.min(checkIn, goIn))
    // A clock that was set back must not keep a reply for hours.
    if (over && wait && goIn >= MAX_WAIT_MS && checkIn >= MAX_WAIT_MS)
      await update(wait.chatId, (queue) => queues.setState(queue, wait.localId, ['waiting'], queues.QUEUED))
  }

  /** Sends what a chat has to send. Only ever runs in one tab at a time. */
  const sendAll = async (chatId: ChatId, sender: Sender): Promise<void> => {
    await update(chatId, (queue) =>
      queues.prune(
        queues.recoverInterrupted(queue, (reply) => beginChecking(reply, CONFIRM_ABSENT_AFTER_MS)),
        env.now(),
      ),
    )
    for (;;) {
      sender.dirty = false
      const queue = await update(chatId, (now) => now)
      const step = queues.nextStep(queue, env.now(), (reply) => nextCheckAt(deliveryOf(reply)) - env.elapsed())
      if (step.kind === 'rest') return
      if (step.kind === 'send') await attempt(step.reply)
      else if (step.kind === 'check') await check(step.reply)
      else await rest(sender, step.check, step.wait)
    }
  }

  /** Sees to it that somebody sends for this chat: this page, or another tab that has the lock, and this one after it. */
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
      .catch(loadLater)
      .then(() => {
        senders.delete(chatId)
        if (sender.dirty) run(chatId)
      })
  }

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
  /** Changes a chat's queue, and sees to it that somebody acts on it. Whether the change still applies is decided inside the store. */
  const order = (chatId: ChatId | undefined, work: (queue: ReplyQueue) => ReplyQueue): void => {
    if (chatId !== undefined) void update(chatId, work).then(() => run(chatId), loadLater)
  }
  const checkNow = (queue: ReplyQueue, wanted: (reply: OutgoingReply) => boolean): ReplyQueue =>
    queue.some((reply) => reply.state.name === 'unsure' && wanted(reply))
      ? queue.map((reply) =>
          reply.state.name === 'unsure' && wanted(reply)
            ? // Only what was looked for long enough became unsure.
              { ...reply, state: { name: 'checking', until: beginChecking(reply, 0) } }
            : reply,
        )
      : queue

  // The panel has just been opened, so the portal was reached.
  const load = async (): Promise<void> => {
    for (const chatId of (await store.all()).keys())
      order(chatId, (queue) => queues.clearDelays(queues.prune(queue, env.now())))
  }
  // A store that failed is asked again; what it holds must not wait for the next page.
  function loadLater(): void {
    if (loading) return
    loading = true
    void env.wait(STORE_RETRY_MS).then(() => {
      loading = false
      load().catch(loadLater)
    })
  }
  store.onOther((chatId) => order(chatId, (queue) => queue))
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
    cancelUpload: (localId) => {
      const upload = uploads.get(localId)
      if (!upload || upload.part >= 1) return
      cancelled.add(localId)
      upload.breaker.abort()
    },
    progressOf: (localId) => uploads.get(localId)?.part ?? null,
    bytesOf: store.bytes,
    retry: (localId) => order(chatOf(localId), (queue) => queues.retry(queue, localId, env.now())),
    prioritize: (localId) => order(chatOf(localId), (queue) => queues.prioritize(queue, localId, env.now())),
    discard: (localId) => order(chatOf(localId), (queue) => queues.remove(queue, localId)),
    withdraw: (localId, keep) => {
      let kept = false
      order(chatOf(localId), (queue) => {
        const next = queues.remove(queue, localId)
        const text = queue.find((reply) => reply.localId === localId)?.text
        // Before it leaves the store: twice is better than lost.
        if (next !== queue && text !== undefined && !kept) keep(text)
        kept ||= next !== queue
        return next
      })
    },
    verifyAgain: (localId) => order(chatOf(localId), (queue) => checkNow(queue, (reply) => reply.localId === localId)),
    onMessagesReceived: (chatId, find) => {
      for (const reply of of(chatId)) {
        const { state, localId } = reply
        const open = state.name === 'checking' || (state.name === 'unsure' && !state.absent)
        const fresh = state.name === 'sent' && Math.abs(env.now() - state.at) < COPY_WINDOW_MS
        if (!open && !fresh) continue
        const found = resolveAmbiguity(reply, find(reply, queues.matchedIds(of(chatId))))
        if (found.kind === 'found' && open) void accept(reply, found.messages).then(() => run(chatId), noop)
        else if (found.kind === 'found')
          void update(chatId, (queue) => queues.addCopies(queue, localId, found.messages)).catch(noop)
        else if (found.kind === 'absent' && state.name === 'unsure')
          void update(chatId, (queue) =>
            reply.cancelled
              ? queues.pruneCancelled(queue, localId)
              : queues.setState(queue, localId, ['unsure'], { name: 'unsure', absent: true }),
          ).catch(noop)
      }
    },
    setReachable: (up) => {
      const back = up && !isOnline
      isOnline = up
      if (!back) return
      for (const chatId of known.keys())
        order(chatId, (queue) =>
          queues.clearDelays(checkNow(queue, ({ state }) => state.name === 'unsure' && !state.absent)),
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
