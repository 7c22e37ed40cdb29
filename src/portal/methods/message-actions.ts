import type { ChatId, MessageId } from '@/domain/ids'
import { messageActions, type MessageCommand } from '@/domain/message-actions'
import { PortalError } from '../portal-error'
import type { Rest, RestParams } from '../transport/rest-client'

const paramsOf = (chatId: ChatId, messageId: MessageId, command: MessageCommand): RestParams => {
  switch (command.name) {
    case 'like':
    case 'unlike':
      return { MESSAGE_ID: messageId, ACTION: command.name === 'like' ? 'plus' : 'minus' }
    case 'edit':
      return { MESSAGE_ID: messageId, MESSAGE: command.text }
    case 'delete':
      return { MESSAGE_ID: messageId }
    case 'task':
      return { MESSAGE_ID: messageId, DIALOG_ID: `chat${chatId}`, TYPE: 'TASK' }
    case 'share':
      return { MESSAGE_ID: messageId, DIALOG_ID: `chat${command.to}`, TYPE: 'CHAT' }
    case 'saveQuick':
      return { CHAT_ID: chatId, MESSAGE_ID: messageId }
  }
}

/**
 * Does one thing to a message, sent once. Throws PortalError with the codes of the catalogue; `refused` EMPTY_TEXT, unsent, for an edit
 * that PHP would take for empty: the portal deletes the message then.
 */
export const performMessageAction = async (
  rest: Rest,
  chatId: ChatId,
  messageId: MessageId,
  command: MessageCommand,
): Promise<void> => {
  if (command.name === 'edit' && (command.text.trim() === '' || command.text === '0'))
    throw new PortalError('refused', 'EMPTY_TEXT')
  const answer = await rest.write(messageActions[command.name].method, paramsOf(chatId, messageId, command))
  if (answer === false || answer === 0 || answer === '0') throw new PortalError('refused', 'NOT_DONE')
}
