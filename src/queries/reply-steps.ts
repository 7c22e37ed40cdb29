import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Chat } from '@/domain/chat'
import { changeBetween, type ChatChange } from '@/domain/chat-change'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import type { ReplyStep } from '@/domain/session'
import type { PortalError } from '@/portal/portal-error'
import { keys } from './keys'
import { useOpenedCard } from './portal-context'
import { prepareReply } from './prepare-reply'

/** The steps that make a reply possible, and how the last one went. */
export interface ReplySteps {
  readonly busy: ReplyStep | null
  readonly error: PortalError | null
  /** Takes one step; true = the chat takes a reply now. One at a time: false while another one is under way. */
  readonly take: (step: ReplyStep) => Promise<boolean>
  readonly clear: () => void
}

interface StepState {
  readonly chatId: ChatId
  readonly busy: ReplyStep | null
  readonly error: PortalError | null
}

/** The reply steps of one chat. */
export const useReplySteps = (chatId: ChatId): ReplySteps => {
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
  const { data } = useQuery<ChatChange | null>({ queryKey: keys.change(chatId), queryFn: skipToken })
  return [data ?? null, () => client.setQueryData(keys.change(chatId), null)]
}

/**
 * Notes what colleagues do to a chat while its operator is writing (`writing`), for `useChatChange`: what Enter does may have changed
 * under his hands.
 */
export const useSeenChange = (chat: Chat, me: UserId, writing: boolean): void => {
  const client = useQueryClient()
  const before = useRef<{ readonly chat: Chat; readonly newest: MessageId | 0 }>({ chat, newest: 0 })
  useEffect(() => {
    const window = client.getQueryData<MessageWindow>(keys.messages(chat.id)) ?? null
    const seen = before.current
    before.current = { chat, newest: window?.messages.at(-1)?.id ?? 0 }
    if (seen.chat === chat || seen.chat.id !== chat.id) return
    const change = changeBetween(seen.chat, chat, me, window, seen.newest)
    if (change && change.what !== 'mine' && writing) client.setQueryData(keys.change(chat.id), change)
  }, [chat, client, me, writing])
}
