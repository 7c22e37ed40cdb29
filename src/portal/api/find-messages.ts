import type { ChatId, MessageId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import type { People } from '@/domain/person'
import type { Rest } from '../sdk/rest'
import { toFiles, toMessages } from '../wire/message'
import { toPeople } from '../wire/person'
import { toFlag, toRecord } from '../wire/php-shapes'

/** What is looked for in a chat. The portal takes words of more than two characters; times in unix ms. */
export interface MessageSearch {
  readonly words: string
  /** Only messages from this moment on, the oldest first; null = all, the newest first. */
  readonly from: number | null
  /** Only beyond this message in the order of the answer; null = from the beginning. */
  readonly beyond: MessageId | null
  /** 1 to 200. */
  readonly limit: number
}

/** Messages that were found, in the order asked for. */
export interface FoundMessages {
  readonly messages: readonly Message[]
  readonly people: People
  /** The portal's plan keeps older messages back. */
  readonly limitedByPlan: boolean
}

/** Searches the messages of a chat the caller is in (im.dialog.messages.search). Throws PortalError, `forbidden` ACCESS_ERROR. */
export const findMessages = async (
  rest: Rest,
  origin: string,
  chatId: ChatId,
  { words, from, beyond, limit }: MessageSearch,
): Promise<FoundMessages> => {
  const answer = toRecord(
    await rest.call('im.dialog.messages.search', {
      CHAT_ID: chatId,
      ...(words === '' ? {} : { SEARCH_MESSAGE: words }),
      ...(from === null ? {} : { DATE_FROM: new Date(from).toISOString() }),
      ...(beyond === null ? {} : { LAST_ID: beyond }),
      ORDER: { ID: from === null ? 'DESC' : 'ASC' },
      LIMIT: limit,
    }),
  )
  const order = from === null ? -1 : 1
  return {
    messages: toMessages(answer['messages'], chatId, toFiles(answer['files'], origin), origin).toSorted(
      (a, b) => order * (a.id - b.id),
    ),
    people: toPeople(answer['users'], origin),
    limitedByPlan: toFlag(toRecord(answer['tariffRestrictions'])['isHistoryLimitExceeded']),
  }
}
