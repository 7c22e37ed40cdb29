import type { ChatId, FileId } from '@/domain/ids'
import { PortalError } from '../portal-error'
import type { Rest } from '../sdk/rest'
import { toRecord, toText } from '../wire/php-shapes'

/**
 * A one-time address of a file (im.v2.File.download) that needs no session of the portal's page. It holds a token: never keep, show or log
 * it. Throws PortalError: FILE_NOT_FOUND, ACCESS_DENIED; `malformed` NO_ADDRESS.
 */
export const fileLink = async (rest: Rest, origin: string, chatId: ChatId, fileId: FileId): Promise<string> => {
  const answer = toRecord(await rest.call('im.v2.File.download', { dialogId: `chat${chatId}`, fileId }))
  const address = toText(answer['downloadUrl'])
  const url = URL.canParse(address, origin) ? new URL(address, origin) : null
  if (!url || (url.protocol !== 'https:' && url.origin !== origin)) throw new PortalError('malformed', 'NO_ADDRESS')
  return url.href
}
