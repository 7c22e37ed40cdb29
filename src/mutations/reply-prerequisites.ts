import { type QueryClient, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatCommand } from '@/domain/chat-actions'
import { findChange, type ChatChange } from '@/domain/chat-change'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import type { ReplyPrerequisite } from '@/domain/session'
import { PortalError } from '@/portal/portal-error'
import { type OpenedCard, useOpenedCard } from '@/queries/card-context'
import type { CardCache } from '@/queries/merge-snapshot'
import { queryKeys } from '@/queries/query-keys'
import { getReplyAvailability } from '@/queries/reply-availability'
import { executeChatAction } from './run-chat-action'
import { watchChange } from './execute-and-verify'

/**
 * The result of a prerequisite. ready = a reply is possible now; changed = another user changed the chat meanwhile, so that another
 * prerequisite is needed, or none is left, and nothing was executed; failed = the portal refused, or the outcome is unknown.
 */
export type Prepared =
  | { readonly kind: 'ready' }
  | { readonly kind: 'changed'; readonly change: ChatChange | null }
  | { readonly kind: 'failed'; readonly error: PortalError; readonly change: ChatChange | null }

/** The chat action of a prerequisite: a restart continues from the last message of a person; without one it is a plain start. */
const commandOf = (client: QueryClient, chatId: ChatId, name: ReplyPrerequisite): ChatCommand => {
  if (name !== 'restartSession') return { name }
  const { messages = [] } = client.getQueryData<MessageWindow>(queryKeys.messages(chatId)) ?? {}
  const last = messages.findLast(({ authorId }) => authorId !== null)
  return last ? { name, messageId: last.id } : { name: 'startSession' }
}

/** Executes one prerequisite of a reply, as an action on the chat. Never throws, and sends nothing to the client. */
export const prepareReply = async (
  card: OpenedCard,
  client: QueryClient,
  chatId: ChatId,
  name: ReplyPrerequisite,
): Promise<Prepared> => {
  client.setQueryData(queryKeys.change(chatId), null)
  const me = client.getQueryData<CardCache>(queryKeys.card(card.item))?.me.id
  if (me === undefined) return { kind: 'changed', change: null }
  const changeSince = watchChange(card, client, chatId)
  const isReady = () => getReplyAvailability(card, client, chatId).kind === 'ready'
  const command = commandOf(client, chatId, name)
  const { kind, error, read, change } = await executeChatAction(card, client, chatId, command, me, isReady)
  // A refusal doesn't matter where a reply is possible now: a colleague added the caller, or a proxy sent the call twice.
  if (read && isReady()) return { kind: 'ready' }
  if (kind === 'changed') return { kind, change }
  if (error) return { kind: 'failed', error, change }
  if (!read) return { kind: 'failed', error: new PortalError('network', 'NOT_READ_AGAIN'), change: null }
  const seen = changeSince()
  if (seen) client.setQueryData(queryKeys.change(chatId), seen)
  return { kind: 'changed', change: seen }
}

/** The prerequisites of a reply in a chat, and the result of the last one. */
export interface ReplyPrerequisites {
  readonly busy: ReplyPrerequisite | null
  readonly error: PortalError | null
  /** Executes one; true = a reply is possible now. One at a time: false while another one is running. */
  readonly take: (name: ReplyPrerequisite) => Promise<boolean>
  readonly clear: () => void
}

interface PrerequisiteState {
  readonly chatId: ChatId
  readonly busy: ReplyPrerequisite | null
  readonly error: PortalError | null
}

/** The prerequisites of a reply in one chat. */
export const useReplyPrerequisites = (chatId: ChatId): ReplyPrerequisites => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const idle: PrerequisiteState = { chatId, busy: null, error: null }
  const [state, setState] = useState(idle)
  const current = state.chatId === chatId ? state : idle
  return {
    busy: current.busy,
    error: current.error,
    take: async (name) => {
      if (current.busy) return false
      setState({ ...idle, busy: name })
      const prepared = await prepareReply(card, client, chatId, name)
      setState({ ...idle, error: prepared.kind === 'failed' ? prepared.error : null })
      return prepared.kind === 'ready'
    },
    clear: () => setState(idle),
  }
}

/** What another user changed in the chat while this operator was about to act; null = nothing, or it has been dismissed. */
export const useChatChange = (chatId: ChatId): readonly [change: ChatChange | null, forget: () => void] => {
  const client = useQueryClient()
  const { data } = useQuery<ChatChange | null>({ queryKey: queryKeys.change(chatId), queryFn: skipToken })
  return [data ?? null, () => client.setQueryData(queryKeys.change(chatId), null)]
}

/** Records changes by colleagues while the operator is writing (`writing`), for `useChatChange`: the effect of Enter may have changed. */
export const useSeenChange = (chat: Chat, me: UserId, writing: boolean): void => {
  const client = useQueryClient()
  const before = useRef<{ readonly chat: Chat; readonly newest: MessageId | 0 }>({ chat, newest: 0 })
  useEffect(() => {
    const window = client.getQueryData<MessageWindow>(queryKeys.messages(chat.id)) ?? null
    const seen = before.current
    before.current = { chat, newest: window?.messages.at(-1)?.id ?? 0 }
    if (seen.chat === chat || seen.chat.id !== chat.id) return
    const change = findChange(seen.chat, chat, me, window, seen.newest)
    if (change && change.what !== 'mine' && writing) client.setQueryData(queryKeys.change(chat.id), change)
  }, [chat, client, me, writing])
}
