import type { LastMessage } from '@/domain/chat'
import { toId, type ChatId, type MessageId, type UserId } from '@/domain/ids'
import { toCount, toFlag, toList, toNumber, toRecord, toText, toTime } from './php-json'

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
