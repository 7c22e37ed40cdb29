import type { MessageId } from '@/domain/ids'
import {
  hasSameLetters,
  isPruned,
  type OutgoingReply,
  type Rejection,
  type ReplyState,
  type WaitCause,
} from '@/domain/outgoing-message'
import { ALLOWED_TRANSITIONS, isAllowed, type TransitionName } from './transitions'

// One chat's replies as a list, oldest first, and every change of it. Pure: the store runs these functions inside a transaction, so that
// tabs can't overwrite each other's changes. transitions.ts has the table that every change follows.

/** The replies of one chat, in sending order. */
export type ReplyQueue = readonly OutgoingReply[]

/** State of a reply that only waits for its turn. */
export const QUEUED: ReplyState = { name: 'queued', cause: 'turn', until: null }

/**
 * Changes a reply if the event applies to its state; otherwise returns the same queue. Throws when `make` leads to a state other than the
 * one in the table, which is a bug in this file.
 */
const change = (
  queue: ReplyQueue,
  localId: string,
  event: TransitionName,
  make: (reply: OutgoingReply) => OutgoingReply,
): ReplyQueue => {
  const place = queue.findIndex((reply) => reply.localId === localId && isAllowed(event, reply.state.name))
  const reply = queue[place]
  if (!reply) return queue
  const next = make(reply)
  if (next.state.name !== ALLOWED_TRANSITIONS[event].to) throw new Error(`${event} can't lead to ${next.state.name}`)
  return queue.with(place, next)
}

/** Changes only the state of a reply, under the same condition. */
const setState = (queue: ReplyQueue, localId: string, event: TransitionName, state: ReplyState): ReplyQueue =>
  change(queue, localId, event, (reply) => ({ ...reply, state }))

/** Removes a reply if the event applies to it. */
const takeOut = (
  queue: ReplyQueue,
  localId: string,
  event: 'remove' | 'forgetCancelled',
  applies: (reply: OutgoingReply) => boolean = () => true,
): ReplyQueue => {
  const place = queue.findIndex(
    (reply) => reply.localId === localId && isAllowed(event, reply.state.name) && applies(reply),
  )
  return place < 0 ? queue : queue.toSpliced(place, 1)
}

/** The operator edits or discards a reply. One that may be in the portal stays. */
export const remove = (queue: ReplyQueue, localId: string): ReplyQueue => takeOut(queue, localId, 'remove')

/** A reply that was certainly not executed is tried again at `until` (unix ms). */
export const postpone = (queue: ReplyQueue, localId: string, cause: WaitCause, until: number): ReplyQueue =>
  setState(queue, localId, 'postpone', { name: 'queued', cause, until })

/** Ends the wait of a reply before its `until`. */
export const release = (queue: ReplyQueue, localId: string): ReplyQueue => setState(queue, localId, 'release', QUEUED)

/** A reply that was certainly not executed is not tried again automatically. */
export const reject = (queue: ReplyQueue, localId: string, rejection: Rejection): ReplyQueue =>
  setState(queue, localId, 'reject', { name: 'rejected', rejection })

/** The outcome of the call is unknown; from `until` (unix ms) on, absence can be certain. */
export const loseOutcome = (queue: ReplyQueue, localId: string, until: number): ReplyQueue =>
  setState(queue, localId, 'loseOutcome', { name: 'verifying', until })

/** Verification has ended without finding the reply. */
export const leaveToOperator = (queue: ReplyQueue, localId: string, absent: boolean): ReplyQueue =>
  setState(queue, localId, 'leaveToOperator', { name: 'unconfirmed', absent })

/** A reply whose outcome was unknown is certainly not in the chat. */
export const markAbsent = (queue: ReplyQueue, localId: string): ReplyQueue =>
  setState(queue, localId, 'markAbsent', { name: 'unconfirmed', absent: true })

/**
 * The chat is read once more. A reply becomes unconfirmed only after the full verification, so absence is certain from `until` (unix ms).
 */
export const verifyAgain = (
  queue: ReplyQueue,
  wanted: (reply: OutgoingReply) => boolean,
  begin: (reply: OutgoingReply) => number,
): ReplyQueue =>
  queue
    .filter((reply) => isAllowed('verifyAgain', reply.state.name) && wanted(reply))
    .reduce(
      (all, reply) => setState(all, reply.localId, 'verifyAgain', { name: 'verifying', until: begin(reply) }),
      queue,
    )

/** The operator cancelled the upload: no reply waits for it any more, but it may be in the chat nevertheless. */
export const cancel = (queue: ReplyQueue, localId: string, until: number): ReplyQueue =>
  change(queue, localId, 'cancel', (reply) => ({ ...reply, cancelled: true, state: { name: 'verifying', until } }))

/** A cancelled upload is certainly not in the chat. */
export const forgetCancelled = (queue: ReplyQueue, localId: string): ReplyQueue =>
  takeOut(queue, localId, 'forgetCancelled', (reply) => reply.cancelled === true)

