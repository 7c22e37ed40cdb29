import { plainText } from './bb-code'
import type { MessageId, UserId } from './ids'
import type { AttachLine, Message } from './message'
import type { MessagePage } from './message-window'
import type { People } from './person'
import { bubbleVariant, nameOf } from './timeline'

/** Role of an author in an exported conversation. note = for the team alone: the client didn't get it. */
export type TranscriptRole = 'client' | 'operator' | 'bot' | 'system' | 'note'

/** A message of an exported conversation, complete without the others. */
export interface TranscriptEntry {
  readonly message: Message
  readonly role: TranscriptRole
  /** '' = system message. */
  readonly author: string
  /** The quoted message, short and without BB codes; null = none, or too far back. */
  readonly answers: { readonly author: string; readonly text: string } | null
}

/** Makes entries in the order of the conversation. Pages are given oldest first. */
export interface Transcriber {
  readonly add: (page: MessagePage) => readonly TranscriptEntry[]
  /** Notes after the last message. */
  readonly end: () => readonly TranscriptEntry[]
}

/** How many messages back a quoted one is still known. */
const QUOTABLE_MESSAGES = 5_000
const MAX_QUOTE_LENGTH = 200

// Parameters of the portal's addresses that grant access without a sign-in, as far as they are known.
const SECRET_PARAMETERS = ['_esd', 'signature', 'sign', 'sessid', 'auth', 'token', 'access_token', 'apitoken']

/** An address of the portal without the parameters that grant access: it asks for a sign-in again. */
export const withoutSecrets = (address: string): string => {
  const url = new URL(address)
  const left = [...url.searchParams].filter(([name]) => !SECRET_PARAMETERS.includes(name.toLowerCase()))
  url.search = new URLSearchParams(left).toString()
  return url.href
}

const lineText = (line: AttachLine): string => {
  switch (line.kind) {
    case 'head':
      return plainText(line.text)
    case 'text':
      return plainText(line.text)
    case 'pair':
      return `${line.label}: ${plainText(line.value)}`
    case 'link':
      return [line.label, line.url, line.description].filter(Boolean).join(' ')
    case 'picture':
    case 'file':
    case 'person':
      return line.label
    case 'delimiter':
      return ''
  }
}

/** A message's attachments and buttons as text; '' = none. */
export const extrasText = ({ attach, buttons }: Pick<Message, 'attach' | 'buttons'>): string =>
  [
    ...attach.map(lineText).filter((line) => line !== ''),
    ...(buttons.length > 0 ? [buttons.map(({ text }) => `[${text}]`).join(' ')] : []),
  ].join('\n')

/**
 * Makes entries from messages. `notes`: the team's notes, oldest first, inserted at their time; null = without notes,
 * then messages in silent mode are left out, too.
 */
export const createTranscriber = (me: UserId, notes: MessagePage | null): Transcriber => {
  const quotable = new Map<MessageId, NonNullable<TranscriptEntry['answers']>>()
  const waiting = [...(notes?.messages ?? [])]

  const entry = (message: Message, people: People, isNote: boolean): TranscriptEntry => {
    const person = message.authorId === null ? null : (people.get(message.authorId) ?? null)
    const variant = isNote ? 'note' : bubbleVariant(message, person, me)
    const role =
      message.authorId === null ? 'system' : variant === 'own' || variant === 'colleague' ? 'operator' : variant
    const author = message.authorId === null ? '' : nameOf(message, person)
    const text = plainText(message.text.slice(0, MAX_QUOTE_LENGTH)) || (message.files[0]?.name ?? '')
    if (!message.deleted) quotable.set(message.id, { author, text })
    const [oldest] = quotable.keys()
    if (quotable.size > QUOTABLE_MESSAGES && oldest !== undefined) quotable.delete(oldest)
    return { message, role, author, answers: message.replyTo === null ? null : (quotable.get(message.replyTo) ?? null) }
  }
  const notesBefore = (moment: number): TranscriptEntry[] => {
    const upTo = waiting.findIndex(({ date }) => date >= moment)
    return waiting
      .splice(0, upTo < 0 ? waiting.length : upTo)
      .filter(({ authorId, session }) => authorId !== null && !session)
      .map((note) => entry(note, notes?.people ?? new Map(), true))
  }
  return {
    add: ({ messages, people }) =>
      messages
        .toSorted((a, b) => a.id - b.id)
        .filter(({ hidden }) => notes !== null || !hidden)
        .flatMap((message) => [...notesBefore(message.date), entry(message, people, false)]),
    end: () => notesBefore(Infinity),
  }
}
