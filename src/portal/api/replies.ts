import type { CrmItem } from '@/domain/crm-item'
import { toId, type ChatId, type MessageId, type UserId } from '@/domain/ids'
import { PortalError } from '../portal-error'
import type { Rest } from '../sdk/rest'

/** Marks a chat read up to a message (im.dialog.read); of no effect for those who aren't in it. */
export const markRead = async (rest: Rest, chatId: ChatId, upTo: MessageId): Promise<void> => {
  await rest.write('im.dialog.read', { DIALOG_ID: `chat${chatId}`, MESSAGE_ID: upTo })
}

/**
 * Sends a reply to the client (imopenlines.crm.message.add); not idempotent, sent once.
 * Throws PortalError: `refused` CHAT_NOT_IN_CRM (the chat isn't in work), CANCELED (the author isn't in it), ERROR_ARGUMENT; `forbidden`.
 */
export const sendReply = async (
  rest: Rest,
  item: CrmItem,
  chatId: ChatId,
  author: UserId,
  text: string,
): Promise<MessageId> => {
  const answer = await rest.write('imopenlines.crm.message.add', {
    CRM_ENTITY_TYPE: item.type,
    CRM_ENTITY: item.id,
    USER_ID: author,
    CHAT_ID: chatId,
    MESSAGE: text,
  })
  const id = toId<MessageId>(answer)
  if (id === null) throw new PortalError('malformed', 'NO_MESSAGE_ID')
  return id
}
