import { plainText } from './bb-code'
import type { MessageId, UserId } from './ids'
import type { Message, Rating, SessionMark } from './message'
import type { MessageWindow } from './message-window'
import { isChangedText, isPruned, type OutgoingReply } from './outgoing-message'
import type { Person } from './person'
import { notesWithin, type TeamNotes } from './team-chat'

/** Visual variant of a message. note = in the team chat, or written in silent mode: the client didn't get it. */
export type BubbleVariant = 'own' | 'colleague' | 'client' | 'bot' | 'note'

/** The quoted message; `text` is null when that message isn't loaded. */
export interface ReplyQuote {
  readonly id: MessageId
  readonly name: string | null
  readonly text: string | null
}

/**
 * A bubble: a message of the chat, or a reply in the outbox. It has both only where the portal executed a reply more than once, or stored
 * another text than the one that was written.
 */
export interface Bubble {
  readonly kind: 'bubble'
  readonly key: string
  readonly variant: BubbleVariant
  /** First and last of a group: same author and variant, within 5 minutes, same day, no file between. */
  readonly first: boolean
  readonly last: boolean
  /** Unix ms. */
  readonly at: number
  readonly message: Message | null
  readonly reply: OutgoingReply | null
  /** null when the author is unknown. */
  readonly author: Person | null
  /** Name over the bubble; null for the caller. */
  readonly name: string | null
  readonly quote: ReplyQuote | null
  /** The client has seen it, as far as the portal knows. */
  readonly read: boolean
  /** Who likes it, by name. */
  readonly likedBy: string
}

/** One row of a conversation. Keys are stable, so a row keeps its place while it changes. */
export type TimelineItem =
  | Bubble
  /** `at`: start of that day in the reader's time zone, unix ms. */
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | {
      readonly kind: 'session'
      readonly key: string
      readonly what: SessionMark['what']
      readonly message: Message
      readonly rating: Rating | null
    }
  | { readonly kind: 'system'; readonly key: string; readonly message: Message }
  /** `count`: messages of others below the line. */
  | { readonly kind: 'unread'; readonly key: string; readonly count: number }

/** Rows, and what is needed to build the next ones. */
export interface Timeline {
  readonly items: readonly TimelineItem[]
  /** Messages that began as replies in the outbox: the row keeps the local id as its key. */
  readonly localIds: ReadonlyMap<MessageId, string>
}

/** What a timeline is made of. */
export interface TimelineSource {
  readonly window: MessageWindow | null
  /** Oldest first. */
  readonly outgoing: readonly OutgoingReply[]
  readonly me: UserId
  readonly unreadFrom: MessageId | null
  /** Newest message that the client has read; null or absent = unknown. */
  readonly readUpTo?: MessageId | null
  /** Notes of colleagues, shown at their time. */
  readonly notes?: TeamNotes | null
  /** Start of the day of a time, both unix ms; the caller chooses the time zone. */
  readonly startOfDay: (at: number) => number
  /** The portal's clock less the computer's, ms: replies in the outbox are dated by the computer. */
  readonly clockOffset?: number
}

const GROUP_SPAN_MS = 5 * 60_000
const MAX_QUOTE_LENGTH = 200

/** Variant of a message in a client's chat; `author`: null = unknown. */
export const bubbleVariant = (message: Message, author: Person | null, me: UserId): BubbleVariant => {
  if (message.hidden) return 'note'
  if (message.authorId === me) return 'own'
  // An unknown author is never shown as a colleague.
  if (author?.kind === 'operator') return 'colleague'
  return author?.kind === 'bot' ? 'bot' : 'client'
}

/** Display name of a message's author; never empty. */
export const nameOf = (message: Message, author: Person | null): string =>
  message.authorName ?? author?.name ?? `#${message.authorId ?? 0}`

const sameQuote = (a: ReplyQuote | null, b: ReplyQuote | null): boolean =>
  a === b || (a?.id === b?.id && a?.name === b?.name && a?.text === b?.text)

/** The previous row if it would look the same: then a memoised row isn't rendered again. */
const reuse = (known: TimelineItem | undefined, made: TimelineItem): TimelineItem => {
  if (known?.kind !== made.kind) return made
  const same = Object.entries(made).every(
    ([name, value]) =>
      known[name as keyof TimelineItem] === value ||
      (made.kind === 'bubble' && name === 'quote' && known.kind === 'bubble' && sameQuote(known.quote, made.quote)),
  )
  return same ? known : made
}

/** The reply that a message was, where there is something to say about it. */
const reportedReply = (reply: OutgoingReply | undefined, { text, edited }: Message): OutgoingReply | null =>
  reply?.state.name === 'sent' && (reply.state.copies.length > 1 || (!edited && isChangedText(reply.text, text)))
    ? reply
    : null

