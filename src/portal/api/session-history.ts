import type { ChatId, SessionId } from '@/domain/ids'
import type { MessagePage } from '@/domain/message-window'
import { PortalError } from '../portal-error'
import type { Rest } from '../sdk/rest'
import { toSessionHistory } from '../wire/conversation'

/**
 * One whole session of a chat (imopenlines.session.history.get by SESSION_ID), in a batch: so a missing right is told from a missing plan.
 * Throws PortalError, `forbidden` where the caller may not read it.
 */
export const readSession = async (
  rest: Rest,
  origin: string,
  chatId: ChatId,
  sessionId: SessionId,
): Promise<MessagePage> => {
  const answer = await rest.batch({ session: ['imopenlines.session.history.get', { SESSION_ID: sessionId }] })
  const sub = answer('session')
  if (!sub.ok) throw sub.error
  const session = toSessionHistory(sub.value, origin)
  if (!session || session.chatId !== chatId) throw new PortalError('malformed', 'OTHER_CHAT')
  return session
}
