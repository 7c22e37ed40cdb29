import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatId, MessageId } from '@/domain/ids'
import { addRange, MAX_WINDOW_MESSAGES, type MessageWindow } from '@/domain/message-window'
import { useLatest } from '@/lib/use-latest'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { patchDialog, type CardCache } from './merge-snapshot'
import { queryKeys } from './query-keys'
import { markChanged } from './apply-snapshot'
import { useOpenedCard } from './card-context'
import { useEarlierSessions } from './known-sessions'
import { useStoredCard } from './stored-card'

/** State of a conversation and what can be loaded. */
export interface ConversationView {
  readonly status: 'loading' | 'failed' | 'forbidden' | 'ready'
  readonly window: MessageWindow | null
  readonly error: PortalError | null
  readonly retry: () => void
  readonly loadOlder: () => void
  readonly older: 'idle' | 'loading' | 'failed'
  readonly loadNewer: () => void
  readonly newer: 'idle' | 'loading' | 'failed'
  readonly jumpToNewest: () => void
  /** First unread message when the chat was opened; stays until the chat is left. null = none, or too many to go back for. */
  readonly unreadFrom: MessageId | null
}

type OpenChat = Pick<Chat, 'id' | 'dialog'> & Partial<Pick<Chat, 'linkedThrough'>>

type LoadStatus = 'idle' | 'loading' | 'failed'

/** Pages per request while scrolling: few at first, many for an operator who scrolls all the way up. */
const FEW_PAGES = 2
const MANY_PAGES = 10
const EAGER_WITHIN_MS = 2_500
/** Beyond this the chat opens at its end: the way back would push the newest messages out. */
const MAX_UNREAD = MAX_WINDOW_MESSAGES / 2

/** The loaded messages of a chat, without loading any; null while there are none. */
export const useMessageWindow = (chatId: ChatId): MessageWindow | null =>
  useQuery<MessageWindow>({ queryKey: queryKeys.messages(chatId), queryFn: skipToken }).data ?? null

/** How a chat's loaded messages were read, without loading any. */
export const useMessageSource = (chatId: ChatId): MessageWindow['source'] | undefined =>
  useQuery({
    queryKey: queryKeys.messages(chatId),
    queryFn: skipToken,
    select: (window: MessageWindow) => window.source,
  }).data

