import { skipToken, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ChatId, SessionId } from '@/domain/ids'
import { addOlder, type MessageWindow } from '@/domain/message-window'
import { sessionBefore, sessionsNamed } from '@/domain/session-numbers'
import { asPortalError } from '@/portal/portal-error'
import { keys } from './keys'
import { useOpenedCard } from './portal-context'

/** What is known of a chat's sessions, whatever has left the screen since. */
interface KnownSessions {
  readonly named: readonly SessionId[]
  readonly refused: readonly SessionId[]
}

const nothing: KnownSessions = { named: [], refused: [] }

/** The sessions of a chat that anything has named so far, and those among them that the portal refused. */
export const knownSessions = (client: QueryClient, chatId: ChatId): KnownSessions =>
  client.getQueryData<KnownSessions>(keys.sessions(chatId)) ?? nothing

const change = (client: QueryClient, chatId: ChatId, more: Partial<KnownSessions>): void => {
  const known = knownSessions(client, chatId)
  const add = (old: readonly SessionId[], come: readonly SessionId[] = []) =>
    come.every((id) => old.includes(id)) ? old : [...new Set([...old, ...come])]
  const next = { named: add(known.named, more.named), refused: add(known.refused, more.refused) }
  if (next.named !== known.named || next.refused !== known.refused)
    client.setQueryData<KnownSessions>(keys.sessions(chatId), next)
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
  const { data: known = nothing } = useQuery<KnownSessions>({ queryKey: keys.sessions(chatId), queryFn: skipToken })
  const next = ({ named, refused }: KnownSessions) => sessionBefore(named, sessionsNamed(messages), refused)
  const sessionId = next(known)
  const { isFetching, isError, refetch } = useQuery({
    queryKey: keys.session(chatId, sessionId ?? 0),
    enabled: false,
    queryFn: async (): Promise<boolean> => {
      if (sessionId === null) return false
      try {
        const page = await portal.readSession(chatId, sessionId)
        change(client, chatId, { named: sessionsNamed(page.messages) })
        // Who has come into the chat meanwhile sees all of it.
        client.setQueryData<MessageWindow>(keys.messages(chatId), (now) =>
          now?.way === 'history' ? addOlder(now, page, false) : now,
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
      const shown = client.getQueryData<MessageWindow>(keys.messages(chatId))?.messages ?? messages
      return sessionBefore(named, sessionsNamed(shown), refused) === null
    },
  }
}
