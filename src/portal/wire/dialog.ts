import type { Dialog, LastMessage } from '@/domain/chat'
import { type Channel, crmEntityTypes, type CrmItem } from '@/domain/crm'
import { type ChatId, type LineId, type MessageId, type SessionId, toId, type UserId } from '@/domain/ids'
import { toAvatar, toColor } from './person'
import {
  field,
  fromSeconds,
  toCount,
  toFlag,
  toList,
  toNumber,
  toRecord,
  toText,
  toTextOrNull,
  toTime,
} from './php-json'

/** entity_id of an Open Channel chat: `connector|line|chat in the channel|user in the channel`. */
export const toUserCode = (value: unknown) => {
  const [connector, line, chat, user] = toText(value)
    .replace(/^imol\|/, '')
    .split('|')
  return {
    connector: connector || null,
    lineId: toId<LineId>(line),
    externalChatId: chat || null,
    externalUserId: user || null,
  }
}

/** entity_data_1: `CRM|type|id|PAUSE|WAIT_ACTION|SESSION_ID|DATE_CREATE|LINE_ID|BLOCK_DATE|BLOCK_REASON`; old chats have fewer parts. */
export const toSessionData = (value: unknown) => {
  const parts = toText(value).split('|')
  const reason = parts.slice(9).join('|')
  return {
    pinned: toFlag(parts[3]),
    closing: toFlag(parts[4]),
    sessionId: toId<SessionId>(parts[5]),
    sessionStartedAt: fromSeconds(parts[6]),
    lineId: toId<LineId>(parts[7]),
    replyBlockedFrom: fromSeconds(parts[8]),
    replyBlockReason: reason && reason !== '0' ? reason : null,
  }
}

/** entity_data_2: pairs `LEAD|id|COMPANY|id|...` in any order; 0 = none, unknown types are skipped. */
export const toBindings = (value: unknown): readonly CrmItem[] => {
  const parts = toText(value).split('|')
  const bindings: CrmItem[] = []
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const type = crmEntityTypes.find((known) => known === parts[index]?.toLowerCase())
    const id = Number(parts[index + 1])
    if (type && Number.isSafeInteger(id) && id > 0) bindings.push({ type, id })
  }
  return bindings
}

const insideRoles = new Set(['member', 'manager', 'owner'])

/** Details of a chat: imopenlines.dialog.get (snake case) or the `chat` part of session.history.get (camel case). Null without an id. */
export const toDialog = (value: unknown, origin: string): Dialog | null => {
  const raw = toRecord(value)
  const chatId = toId<ChatId>(raw['id'])
  if (chatId === null) return null
  const userCode = toUserCode(field(raw, 'entity_id', 'entityId'))
  const session = toSessionData(field(raw, 'entity_data_1', 'entityData1'))
  const role = toText(raw['role']).toLowerCase()
  const mutes = toRecord(field(raw, 'mute_list', 'muteList'))
  return {
    chatId,
    name: toTextOrNull(raw['name']) ?? `#${chatId}`,
    avatarUrl: toAvatar(raw['avatar'], origin),
    color: toColor(raw['color']),
    ownerId: toId<UserId>(raw['owner']),
    counter: toCount(raw['counter']),
    unreadId: toId<MessageId>(field(raw, 'unread_id', 'unreadId')),
    lastMessageId: toId<MessageId>(field(raw, 'last_message_id', 'lastMessageId')),
    messageCount: toCount(field(raw, 'message_count', 'messageCount')),
    participantCount: toCount(field(raw, 'user_counter', 'userCounter')),
    connector: userCode.connector,
    lineId: session.lineId ?? userCode.lineId,
    externalChatId: userCode.externalChatId,
    externalUserId: userCode.externalUserId,
    sessionId: session.sessionId,
    sessionStartedAt: session.sessionStartedAt,
    pinned: session.pinned,
    closing: session.closing,
    silent: toFlag(field(raw, 'entity_data_3', 'entityData3')),
    replyBlockedFrom: session.replyBlockedFrom,
    replyBlockReason: session.replyBlockReason,
    bindings: toBindings(field(raw, 'entity_data_2', 'entityData2')),
    createdAt: toTime(field(raw, 'date_create', 'dateCreate')),
    joined: role ? insideRoles.has(role) : null,
    mayJoin: null,
    headVote: null,
    mutedBy: Object.entries(mutes).flatMap(([id, mute]) => (toFlag(mute) ? (toId<UserId>(id) ?? []) : [])),
    readBy: toList(field(raw, 'readed_list', 'readedList')).flatMap((item) => {
      const reader = toRecord(item)
      const userId = toId<UserId>(field(reader, 'user_id', 'userId'))
      if (userId === null) return []
      const messageId = toId<MessageId>(field(reader, 'message_id', 'messageId'))
      return [{ userId, name: toTextOrNull(field(reader, 'user_name', 'userName')) ?? '', messageId }]
    }),
  }
}

/** Rows of imopenlines.crm.chat.get: one per (chat, connector) pair; a chat comes once here. */
export const toChatRows = (value: unknown): readonly { readonly id: ChatId; readonly channel: Channel }[] => {
  const rows = new Map<ChatId, { id: ChatId; channel: Channel }>()
  for (const item of toList(value)) {
    const raw = toRecord(item)
    const id = toId<ChatId>(raw['CHAT_ID'])
    if (id === null || rows.has(id)) continue
    const connector = toText(raw['CONNECTOR_ID']).toLowerCase()
    rows.set(id, { id, channel: { connector, title: toTextOrNull(raw['CONNECTOR_TITLE']) ?? connector } })
  }
  return [...rows.values()]
}

/** One Open Channel chat of the caller, from im.recent.list. */
export interface RecentChat {
  readonly chatId: ChatId
  /** `from` is not known yet: the row has only the author's id. */
  readonly last: LastMessage | null
  readonly counter: number
  /** Session status of the portal (0 to 75), or null. */
  readonly status: number | null
}

/** A message with a file reads "[File] plan.pdf" or just "[Photo]", in the portal's language: the name if there is one, else the kind. */
const fileWords = (text: string): string => {
  const [, word, name] = /^\[([^\]/]+)\]\s*(.*)$/s.exec(text) ?? []
  return name || word || text
}

/** Rows of im.recent.list; other chats than Open Channel ones are left out. */
export const toRecentChats = (value: unknown): readonly RecentChat[] =>
  toList(toRecord(value)['items']).flatMap((item) => {
    const raw = toRecord(item)
    const chatId = toId<ChatId>(raw['chat_id'])
    const lines = toRecord(raw['lines'])
    if (chatId === null || Object.keys(lines).length === 0) return []
    const message = toRecord(raw['message'])
    const id = toId<MessageId>(message['id'])
    const authorId = toId<UserId>(message['author_id'])
    const hasFile = toFlag(message['file']) || Object.keys(toRecord(message['file'])).length > 0
    const text = toText(message['text'])
    const last: LastMessage | null =
      id === null
        ? null
        : {
            id,
            text: hasFile ? fileWords(text) : text,
            authorId,
            authorName: null,
            from: authorId === null ? 'system' : 'unknown',
            hasFile,
            date: toTime(message['date']) ?? 0,
          }
    return [{ chatId, last, counter: toCount(raw['counter']), status: toNumber(lines['status']) }]
  })
