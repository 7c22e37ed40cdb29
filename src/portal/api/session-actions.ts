import type { Dialog } from '@/domain/chat'
import type { ChatId, MessageId } from '@/domain/ids'
import { PortalError } from '../portal-error'
import type { Rest } from '../sdk/rest'
import { toDialog } from '../wire/dialog'

/** Details of one chat (imopenlines.dialog.get). Throws PortalError, `forbidden` when there is no such chat or no right. */
export const readDialog = async (rest: Rest, origin: string, chatId: ChatId): Promise<Dialog> => {
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
