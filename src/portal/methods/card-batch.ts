import type { CrmItem } from '@/domain/crm'
import type { ChatId, MessageId } from '@/domain/ids'
import { asPortalError, PortalError } from '../portal-error'
import {
  BATCH_LIMIT,
  batchReference,
  notAsked,
  type BatchAnswer,
  type BatchCalls,
  type Rest,
} from '../transport/rest-client'
import { toDialog } from '../wire/dialog'
import { bindMethods } from './bind-methods'
import { chatOfCall, parseSnapshot, snapshotCalls, type CardSnapshot, type SnapshotRequest } from './card-snapshot'
import { listCallsOf, readLists } from './relations'
import { EVENT_ADD, type AppEvent } from './app-channel'

/** The part of a shared request for one card. */
export interface CardRequest {
  readonly item: CrmItem
  /** Reads the card's lists and the caller's own chats, too. */
  readonly lists: boolean
  readonly request: SnapshotRequest
}

/** References to the newest message of each chat that the same request reads, for an event. A miss becomes "0Array". */
export type NewestReferences = ReadonlyMap<ChatId, string>

/** Result of a shared request. */
export interface BatchSnapshot {
  /** One per card, in their order; a PortalError where the card's own lists were refused, null where the batch had no room for it. */
  readonly cards: readonly (CardSnapshot | PortalError | null)[]
  /** Newest message of every chat in the answer. */
  readonly newest: ReadonlyMap<ChatId, MessageId>
  /** Chats whose details the portal refused. */
  readonly refused: ReadonlySet<ChatId>
  /** Seconds that imopenlines.dialog.get has used in ten minutes; null = not known. */
  readonly operating: number | null
  /** imopenlines.dialog.get is over its operating time. */
  readonly overTime: boolean
  /** Every event was published. */
  readonly said: boolean
}

const DETAILS_METHOD = 'imopenlines.dialog.get'
/** Events sent with one request. */
const MAX_EVENTS = 5

/** Calls of several cards in one batch; a call that several cards need is made once. */
const gather = () => {
  const calls: Record<string, BatchCalls[string]> = {}
  const names = new Map<string, string>()
  const nameOf = (call: BatchCalls[string]): string => {
    const key = JSON.stringify(call)
    const known = names.get(key)
    if (known !== undefined) return known
    const name = `c${names.size}`
    names.set(key, name)
    calls[name] = call
    return name
  }
  const room = (wanted: readonly BatchCalls[string][], most: number) =>
    names.size + new Set(wanted.map((call) => JSON.stringify(call)).filter((key) => !names.has(key))).size <= most
  return { calls, nameOf, room }
}

/** Reference to the newest message id of a chat in the answer to a call, or null. */
const newestIn = (name: string, call: BatchCalls[string]): readonly [ChatId, string] | null => {
  const [method, params] = call
  const chatId = chatOfCall(call)
  if (chatId === null) return null
  if (method === DETAILS_METHOD) return [chatId, `0${batchReference(name, 'last_message_id')}`]
  // Newest first; a page further up has its own LAST_ID.
  return method === 'im.dialog.messages.get' && params?.['LAST_ID'] === 0
    ? [chatId, `0${batchReference(name, 'messages', 0, 'id')}`]
    : null
}

const readCard = (
  answer: BatchAnswer,
  calls: ReturnType<typeof snapshotCalls>,
  origin: string,
  related: readonly CrmItem[],
) => {
  try {
    const snapshot = parseSnapshot(answer, calls, origin)
    return related.length === 0 ? snapshot : { ...snapshot, related: { list: readLists(answer, related), more: 0 } }
  } catch (error) {
    return asPortalError(error)
  }
}

/**
 * Reads several cards in one request, with details of chats that colleagues have on screen, and publishes events for the other panels.
 * `others`: chats to read for colleagues. `eventsOf`: the events, given the references to the newest messages. Throws
 * PortalError when the whole request failed.
 */
