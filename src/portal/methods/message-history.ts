import type { ChatId, FileId, MessageId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import type { MessagePage } from '@/domain/message-window'
import type { People, Person } from '@/domain/person'
import { asPortalError, PortalError } from '../portal-error'
import { type BatchCalls, batchReference, type Rest } from '../transport/rest-client'
import { toMemberPage } from '../wire/conversation'
import { toFiles, toMessages } from '../wire/message'
import { toPeople } from '../wire/person'
import { portalDate, toFlag, toRecord, toText } from '../wire/php-json'
import { bindMethods } from './bind-methods'
import { PAGE_SIZE } from './messages'

/** A file of a chat. */
interface ChatFileId {
  readonly chatId: ChatId
  readonly fileId: FileId
}

const DOWNLOAD = 'im.v2.File.download'
const downloadParams = ({ chatId, fileId }: ChatFileId) => ({ dialogId: `chat${chatId}`, fileId })

const toDownloadUrl = (answer: unknown, origin: string): string => {
  const address = toText(toRecord(answer)['downloadUrl'])
  const url = URL.canParse(address, origin) ? new URL(address, origin) : null
  if (!url || (url.protocol !== 'https:' && url.origin !== origin)) throw new PortalError('malformed', 'NO_ADDRESS')
  return url.href
}

/**
 * A one-time address of a file (im.v2.File.download) that works without a session of the portal's page. It holds a token: never keep,
 * show or log it. Throws PortalError: FILE_NOT_FOUND, ACCESS_DENIED; `malformed` NO_ADDRESS.
 */
const fetchDownloadUrl = async (rest: Rest, origin: string, chatId: ChatId, fileId: FileId): Promise<string> =>
  toDownloadUrl(await rest.call(DOWNLOAD, downloadParams({ chatId, fileId })), origin)

/**
 * The same for up to 50 files in one request, in their order; an error stands in the place of its file. Not every portal takes the method
 * in a batch: ERROR_BATCH_METHOD_NOT_ALLOWED.
 */
const fetchDownloadUrls = async (
  rest: Rest,
  origin: string,
  files: readonly ChatFileId[],
): Promise<readonly (string | PortalError)[]> => {
  const answer = await rest.batch(
    Object.fromEntries(files.map((file, place) => [`f${place}`, [DOWNLOAD, downloadParams(file)] as const])),
  )
  return files.map((_, place) => {
    const sub = answer(`f${place}`)
    try {
      return sub.ok ? toDownloadUrl(sub.value, origin) : sub.error
    } catch (thrown) {
      return asPortalError(thrown)
    }
  })
}

/** A search in a chat. The portal needs words of more than two characters; times in unix ms. */
export interface MessageSearch {
  readonly query: string
  /** Only messages from this time on, the oldest first; null = all, the newest first. */
  readonly from: number | null
  /** Only those after this message in the order of the answer; null = from the beginning. */
  readonly beyond: MessageId | null
  /** 1 to 200. */
  readonly limit: number
}

/** Found messages, in the requested order. */
export interface FoundMessages {
  readonly messages: readonly Message[]
  readonly people: People
  /** The portal's plan hides older messages. */
  readonly limitedByPlan: boolean
}

/** Searches the messages of a chat the caller is in (im.dialog.messages.search). Throws PortalError, `forbidden` ACCESS_ERROR. */
const searchMessages = async (
  rest: Rest,
  origin: string,
  chatId: ChatId,
  { query, from, beyond, limit }: MessageSearch,
): Promise<FoundMessages> => {
  const answer = toRecord(
    await rest.callWithText('im.dialog.messages.search', {
      CHAT_ID: chatId,
      ...(query === '' ? {} : { SEARCH_MESSAGE: query }),
      ...(from === null ? {} : { DATE_FROM: portalDate(from) }),
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

/** A range of messages in one direction. */
export interface MessageRange extends MessagePage {
  /** The last page was full: there may be more in this direction. */
  readonly more: boolean
}

const toMin = (ids: readonly MessageId[]): MessageId => ids.reduce((least, id) => (id < least ? id : least))
const toMax = (ids: readonly MessageId[]): MessageId => ids.reduce((most, id) => (id > most ? id : most))

/** Pages of 50 as sub-calls p0, p1 ...; each but the first refers to the last message of the one before. */
const chainCalls = (chatId: ChatId, direction: 'older' | 'newer', from: MessageId | 0, pages: number): BatchCalls => {
  const edge = direction === 'older' ? 'LAST_ID' : 'FIRST_ID'
  const calls: Record<string, BatchCalls[string]> = {}
  for (let index = 0; index < pages; index += 1) {
    // A page that wasn't full has no 50th message: what becomes of the reference then is refused, which ends the chain, or read as 0.
    const start = index === 0 ? from : `0${batchReference(`p${index - 1}`, 'messages', PAGE_SIZE - 1, 'id')}`
    calls[`p${index}`] = ['im.dialog.messages.get', { DIALOG_ID: `chat${chatId}`, [edge]: start, LIMIT: PAGE_SIZE }]
  }
  return calls
}

/** Portals that have left a number out of a reference (REST module of 2023/24): pages are asked for one by one. */
const withoutReferences = new WeakSet<Rest>()

/**
 * Up to `pages` pages of 50, each starting where the one before ended: in one request, or one by one where the portal doesn't put a number
 * into a reference. It reads such a reference as 0 then, which is the newest page or the very first: a page is taken only when all of it
 * lies strictly beyond the edge it was asked for, or a hole would remain.
 * `older`: below `from`; `newer`: above it (0 = from the very first message).
 */
export const fetchMessageRange = async (
  rest: Rest,
  origin: string,
  chatId: ChatId,
  direction: 'older' | 'newer',
  from: MessageId | 0,
  pages: number,
): Promise<MessageRange> => {
  const messages: Message[] = []
  const people = new Map<UserId, Person>()
  let edge = from
  let left = pages
  while (left > 0) {
    const chained = withoutReferences.has(rest) ? 1 : left
    const answer = await rest.batch(chainCalls(chatId, direction, edge, chained))
    for (let index = 0; index < chained; index += 1) {
      const sub = answer(`p${index}`)
      if (!sub.ok) {
        if (index === 0) throw sub.error
        return { messages, people, more: true }
      }
      const page = toMemberPage(sub.value, origin)
      if (!page || page.chatId !== chatId) throw new PortalError('malformed', 'OTHER_CHAT')
      const beyond = page.messages.every(({ id }) => (direction === 'older' ? edge === 0 || id < edge : id > edge))
      if (!beyond) {
        // The first page was asked for by number: such a portal can't be read further.
        if (index === 0) return { messages, people, more: false }
        withoutReferences.add(rest)
        break
      }
      messages.push(...page.messages)
      for (const [id, person] of page.people) people.set(id, person)
      if (page.messages.length < PAGE_SIZE) return { messages, people, more: false }
      const ids = page.messages.map(({ id }) => id)
      edge = direction === 'older' ? toMin(ids) : toMax(ids)
      left -= 1
    }
  }
  return { messages, people, more: true }
}

/** What of this file is part of `Portal`. */
export const historyMethods = (rest: Rest, origin: string) =>
  bindMethods({ fetchDownloadUrl, fetchDownloadUrls, fetchMessageRange, searchMessages }, rest, origin)
