import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import type { MessageWindow } from '@/domain/message-window'
import {
  hasSameLetters,
  isSameText,
  type OutgoingFile,
  type OutgoingReply,
  type SendWatermark,
} from '@/domain/outgoing-message'
import type { Portal } from '@/portal/portal'
import { asPortalError, PortalError } from '@/portal/portal-error'
import type { MatchResult, OutboxContext } from './outbox-env'
import * as queues from './queue'
import type { ReplyQueue } from './queue'
import { waitCauseOf } from './send-failures'

/** The part of a chat's messages that was read. */
export interface ChatExcerpt {
  /** Oldest first. */
  readonly messages: readonly Message[]
  /** Every message with this id or a higher one is included; 0 = the whole chat, Infinity = not known. */
  readonly completeFrom: number
}

/**
 * A message window as an excerpt. It isn't complete before its first message in a history, nor at its end where newer messages were
 * dropped.
 */
export const excerptOf = ({ messages, source, hasOlder, hasNewer }: MessageWindow): ChatExcerpt => ({
  messages,
  completeFrom: hasNewer ? Infinity : source === 'member' && !hasOlder ? 0 : (messages[0]?.id ?? Infinity),
})

/** Maximum of pages that are read to find a reply. */
const MAX_PAGES = 10

/** Reads the messages after the watermark. Throws PortalError. */
export const readSince = async (
  portal: Pick<Portal, 'fetchNewestMessages' | 'fetchMessageRange'>,
  chatId: ChatId,
  { after }: SendWatermark,
): Promise<ChatExcerpt> => {
  const { window } = await portal.fetchNewestMessages(chatId)
  const newest = excerptOf(window)
  if (after === 0 || window.source !== 'member' || newest.completeFrom <= after + 1) return newest
  const { messages, more } = await portal.fetchMessageRange(chatId, 'newer', after as MessageId, MAX_PAGES)
  return {
    messages: messages.toSorted((a, b) => a.id - b.id),
    completeFrom: more ? Infinity : after + 1,
  }
}

/** Where only times tell earlier messages from later ones, the clocks of portal and computer may differ by this much (ms). */
const CLOCK_TOLERANCE_MS = 120_000
/** A call that began at `since` is executed within this time (ms): its own time limit, then the portal's. */
const EXECUTED_WITHIN_MS = 130_000

/** The portal adds a number to a file name that exists in its folder: `plan.pdf`, `plan (1).pdf`. */
const normalizeFileName = (name: string): string => name.replace(/(?: ?\(\d+\))?(\.\w+)?$/, '$1').toLowerCase()

const isFile = (message: Message, { name, size }: OutgoingFile): boolean =>
  message.files.some(
    (file) =>
      (file.size === null || file.size === size) &&
      normalizeFileName(file.name.trim()) === normalizeFileName(name.trim()),
  )

const isAfter = (message: Message, { since, after }: SendWatermark): boolean =>
  // Ids only grow, clocks can be set: the time decides only where no id is known.
  after > 0 ? message.id > after : message.date >= since - CLOCK_TOLERANCE_MS

/** The time of a message agrees with that of the call. Ids alone are not enough where its text is not the same. */
const isAtItsMoment = ({ date }: Message, { since }: SendWatermark): boolean =>
  date >= since - CLOCK_TOLERANCE_MS && date <= since + EXECUTED_WITHIN_MS + CLOCK_TOLERANCE_MS

/** True when the excerpt holds every message after the watermark. */
const isComplete = ({ completeFrom }: ChatExcerpt, { after }: SendWatermark): boolean =>
  completeFrom <= (after > 0 ? after + 1 : 0)

/**
 * Looks for a reply in an excerpt: same author, same text or file, newer than the watermark, not matched to another reply. Where no message
 * has its text, one with the same letters is the reply if also its time agrees; if it doesn't, the reply may be there.
 */
export const findSentMessage = (
  reading: ChatExcerpt,
  author: UserId,
  { text, file, watermark }: Pick<OutgoingReply, 'text' | 'file' | 'watermark'>,
  claimed: ReadonlySet<number>,
): MatchResult => {
  const possible = reading.messages.filter(({ authorId, id }) => authorId === author && !claimed.has(id))
  const alike = possible.filter((message) => (file ? isFile(message, file) : isSameText(text, message.text)))
  const [first, ...more] = alike.filter((message) => isAfter(message, watermark)).map(({ id }) => id)
  if (first !== undefined) return { kind: 'found', messages: [first, ...more] }
  // A message that only its time rules out may still be the reply: a clock may be wrong by hours.
  if (watermark.after === 0 && alike.length > 0) return { kind: 'unknown' }
  const changed = file
    ? []
    : possible.filter(
        (message) => (watermark.after === 0 || isAfter(message, watermark)) && hasSameLetters(text, message.text),
      )
  const [changedOne, ...others] = changed.filter((message) => isAtItsMoment(message, watermark)).map(({ id }) => id)
  if (changedOne !== undefined) return { kind: 'found', messages: [changedOne, ...others], changed: true }
  return isComplete(reading, watermark) && changed.length === 0 ? { kind: 'absent' } : { kind: 'unknown' }
}

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
