import type { OutgoingReply } from '@/domain/outgoing-message'
import { asPortalError, PortalError } from '@/portal/portal-error'
import type { MatchResult } from './find-sent-message'
import type { OutboxContext } from './outbox-env'
import * as queues from './queue'
import type { ReplyQueue } from './queue'
import { waitCauseOf } from './send-failures'

/**
 * The portal stops a request after 60 s. Until this long (ms, with a margin) after the call ended here, it may still be executed; only a
 * verification that begins later and doesn't find the reply proves its absence.
 */
const CONFIRM_ABSENT_AFTER_MS = 65_000
/** Times (ms after the start of a verification) at which the chat is read; it is read once more when absence is certain. */
const VERIFY_DELAYS_MS = [0, 2_000, 6_000, 15_000, 30_000, 48_000]

/** What this page knows about the attempt of a reply in addition to the store. It is lost with the page; the next page starts again. */
export interface Delivery {
  /** The attempt that this belongs to; a later one gets its own. */
  readonly attempt: number
  /** `elapsed` from which a verification without a match proves absence. */
  readonly certainFrom: number
  /** `elapsed` when the verification began. */
  readonly began: number
  /** How often the chat was read for this reply. */
  checks: number
  /** Consecutive attempts that ended before the call was made. */
  tries: number
}

/** Verifies replies whose outcome is unknown. */
export interface SendVerification {
  /** A call ended without a known outcome. Returns the unix ms from which absence can be certain. */
  readonly begin: (reply: OutgoingReply) => number
  /** The same for a reply that was verified for the full time before: absence is certain at once. */
  readonly beginAgain: (reply: OutgoingReply) => number
  readonly deliveryOf: (reply: OutgoingReply) => Delivery
  /** ms until the chat has to be read for this reply. */
  readonly dueIn: (reply: OutgoingReply) => number
  /** Reads the chat once for a reply. Resolves with a PortalError when it can't be read. */
  readonly verify: (reply: OutgoingReply) => Promise<MatchResult | PortalError>
  /** Reads the chat once and changes the queue by the result. */
  readonly check: (reply: OutgoingReply) => Promise<void>
  /** The reply was sent: forgets what is known about its attempt. */
  readonly end: (localId: string) => void
}

/** A match counts only if no other reply that looks the same can be it; otherwise the result is unknown. */
export const resolveAmbiguity = (queue: ReplyQueue, reply: OutgoingReply, found: MatchResult): MatchResult => {
  const duplicateCandidate = queue.some(
    (other) =>
      other.localId !== reply.localId &&
      queues.looksAlike(other, reply) &&
      other.attempts > 0 &&
      (other.state.name !== 'sent' || reply.state.name === 'sent'),
  )
  return duplicateCandidate && found.kind === 'found' ? { kind: 'unknown' } : found
}

/** Creates the verification of one outbox. */
export const createSendVerification = ({ env, connection, of, update, accept }: OutboxContext): SendVerification => {
  const deliveries = new Map<string, Delivery>()

  const start = ({ localId, attempts }: OutgoingReply, certainAfterMs: number): Delivery => {
    const now = env.elapsed()
    const delivery: Delivery = { attempt: attempts, certainFrom: now + certainAfterMs, began: now, checks: 0, tries: 0 }
    deliveries.set(localId, delivery)
    return delivery
  }
  const begin = (reply: OutgoingReply, certainAfterMs: number): number => {
    start(reply, certainAfterMs)
    return env.now() + certainAfterMs
  }
  /** A verification that another page began is started again here: the time when its call ended isn't known. */
  const deliveryOf = (reply: OutgoingReply): Delivery => {
    const delivery = deliveries.get(reply.localId)
    return delivery?.attempt === reply.attempts ? delivery : start(reply, CONFIRM_ABSENT_AFTER_MS)
  }
  const nextCheckAt = ({ began, checks, certainFrom }: Delivery): number =>
    Math.min(began + (VERIFY_DELAYS_MS[checks] ?? Infinity), checks < VERIFY_DELAYS_MS.length ? Infinity : certainFrom)

  const verify = (reply: OutgoingReply): Promise<MatchResult | PortalError> =>
    env
      .find(reply, queues.matchedIds(of(reply.chatId)))
      .then((found) => resolveAmbiguity(of(reply.chatId), reply, found))
      .catch(asPortalError)

  const check = async (reply: OutgoingReply): Promise<void> => {
    const { chatId, localId } = reply
    const delivery = deliveryOf(reply)
    // Absence is proved only by a read that began late enough.
    const certain = env.elapsed() >= delivery.certainFrom
    delivery.checks += 1
    const found = await verify(reply)
    const leaveToOperator = (absent: boolean) =>
      update(chatId, (queue) => queues.leaveToOperator(queue, localId, absent))
    if (found instanceof PortalError) {
      connection.reachable = waitCauseOf(found) === null
      if (certain) await leaveToOperator(false)
      return
    }
    connection.reachable = true
    if (found.kind === 'found') await accept(reply, found)
    else if (certain && found.kind === 'absent' && reply.cancelled)
      await update(chatId, (queue) => queues.forgetCancelled(queue, localId))
    else if (certain) await leaveToOperator(found.kind === 'absent')
  }

  return {
    begin: (reply) => begin(reply, CONFIRM_ABSENT_AFTER_MS),
    beginAgain: (reply) => begin(reply, 0),
    deliveryOf,
    dueIn: (reply) => nextCheckAt(deliveryOf(reply)) - env.elapsed(),
    verify,
    check,
    end: (localId) => void deliveries.delete(localId),
  }
}
