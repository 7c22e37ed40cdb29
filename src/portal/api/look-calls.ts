import type { CrmItem } from '@/domain/crm-item'
import type { ChatId, MessageId } from '@/domain/ids'
import type { BatchCalls, Rest } from '../sdk/rest'
import { listCalls, readLook, type CardLook, type LookCalls, type LookWish } from './card'
import { historyCall, memberCall, PAGE_SIZE } from './messages'

/** The page of messages before one, of a chat the caller is in, as a sub-call. */
const olderCall = (chatId: ChatId, before: MessageId): BatchCalls[string] => [
  'im.dialog.messages.get',
  { DIALOG_ID: `chat${chatId}`, LAST_ID: before, LIMIT: PAGE_SIZE },
]

/** The sub-calls of a later look: with an item the card's lists and the caller's own chats, and whatever is wished for. */
export const lookCalls = (item: CrmItem | null, wish: LookWish): LookCalls => {
  const calls: Record<string, BatchCalls[string]> = item ? { ...listCalls(item) } : {}
  for (const [index, { chatId, way }] of wish.pages.entries()) {
    if (way !== 'history') calls[`p${index}m`] = memberCall(chatId)
    if (way !== 'member') calls[`p${index}h`] = historyCall(chatId)
  }
  for (const [index, chatId] of wish.dialogs.entries())
    calls[`d${index}`] = ['imopenlines.dialog.get', { DIALOG_ID: `chat${chatId}` }]
  for (const [index, { chatId, before }] of wish.older.entries()) calls[`o${index}`] = olderCall(chatId, before)
  if (wish.people.length > 0) calls['people'] = ['im.user.list.get', { ID: wish.people, RESULT_TYPE: 'array' }]
  if (wish.lines)
    calls['lines'] = ['imopenlines.config.list.get', { PARAMS: { select: ['ID', 'LINE_NAME'], limit: 200 } }]
  return calls
}

/** Only what is wished for, without the lists. */
export const lookAtChats = async (rest: Rest, origin: string, wish: LookWish): Promise<CardLook> => {
  const calls = lookCalls(null, wish)
  return readLook(await rest.batch(calls), calls, origin)
}