/** Whether two replies look the same in the chat, so that they can't be told apart. */
const sameContent = (a: OutgoingReply, b: OutgoingReply): boolean =>
  a.text === b.text && a.file?.name === b.file?.name && a.file?.size === b.file?.size

/** Whether two replies may look the same in the chat once the portal has changed their texts. */
export const looksAlike = (a: OutgoingReply, b: OutgoingReply): boolean =>
  sameContent(a, b) || (!a.file && !b.file && hasSameLetters(a.text, b.text))

/** The operator sends a rejected or unconfirmed reply again. It keeps its place unless a later reply has been sent. */
export const retry = (queue: ReplyQueue, localId: string, now: number): ReplyQueue => {
  const renewed = change(queue, localId, 'retry', (reply) => ({
    ...reply,
    createdAt: now,
    confirmedByOperator: true,
    cancelled: false,
    state: QUEUED,
  }))
  if (renewed === queue) return queue
  const place = renewed.findIndex((reply) => reply.localId === localId)
  const reply = renewed[place]
  const overtaken = queue.slice(place + 1).some(({ state }) => /^(?:sending|verifying|sent)$/.test(state.name))
  if (!reply || !overtaken) return renewed
  // After a reply with the same content it could be taken for a copy of that one.
  const others = renewed.toSpliced(place, 1)
  const duplicate = others.findIndex((other, at) => at >= place && sameContent(other, reply))
  return others.toSpliced(duplicate < 0 ? others.length : duplicate, 0, reply)
}

/** The operator wants a queued reply sent now. */
export const prioritize = (queue: ReplyQueue, localId: string, now: number): ReplyQueue =>
  change(queue, localId, 'prioritize', (reply) => ({
    ...reply,
    createdAt: now,
    priority: true,
    confirmedByOperator: true,
    state: QUEUED,
  }))

/** The portal can be reached again: ends every wait for it. */
export const clearDelays = (queue: ReplyQueue): ReplyQueue =>
  queue.reduce(
    (all, { localId, state }) =>
      state.name === 'queued' && state.until !== null && state.cause !== 'limit'
        ? setState(all, localId, 'release', { ...state, until: null })
        : all,
    queue,
  )

/**
 * Called when the chat's lock was taken: a reply in state sending has lost its tab (closed or crashed), and its outcome is unknown. `begin`
 * returns the unix ms from which absence can be certain.
 */
export const recoverInterrupted = (queue: ReplyQueue, begin: (reply: OutgoingReply) => number): ReplyQueue =>
  queue
    .filter(({ state }) => isAllowed('recover', state.name))
    .reduce((all, reply) => setState(all, reply.localId, 'recover', { name: 'verifying', until: begin(reply) }), queue)

/**
 * Sent replies are kept so that their rows keep their React keys and their messages are not matched to other replies: at most this many,
 * for at most this long (ms).
 */
const MAX_KEPT_SENT = 20
const SENT_KEPT_MS = 10 * 60_000
/** For how long (ms) one is kept that has copies, or that the portal has changed: its message says so. */
const REPORT_KEPT_MS = 24 * 60 * 60_000

/**
 * Removes replies that were sent long ago. The newest one stays, without its text: its message id separates later messages from earlier
 * ones, independent of the clock.
 */
export const prune = (queue: ReplyQueue, now: number): ReplyQueue => {
  const sent = queue.filter(({ state }) => isAllowed('forgetSent', state.name))
  const surplus = new Set(sent.slice(0, Math.max(0, sent.length - MAX_KEPT_SENT)))
  const old = ({ state }: OutgoingReply) =>
    state.name === 'sent' &&
    Math.abs(now - state.at) > (state.changed || state.copies.length > 1 ? REPORT_KEPT_MS : SENT_KEPT_MS)
  const numberOf = ({ state }: OutgoingReply) => (state.name === 'sent' ? Math.max(...state.copies) : 0)
  const newest = sent.reduce<OutgoingReply | undefined>(
    (most, reply) => (most && numberOf(most) >= numberOf(reply) ? most : reply),
    undefined,
  )
  const forgotten = new Set(sent.filter((reply) => surplus.has(reply) || old(reply)))
  if (forgotten.size === 0 || (forgotten.size === 1 && newest && forgotten.has(newest) && isPruned(newest)))
    return queue
  return queue.flatMap((reply) => {
    if (!forgotten.has(reply)) return [reply]
    const { file: _file, ...rest } = reply
    return reply === newest ? [{ ...rest, text: '' }] : []
  })
}

/** Ids of messages that are matched to replies. */
export const matchedIds = (queue: ReplyQueue): ReadonlySet<number> =>
  new Set(queue.flatMap(({ state }) => (state.name === 'sent' ? state.copies : [])))

