import { chatActions, type ChatCommand, paramsOf } from '@/domain/chat-actions'
import type { ChatId, MessageId } from '@/domain/ids'
import { messageActions, type MessageCommand, messageParamsOf } from '@/domain/message-actions'
import { PortalError } from '../portal-error'
import type { Rest } from '../transport/rest-client'

/**
 * Executes one action on a chat, sent once. Throws PortalError with the codes of the registry; `refused` NOT_DONE where the portal answers
 * `false` or 0 instead of an error.
 */
export const performChatAction = async (rest: Rest, chatId: ChatId, command: ChatCommand): Promise<void> => {
  const answer = await rest.write(chatActions[command.name].method, paramsOf(chatId, command))
  if (answer === false || answer === 0 || answer === '0') throw new PortalError('refused', 'NOT_DONE')
}

/**
 * Executes one action on a message, sent once. Throws PortalError with the codes of the registry; `refused` EMPTY_TEXT, unsent, for an
 * edit that PHP would take for empty: the portal deletes the message then.
 */
export const performMessageAction = async (
  rest: Rest,
  chatId: ChatId,
  messageId: MessageId,
  command: MessageCommand,
): Promise<void> => {
  if (command.name === 'edit' && (command.text.trim() === '' || command.text === '0'))
    throw new PortalError('refused', 'EMPTY_TEXT')
  const answer = await rest.write(messageActions[command.name].call.method, messageParamsOf(chatId, messageId, command))
  if (answer === false || answer === 0 || answer === '0') throw new PortalError('refused', 'NOT_DONE')
}
