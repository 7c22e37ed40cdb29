import { chatActions, type ChatDeed } from '@/domain/chat-actions'
import type { ChatId } from '@/domain/ids'
import { PortalError } from '../portal-error'
import type { Rest, RestParams } from '../sdk/rest'

const paramsOf = (chatId: ChatId, deed: ChatDeed): RestParams => {
  switch (deed.name) {
    case 'transfer':
      return { CHAT_ID: chatId, TRANSFER_ID: deed.to.kind === 'line' ? `queue${deed.to.id}` : deed.to.id }
    case 'startFrom':
      return { CHAT_ID: chatId, MESSAGE_ID: deed.messageId }
    case 'rate':
      return {
        SESSION_ID: deed.sessionId,
        ...(deed.stars === null ? {} : { RATING: deed.stars }),
        ...(deed.comment === '' ? {} : { COMMENT: deed.comment }),
      }
    case 'leave':
    case 'addParticipant':
    case 'removeParticipant':
      return { CRM_ENTITY_TYPE: deed.item.type, CRM_ENTITY: deed.item.id, CHAT_ID: chatId, USER_ID: deed.userId }
    case 'pin':
      return { CHAT_ID: chatId, ACTIVATE: 'Y' }
    case 'unpin':
    case 'silentOff':
      return { CHAT_ID: chatId, ACTIVATE: 'N' }
    case 'mute':
    case 'unmute':
      return { CHAT_ID: chatId, MUTE: deed.name === 'mute' ? 'Y' : 'N' }
    case 'markUnread':
      return { DIALOG_ID: `chat${chatId}`, ACTION: 'Y' }
    case 'answer':
    case 'createLead':
    case 'finish':
    case 'finishAnothers':
    case 'join':
    case 'skip':
    case 'spam':
    case 'start':
    case 'takeOver':
      return { CHAT_ID: chatId }
  }
}

/**
 * Does one thing to a chat, sent once. Throws PortalError with the codes of the catalogue; `refused` NOT_DONE where the portal answers
 * a well-formed "no" (`false`, 0) instead of an error.
 */
export const doToChat = async (rest: Rest, chatId: ChatId, deed: ChatDeed): Promise<void> => {
  const answer = await rest.write(chatActions[deed.name].method, paramsOf(chatId, deed))
  if (answer === false || answer === 0 || answer === '0') throw new PortalError('refused', 'NOT_DONE')
}
