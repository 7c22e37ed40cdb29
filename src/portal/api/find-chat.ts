import { toId, type ChatId } from '@/domain/ids'
import type { Rest } from '../sdk/rest'
import { toRecord } from '../wire/php-shapes'

/** The Open Channel chat of a user code (im.chat.get with ENTITY_TYPE LINES); null = none, or none for the caller. Throws PortalError. */
export const findChatByCode = async (rest: Rest, code: string): Promise<ChatId | null> => {
  const answer = await rest.call('im.chat.get', { ENTITY_TYPE: 'LINES', ENTITY_ID: code.replace(/^imol\|/i, '') })
  return toId<ChatId>(toRecord(answer)['ID'])
}
