import * as v from 'valibot'
import { crmEntityTypes, type CrmItem } from '@/domain/crm'
import { toId, type ChatId, type MessageId, type SessionId, type UserId } from '@/domain/ids'
import type { CardSnapshot, SnapshotRequest } from '@/portal/portal'
import { PortalError, type PortalErrorKind } from '@/portal/portal-error'
import type { PanelId } from './presence-protocol'
import type { WatchedChat } from './chat-activity'

/** A tab of this browser: one page of the app; made anew with each page. */
export type TabId = string

/** What one tab asks of a poll. */
export interface TabRequest {
  readonly page: TabId
  readonly item: CrmItem
  readonly visible: boolean
  readonly watchedChats: readonly WatchedChat[]
  readonly request: SnapshotRequest
  /** The card's lists, too: a hidden tab asks for them now and then only. */
  readonly lists: boolean
  /** Requests that this tab made itself since it was last asked. */
  readonly requestCount: number
}

/** A PortalError that can be sent from tab to tab: the structured clone of an Error loses its own fields. */
export interface PackedError {
  readonly kind: PortalErrorKind
  readonly code: string
  readonly status: number
  readonly retryAt: number | null
  readonly method: string
}

/** A poll's answer that can be sent from tab to tab. */
export interface PackedSnapshot {
  readonly snapshot: Omit<CardSnapshot, 'unreadable'>
  readonly unreadable: ReadonlyMap<ChatId, PackedError>
}

/** Messages between tabs of one browser; `parseTabMessage` checks them. One tab leads: it polls for all. Times in Unix ms, which all tabs share. */
export type TabMessage =
  /** A tab opened; the leader answers with `state`. */
  | { readonly type: 'here'; readonly page: TabId }
  | { readonly type: 'gone'; readonly page: TabId }
  /** The leader is about to poll and asks each tab for its request, which comes as `want`. */
  | { readonly type: 'ask'; readonly round: number }
  | { readonly type: 'want'; readonly round: number; readonly request: TabRequest }
  /** For one tab: its part of a poll that was sent at `startedAt`. */
  | {
      readonly type: 'part'
      readonly page: TabId
      readonly startedAt: number
      readonly part: PackedSnapshot | PackedError
    }
  /** How the last poll went, what it read, and in how many ms the next one is to be expected at the latest. */
  | {
      readonly type: 'state'
      readonly panel: PanelId
      readonly error: PackedError | null
      readonly seen: ReadonlyMap<ChatId, MessageId>
      readonly within: number
    }
  /** A poll is wanted at once: the operator came back to this tab. */
  | { readonly type: 'poll-soon' }
  | { readonly type: 'active'; readonly chatId: ChatId }
  /** A reply was sent, or something else done to a chat. */
  | { readonly type: 'command'; readonly chatId: ChatId; readonly messageId: MessageId | null }
  /** The tab that holds the application channel passes on what it receives. */
  | { readonly type: 'app-event'; readonly command: string; readonly params: unknown }
  | { readonly type: 'channel'; readonly open: boolean }

/** Packs an error. */
export const packError = ({ kind, code, status, retryAt, method }: PortalError): PackedError => ({
  kind,
  code,
  status,
  retryAt,
  method,
})

/** Unpacks an error. */
export const unpackError = ({ kind, code, status, retryAt, method }: PackedError): PortalError =>
  new PortalError(kind, code, status, retryAt, method)

/** Packs a tab's part of a poll. */
export const packSnapshot = (part: CardSnapshot | PortalError): PackedSnapshot | PackedError => {
  if (part instanceof PortalError) return packError(part)
  const { unreadable, ...snapshot } = part
  return { snapshot, unreadable: new Map([...unreadable].map(([id, error]) => [id, packError(error)])) }
}

/** Unpacks a tab's part of a poll. */
export const unpackSnapshot = (part: PackedSnapshot | PackedError): CardSnapshot | PortalError =>
  'snapshot' in part
    ? { ...part.snapshot, unreadable: new Map([...part.unreadable].map(([id, error]) => [id, unpackError(error)])) }
    : unpackError(part)

