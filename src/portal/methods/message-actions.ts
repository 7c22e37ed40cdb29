import type { ChatId, MessageId } from '@/domain/ids'
import { messageActions, type MessageCommand } from '@/domain/message-actions'
import { PortalError } from '../portal-error'
import type { Rest, RestParams } from '../sdk/rest'

const paramsOf = (chatId: ChatId, messageId: MessageId, deed: MessageCommand): RestParams => {
  switch (deed.name) {
    case 'like':
    case 'unlike':
      return { MESSAGE_ID: messageId, ACTION: deed.name === 'like' ? 'plus' : 'minus' }
    case 'edit':
      return { MESSAGE_ID: messageId, MESSAGE: deed.text }
    case 'delete':
      return { MESSAGE_ID: messageId }
    case 'task':
      return { MESSAGE_ID: messageId, DIALOG_ID: `chat${chatId}`, TYPE: 'TASK' }
    case 'share':
      return { MESSAGE_ID: messageId, DIALOG_ID: `chat${deed.to}`, TYPE: 'CHAT' }
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
  deed: MessageCommand,
): Promise<void> => {
  if (deed.name === 'edit' && (deed.text.trim() === '' || deed.text === '0'))
    throw new PortalError('refused', 'EMPTY_TEXT')
  const answer = await rest.write(messageActions[deed.name].method, paramsOf(chatId, messageId, deed))
  if (answer === false || answer === 0 || answer === '0') throw new PortalError('refused', 'NOT_DONE')
}