/** Merges replies in the outbox into the messages of the chat. Pure; pass the previous timeline to keep unchanged rows. */
export const buildTimeline = (
  { window, outgoing, me, unreadFrom, readUpTo = null, notes = null, startOfDay, clockOffset = 0 }: TimelineSource,
  before: Timeline | null = null,
): Timeline => {
  const messages = window?.messages ?? []
  const byId = new Map(messages.map((message) => [message.id, message]))

  const beside = [...notesWithin(notes, window)]
  const besideIds = new Set(beside.map(({ id }) => id))
  // Ids give the order within a chat; a note comes from another chat and is placed by its time.
  const shown = messages.flatMap((message) => {
    const first = beside.findIndex(({ date }) => date >= message.date)
    return [...beside.splice(0, first < 0 ? beside.length : first), message]
  })
  shown.push(...beside)

  const localIds = new Map(before?.localIds)
  const sent = new Map<MessageId, OutgoingReply>()
  for (const reply of outgoing) {
    if (reply.state.name !== 'sent') continue
    localIds.set(reply.state.messageId, reply.localId)
    sent.set(reply.state.messageId, reply)
  }

  const made: TimelineItem[] = []
  let day: number | null = null
  const oldest = messages[0]
  // While the first unread message may lie further up, a line here would have a wrong place and count.
  let unreadShown =
    unreadFrom === null || (oldest !== undefined && oldest.id > unreadFrom && (window?.hasOlder ?? false))
  // The newest bubble while nothing came between; whether it is the `last` is known only with the next row.
  let open: Bubble | null = null

  const endGroup = () => {
    if (open) made.push({ ...open, last: true })
    open = null
  }
  const row = (item: Exclude<TimelineItem, Bubble>) => {
    endGroup()
    made.push(item)
  }
  const startDay = (at: number) => {
    const start = startOfDay(at)
    // Order is by id; a message with an earlier date doesn't start an earlier day.
    if (day !== null && start <= day) return
    day = start
    row({ kind: 'day', key: `day-${start}`, at: start })
  }
  const bubble = (next: Bubble, authorId: UserId | null) => {
    const joins =
      open !== null &&
      open.variant === next.variant &&
      (open.message ? open.message.authorId : me) === authorId &&
      open.name === next.name &&
      next.at - open.at <= GROUP_SPAN_MS &&
      (open.message?.files.length ?? 0) === 0
    if (joins && open) made.push(open)
    else endGroup()
    open = { ...next, first: !joins, last: false }
  }

  for (const message of shown) {
    startDay(message.date)
    const isNote = besideIds.has(message.id)
    if (!unreadShown && unreadFrom !== null && !isNote && message.id >= unreadFrom) {
      unreadShown = true
      const count = messages.filter(
        ({ id, authorId }) => id >= message.id && authorId !== null && authorId !== me,
      ).length
      if (count > 0) row({ kind: 'unread', key: 'unread', count })
    }
    if (message.session) {
      row({
        kind: 'session',
        key: `m${message.id}`,
        what: message.session.what,
        message,
        rating: message.rating,
      })
    } else if (message.authorId === null) {
      row({ kind: 'system', key: `m${message.id}`, message })
    } else {
      const author = window?.people.get(message.authorId) ?? notes?.people.get(message.authorId) ?? null
      const variant = isNote ? 'note' : bubbleVariant(message, author, me)
      const answered = message.replyTo === null ? undefined : byId.get(message.replyTo)
      bubble(
        {
          kind: 'bubble',
          key: localIds.get(message.id) ?? `m${message.id}`,
          variant,
          first: true,
          last: true,
          at: message.date,
          message,
          reply: reportedReply(sent.get(message.id), message),
          author,
          name: message.authorId === me ? null : nameOf(message, author),
          quote:
            message.replyTo === null
              ? null
              : {
                  id: message.replyTo,
                  name: answered ? nameOf(answered, window?.people.get(answered.authorId ?? me) ?? null) : null,
                  text: answered
                    ? plainText(answered.text.slice(0, MAX_QUOTE_LENGTH)) || (answered.files[0]?.name ?? '')
                    : null,
                },
          read: readUpTo !== null && !isNote && message.id <= readUpTo && /sent|delivered/.test(message.delivery),
          likedBy: message.likes.flatMap((id) => window?.people.get(id)?.name ?? []).join(', '),
        },
        message.authorId,
      )
    }
  }

  for (const reply of outgoing) {
    // A window without its newest end may have dropped the message: the reply is not pending again.
    // One that was sent long ago has lost its content.
    if (
      reply.state.name === 'sent' &&
      (byId.has(reply.state.messageId) || besideIds.has(reply.state.messageId) || window?.hasNewer || isPruned(reply))
    )
      continue
    // A reply is never placed above the messages it follows.
    const at = Math.max(reply.createdAt + clockOffset, shown.at(-1)?.date ?? 0)
    startDay(at)
    bubble(
      {
        kind: 'bubble',
        key: reply.localId,
        variant: reply.kind === 'note' ? 'note' : 'own',
        first: true,
        last: true,
        at,
        message: null,
        reply,
        author: null,
        name: null,
        quote: null,
        read: false,
        likedBy: '',
      },
      me,
    )
  }
  endGroup()

  const known = new Map(before?.items.map((item) => [item.key, item]))
  const items = made.map((item) => reuse(known.get(item.key), item))
  const unchanged = before?.items.length === items.length && before.items.every((item, index) => item === items[index])
  return { items: unchanged ? before.items : items, localIds }
}