// Any page of this origin can write into the channel: what isn't a message is ignored. Of a snapshot its structure is checked, not each
// field of each message: `portal/wire` made it, in a tab of the same storage version.

const idOf = <T extends ChatId | MessageId | SessionId | UserId>() =>
  v.custom<T>((value) => typeof value === 'number' && toId<T>(value) !== null)
const chatId = idOf<ChatId>()
const messageId = idOf<MessageId>()
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(80))
const time = v.pipe(v.number(), v.finite())
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const item = v.object({ type: v.picklist(crmEntityTypes), id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) })

const kinds = [
  'refused',
  'forbidden',
  'limit',
  'sign-in',
  'app',
  'unavailable',
  'network',
  'malformed',
] as const satisfies readonly PortalErrorKind[]
const packedError = v.object({
  kind: v.picklist(kinds),
  code: v.string(),
  status: v.number(),
  retryAt: v.nullable(time),
  method: v.string(),
})

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null
/** A map from ids to values of this kind. */
const isIdMap = (value: unknown, isValue: (one: unknown) => boolean): boolean =>
  value instanceof Map && [...value].every(([id, one]) => toId(id) !== null && isValue(one))
const isListOrNull = (value: unknown): boolean => value === null || (Array.isArray(value) && value.every(isObject))
const isPage = (value: unknown): boolean => isObject(value)

/** Structure of what `packSnapshot` makes. */
const isSnapshot = (value: unknown): boolean => {
  if (!isObject(value)) return false
  const { me, chats, dialogs, refused, recents, pages, older, people, lines, related } = value as Readonly<
    Record<keyof CardSnapshot, unknown>
  >
  return (
    (me === null || isObject(me)) &&
    isListOrNull(chats) &&
    isListOrNull(recents) &&
    isIdMap(dialogs, isObject) &&
    refused instanceof Set &&
    isIdMap(pages, isPage) &&
    isIdMap(older, isPage) &&
    isIdMap(people, isObject) &&
    isIdMap(lines, (title) => typeof title === 'string') &&
    (related === undefined || isObject(related))
  )
}

const packedSnapshot = v.object({
  snapshot: v.custom<Omit<CardSnapshot, 'unreadable'>>(isSnapshot),
  unreadable: v.map(chatId, packedError),
})

const tabRequest = v.object({
  page: name,
  item,
  visible: v.boolean(),
  watchedChats: v.array(v.object({ chatId, onScreen: v.boolean(), member: v.boolean() })),
  request: v.object({
    dialogs: v.array(chatId),
    pages: v.array(
      v.object({
        chatId,
        way: v.picklist(['member', 'history', 'either']),
        sessionId: v.exactOptional(v.nullable(idOf<SessionId>())),
      }),
    ),
    older: v.array(v.object({ chatId, before: messageId })),
    people: v.array(idOf<UserId>()),
    lines: v.boolean(),
    related: v.exactOptional(v.array(item)),
  }),
  lists: v.boolean(),
  requestCount: count,
})

const message = v.variant('type', [
  v.object({ type: v.literal('here'), page: name }),
  v.object({ type: v.literal('gone'), page: name }),
  v.object({ type: v.literal('ask'), round: count }),
  v.object({ type: v.literal('want'), round: count, request: tabRequest }),
  v.object({
    type: v.literal('part'),
    page: name,
    startedAt: time,
    part: v.union([packedSnapshot, packedError]),
  }),
  v.object({
    type: v.literal('state'),
    panel: name,
    error: v.nullable(packedError),
    seen: v.map(chatId, messageId),
    within: v.pipe(time, v.minValue(0)),
  }),
  v.object({ type: v.literal('poll-soon') }),
  v.object({ type: v.literal('active'), chatId }),
  v.object({ type: v.literal('command'), chatId, messageId: v.nullable(messageId) }),
  v.object({ type: v.literal('app-event'), command: v.string(), params: v.unknown() }),
  v.object({ type: v.literal('channel'), open: v.boolean() }),
])

/** A message of another tab, or null when it isn't one. */
export const parseTabMessage = (raw: unknown): TabMessage | null => {
  const parsed = v.safeParse(message, raw)
  return parsed.success ? parsed.output : null
}
