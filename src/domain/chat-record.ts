import type { Channel, Relation } from './crm'
import type { Chat, Dialog, LastMessage, Waiting } from './chat'
import type { ChatId, LineId, UserId } from './ids'
import type { Message, Rating } from './message'
import type { People } from './person'
import { chatState } from './session'

/** What is known of one chat, merged from all answers so far. */
export interface ChatRecord {
  readonly id: ChatId
  readonly channel: Channel
  /** The related record through which the chat was found; null = the card lists it itself. */
  readonly linkedThrough: Relation | null
  /** null = not known yet. */
  readonly active: boolean | null
  /** The details last read. */
  readonly dialog: Dialog | null
  /** The portal refuses the details by now. */
  readonly refused: boolean
  readonly last: LastMessage | null
  /** Session status of the portal (0 to 75), known only for the caller's own chats. */
  readonly status: number | null
  /** Unanswered messages of the client, as far as they are known. */
  readonly unanswered: readonly Waiting[]
  /** How the newest loaded session ended; null while none has been read. */
  readonly ended: SessionEnd | null
}

/** Values that are known only from a session's messages, since closing removes all members of the chat. */
export interface SessionEnd {
  readonly rating: Rating | null
  /** The last author of the team: operator or bot. */
  readonly byId: UserId | null
}

/** Names for the ids in records. */
export interface Names {
  readonly people: People
  readonly lines: ReadonlyMap<LineId, string>
}

/** Name of the client: an Open Channel chat is named "Client - Line". */
export const clientName = (chatName: string, lineName: string | null): string => {
  const suffix = lineName ? ` - ${lineName}` : null
  if (suffix && chatName.endsWith(suffix) && chatName.length > suffix.length) return chatName.slice(0, -suffix.length)
  const dash = chatName.lastIndexOf(' - ')
  return dash > 0 ? chatName.slice(0, dash) : chatName
}

/** Kind of a message's author, as far as it is known. */
export const authorKind = (
  authorId: UserId | null,
  me: UserId,
  people: People,
  dialog: Dialog | null,
): LastMessage['from'] => {
  if (authorId === null) return 'system'
  if (authorId === me) return 'me'
  const person = people.get(authorId)
  if (person) return person.kind
  // The last part of the user code is the client's own user id.
  if (dialog && dialog.externalUserId === String(authorId)) return 'client'
  return dialog && dialog.ownerId === authorId ? 'operator' : 'unknown'
}

/** The newest message for the preview in a row: messages of people before system messages. */
export const lastOf = (messages: readonly Message[], people: People): LastMessage | null => {
  const spoken = messages.findLast((message) => message.authorId !== null && !message.session) ?? messages.at(-1)
  if (!spoken) return null
  const author = spoken.authorId === null ? undefined : people.get(spoken.authorId)
  return {
    id: spoken.id,
    // A message with only a file is shown by the file's name.
    text: spoken.deleted ? '' : spoken.text || (spoken.files[0]?.name ?? ''),
    authorId: spoken.authorId,
    authorName: spoken.authorName ?? author?.firstName ?? null,
    from: spoken.authorId === null ? 'system' : (author?.kind ?? 'unknown'),
    hasFile: spoken.files.length > 0,
    date: spoken.date,
  }
}

/** Rating and last team member of the newest session among these messages. */
export const sessionEndOf = (messages: readonly Message[], people: People): SessionEnd => {
  const start = messages.findLastIndex((message) => message.session?.what === 'opened')
  const session = messages.slice(Math.max(0, start))
  const team = session.findLast((message) => {
    const kind = message.authorId === null ? undefined : people.get(message.authorId)?.kind
    return kind === 'operator' || kind === 'bot'
  })
  return {
    rating: session.findLast((message) => message.rating !== null)?.rating ?? null,
    byId: team?.authorId ?? null,
  }
}

const clientWaits = [10, 20, 25]

/** A wait of an earlier session is over; a session is opened a moment after the message that opens it. */
const SESSION_LAG_MS = 60_000

const turnOf = (status: number | null, last: LastMessage | null): Chat['turn'] => {
  if (last?.from === 'client') return 'operator'
  if (last && (last.from === 'me' || last.from === 'operator' || last.from === 'bot')) return 'client'
  if (status === null) return 'unknown'
  return clientWaits.includes(status) ? 'operator' : 'client'
}

