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

/** What is known of a chat's sessions, whatever has left the screen since. */
interface KnownSessions {
  readonly named: readonly SessionId[]
  readonly refused: readonly SessionId[]
}

const nothing: KnownSessions = { named: [], refused: [] }

/** The sessions of a chat that anything has named so far, and those among them that the portal refused. */
export const knownSessions = (client: QueryClient, chatId: ChatId): KnownSessions =>
  client.getQueryData<KnownSessions>(queryKeys.sessions(chatId)) ?? nothing

const change = (client: QueryClient, chatId: ChatId, more: Partial<KnownSessions>): void => {
  const known = knownSessions(client, chatId)
  const add = (old: readonly SessionId[], come: readonly SessionId[] = []) =>
    come.every((id) => old.includes(id)) ? old : [...new Set([...old, ...come])]
  const next = { named: add(known.named, more.named), refused: add(known.refused, more.refused) }
  if (next.named !== known.named || next.refused !== known.refused)
    client.setQueryData<KnownSessions>(queryKeys.sessions(chatId), next)
}

/** Remembers the sessions that a window names: who is put out of the chat reads them one by one, by number. */
export const noteSessions = (client: QueryClient, { chatId, messages }: MessageWindow): void =>
  change(client, chatId, { named: sessionsNamed(messages) })

/** The session before what is shown of a history. */
export interface EarlierSession {
  /** null = none is known. */
  readonly sessionId: SessionId | null
  /** Sessions the portal refused. */
  readonly refused: readonly SessionId[]
  readonly reading: 'idle' | 'loading' | 'failed'
  /** Reads it and puts it above the others. Resolves to true when there is nothing more to press. */
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
        // Who has come into the chat meanwhile sees all of it.
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
 * Reads a chat from its first message to its last. `next` is called again and again: it gives the following part, oldest first (an empty
 * one where nothing can be given yet), and null at the end. Rejects with PortalError; called again after that, it tries the same part.
 */
export interface HistoryReader {
  readonly next: () => Promise<MessagePage | null>
}

/** Pages of 50 in one request. */
const PAGES_PER_REQUEST = 6

/** The whole history of a chat the caller is in; what comes while it is read is read as well. */
export const wholeHistory = (portal: Portal, chatId: ChatId): HistoryReader => {
  let from: MessageId | 0 = 0
  let ended = false
  return {
    next: async () => {
      if (ended) return null
      const come = await portal.fetchMessageRange(chatId, 'newer', from, PAGES_PER_REQUEST)
      // A portal that gives the same page again would be read for ever.
      const fresh = come.messages.filter(({ id }) => id > from).toSorted((a, b) => a.id - b.id)
      ended = !come.more || fresh.length === 0
      from = fresh.at(-1)?.id ?? from
      return { messages: fresh, people: come.people }
    },
  }
}

/**
 * What somebody who isn't in the chat may read of it: its last session, then those before as far as their numbers are known and the portal
 * allows. They are read from the newest on, and given when all are here.
 */
export const openSessions = (portal: Portal, client: QueryClient, chatId: ChatId): HistoryReader => {
  const messages = new Map<MessageId, Message>()
  const people = new Map<UserId, Person>()
  /** Read, or refused: a session whose lines don't name it would be read for ever. */
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
        // Who came into the chat meanwhile reads all of it by the other way; what is here stays true.
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
