import { toId, type ChatId, type MessageId, type UserId } from '@/domain/ids'

// What panels say to each other over the application channel: numbers only, never a text of a chat, a name or a token.
// Whoever has the app may say anything, so a word is a hint: it may cause a look, never a change.

/** One browser's panels: those that share one poller. Letters, digits and dashes, at most 40; made anew with every page. */
export type PanelId = string

interface Speaker {
  readonly panel: PanelId
  readonly userId: UserId
}

/** "I am looking": who is here, what is on the screen, what the look found. */
export interface PollEvent extends Speaker {
  readonly kind: 'poll'
  /** Chats on a visible screen. */
  readonly open: readonly ChatId[]
  /** The newest message of each chat that the look asked about, as far as the portal told. */
  readonly seen: ReadonlyMap<ChatId, MessageId>
  /** Requests made since the last word, this look included. */
  readonly requests: number
  /** Seconds that imopenlines.dialog.get has used in ten minutes, as last told by the portal; 0 = unknown. */
  readonly operating: number
  /** The next word comes within this time, ms, if the panel is still there. */
  readonly within: number
}

/** "I am typing an answer in this chat." */
export interface TypingEvent extends Speaker {
  readonly kind: 'typing'
  readonly chatId: ChatId
}

/** "I have sent a reply or acted on this chat": look at it. */
export interface ActedEvent extends Speaker {
  readonly kind: 'acted'
  readonly chatId: ChatId
  /** The message that came of it, where there is one. */
  readonly messageId: MessageId | null
}

/** "I am going." */
export interface LeftEvent extends Speaker {
  readonly kind: 'left'
}

/** Everything a panel may say. */
export type PresenceEvent = PollEvent | TypingEvent | ActedEvent | LeftEvent

/** A value that a batch takes (BatchValue of the REST door). */
export type EventValue = number | string | readonly EventValue[] | { readonly [name: string]: EventValue }

/** COMMAND and PARAMS of pull.application.event.add. */
export interface PublishedEvent {
  readonly command: string
  readonly params: Readonly<Record<string, EventValue>>
}

/**
 * The parameter of a look that holds `[chat, newest message]` pairs. The batch that carries the word may put references to its own
 * answers there (`0$result[d3][last_message_id]`): a miss becomes "0Array", which is no number, and the pair is passed over.
 */
export const SEEN = 'seen'

const COMMANDS = {
  poll: 'presence.poll',
  typing: 'presence.typing',
  acted: 'presence.acted',
  left: 'presence.left',
} as const

const MAX_OPEN = 20
const MAX_SEEN = 60
const MAX_REQUESTS = 200
const TEN_MINUTES_S = 600
const HOUR_MS = 3_600_000

/** A word as pull.application.event.add takes it. Plain numbers and words only, fit for a batch. */
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

// What PHP makes of lists and maps: `[]` for an empty map, a map for a list with gaps.
const asMap = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {}

const asList = (value: unknown, most: number): readonly unknown[] =>
  (Array.isArray(value) ? value : Object.values(asMap(value))).slice(0, most)

/** A whole number from 0 to `most`; junk is 0. */
const asCount = (value: unknown, most: number): number => {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && number > 0 ? Math.min(Math.trunc(number), most) : 0
}

/** A word as the channel delivers it, or null: unknown commands, words without a speaker and words about no chat are passed over. */
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
      return {
        kind: 'poll',
        ...who,
        open: [...new Set(open.filter((id) => id !== null))],
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
