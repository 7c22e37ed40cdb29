import * as v from 'valibot'
import { crmEntityTypes } from '@/domain/crm'
import { toId, type ChatId, type MessageId, type UserId } from '@/domain/ids'
import type { CardSnapshot } from '@/portal/portal'
import type { PortalErrorKind } from '@/portal/portal-error'
import type { TabMessage } from './tab-protocol'

// Whatever page of this origin may write into the channel: a message that isn't one is passed over. Of a snapshot its structure is
// checked, not each field of each message: wire made it, in a page of the same storage version.

const idOf = <T extends ChatId | MessageId | UserId>() =>
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
    pages: v.array(v.object({ chatId, way: v.picklist(['member', 'history', 'either']) })),
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

/** A message of another page, or null when it isn't one. */
export const parseTabMessage = (raw: unknown): TabMessage | null => {
  const parsed = v.safeParse(message, raw)
  return parsed.success ? parsed.output : null
}
