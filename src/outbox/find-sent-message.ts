import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import type { MessageWindow } from '@/domain/message-window'
import type { OutgoingFile, OutgoingReply, SendWatermark } from '@/domain/outgoing-message'
import type { Portal } from '@/portal/portal'

/** Result of looking for a reply in the messages of its chat after an unknown outcome. */
export type MatchResult =
  /** All messages that are this reply: more than one when the browser repeated the call. */
  | { readonly kind: 'found'; readonly messages: readonly [MessageId, ...MessageId[]] }
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
/** The portal cuts texts that are too long for it: a stored text of at least this length that the reply begins with is the reply. */
const CUT_TEXT_LENGTH = 2_000

const normalize = (text: string): string => text.replace(/\s+/g, ' ').trim()

const sameText = (sent: string, stored: string): boolean =>
  sent === stored || (stored.length >= CUT_TEXT_LENGTH && sent.startsWith(stored))

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

/** True when the excerpt holds every message after the watermark. */
const isComplete = ({ completeFrom }: ChatExcerpt, { after }: SendWatermark): boolean =>
  completeFrom <= (after > 0 ? after + 1 : 0)

/** Looks for a reply in an excerpt: same author, same text or file, newer than the watermark, not matched to another reply. */
export const findSentMessage = (
  reading: ChatExcerpt,
  author: UserId,
  { text, file, watermark }: Pick<OutgoingReply, 'text' | 'file' | 'watermark'>,
  claimed: ReadonlySet<number>,
): MatchResult => {
  const wanted = normalize(text)
  const alike = reading.messages.filter(
    (message) =>
      message.authorId === author &&
      !claimed.has(message.id) &&
      (file ? isFile(message, file) : sameText(wanted, normalize(message.text))),
  )
  const [first, ...more] = alike.filter((message) => isAfter(message, watermark)).map(({ id }) => id)
  if (first !== undefined) return { kind: 'found', messages: [first, ...more] }
  // A message that only its time rules out may still be the reply: a clock may be wrong by hours.
  const ruledOutByClock = watermark.after === 0 && alike.length > 0
  return isComplete(reading, watermark) && !ruledOutByClock ? { kind: 'absent' } : { kind: 'unknown' }
}
