import * as v from 'valibot'
import { crmEntityTypes } from '@/domain/crm'
import { toId, type ChatId, type MessageId } from '@/domain/ids'
import type { OutgoingReply, ReplyState } from '@/domain/outgoing-message'
import type { ReplyQueue } from './queue'

// Queues outlive the build that stored them: they are validated when read, and former names are translated.

/** Field names of storage version 2 and earlier. */
const FORMER_FIELDS: Readonly<Record<string, string>> = {
  mark: 'watermark',
  ahead: 'priority',
  asked: 'confirmedByOperator',
  bundle: 'groupId',
}
/** State names of the same versions. */
const FORMER_STATES: Readonly<Record<string, ReplyState['name']>> = {
  waiting: 'queued',
  checking: 'verifying',
  refused: 'rejected',
  unsure: 'unconfirmed',
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const ownName = (names: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(names, name) ? (names[name] ?? name) : name

const renameState = (state: unknown): unknown => {
  if (!isRecord(state) || typeof state['name'] !== 'string') return state
  const { refusal, ...rest } = state
  return { ...rest, ...(refusal !== undefined && { rejection: refusal }), name: ownName(FORMER_STATES, state['name']) }
}

const renameReply = (reply: unknown): unknown =>
  isRecord(reply)
    ? Object.fromEntries(
        Object.entries(reply)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => [ownName(FORMER_FIELDS, name), name === 'state' ? renameState(value) : value]),
      )
    : reply

const idOf = <T extends ChatId | MessageId>() =>
  v.custom<T>((value) => typeof value === 'number' && toId<T>(value) !== null)
const messageId = idOf<MessageId>()
const time = v.pipe(v.number(), v.finite())
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const rejection = v.object({
  reason: v.fallback(
    v.picklist([
      'not-active',
      'not-in-chat',
      'no-access',
      'bad-text',
      'too-old',
      'too-large',
      'bad-file',
      'file-gone',
      'needs-disk',
      'other',
    ]),
    'other',
  ),
  code: v.string(),
})

const state = v.variant('name', [
  v.object({
    name: v.literal('queued'),
    cause: v.fallback(v.picklist(['turn', 'offline', 'no-answer', 'limit', 'sign-in']), 'turn'),
    until: v.nullable(time),
  }),
  v.object({ name: v.literal('sending') }),
  v.object({ name: v.literal('verifying'), until: time }),
  v.object({
    name: v.literal('sent'),
    messageId,
    copies: v.pipe(v.array(messageId), v.minLength(1)),
    at: time,
    changed: v.exactOptional(v.literal(true)),
  }),
  v.object({ name: v.literal('rejected'), rejection }),
  v.object({ name: v.literal('unconfirmed'), absent: v.boolean() }),
])

const reply = v.object({
  localId: v.pipe(v.string(), v.minLength(1)),
  chatId: idOf<ChatId>(),
  item: v.object({ type: v.picklist(crmEntityTypes), id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
  kind: v.exactOptional(v.picklist(['reply', 'note'])),
  text: v.string(),
  file: v.exactOptional(v.object({ name: v.string(), size: count, type: v.string() })),
  groupId: v.exactOptional(v.string()),
  answers: v.exactOptional(messageId),
  createdAt: time,
  watermark: v.object({ since: time, after: count }),
  attempts: count,
  priority: v.boolean(),
  confirmedByOperator: v.boolean(),
  cancelled: v.exactOptional(v.boolean()),
  // An unreadable state must not lose the text: the operator decides.
  state: v.fallback(state, { name: 'unconfirmed', absent: false }),
})

/** Parses a stored queue. Entries that aren't replies of this chat are left out; the stored value stays as it is until the next change. */
export const parseQueue = (stored: unknown, chatId: ChatId): ReplyQueue => {
  if (!Array.isArray(stored)) return []
  const seen = new Set<string>()
  return stored.flatMap((raw: unknown): OutgoingReply[] => {
    const parsed = v.safeParse(reply, renameReply(raw))
    if (!parsed.success || parsed.output.chatId !== chatId || seen.has(parsed.output.localId)) return []
    seen.add(parsed.output.localId)
    return [parsed.output]
  })
}

/** Local ids of all entries of a stored queue that may have bytes, well-formed or not. */
export const storedLocalIds = (stored: unknown): readonly string[] =>
  Array.isArray(stored)
    ? stored.flatMap((raw: unknown) => (isRecord(raw) && typeof raw['localId'] === 'string' ? [raw['localId']] : []))
    : []