export const fetchCards = async (
  rest: Rest,
  origin: string,
  cards: readonly CardRequest[],
  others: readonly ChatId[],
  eventsOf: ((newest: NewestReferences) => readonly AppEvent[]) | null,
): Promise<BatchSnapshot> => {
  const { calls, nameOf, room } = gather()
  const most = BATCH_LIMIT - (eventsOf ? MAX_EVENTS : 0)
  const wanted = cards.map(({ item, lists, request }) => ({
    ...snapshotCalls(lists ? item : null, request),
    ...listCallsOf(request.related ?? []),
  }))
  const aliases = wanted.map((part) =>
    room(Object.values(part), most) ? new Map(Object.entries(part).map(([name, call]) => [name, nameOf(call)])) : null,
  )
  const helped = new Map<ChatId, string>()
  for (const chatId of others) {
    const call: BatchCalls[string] = [DETAILS_METHOD, { DIALOG_ID: `chat${chatId}` }]
    if (room([call], most)) helped.set(chatId, nameOf(call))
  }
  const newestLater = new Map(
    Object.entries(calls).flatMap(([name, call]) => {
      const found = newestIn(name, call)
      return found ? [found] : []
    }),
  )
  const events = eventsOf?.(newestLater).slice(0, MAX_EVENTS) ?? []
  for (const [index, { command, params }] of events.entries())
    calls[`say${index}`] = [EVENT_ADD, { COMMAND: command, PARAMS: params }]

  const answer = Object.keys(calls).length > 0 ? await rest.batch(calls) : notAsked

  const snapshots = aliases.map(
    (names, index) =>
      names &&
      readCard(
        (name) => answer(names.get(name) ?? name),
        wanted[index] ?? {},
        origin,
        cards[index]?.request.related ?? [],
      ),
  )
  const newest = new Map<ChatId, MessageId>()
  const refused = new Set<ChatId>()
  const note = (chatId: ChatId, messageId: MessageId | null | undefined) => {
    if (messageId && messageId > (newest.get(chatId) ?? 0)) newest.set(chatId, messageId)
  }
  for (const snapshot of snapshots) {
    if (!snapshot || snapshot instanceof PortalError) continue
    for (const [chatId, dialog] of snapshot.dialogs) note(chatId, dialog.lastMessageId)
    for (const { chatId, last } of snapshot.recents ?? []) note(chatId, last?.id)
    for (const [chatId, { window }] of snapshot.pages) note(chatId, window.messages.at(-1)?.id)
    for (const chatId of snapshot.refused) refused.add(chatId)
  }
  for (const [chatId, name] of helped) {
    const sub = answer(name)
    const dialog = sub.ok ? toDialog(sub.value, origin) : null
    if (dialog) note(dialog.chatId, dialog.lastMessageId)
    if (!sub.ok && (sub.error.kind === 'forbidden' || sub.error.kind === 'refused')) refused.add(chatId)
  }
  let operating: number | null = null
  let overTime = false
  for (const [name, [method]] of Object.entries(calls)) {
    if (method !== DETAILS_METHOD) continue
    const sub = answer(name)
    if (sub.ok) operating = sub.operating ?? operating
    else overTime ||= sub.error.code === 'OPERATION_TIME_LIMIT'
  }
  return {
    cards: snapshots,
    newest,
    refused,
    operating,
    overTime,
    said: events.every((_, index) => answer(`say${index}`).ok),
  }
}

/**
 * Reads one card's lists and the requested chats in one request, and publishes an event for the other panels. Throws the PortalError of its
 * lists, too.
 */
export const fetchCard = async (
  rest: Rest,
  origin: string,
  item: CrmItem,
  request: SnapshotRequest,
  event: AppEvent | null = null,
): Promise<CardSnapshot> => {
  const eventsOf = event && (() => [event])
  const [snapshot] = (await fetchCards(rest, origin, [{ item, lists: true, request }], [], eventsOf)).cards
  if (!snapshot) throw new PortalError('malformed', 'NO_ROOM')
  if (snapshot instanceof PortalError) throw snapshot
  return snapshot
}

/** What of this file is part of `Portal`. */
export const cardMethods = (rest: Rest, origin: string) => bindMethods({ fetchCard, fetchCards }, rest, origin)