/** The call starts now: older messages can't be this reply. `newest` = 0 when no message is known. */
export const begin = (queue: ReplyQueue, localId: string, now: number, newest: number): ReplyQueue =>
  change(queue, localId, 'begin', (reply) => ({
    ...reply,
    watermark: { since: now, after: Math.max(newest, reply.watermark.after, ...matchedIds(queue)) },
    attempts: reply.attempts + 1,
    confirmedByOperator: false,
    state: { name: 'sending' },
  }))

/**
 * The portal has stored the reply. `messages`: every message of the chat that is this reply; those matched to other replies don't count.
 * `changed`: their text is not the reply's.
 */
export const confirm = (
  queue: ReplyQueue,
  localId: string,
  messages: readonly MessageId[],
  now: number,
  changed = false,
): ReplyQueue => {
  const copies = notOfOthers(queue, localId, messages)
  const [messageId] = copies
  if (messageId === undefined) return queue
  return setState(queue, localId, 'confirm', {
    name: 'sent',
    messageId,
    copies,
    at: now,
    ...(changed && { changed }),
  })
}

/** More messages turned out to be a sent reply: the browser repeated the call. */
export const addCopies = (queue: ReplyQueue, localId: string, more: readonly MessageId[]): ReplyQueue =>
  change(queue, localId, 'addCopies', (reply) =>
    reply.state.name === 'sent'
      ? {
          ...reply,
          state: {
            ...reply.state,
            copies: [...new Set([...reply.state.copies, ...notOfOthers(queue, localId, more)])],
          },
        }
      : reply,
  )

const notOfOthers = (queue: ReplyQueue, localId: string, messages: readonly MessageId[]): readonly MessageId[] => {
  const others = matchedIds(queue.filter((reply) => reply.localId !== localId))
  return messages.filter((id) => !others.has(id))
}

/** The next step of a chat's send loop. */
export type Step =
  | { readonly kind: 'send'; readonly reply: OutgoingReply }
  | { readonly kind: 'check'; readonly reply: OutgoingReply }
  /** Nothing to do now. `check` is verified again later; `wait` is sent at its `until` (unix ms). */
  | { readonly kind: 'pause'; readonly check: OutgoingReply | null; readonly wait: OutgoingReply | null }
  | { readonly kind: 'rest' }

const retryAt = ({ state }: OutgoingReply): number => (state.name === 'queued' ? (state.until ?? 0) : Infinity)

/**
 * Files that were sent together have no order among themselves: the outcome of one doesn't block the others. Of two with the same content
 * the second waits for the first, since they can't be told apart in the chat.
 */
const sameGroup = (a: OutgoingReply, b: OutgoingReply): boolean =>
  a.groupId !== undefined && a.groupId === b.groupId && !sameContent(a, b)

/** Which replies are blocked by earlier ones. */
const blockedIn = (queue: ReplyQueue): readonly boolean[] => {
  const blocked: boolean[] = []
  for (const [place, reply] of queue.entries())
    blocked.push(
      queue.slice(0, place).some((before, at) => {
        const { name } = before.state
        if (name === 'sent' || before.cancelled) return false
        return !sameGroup(before, reply) || name === 'sending' || (name === 'queued' && !blocked[at])
      }),
    )
  return blocked
}

/**
 * A rejected, unconfirmed or delayed reply blocks later ones, because their order carries meaning. `checkIn`: ms until the next
 * verification.
 */
export const nextStep = (queue: ReplyQueue, now: number, checkIn: (reply: OutgoingReply) => number): Step => {
  let check: OutgoingReply | null = null
  let wait: OutgoingReply | null = null
  const blocked = blockedIn(queue)
  for (const [place, reply] of queue.entries()) {
    const { name } = reply.state
    if (name === 'queued' && (reply.priority || !blocked[place])) {
      if (retryAt(reply) <= now) return { kind: 'send', reply }
      if (!wait || retryAt(reply) < retryAt(wait)) wait = reply
    }
    if ((name === 'verifying' || name === 'sending') && (!check || checkIn(reply) < checkIn(check))) check = reply
  }
  if (check && checkIn(check) <= 0) return { kind: 'check', reply: check }
  return check || wait ? { kind: 'pause', check, wait } : { kind: 'rest' }
}

/** True while an earlier reply blocks this one: it waits for the operator, a verification or a connection. */
export const isHeld = (queue: ReplyQueue, reply: OutgoingReply): boolean => {
  const held: boolean[] = []
  for (const [place, one] of queue.entries()) {
    const isHeldHere = queue.slice(0, place).some((before, at) => {
      const { state } = before
      if (state.name === 'sent' || before.cancelled) return false
      if (state.name === 'queued') return held[at] === true ? !sameGroup(before, one) : state.cause !== 'turn'
      return state.name !== 'sending' && !sameGroup(before, one)
    })
    if (one.localId === reply.localId) return isHeldHere
    held.push(isHeldHere)
  }
  return false
}
