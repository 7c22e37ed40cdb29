import type { Dialog } from '@/domain/chat'
import { chatActions, type ChatCommand } from '@/domain/chat-actions'
import { type ChatId, type MessageId, toId } from '@/domain/ids'
import { PortalError } from '../portal-error'
import type { Rest, RestParams } from '../transport/rest-client'
import { toDialog } from '../wire/dialog'
import { toRecord } from '../wire/php-json'

const paramsOf = (chatId: ChatId, command: ChatCommand): RestParams => {
  switch (command.name) {
    case 'transfer':
      return { CHAT_ID: chatId, TRANSFER_ID: command.to.kind === 'line' ? `queue${command.to.id}` : command.to.id }
    case 'startFrom':
      return { CHAT_ID: chatId, MESSAGE_ID: command.messageId }
    case 'rate':
      return {
        SESSION_ID: command.sessionId,
        ...(command.stars === null ? {} : { RATING: command.stars }),
        ...(command.comment === '' ? {} : { COMMENT: command.comment }),
      }
    case 'leave':
    case 'addParticipant':
    case 'removeParticipant':
      return {
        CRM_ENTITY_TYPE: command.item.type,
        CRM_ENTITY: command.item.id,
        CHAT_ID: chatId,
        USER_ID: command.userId,
      }
    case 'pin':
      return { CHAT_ID: chatId, ACTIVATE: 'Y' }
    case 'unpin':
    case 'silentOff':
      return { CHAT_ID: chatId, ACTIVATE: 'N' }
    case 'mute':
    case 'unmute':
      return { CHAT_ID: chatId, MUTE: command.name === 'mute' ? 'Y' : 'N' }
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
export const performChatAction = async (rest: Rest, chatId: ChatId, command: ChatCommand): Promise<void> => {
  const answer = await rest.write(chatActions[command.name].method, paramsOf(chatId, command))
  if (answer === false || answer === 0 || answer === '0') throw new PortalError('refused', 'NOT_DONE')
}

/** The Open Channel chat of a user code (im.chat.get with ENTITY_TYPE LINES); null = none, or none for the caller. Throws PortalError. */
export const findChatByCode = async (rest: Rest, code: string): Promise<ChatId | null> => {
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

const act = async (rest: Rest, method: string, chatId: ChatId): Promise<void> => {
  await rest.write(method, { CHAT_ID: chatId })
}

/** Takes the chat for the caller; takes it away from a colleague who answered before. */
export const answerChat = (rest: Rest, chatId: ChatId): Promise<void> =>
  act(rest, 'imopenlines.operator.answer', chatId)

/** Adds the caller to an open session beside its operator. */
export const joinChat = (rest: Rest, chatId: ChatId): Promise<void> => act(rest, 'imopenlines.session.join', chatId)

/** Makes the caller the operator; the former one leaves the chat. Refused with OPERATOR_WRONG when nobody else leads it. */
export const interceptChat = (rest: Rest, chatId: ChatId): Promise<void> =>
  act(rest, 'imopenlines.session.intercept', chatId)

/** Opens a new session owned by the caller in a closed chat. */
export const startSession = (rest: Rest, chatId: ChatId): Promise<void> =>
  act(rest, 'imopenlines.session.start', chatId)

/** Closes the open session and opens a new one owned by the caller, carrying on from a message. */
export const startSessionFrom = async (rest: Rest, chatId: ChatId, messageId: MessageId): Promise<void> => {
  await rest.write('imopenlines.message.session.start', { CHAT_ID: chatId, MESSAGE_ID: messageId })
}
