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
