import { emptyAsList } from '../rest/php-array.ts'
import { portalDate } from '../rest/portal-date.ts'
import { isUnread } from '../world/messages.ts'
import type { Chat } from '../world/model.ts'
import type { Message } from '../world/message.ts'
import { camelKey, renameKeys } from './keys.ts'

type Json = Record<string, unknown>

/** A portal's answers contain no control characters. */
// oxlint-disable-next-line no-control-regex
const clean = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')

/** A message as `im.dialog.messages.get` shows it to a member. */
export function imMessage(chat: Chat, message: Message, viewerId: number): Json {
  const member = chat.members.get(viewerId)
  return {
    id: message.id,
    chat_id: chat.id,
    author_id: message.authorId,
    date: portalDate(message.date),
    text: clean(message.text),
    unread: member ? isUnread(member, viewerId, message) : false,
    uuid: message.uuid,
    replaces: [],
    params: emptyAsList(message.params),
    disappearing_date: null,
  }
}

/** A message as `imopenlines.session.history.get` shows it: lower-case keys, ids as strings, HTML beside the text. */
export function historyMessage(chat: Chat, message: Message): Json {
  const text = clean(message.text)
  return {
    id: String(message.id),
    chatid: String(chat.id),
    senderid: String(message.authorId),
    recipientid: `chat${chat.id}`,
    date: portalDate(message.date),
    text,
    textlegacy: legacyHtml(text),
    params: emptyAsList(renameKeys(message.params, camelKey) as Json),
  }
}

const legacyHtml = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\[(\/?)(b|i|u|s)\]/gi, '<$1$2>')
    .replace(/\n|\[br\]/gi, '<br />')

/** Ids in a message's FILE_ID param. */
export function fileIdsOf(message: Message): number[] {
  const ids = message.params['FILE_ID']
  return Array.isArray(ids) ? ids.map(Number) : []
}

/** Ids of all people needed to show the messages. */
export function peopleOf(messages: readonly Message[]): number[] {
  return messages.flatMap((message) => [
    message.authorId,
    ...[...message.text.matchAll(/\[USER=(\d+)/gi)].map(([, id]) => Number(id)),
  ])
}
