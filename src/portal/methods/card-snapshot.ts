import type { CrmItem, ListedChat, Relations } from '@/domain/crm'
import type { Dialog } from '@/domain/chat'
import { type ChatId, type LineId, type MessageId, type SessionId, toId, type UserId } from '@/domain/ids'
import type { MessagePage } from '@/domain/message-window'
import type { Me, People } from '@/domain/person'
import type { PortalError } from '../portal-error'
import type { BatchAnswer, BatchCalls } from '../transport/rest-client'
import type { BackgroundRest } from '../transport/start-gatherer'
import { toMemberPage } from '../wire/conversation'
import { type RecentChat, toChatRows, toDialog, toRecentChats } from '../wire/dialog'
import { toMe, toPeople } from '../wire/person'
import { toList, toRecord, toText } from '../wire/php-json'
import { bindMethods } from './bind-methods'
import { type ConversationPage, historyCall, memberCall, PAGE_SIZE, readConversation } from './messages'
import { RECENT_CALL } from './start-calls'

/** Result of reading the card once. Parts that failed or were not requested are empty or null. */
export interface CardSnapshot {
  readonly me: Me | null
  /** Chats of the card, newest session change first; null when they were not requested. */
  readonly chats: readonly ListedChat[] | null
  readonly dialogs: ReadonlyMap<ChatId, Dialog>
  /** Chats whose details the portal refuses (`ACCESS_ERROR`). */
  readonly refused: ReadonlySet<ChatId>
  /** The caller's own chats; null when they were not requested or failed. */
  readonly recents: readonly RecentChat[] | null
  readonly pages: ReadonlyMap<ChatId, ConversationPage>
  /** Chats that can be read neither as a member nor through the card, with the reason. */
  readonly unreadable: ReadonlyMap<ChatId, PortalError>
  /** Messages read again further up: all that lie below `before` and above the page's first. */
  readonly older: ReadonlyMap<ChatId, MessagePage & { readonly before: MessageId }>
  readonly people: People
  readonly lines: ReadonlyMap<LineId, string>
  /** Relations that this request asked about, or all of them. */
  readonly related?: Relations
}

/** What is read besides the card's two lists and the caller's own chats. */
export interface SnapshotRequest {
  readonly dialogs: readonly ChatId[]
  /** Chats whose newest messages are read. */
  readonly pages: readonly {
    readonly chatId: ChatId
    readonly way: 'member' | 'history' | 'either'
    /** The chat's open session, where it is known: a history is read by it. */
    readonly sessionId?: SessionId | null
  }[]
  /** Members only: the page of messages before one is read again, for edits and deletions. */
  readonly older: readonly { readonly chatId: ChatId; readonly before: MessageId }[]
  readonly people: readonly UserId[]
  readonly lines: boolean
  /** Relations of the card whose lists are read. */
  readonly related?: readonly CrmItem[]
}

/** Sub-calls of one snapshot, under names that `parseSnapshot` understands. */
export type SnapshotCalls = Readonly<Record<string, BatchCalls[string]>>

/** The card's chats: all (`N`), or the active ones. */
export const listCall = ({ type, id }: CrmItem, activeOnly: 'Y' | 'N'): BatchCalls[string] => [
  'imopenlines.crm.chat.get',
  { CRM_ENTITY_TYPE: type, CRM_ENTITY: id, ACTIVE_ONLY: activeOnly },
]

/** Details of a chat; takes an id or a reference. */
export const dialogCall = (chatId: ChatId | string): BatchCalls[string] => [
  'imopenlines.dialog.get',
  { DIALOG_ID: `chat${chatId}` },
]

/** Names of the lines. */
export const LINES_CALL: BatchCalls[string] = [
  'imopenlines.config.list.get',
  { PARAMS: { select: ['ID', 'LINE_NAME'], limit: 200 } },
]

/** The card's two lists and the caller's own chats, as sub-calls. */
const listCalls = (item: CrmItem): BatchCalls => ({
  chats: listCall(item, 'N'),
  active: listCall(item, 'Y'),
  recent: RECENT_CALL,
})

/** The chat that a sub-call names in DIALOG_ID (`chat<id>`) or CHAT_ID; null where it refers to the answer of another sub-call. */
export const chatOfCall = (call: BatchCalls[string] | undefined): ChatId | null => {
  const id = call?.[1]?.['DIALOG_ID'] ?? call?.[1]?.['CHAT_ID']
  return typeof id === 'string' || typeof id === 'number' ? toId<ChatId>(/^(?:chat)?(\d+)$/.exec(`${id}`)?.[1]) : null
}

/**
 * Makes a snapshot from the answers to `calls`; `listed`: the card's chats where another request has listed them. Throws the PortalError of
 * the card's lists when they were requested and refused.
 */
