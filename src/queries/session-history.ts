import { type QueryClient, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ChatId, MessageId, SessionId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import { addOlder, type MessagePage, type MessageWindow } from '@/domain/message-window'
import type { Person } from '@/domain/person'
import { sessionBefore, sessionsNamed } from '@/domain/session'
import { asPortalError } from '@/portal/portal-error'
import { type Portal, useOpenedCard } from './card-context'
import { queryKeys } from './query-keys'

/** Known sessions of a chat, whatever is loaded now. */
interface KnownSessions {
  readonly named: readonly SessionId[]
  readonly refused: readonly SessionId[]
}

const nothing: KnownSessions = { named: [], refused: [] }

/** The sessions of a chat named so far, and those among them that the portal refused. */
const knownSessions = (client: QueryClient, chatId: ChatId): KnownSessions =>
  client.getQueryData<KnownSessions>(queryKeys.sessions(chatId)) ?? nothing

const change = (client: QueryClient, chatId: ChatId, more: Partial<KnownSessions>): void => {
  const known = knownSessions(client, chatId)
  const add = (old: readonly SessionId[], come: readonly SessionId[] = []) =>
    come.every((id) => old.includes(id)) ? old : [...new Set([...old, ...come])]
  const next = { named: add(known.named, more.named), refused: add(known.refused, more.refused) }
  if (next.named !== known.named || next.refused !== known.refused)
    client.setQueryData<KnownSessions>(queryKeys.sessions(chatId), next)
}

/** Remembers the sessions that a window names: an operator who is removed from the chat can read them one by one, by id. */
export const noteSessions = (client: QueryClient, { chatId, messages }: MessageWindow): void =>
  change(client, chatId, { named: sessionsNamed(messages) })

/** The session before the loaded part of a history. */
export interface EarlierSession {
  /** null = none is known. */
  readonly sessionId: SessionId | null
  /** Sessions the portal refused. */
  readonly refused: readonly SessionId[]
  readonly reading: 'idle' | 'loading' | 'failed'
  /** Loads it above the others. Resolves to true when there is nothing more to load. */
  readonly read: () => Promise<boolean>
}

/** The session before those in a window that was read as a history. */
export const useEarlierSession = (window: MessageWindow): EarlierSession => {
  const { portal } = useOpenedCard()
  const client = useQueryClient()
  const { chatId, messages } = window
  useEffect(() => noteSessions(client, window), [client, window])
  const { data: known = nothing } = useQuery<KnownSessions>({
    queryKey: queryKeys.sessions(chatId),
    queryFn: skipToken,
  })
  const next = ({ named, refused }: KnownSessions) => sessionBefore(named, sessionsNamed(messages), refused)
  const sessionId = next(known)
  const { isFetching, isError, refetch } = useQuery({
    queryKey: queryKeys.session(chatId, sessionId ?? 0),
    enabled: false,
    queryFn: async (): Promise<boolean> => {
      if (sessionId === null) return false
      try {
        const page = await portal.fetchSession(chatId, sessionId)
        change(client, chatId, { named: sessionsNamed(page.messages) })
        // An operator who has joined the chat meanwhile sees all of it.
        client.setQueryData<MessageWindow>(queryKeys.messages(chatId), (now) =>
          now?.source === 'history' ? addOlder(now, page, false) : now,
        )
        return true
      } catch (error) {
        if (asPortalError(error).kind !== 'forbidden') throw error
        change(client, chatId, { refused: [sessionId] })
        return false
      }
    },
  })
  return {
    sessionId,
    refused: known.refused,
    reading: isFetching ? 'loading' : isError ? 'failed' : 'idle',
    read: async () => {
      await refetch()
      const { named, refused } = knownSessions(client, chatId)
      const shown = client.getQueryData<MessageWindow>(queryKeys.messages(chatId))?.messages ?? messages
      return sessionBefore(named, sessionsNamed(shown), refused) === null
    },
  }
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
export const openSessions = (portal: Portal, client: QueryClient, chatId: ChatId): HistoryReader => {
  const messages = new Map<MessageId, Message>()
  const people = new Map<UserId, Person>()
  /** Already read or refused: a session that isn't named by its messages would otherwise be read again and again. */
  const asked: SessionId[] = []
  let begun = false
  let given = false
  const keep = (page: MessagePage) => {
    for (const message of page.messages) messages.set(message.id, message)
    for (const [id, person] of page.people) people.set(id, person)
  }
  return {
    next: async () => {
      if (!begun) {
        const known = client.getQueryData<MessageWindow>(queryKeys.messages(chatId))
        // An operator who has joined the chat meanwhile reads all of it as a member; loaded messages stay valid.
        keep(known?.source === 'history' ? known : (await portal.fetchNewestMessages(chatId)).window)
        begun = true
        return { messages: [], people: new Map() }
      }
      const shown = sessionsNamed([...messages.values()])
      const known = knownSessions(client, chatId)
      const sessionId = sessionBefore([...known.named, ...shown], shown, [...known.refused, ...asked])
      if (sessionId !== null) {
        try {
          keep(await portal.fetchSession(chatId, sessionId))
        } catch (thrown) {
          if (asPortalError(thrown).kind !== 'forbidden') throw thrown
        }
        asked.push(sessionId)
        return { messages: [], people: new Map() }
      }
      if (given) return null
      given = true
      return { messages: [...messages.values()].toSorted((a, b) => a.id - b.id), people }
    },
  }
}