/** One chat's messages: newest first, older and newer ones on demand. */
export const useConversation = (chat: OpenChat): ConversationView => {
  const card = useOpenedCard()
  const { portal } = card
  const client = useQueryClient()
  const key = queryKeys.messages(chat.id)
  // Reads go by what is known of the chat when they begin.
  const latest = useLatest(chat)
  const stored = useStoredCard()
  const isAnswered =
    useQuery({ queryKey: queryKeys.card(card.item), queryFn: skipToken, select: () => true }).data === true
  const { data, error, refetch } = useQuery({
    queryKey: key,
    // The card's first answer may hold them.
    enabled: isAnswered,
    ...(stored?.openChat === chat.id && stored.window && { placeholderData: stored.window }),
    queryFn: async () => {
      const { dialog } = latest.current
      try {
        return (await portal.fetchNewestMessages(chat.id, dialog?.sessionId ?? null)).window
      } catch (thrown) {
        // Only then is the code for it loaded.
        if (asPortalError(thrown).kind !== 'forbidden') throw thrown
        const { readLastSessions } = await import('./session-history')
        return readLastSessions(card, client, latest.current, thrown)
      }
    },
  })
  const [older, setOlder] = useState<LoadStatus>('idle')
  const [newer, setNewer] = useState<LoadStatus>('idle')
  const lastRange = useRef(0)

  const range = useCallback(
    async (direction: 'older' | 'newer', setReading: (reading: LoadStatus) => void) => {
      const shown = client.getQueryData<MessageWindow>(key)
      const edge = direction === 'older' ? shown?.messages[0] : shown?.messages.at(-1)
      if (!shown || !edge || (shown.source === 'history' && direction === 'newer')) return
      setReading('loading')
      const pages = Date.now() - lastRange.current < EAGER_WITHIN_MS ? MANY_PAGES : FEW_PAGES
      try {
        if (shown.source === 'history') {
          const { loadEarlierSessions } = await import('./session-history')
          await loadEarlierSessions(card, client, latest.current)
          setReading('idle')
          return
        }
        const come = await portal.fetchMessageRange(chat.id, direction, edge.id, pages)
        lastRange.current = Date.now()
        client.setQueryData<MessageWindow>(key, (now) => now && addRange(now, edge.id, direction, come, come.more))
        setReading('idle')
      } catch {
        setReading('failed')
      }
    },
    // The key contains the chat's id.
    // oxlint-disable-next-line react/exhaustive-deps
    [card, client, chat.id],
  )

  const olderRef = useRef<LoadStatus>('idle')
  const newerRef = useRef<LoadStatus>('idle')
  const loadOlder = useCallback(() => {
    const now = client.getQueryData<MessageWindow>(key)
    if (olderRef.current === 'loading' || !(now?.hasOlder || now?.source === 'history')) return
    void range('older', (reading) => setOlder((olderRef.current = reading)))
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, range, chat.id])
  const loadNewer = useCallback(() => {
    if (newerRef.current === 'loading' || !client.getQueryData<MessageWindow>(key)?.hasNewer) return
    void range('newer', (reading) => setNewer((newerRef.current = reading)))
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, range, chat.id])

  const unreadFrom = useUnreadFrom(chat, isAnswered)
  const first = data?.messages[0]?.id
  const unreadAbove = unreadFrom !== null && first !== undefined && unreadFrom < first
  useEffect(() => {
    if (unreadAbove) loadOlder()
  }, [unreadAbove, first, loadOlder])

  const earlier = useEarlierSessions(chat.id, data)
  const window = useMemo(() => (data && earlier.more ? { ...data, hasOlder: true } : (data ?? null)), [data, earlier])

  const failure = error ? asPortalError(error) : null
  return {
    status: data ? 'ready' : failure ? (failure.kind === 'forbidden' ? 'forbidden' : 'failed') : 'loading',
    window,
    error: failure,
    retry: () => void refetch(),
    loadOlder,
    older,
    loadNewer,
    newer,
    jumpToNewest: () => void refetch(),
    unreadFrom,
  }
}

/** The unread mark is set once, when the chat opens: it must not move while the operator reads. */
const useUnreadFrom = (chat: OpenChat, isAnswered: boolean): MessageId | null => {
  const [mark, setMark] = useState<{ readonly chat: Chat['id']; readonly from: MessageId | null } | null>(null)
  if (isAnswered && chat.dialog && mark?.chat !== chat.id) {
    const { counter, unreadId } = chat.dialog
    const from = counter > 0 && counter <= MAX_UNREAD ? unreadId : null
    setMark({ chat: chat.id, from })
    return from
  }
  return mark?.chat === chat.id ? mark.from : null
}

/** Marks the chat read up to the newest message the operator has in view, while the panel is visible. */
export const useMarkRead = (chat: OpenChat, newestSeen: MessageId | null): void => {
  const { portal, item } = useOpenedCard()
  const client = useQueryClient()
  const marked = useRef<MessageId | 0>(0)
  const unread = (chat.dialog?.counter ?? 0) > 0
  useEffect(() => {
    if (!newestSeen || !unread || newestSeen <= marked.current || document.hidden) return
    if (client.getQueryData<MessageWindow>(queryKeys.messages(chat.id))?.source !== 'member') return
    const before = marked.current
    marked.current = newestSeen
    portal.markRead(chat.id, newestSeen).then(
      () => {
        const last = client.getQueryData<MessageWindow>(queryKeys.messages(chat.id))?.messages.at(-1)?.id
        if (last !== undefined && newestSeen >= last) {
          markChanged(client, chat.id)
          client.setQueryData<CardCache>(
            queryKeys.card(item),
            (now) => now && patchDialog(now, chat.id, { counter: 0, unreadId: null }),
          )
        }
      },
      // The next message seen tries again.
      () => {
        marked.current = before
      },
    )
  }, [newestSeen, unread, chat.id, client, portal, item])
}
