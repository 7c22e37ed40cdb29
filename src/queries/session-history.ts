import type { QueryClient } from '@tanstack/react-query'
import type { Chat } from '@/domain/chat'
import type { CrmItem } from '@/domain/crm'
import type { ChatId, MessageId, SessionId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import { addOlder, type MessagePage, type MessageWindow, newestWindow } from '@/domain/message-window'
import type { Person } from '@/domain/person'
import { sessionsNamed } from '@/domain/session'
import { isOfCode } from '@/domain/user-code'
import { asPortalError } from '@/portal/portal-error'
import type { OpenedCard, Portal } from './card-context'
import { addKnownSessions, knownSessions, noteSessions, readableBefore } from './known-sessions'
import { queryKeys } from './query-keys'

/** Sessions read in one request. */
const SESSIONS_PER_REQUEST = 5

/** What a chat has to tell for its sessions to be found. */
type ReadableChat = Pick<Chat, 'id' | 'dialog'> & Partial<Pick<Chat, 'linkedThrough'>>

/** Pages of 50 sessions that are asked for at most. */
const MAX_SESSION_PAGES = 10

type SessionPage = Awaited<ReturnType<Portal['fetchCardSessions']>>

/**
 * A page of a record's sessions, asked for once, also when several chats want it at the same moment. A record that may not be read this way
 * proves nothing, and is not asked again. Rejects with PortalError when another attempt may succeed.
 */
const readPage = (card: OpenedCard, client: QueryClient, record: CrmItem, page: number): Promise<SessionPage> =>
  client.fetchQuery({
    queryKey: queryKeys.recordSessions(record, page),
    queryFn: async (): Promise<SessionPage> => {
      try {
        return await card.portal.fetchCardSessions(record, page)
      } catch (thrown) {
        const { kind } = asPortalError(thrown)
        if (kind !== 'forbidden' && kind !== 'app' && kind !== 'refused') throw thrown
        return { sessions: [], more: false }
      }
    },
    staleTime: Infinity,
  })

/** The pages of a record's sessions that have been read. */
const pagesRead = (client: QueryClient, record: CrmItem): SessionPage[] => {
  const pages: SessionPage[] = []
  for (;;) {
    const page = client.getQueryData<SessionPage>(queryKeys.recordSessions(record, pages.length))
    if (!page) return pages
    pages.push(page)
  }
}

/**
 * Adds the chat's sessions that the record's activities tell to the known ones; with `deeper` from the next page. Rejects with PortalError
 * when another attempt may succeed. True = there is more.
 */
const noteListed = async (
  card: OpenedCard,
  client: QueryClient,
  chat: ReadableChat,
  deeper: boolean,
): Promise<boolean> => {
  // Without details nothing tells which sessions are the chat's.
  if (chat.dialog === null) return false
  const record = chat.linkedThrough?.item ?? card.item
  const pages = pagesRead(client, record)
  const hasMore = () => pages.length < MAX_SESSION_PAGES && (pages.at(-1)?.more ?? true)
  if (hasMore() && (pages.length === 0 || deeper)) pages.push(await readPage(card, client, record, pages.length))
  const own = pages
    .flatMap(({ sessions }) => sessions)
    .filter(({ userCode }) => userCode !== null && isOfCode(chat.dialog, userCode))
  addKnownSessions(client, chat.id, { named: own.map(({ sessionId }) => sessionId), listed: true })
  return hasMore()
}

/** Reads sessions of a chat and remembers what they tell of others. */
const readSessions = async (
  portal: Portal,
  client: QueryClient,
  chatId: ChatId,
  ids: readonly SessionId[],
): Promise<readonly MessagePage[]> => {
  const { pages, foreign, refused } = await portal.fetchSessions(chatId, ids)
  const unnamed = [...pages].flatMap(([id, { messages }]): (readonly [SessionId, MessageId | null])[] =>
    sessionsNamed(messages).includes(id)
      ? []
      : [[id, messages.reduce<MessageId | null>((a, { id }) => (a === null || id < a ? id : a), null)]],
  )
  addKnownSessions(client, chatId, {
    named: [...pages.values()].flatMap(({ messages }) => sessionsNamed(messages)),
    refused,
    unnamed: new Map([...unnamed, ...foreign.map((id): [SessionId, null] => [id, null])]),
  })
  return [...pages.values()]
}

/** Next sessions to read before these messages; asks for the card's sessions where none is known. */
const nextSessions = async (
  card: OpenedCard,
  client: QueryClient,
  chat: ReadableChat,
  messages: readonly Message[],
): Promise<readonly SessionId[]> => {
  noteSessions(client, { chatId: chat.id, messages })
  let more = await noteListed(card, client, chat, false)
  for (;;) {
    const ids = readableBefore(knownSessions(client, chat.id), messages)
    if (ids.length > 0 || !more) return ids.slice(0, SESSIONS_PER_REQUEST)
    more = await noteListed(card, client, chat, true)
  }
}

/**
 * The newest session of a chat that may be read, as far as the first page of its record's sessions tells; null = none is known. Rejects with
 * PortalError.
 */
export const newestSession = async (
  card: OpenedCard,
  client: QueryClient,
  chat: ReadableChat,
): Promise<SessionId | null> => {
  await noteListed(card, client, chat, false)
  return readableBefore(knownSessions(client, chat.id), [])[0] ?? null
}

/**
 * Loads the sessions before a window that was read as a history, one after the other, several in one request. Rejects with PortalError.
 */
export const loadEarlierSessions = async (card: OpenedCard, client: QueryClient, chat: ReadableChat): Promise<void> => {
  const key = queryKeys.messages(chat.id)
  const window = client.getQueryData<MessageWindow>(key)
  if (window?.source !== 'history') return
  const ids = await nextSessions(card, client, chat, window.messages)
  if (ids.length === 0) return
  const pages = await readSessions(card.portal, client, chat.id, ids)
  // An operator who has joined the chat meanwhile sees all of it.
  client.setQueryData<MessageWindow>(key, (now) =>
    now?.source === 'history' ? pages.reduce<MessageWindow>((whole, page) => addOlder(whole, page, false), now) : now,
  )
}

/**
 * The newest messages of a chat that the portal refuses by the chat's id: its last sessions, read by their numbers (imopenlines up to 25.0
 * knows sessions only). Rejects with `refusal` where that is no missing right, or no session is known or may be read.
 */
export const readLastSessions = async (
  card: OpenedCard,
  client: QueryClient,
  chat: ReadableChat,
  refusal: unknown,
): Promise<MessageWindow> => {
  if (asPortalError(refusal).kind !== 'forbidden') throw refusal
  const ids = await nextSessions(card, client, chat, []).catch((): readonly SessionId[] => [])
  const [newest, ...others] = ids.length > 0 ? await readSessions(card.portal, client, chat.id, ids) : []
  if (!newest) throw refusal
  return others.reduce<MessageWindow>(
    (window, page) => addOlder(window, page, false),
    newestWindow(chat.id, 'history', newest, false),
  )
}

/**
 * Reads a chat from its first message to its last. Each call of `next` returns the following part, oldest first (an empty one where
 * nothing can be returned yet), and null at the end. Rejects with PortalError; the next call then tries the same part again.
 */
export interface HistoryReader {
  readonly next: () => Promise<MessagePage | null>
}

/** Pages of 50 in one request. */
const PAGES_PER_REQUEST = 6

/** The whole history of a chat the caller is in; messages that arrive meanwhile are included. */
export const wholeHistory = (portal: Portal, chatId: ChatId): HistoryReader => {
  let from: MessageId | 0 = 0
  let ended = false
  return {
    next: async () => {
      if (ended) return null
      const come = await portal.fetchMessageRange(chatId, 'newer', from, PAGES_PER_REQUEST)
      // A portal that returns the same page again must not cause an endless loop.
      const fresh = come.messages.filter(({ id }) => id > from).toSorted((a, b) => a.id - b.id)
      ended = !come.more || fresh.length === 0
      from = fresh.at(-1)?.id ?? from
      return { messages: fresh, people: come.people }
    },
  }
}

/**
 * What an operator who isn't in the chat may read of it: its last session, then earlier ones as far as their ids are known and the portal
 * allows. They are read newest first, and returned when all are loaded.
 */
export const openSessions = (card: OpenedCard, client: QueryClient, chat: ReadableChat): HistoryReader => {
  const messages = new Map<MessageId, Message>()
  const people = new Map<UserId, Person>()
  let begun = false
  let given = false
  const keep = (page: MessagePage) => {
    for (const message of page.messages) messages.set(message.id, message)
    for (const [id, person] of page.people) people.set(id, person)
  }
  return {
    next: async () => {
      if (!begun) {
        const known = client.getQueryData<MessageWindow>(queryKeys.messages(chat.id))
        // An operator who has joined the chat meanwhile reads all of it as a member; loaded messages stay valid.
        keep(
          known?.source === 'history'
            ? known
            : await card.portal.fetchNewestMessages(chat.id, chat.dialog?.sessionId ?? null).then(
                ({ window }) => window,
                (thrown: unknown) => readLastSessions(card, client, chat, thrown),
              ),
        )
        begun = true
        return { messages: [], people: new Map() }
      }
      const ids = given ? [] : await nextSessions(card, client, chat, [...messages.values()])
      if (ids.length > 0) {
        for (const page of await readSessions(card.portal, client, chat.id, ids)) keep(page)
        return { messages: [], people: new Map() }
      }
      if (given) return null
      given = true
      return { messages: [...messages.values()].toSorted((a, b) => a.id - b.id), people }
    },
  }
}
