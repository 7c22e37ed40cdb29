import { plainText } from './bb-code'
import type { ChatId, MessageId } from './ids'

/** The message that a reply quotes, kept with the draft. `name`: its author, null = the caller. */
export interface QuotedMessage {
  readonly chatId: ChatId
  readonly id: MessageId
  readonly name: string | null
  /** One short line without BB codes. */
  readonly text: string
}

/** A quote reminds the client of a message; it doesn't repeat it. Characters. */
const MAX_QUOTE_LENGTH = 120

/**
 * A message's text as one line that can be quoted: without BB codes, shortened. All brackets are removed, so that nothing
 * can become a BB code or a batch reference again.
 */
export const quotableLine = (text: string): string => {
  const line = plainText(text.slice(0, 2_000))
    .replace(/^[ \t]*>+/gm, '')
    .replace(/[-_=]{6,}/g, '')
    .replace(/\[/g, '(')
    .replace(/\]/g, ')')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = [...line]
  return letters.length > MAX_QUOTE_LENGTH ? `${letters.slice(0, MAX_QUOTE_LENGTH).join('').trimEnd()}…` : line
}

/** A reply with its quote above, as the messenger writes quotes: one line behind `>>`. */
export const withQuote = (target: QuotedMessage | null, text: string): string =>
  target === null || target.text === '' ? text : `>>${target.text}\n${text}`
