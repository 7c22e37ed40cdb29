import type { MessageId, UserId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import type { SentMark } from './outbox'

/** The portal's clock and the computer's may differ by this much (ms) and a message still count as "after". */
const CLOCK_TOLERANCE = 120_000

const bare = (text: string): string => text.replace(/\s+/g, ' ').trim()

/**
 * The message in a freshly read window that is this reply: same author, same text, not there before it went out, and not one that another reply
 * has already claimed. Null = it isn't among these messages.
 */
export const findReply = (
  window: MessageWindow,
  author: UserId,
  text: string,
  sent: SentMark,
  claimed: ReadonlySet<MessageId>,
): MessageId | null =>
  window.messages.find(
    (message) =>
      message.authorId === author &&
      !claimed.has(message.id) &&
      message.id > sent.after &&
      message.date >= sent.since - CLOCK_TOLERANCE &&
      bare(message.text) === bare(text),
  )?.id ?? null
