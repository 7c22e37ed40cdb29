import type { ChatId, MessageId } from '@/domain/ids'
import { messageActions, messageParamsOf, type MessageCommand } from '@/domain/message-actions'
import { PortalError } from '../portal-error'
import type { Rest } from '../transport/rest-client'
import { bindMethods } from './bind-methods'

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

/** What of this file is part of `Portal`. */
export const messageMethods = (rest: Rest) => bindMethods({ performMessageAction }, rest)