/** Combines record and names into the chat that the screens show. */
export const toChat = (facts: ChatRecord, names: Names, me: UserId): Chat => {
  // Details that the portal refuses now are outdated: they still contain the client's name, but nothing valid about the chat.
  const dialog = facts.refused ? null : facts.dialog
  const state = chatState(facts.active, dialog, facts.status)
  const lineName = facts.dialog?.lineId ? (names.lines.get(facts.dialog.lineId) ?? null) : null
  const author = facts.last?.authorId ? names.people.get(facts.last.authorId) : undefined
  const last: LastMessage | null = facts.last && {
    ...facts.last,
    authorName: facts.last.authorName ?? author?.firstName ?? null,
    from: authorKind(facts.last.authorId, me, names.people, facts.dialog),
  }
  const operatorId = dialog?.ownerId ?? (state === 'closed' ? facts.ended?.byId : null) ?? null
  const startedAt = dialog?.sessionId ? dialog.sessionStartedAt : null
  const first = facts.unanswered[0]?.date ?? null
  const unanswered = first !== null && startedAt !== null && first < startedAt - SESSION_LAG_MS ? startedAt : first
  // Where a bot leads, its messages are the answers.
  const botLeads = dialog?.ownerId ? names.people.get(dialog.ownerId)?.kind === 'bot' : false
  const turn =
    state !== 'work'
      ? 'unknown'
      : last?.from === 'bot' && unanswered !== null && !botLeads
        ? 'operator'
        : turnOf(facts.status, last)
  const isNew = state === 'queue' || state === 'assigned'
  return {
    id: facts.id,
    channel: facts.channel,
    linkedThrough: facts.linkedThrough,
    active: facts.active,
    dialog,
    detailsRefused: facts.refused,
    last,
    state,
    turn,
    client: facts.dialog ? clientName(facts.dialog.name, lineName) : facts.channel.title,
    lineName,
    operatorId,
    operatorName: operatorId ? (names.people.get(operatorId)?.name ?? null) : null,
    muted: facts.dialog?.mutedBy.includes(me) ?? false,
    rating: state === 'closed' ? (facts.ended?.rating ?? null) : null,
    waitingSince: isNew
      ? (unanswered ?? startedAt ?? last?.date ?? null)
      : state === 'work' && turn === 'operator'
        ? (unanswered ?? last?.date ?? null)
        : null,
    unanswered: facts.unanswered,
    noReplyNeeded: false,
    activeAt: last?.date ?? dialog?.sessionStartedAt ?? dialog?.createdAt ?? null,
  }
}

const rank = (chat: Chat): number => {
  if ((chat.state === 'queue' || chat.state === 'assigned') && !chat.noReplyNeeded) return 0
  if (chat.state === 'closed') return 3
  return chat.waitingSince === null ? 2 : 1
}

/** When a chat was last active; null = not known. */
type ActivityOf = (chat: Chat) => number | null

/**
 * Order of the list: clients without an answer (longest wait first), clients who wait for their operator (longest first), other open chats
 * and then closed ones by last activity. Chats without details keep the portal's order.
 */
export const compareByUrgency = (a: Chat, b: Chat, activityOf: ActivityOf = ({ activeAt }) => activeAt): number => {
  const difference = rank(a) - rank(b)
  if (difference !== 0) return difference
  if (rank(a) < 2) return (a.waitingSince ?? Infinity) - (b.waitingSince ?? Infinity)
  return (activityOf(b) ?? 0) - (activityOf(a) ?? 0)
}

/**
 * Chats in the order of the list; `listed`: as the portal lists them, newest session change first. A chat whose newest message isn't known
 * yet counts as active until the one before it was, so that its row hardly moves when the message comes.
 */
export const sortByUrgency = (listed: readonly Chat[]): readonly Chat[] => {
  const activity = new Map<ChatId, number>()
  let before = Infinity
  let list: Chat['linkedThrough'] = null
  for (const chat of listed) {
    if (chat.linkedThrough !== list) before = Infinity
    list = chat.linkedThrough
    if (chat.last) before = chat.last.date
    activity.set(chat.id, before)
  }
  const activityOf: ActivityOf = ({ id }) => activity.get(id) ?? null
  // Of two that count as active without end the difference is NaN, which sorting takes for equal.
  return listed.toSorted((a, b) => compareByUrgency(a, b, activityOf))
}

/** The chat that is opened automatically: the preferred one if it is listed, else the most urgent one. */
export const chatToOpen = (sorted: readonly Chat[], preferred: ChatId | null): ChatId | null =>
  (sorted.find((chat) => chat.id === preferred) ?? sorted[0])?.id ?? null

/** The client of `chat` waits, and comes before `other` in the order of the list. */
export const waitsLonger = (chat: Chat, other: Chat): boolean =>
  chat.waitingSince !== null && compareByUrgency(chat, other) < 0
