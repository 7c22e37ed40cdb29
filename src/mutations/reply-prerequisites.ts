import { type QueryClient, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Chat } from '@/domain/chat'
import { findChange, type ChatChange } from '@/domain/chat-change'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import { replyAvailability, type ReplyAvailability, type ReplyPrerequisite } from '@/domain/session'
import { asPortalError, PortalError } from '@/portal/portal-error'
import { getChat } from '@/queries/card'
import { type OpenedCard, useOpenedCard } from '@/queries/card-context'
import type { CardCache } from '@/queries/merge-snapshot'
import { queryKeys } from '@/queries/query-keys'
import { executeAndVerify, refetchChat, watchChange } from './execute-and-verify'

/**
 * What came of a step. ready = the chat takes a reply now; changed = somebody else was at it, so that another step is needed, or none
 * is left: nothing was taken from anybody; failed = the portal refused, or nobody can tell.
 */
export type Prepared =
  | { readonly kind: 'ready' }
  | { readonly kind: 'changed'; readonly change: ChatChange | null }
  | { readonly kind: 'failed'; readonly error: PortalError; readonly change: ChatChange | null }

/** What stands between the operator and a reply right now, by what has been read. */
export const availabilityNow = (card: OpenedCard, client: QueryClient, chatId: ChatId): ReplyAvailability => {
  const chat = getChat(client, card.item, chatId)
  const me = client.getQueryData<CardCache>(queryKeys.card(card.item))?.me
  if (!chat || !me) return { kind: 'loading' }
  const way = client.getQueryData<MessageWindow>(queryKeys.messages(chatId))?.source
  // How the messages could be read is the surest sign of being in the chat.
  return replyAvailability(chat, me.id, way ? way === 'member' : (chat.dialog?.joined ?? null), Date.now())
}

// Steps that take the chat for the caller: whoever has it by now must not lose it unasked.
const TAKES_CHAT: ReadonlySet<ReplyPrerequisite> = new Set(['answer', 'intercept', 'start', 'restart'])

const takeStep = (card: OpenedCard, client: QueryClient, chatId: ChatId, step: ReplyPrerequisite): Promise<void> => {
  const { portal } = card
  switch (step) {
    case 'answer':
      return portal.answerChat(chatId)
    case 'join':
      return portal.joinChat(chatId)
    case 'intercept':
      return portal.interceptChat(chatId)
    case 'start':
      return portal.startSession(chatId)
    case 'restart': {
      const { messages = [] } = client.getQueryData<MessageWindow>(queryKeys.messages(chatId)) ?? {}
      const last = messages.findLast(({ authorId }) => authorId !== null)
      return last ? portal.startSessionFrom(chatId, last.id) : portal.startSession(chatId)
    }
  }
}

/**
 * Takes one step towards a reply: looks right before where a colleague could lose the chat (the portal lets a second operator take an
 * answered chat without a word), takes the step once, reads the chat again. Never throws, and sends nothing to the client.
 */
export const prepareReply = async (
  card: OpenedCard,
  client: QueryClient,
  chatId: ChatId,
  step: ReplyPrerequisite,
): Promise<Prepared> => {
  client.setQueryData(queryKeys.change(chatId), null)
  const changeSince = watchChange(card, client, chatId)
  const tell = (change: ChatChange | null) => {
    if (change) client.setQueryData(queryKeys.change(chatId), change)
    return change
  }
  const known = getChat(client, card.item, chatId)?.dialog
  const me = client.getQueryData<CardCache>(queryKeys.card(card.item))?.me.id
  if (TAKES_CHAT.has(step)) {
    try {
      const dialog = await card.portal.fetchDialog(chatId)
      if (dialog.ownerId !== null && dialog.ownerId !== me && dialog.ownerId !== (known?.ownerId ?? null)) {
        await refetchChat(card, client, chatId, false)
        return { kind: 'changed', change: tell(changeSince()) }
      }
    } catch (thrown) {
      return { kind: 'failed', error: asPortalError(thrown), change: null }
    }
  }
  const isReady = () => availabilityNow(card, client, chatId).kind === 'ready'
  const { error, read, change } = await executeAndVerify(
    card,
    client,
    chatId,
    () => takeStep(card, client, chatId, step),
    isReady,
  )
  // Refused because it isn't needed any more: somebody let us in, or this very step was executed twice below us.
  if (read && isReady()) return { kind: 'ready' }
  if (error) return { kind: 'failed', error, change }
  if (!read) return { kind: 'failed', error: new PortalError('network', 'NOT_READ_AGAIN'), change: null }
  return { kind: 'changed', change: tell(changeSince()) }
}

/** The steps that make a reply possible, and how the last one went. */
export interface ReplyPrerequisites {
  readonly busy: ReplyPrerequisite | null
  readonly error: PortalError | null
  /** Takes one step; true = the chat takes a reply now. One at a time: false while another one is under way. */
  readonly take: (step: ReplyPrerequisite) => Promise<boolean>
  readonly clear: () => void
}

interface StepState {
  readonly chatId: ChatId
  readonly busy: ReplyPrerequisite | null
  readonly error: PortalError | null
}

/** The reply steps of one chat. */
export const useReplyPrerequisites = (chatId: ChatId): ReplyPrerequisites => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const idle: StepState = { chatId, busy: null, error: null }
  const [state, setState] = useState(idle)
  const current = state.chatId === chatId ? state : idle
  return {
    busy: current.busy,
    error: current.error,
    take: async (step) => {
      if (current.busy) return false
      setState({ ...idle, busy: step })
      const prepared = await prepareReply(card, client, chatId, step)
      setState({ ...idle, error: prepared.kind === 'failed' ? prepared.error : null })
      return prepared.kind === 'ready'
    },
    clear: () => setState(idle),
  }
}

/** What somebody else did to the chat while this operator was about to do something; null = nothing, or it has been dealt with. */
export const useChatChange = (chatId: ChatId): readonly [change: ChatChange | null, forget: () => void] => {
  const client = useQueryClient()
  const { data } = useQuery<ChatChange | null>({ queryKey: queryKeys.change(chatId), queryFn: skipToken })
  return [data ?? null, () => client.setQueryData(queryKeys.change(chatId), null)]
}

/**
 * Notes what colleagues do to a chat while its operator is writing (`writing`), for `useChatChange`: what Enter does may have changed
 * under his hands.
 */
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