export const parseSnapshot = (
  answer: BatchAnswer,
  calls: SnapshotCalls,
  origin: string,
  listed: readonly Pick<ListedChat, 'id' | 'channel'>[] | null = null,
): CardSnapshot => {
  const valueOf = (name: string): unknown => {
    if (!(name in calls)) return undefined
    const sub = answer(name)
    return sub.ok ? sub.value : undefined
  }
  for (const name of ['chats', 'active'] as const) {
    const list = name in calls ? answer(name) : null
    if (list && !list.ok) throw list.error
  }
  const activeIds = 'active' in calls ? new Set(toChatRows(valueOf('active')).map((row) => row.id)) : null
  const rows = 'chats' in calls ? toChatRows(valueOf('chats')) : listed
  // References count the rows as they came; a chat with two connectors has two of them.
  const places = toList(valueOf('chats')).map((row) => toId<ChatId>(toRecord(row)['CHAT_ID']))

  const dialogs = new Map<ChatId, Dialog>()
  const refused = new Set<ChatId>()
  for (const name of Object.keys(calls).filter((key) => /^d\d+$/.test(key))) {
    const sub = answer(name)
    if (sub.ok) {
      const dialog = toDialog(sub.value, origin)
      if (dialog) dialogs.set(dialog.chatId, dialog)
    } else if (sub.error.kind === 'forbidden' || sub.error.kind === 'refused') {
      const id = chatOfCall(calls[name]) ?? places[Number(name.slice(1))]
      if (id) refused.add(id)
    }
  }

  const pages = new Map<ChatId, ConversationPage>()
  const unreadable = new Map<ChatId, PortalError>()
  for (const name of Object.keys(calls).filter((key) => /^p\d+[mh]$/.test(key))) {
    const key = name.slice(0, -1)
    if (name.endsWith('h') && `${key}m` in calls) continue
    const read = readConversation(
      `${key}m` in calls ? answer(`${key}m`) : null,
      `${key}h` in calls ? answer(`${key}h`) : null,
      origin,
    )
    if (read.page) pages.set(read.page.window.chatId, read.page)
    else {
      const id = chatOfCall(calls[name])
      if (id && read.error) unreadable.set(id, read.error)
    }
  }

  const older = new Map<ChatId, MessagePage & { readonly before: MessageId }>()
  for (const name of Object.keys(calls).filter((key) => /^o\d+$/.test(key))) {
    const page = toMemberPage(valueOf(name), origin)
    const before = toId<MessageId>(calls[name]?.[1]?.['LAST_ID'])
    if (page && before) older.set(page.chatId, { ...page, before })
  }

  const people = toPeople(valueOf('people'), origin)
  const lines = new Map<LineId, string>()
  for (const item of toList(valueOf('lines'))) {
    const raw = toRecord(item)
    const id = toId<LineId>(raw['ID'])
    const name = toText(raw['LINE_NAME']).trim()
    if (id !== null && name) lines.set(id, name)
  }
  return {
    me: toMe(valueOf('me')),
    chats: rows?.map((row) => ({ ...row, active: activeIds?.has(row.id) ?? null })) ?? null,
    dialogs,
    refused,
    recents: valueOf('recent') === undefined ? null : toRecentChats(valueOf('recent')),
    pages,
    unreadable,
    older,
    people,
    lines,
  }
}

/**
 * A snapshot with the answers for these chats alone. After references an answer counts only for a chat that was listed: a wrong reference,
 * or a chat that left the card, must not be shown.
 */
export const onlyChats = (snapshot: CardSnapshot, ids: ReadonlySet<ChatId>): CardSnapshot => {
  const listed = <V>(map: ReadonlyMap<ChatId, V>): ReadonlyMap<ChatId, V> =>
    new Map([...map].filter(([id]) => ids.has(id)))
  return {
    ...snapshot,
    dialogs: listed(snapshot.dialogs),
    pages: listed(snapshot.pages),
    unreadable: listed(snapshot.unreadable),
  }
}

/** The page of messages before one, of a chat the caller is in, as a sub-call. */
const olderCall = (chatId: ChatId, before: MessageId): BatchCalls[string] => [
  'im.dialog.messages.get',
  { DIALOG_ID: `chat${chatId}`, LAST_ID: before, LIMIT: PAGE_SIZE },
]

/** The sub-calls of a poll: with an item the card's lists and the caller's own chats, and the requested chats. */
export const snapshotCalls = (item: CrmItem | null, request: SnapshotRequest): SnapshotCalls => {
  const calls: Record<string, BatchCalls[string]> = item ? { ...listCalls(item) } : {}
  for (const [index, { chatId, way, sessionId }] of request.pages.entries()) {
    if (way !== 'history') calls[`p${index}m`] = memberCall(chatId)
    if (way !== 'member') calls[`p${index}h`] = historyCall(chatId, sessionId)
  }
  for (const [index, chatId] of request.dialogs.entries()) calls[`d${index}`] = dialogCall(chatId)
  for (const [index, { chatId, before }] of request.older.entries()) calls[`o${index}`] = olderCall(chatId, before)
  if (request.people.length > 0) calls['people'] = ['im.user.list.get', { ID: request.people, RESULT_TYPE: 'array' }]
  if (request.lines) calls['lines'] = LINES_CALL
  return calls
}

/** Reads only the requested chats, without the lists. */
export const fetchChats = async (
  rest: BackgroundRest,
  origin: string,
  request: SnapshotRequest,
): Promise<CardSnapshot> => {
  const calls = snapshotCalls(null, request)
  return parseSnapshot(await rest.batch(calls), calls, origin)
}

/** What of this file is part of `Portal`. */
export const snapshotMethods = (rest: BackgroundRest, origin: string) => bindMethods({ fetchChats }, rest, origin)
