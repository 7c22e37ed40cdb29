import { plainText } from './bb-code'
import type { ChatId, MessageId } from './ids'

/** What a reply answers, as it is kept with the draft. `name`: who wrote it, null = the caller. */
export interface QuotedMessage {
  readonly chatId: ChatId
  readonly id: MessageId
  readonly name: string | null
  /** One short line without marks. */
  readonly text: string
}

/** A quoted line is to remind the client, not to repeat him. */
const MAX_QUOTE_LENGTH = 120

/**
 * A message's text as one line that can be quoted: without marks, shortened, and harmless. No bracket is left of it, so that nothing
 * can become a BB code or a reference again, whatever it was nested in.
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

/** A reply with what it answers above it, as the messenger writes quotes: one line behind `>>`. */
export const withQuote = (target: QuotedMessage | null, text: string): string =>
  target === null || target.text === '' ? text : `>>${target.text}\n${text}`
