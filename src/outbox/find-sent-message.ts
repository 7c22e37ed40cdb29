import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import type { MessageWindow } from '@/domain/message-window'
import type { OutgoingFile, OutgoingReply, SendWatermark } from '@/domain/outgoing-message'
import type { Portal } from '@/portal/portal'

/** What reading the chat says about a reply whose answer never came. */
export type MatchResult =
  /** All messages that are this reply: more than one when something below us sent the call again. */
  | { readonly kind: 'found'; readonly messages: readonly [MessageId, ...MessageId[]] }
  /** Everything since it went out was read, and it isn't among it. */
  | { readonly kind: 'absent' }
  /** Not everything could be read. */
  | { readonly kind: 'unknown' }

/** What was read of a chat. */
export interface ChatExcerpt {
  /** Oldest first. */
  readonly messages: readonly Message[]
  /** Every message of the chat from this number on is here; 0 = all there are, Infinity = who knows. */
  readonly completeFrom: number
}

/** A window as a reading. Of a history nobody knows what came before it; nor of a window whose newest end was dropped what came after. */
export const excerptOf = ({ messages, source, hasOlder, hasNewer }: MessageWindow): ChatExcerpt => ({
  messages,
  completeFrom: hasNewer ? Infinity : source === 'member' && !hasOlder ? 0 : (messages[0]?.id ?? Infinity),
})

/** How many pages of a chat are read at most to find a reply. */
const MAX_PAGES = 10

/** Reads what came into a chat after a mark. Throws PortalError. */
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

/** Where nothing but the clock tells before from after, the portal's and the computer's may differ by this much (ms). */
const CLOCK_TOLERANCE_MS = 120_000
/** The portal cuts what is too long for it; a text of this length that begins like the reply is the reply. */
const CUT_TEXT_LENGTH = 2_000

const normalize = (text: string): string => text.replace(/\s+/g, ' ').trim()

const sameText = (sent: string, stored: string): boolean =>
  sent === stored || (stored.length >= CUT_TEXT_LENGTH && sent.startsWith(stored))

/** The portal puts a number behind the name of a file that its folder knows already: `plan.pdf`, `plan (1).pdf`. */
const normalizeFileName = (name: string): string => name.replace(/(?: ?\(\d+\))?(\.\w+)?$/, '$1').toLowerCase()

const isFile = (message: Message, { name, size }: OutgoingFile): boolean =>
  message.files.some(
    (file) =>
      (file.size === null || file.size === size) &&
      normalizeFileName(file.name.trim()) === normalizeFileName(name.trim()),
  )

const isAfter = (message: Message, { since, after }: SendWatermark): boolean =>
  // Numbers grow and clocks jump: the time counts only where no number is known.
  after > 0 ? message.id > after : message.date >= since - CLOCK_TOLERANCE_MS

/** True when the reading holds everything that came after the mark. */
const isComplete = ({ completeFrom }: ChatExcerpt, { after }: SendWatermark): boolean =>
  completeFrom <= (after > 0 ? after + 1 : 0)

/** Looks for a reply in what was read: same author, same text or file, not there before it went out, not claimed by another reply. */
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
  // A message that only the clock rules out may be it: somebody's clock may be wrong by hours.
  const ruledOutByClock = watermark.after === 0 && alike.length > 0
  return isComplete(reading, watermark) && !ruledOutByClock ? { kind: 'absent' } : { kind: 'unknown' }
}
