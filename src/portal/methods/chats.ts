import type { Dialog } from '@/domain/chat'
import { chatActions, paramsOf, type ChatCommand } from '@/domain/chat-actions'
import { type ChatId, toId } from '@/domain/ids'
import { PortalError } from '../portal-error'
import type { Rest } from '../transport/rest-client'
import { toDialog } from '../wire/dialog'
import { toRecord } from '../wire/php-json'
import { bindMethods } from './bind-methods'

/**
 * Executes one action on a chat, sent once. Throws PortalError with the codes of the registry; `refused` NOT_DONE where the portal answers
 * `false` or 0 instead of an error.
 */
export const performChatAction = async (rest: Rest, chatId: ChatId, command: ChatCommand): Promise<void> => {
  const answer = await rest.write(chatActions[command.name].method, paramsOf(chatId, command))
  if (answer === false || answer === 0 || answer === '0') throw new PortalError('refused', 'NOT_DONE')
}

/** The Open Channel chat of a user code (im.chat.get with ENTITY_TYPE LINES); null = none, or none for the caller. Throws PortalError. */
const findChatByCode = async (rest: Rest, code: string): Promise<ChatId | null> => {
  const answer = await rest.callWithText('im.chat.get', {
    ENTITY_TYPE: 'LINES',
    ENTITY_ID: code.replace(/^imol\|/i, ''),
  })
  return toId<ChatId>(toRecord(answer)['ID'])
}

/** Details of one chat (imopenlines.dialog.get). Throws PortalError, `forbidden` when there is no such chat or no right. */
export const fetchDialog = async (rest: Rest, origin: string, chatId: ChatId): Promise<Dialog> => {
  const dialog = toDialog(await rest.call('imopenlines.dialog.get', { CHAT_ID: chatId }), origin)
  if (!dialog || dialog.chatId !== chatId) throw new PortalError('malformed', 'OTHER_CHAT')
  return dialog
}

/** What of this file is part of `Portal`. */
export const chatMethods = (rest: Rest, origin: string) => ({
  ...bindMethods({ findChatByCode, performChatAction }, rest),
  ...bindMethods({ fetchDialog }, rest, origin),
})
