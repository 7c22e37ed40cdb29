import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { plainText } from '@/domain/bb-code'
import type { ChatId, MessageId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import type { MessageWindow } from '@/domain/message-window'
import type { People } from '@/domain/person'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { queryKeys } from '@/queries/query-keys'
import { usePortal, type Portal } from '@/queries/card-context'

/** A search in a chat. `whole` false = the caller isn't in the chat: only what is loaded was searched. */
export interface MessageSearchState {
  readonly status: 'idle' | 'loading' | 'failed' | 'ready'
  /** Newest first. */
  readonly hits: readonly Message[]
  readonly people: People
  readonly whole: boolean
  /** There are more than these. */
  readonly more: boolean
  /** Loads more; resolves to the first of them, null = none. */
  readonly readMore: () => Promise<MessageId | null>
  readonly limitedByPlan: boolean
  readonly error: PortalError | null
  readonly retry: () => void
}

type FoundMessages = Awaited<ReturnType<Portal['searchMessages']>>

interface FoundPage extends FoundMessages {
  readonly more: boolean
}

const PAGE_PAUSE_MS = 300
/** The portal ignores shorter queries. */
const MIN_QUERY_LENGTH = 3
const MAX_HITS = 200

const NO_PEOPLE: People = new Map()

/** Searches a chat once typing pauses; below three characters no request is made. */
export const useMessageSearch = (chatId: ChatId, typed: string): MessageSearchState => {
  const portal = usePortal()
  const client = useQueryClient()
  const query = typed.trim()
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(setAsked, PAGE_PAUSE_MS, query)
    return () => clearTimeout(timer)
  }, [query])
  const window = client.getQueryData<MessageWindow>(queryKeys.messages(chatId))
  const whole = window?.source !== 'history'
  const long = [...asked].length >= MIN_QUERY_LENGTH
  const ask = async (beyond: MessageId | null): Promise<FoundPage> => {
    const found = await portal.searchMessages(chatId, { query: asked, from: null, beyond, limit: MAX_HITS })
    return { ...found, more: found.messages.length >= MAX_HITS }
  }
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['find', chatId, asked],
    queryFn: () => ask(null),
    enabled: whole && long,
    // Results become outdated with every new message.
    staleTime: 10_000,
  })
  const inLoaded = (message: Message): boolean =>
    !message.deleted && plainText(message.text).toLowerCase().includes(asked.toLowerCase())
  const hits = whole
    ? (data?.messages ?? []).filter(({ deleted }) => !deleted)
    : long
      ? (window?.messages ?? []).filter(inLoaded).toReversed()
      : []
  const idle = [...query].length < MIN_QUERY_LENGTH
  const readMore = async (): Promise<MessageId | null> => {
    const last = data?.messages.at(-1)
    if (!last || !data?.more) return null
    try {
      const come = await ask(last.id)
      const fresh = come.messages.filter(({ id }) => id < last.id)
      client.setQueryData<FoundPage>(['find', chatId, asked], {
        messages: [...data.messages, ...fresh],
        people: new Map([...data.people, ...come.people]),
        limitedByPlan: come.limitedByPlan,
        more: come.more && fresh.length > 0,
      })
      return fresh.find(({ deleted }) => !deleted)?.id ?? null
    } catch {
      return null
    }
  }
  return {
    status: idle ? 'idle' : asked !== query || isFetching ? 'loading' : error && whole ? 'failed' : 'ready',
    hits: idle ? [] : hits,
    people: (whole ? data?.people : window?.people) ?? NO_PEOPLE,
    whole,
    more: whole && (data?.more ?? false),
    readMore,
    limitedByPlan: data?.limitedByPlan ?? false,
    error: error ? asPortalError(error) : null,
    retry: () => void refetch(),
  }
}

/** Reading around a message that isn't loaded, and around the first message of a day. */
export interface LoadAround {
  /** Puts the messages around one into the window; false = it could not be read. */
  readonly around: (messageId: MessageId) => Promise<boolean>
  /** The first message at or after a time (unix ms); null = none, `failed` = the request failed. */
  readonly firstFrom: (moment: number) => Promise<MessageId | 'failed' | null>
}

/** For one chat the caller is in. */
export const useLoadAround = (chatId: ChatId): LoadAround => {
  const portal = usePortal()
  const client = useQueryClient()
  return {
    around: async (messageId) => {
      const key = queryKeys.messages(chatId)
      const shown = client.getQueryData<MessageWindow>(key)
      if (shown?.messages.some(({ id }) => id === messageId)) return true
      try {
        const [older, newer] = await Promise.all([
          portal.fetchMessageRange(chatId, 'older', (messageId + 1) as MessageId, 1),
          portal.fetchMessageRange(chatId, 'newer', messageId, 1),
        ])
        const byId = new Map([...older.messages, ...newer.messages].map((message) => [message.id, message]))
        if (!byId.has(messageId)) return false
        client.setQueryData<MessageWindow>(key, (now) =>
          now?.source === 'member'
            ? {
                ...now,
                messages: [...byId.values()].toSorted((a, b) => a.id - b.id),
                people: new Map([...now.people, ...older.people, ...newer.people]),
                hasOlder: older.more,
                hasNewer: newer.more,
              }
            : now,
        )
        return true
      } catch {
        return false
      }
    },
    firstFrom: async (moment) => {
      try {
        const { messages } = await portal.searchMessages(chatId, { query: '', from: moment, beyond: null, limit: 1 })
        return messages[0]?.id ?? null
      } catch {
        return 'failed'
      }
    },
  }
}
