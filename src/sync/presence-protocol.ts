import { toId, type ChatId, type MessageId, type UserId } from '@/domain/ids'

// Presence events: what panels tell each other over the application channel. Numbers only, never a text of a chat, a name or a token.
// Any user of the app can publish anything, so an event is a hint: it may cause a poll, never a change.

/** One browser's panels: those that share one leader. Letters, digits and dashes, at most 40; made anew with each page. */
export type PanelId = string

/** Who publishes. */
interface Publisher {
  readonly panel: PanelId
  readonly userId: UserId
}

/** Announced with each poll: who is here, what is on the screen, what the poll found. */
export interface PollEvent extends Publisher {
  readonly kind: 'poll'
  /** Chats on a visible screen. */
  readonly open: readonly ChatId[]
  /** Users whom the panel has heard to have one of these chats open, too: a colleague who isn't among them has not been heard. */
  readonly viewers: readonly UserId[]
  /** The newest message of each chat that the poll asked about, as far as the portal returned it. */
  readonly seen: ReadonlyMap<ChatId, MessageId>
  /** Requests made since the last announcement, this poll included. */
  readonly requests: number
  /** Seconds that imopenlines.dialog.get has used in ten minutes, as the portal last returned it; 0 = unknown. */
  readonly operating: number
  /** The next announcement comes within this time, ms, if the panel is still there. */
  readonly within: number
}

/** The operator is typing in this chat. */
export interface TypingEvent extends Publisher {
  readonly kind: 'typing'
  readonly chatId: ChatId
}

/** The operator sent a reply or did something else to this chat: it is worth reading. */
export interface ActedEvent extends Publisher {
  readonly kind: 'acted'
  readonly chatId: ChatId
  /** The message that it made, where there is one. */
  readonly messageId: MessageId | null
}

/** No panel of this browser is visible any more. */
export interface LeftEvent extends Publisher {
  readonly kind: 'left'
}

/** Everything that a panel may publish. */
export type PresenceEvent = PollEvent | TypingEvent | ActedEvent | LeftEvent

/** A value that a batch takes (`BatchValue` of the REST client). */
export type EventValue = number | string | readonly EventValue[] | { readonly [name: string]: EventValue }

/** COMMAND and PARAMS of pull.application.event.add. */
export interface PublishedEvent {
  readonly command: string
  readonly params: Readonly<Record<string, EventValue>>
}

/**
 * The parameter of a poll event that holds `[chat, newest message]` pairs. The batch that carries the event may put references to its own
 * answers there (`0$result[d3][last_message_id]`): a miss becomes "0Array", which is no number, and the pair is ignored.
 */
export const SEEN = 'seen'

const COMMANDS = {
  poll: 'presence.poll',
  typing: 'presence.typing',
  acted: 'presence.acted',
  left: 'presence.left',
} as const

const MAX_OPEN = 20
const MAX_VIEWERS = 20
const MAX_SEEN = 60
const MAX_REQUESTS = 200
const TEN_MINUTES_S = 600
const HOUR_MS = 3_600_000

/** An event as pull.application.event.add takes it. Plain numbers and names only, fit for a batch. */
export const toPublishedEvent = (event: PresenceEvent): PublishedEvent => {
  const who = { panel: event.panel, user: event.userId }
  const command = COMMANDS[event.kind]
  switch (event.kind) {
    case 'poll':
      return {
        command,
        params: {
          ...who,
          open: event.open.slice(0, MAX_OPEN),
          viewers: event.viewers.slice(0, MAX_VIEWERS),
          [SEEN]: [...event.seen].slice(0, MAX_SEEN),
          spent: Math.min(event.requests, MAX_REQUESTS),
          operating: Math.round(event.operating),
          within: Math.ceil(event.within / 1000),
        },
      }
    case 'typing':
      return { command, params: { ...who, chat: event.chatId } }
    case 'acted':
      return { command, params: { ...who, chat: event.chatId, message: event.messageId ?? 0 } }
    case 'left':
      return { command, params: who }
  }
}

// How PHP encodes lists and maps: `[]` for an empty map, a map for a list with gaps.
const asMap = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {}

const asList = (value: unknown, most: number): readonly unknown[] =>
  (Array.isArray(value) ? value : Object.values(asMap(value))).slice(0, most)

/** A whole number from 0 to `most`; anything else is 0. */
const asCount = (value: unknown, most: number): number => {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && number > 0 ? Math.min(Math.trunc(number), most) : 0
}

/** An event as the channel delivers it, or null: unknown commands, and events without publisher or chat, are ignored. */
export const parsePresenceEvent = (command: string, params: unknown): PresenceEvent | null => {
  const raw = asMap(params)
  const panel = String(raw['panel'])
  const userId = toId<UserId>(raw['user'])
  if (!/^[\w-]{1,40}$/.test(panel) || raw['panel'] === undefined || userId === null) return null
  const who = { panel, userId }
  const chatId = toId<ChatId>(raw['chat'])
  switch (command) {
    case COMMANDS.poll: {
      const seen = new Map<ChatId, MessageId>()
      for (const pair of asList(raw[SEEN], MAX_SEEN)) {
        const [chat, message] = asList(pair, 2)
        const id = toId<ChatId>(chat)
        const messageId = toId<MessageId>(message)
        if (id !== null && messageId !== null && messageId > (seen.get(id) ?? 0)) seen.set(id, messageId)
      }
      const open = asList(raw['open'], MAX_OPEN).map((id) => toId<ChatId>(id))
      const viewers = asList(raw['viewers'], MAX_VIEWERS).map((id) => toId<UserId>(id))
      return {
        kind: 'poll',
        ...who,
        open: [...new Set(open.filter((id) => id !== null))],
        viewers: [...new Set(viewers.filter((id) => id !== null))],
        seen,
        requests: asCount(raw['spent'], MAX_REQUESTS),
        operating: asCount(raw['operating'], TEN_MINUTES_S),
        within: Math.min(asCount(raw['within'], HOUR_MS) * 1000, HOUR_MS),
      }
    }
    case COMMANDS.typing:
      return chatId && { kind: 'typing', ...who, chatId }
    case COMMANDS.acted:
      return chatId && { kind: 'acted', ...who, chatId, messageId: toId<MessageId>(raw['message']) }
    case COMMANDS.left:
      return { kind: 'left', ...who }
    default:
      return null
  }
}
