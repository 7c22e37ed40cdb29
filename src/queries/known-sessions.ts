import { type QueryClient, skipToken, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ChatId, MessageId, SessionId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import type { MessageWindow } from '@/domain/message-window'
import { sessionsBefore, sessionsNamed } from '@/domain/session'
import { queryKeys } from './query-keys'

/** Known sessions of a chat, whatever is loaded now. */
interface KnownSessions {
  readonly named: readonly SessionId[]
  readonly refused: readonly SessionId[]
  /** Sessions that were read and don't name themselves, with their first message; null = they hold none of this chat. */
  readonly unnamed: ReadonlyMap<SessionId, MessageId | null>
  /** The card's sessions have been asked for. */
  readonly listed: boolean
}

const nothing: KnownSessions = { named: [], refused: [], unnamed: new Map(), listed: false }

/** The sessions of a chat that are known so far. */
export const knownSessions = (client: QueryClient, chatId: ChatId): KnownSessions =>
  client.getQueryData<KnownSessions>(queryKeys.sessions(chatId)) ?? nothing

const union = (old: readonly SessionId[], come: readonly SessionId[] = []): readonly SessionId[] =>
  come.every((id) => old.includes(id)) ? old : [...new Set([...old, ...come])]

/** Adds to the known sessions of a chat. */
export const addKnownSessions = (client: QueryClient, chatId: ChatId, more: Partial<KnownSessions>): void => {
  const known = knownSessions(client, chatId)
  const next: KnownSessions = {
    named: union(known.named, more.named),
    refused: union(known.refused, more.refused),
    unnamed: more.unnamed?.size ? new Map([...known.unnamed, ...more.unnamed]) : known.unnamed,
    listed: known.listed || more.listed === true,
  }
  if (Object.keys(next).some((name) => next[name as keyof KnownSessions] !== known[name as keyof KnownSessions]))
    client.setQueryData<KnownSessions>(queryKeys.sessions(chatId), next)
}

/** Remembers the sessions that a window names: an operator who is removed from the chat can read them one by one, by id. */
export const noteSessions = (client: QueryClient, { chatId, messages }: Pick<MessageWindow, 'chatId' | 'messages'>) =>
  addKnownSessions(client, chatId, { named: sessionsNamed(messages) })

/** Known sessions before these messages, the newest first, that may be read. */
export const readableBefore = (
  { named, refused, unnamed }: KnownSessions,
  messages: readonly Message[],
): readonly SessionId[] => {
  const ids = new Set(messages.map(({ id }) => id))
  const shown = [...unnamed].flatMap(([id, first]) => (first !== null && ids.has(first) ? [id] : []))
  const empty = [...unnamed].flatMap(([id, first]) => (first === null ? [id] : []))
  return sessionsBefore(named, [...sessionsNamed(messages), ...shown], [...refused, ...empty])
}

/** Sessions before a window that was read as a history. */
export interface EarlierSessionsView {
  /** There are some to load, as far as is known. */
  readonly more: boolean
  /** Sessions the portal refused. */
  readonly refused: readonly SessionId[]
}

/** Whether sessions before a window can be loaded, and which may not be read. */
export const useEarlierSessions = (chatId: ChatId, window: MessageWindow | undefined): EarlierSessionsView => {
  const { data: known = nothing } = useQuery<KnownSessions>({
    queryKey: queryKeys.sessions(chatId),
    queryFn: skipToken,
  })
  return useMemo(
    () => ({
      more: window?.source === 'history' && (!known.listed || readableBefore(known, window.messages).length > 0),
      refused: known.refused,
    }),
    [known, window],
  )
}
