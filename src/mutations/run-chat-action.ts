import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Chat } from '@/domain/chat'
import { chatActions, isApplied, isAvailable, type ChatActionName, type ChatCommand } from '@/domain/chat-actions'
import type { ChatChange } from '@/domain/chat-change'
import type { ChatId, UserId } from '@/domain/ids'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { getChat } from '@/queries/card'
import { useOpenedCard, type OpenedCard } from '@/queries/card-context'
import { useJoined } from '@/queries/reply-availability'
import { queryKeys } from '@/queries/query-keys'
import { executeAndVerify, refetchChat, watchChange, type ActionResult } from './execute-and-verify'

/**
 * Outcome of an action. done; refused = certainly not executed, for the reason in `error`; unknown = the outcome can't be determined;
 * changed = a colleague took the chat meanwhile, nothing was sent. `change`: what another user changed, as far as it is known.
 */
export interface ChatActionResult {
  readonly kind: ActionResult['kind'] | 'changed'
  readonly error: PortalError | null
  readonly change: ChatChange | null
}

/**
 * Executes one action on a chat: first reads the owner, where the action would take the chat from a colleague (the portal lets a second
 * operator take an answered chat without an error), then sends the call once and reads the chat again whatever the result. `isDone`:
 * whether the chat, read again, shows that it was executed. `read`: the chat could be read again after the call. Never throws.
 */
export const executeChatAction = async (
  card: OpenedCard,
  client: QueryClient,
  chatId: ChatId,
  command: ChatCommand,
  me: UserId,
  isDone: (after: Chat) => boolean,
): Promise<ChatActionResult & Pick<ActionResult, 'read'>> => {
  if (chatActions[command.name].takesChat) {
    const known = getChat(client, card.item, chatId)?.dialog?.ownerId ?? null
    const changeSince = watchChange(card, client, chatId)
    try {
      const { ownerId } = await card.portal.fetchDialog(chatId)
      if (ownerId !== null && ownerId !== me && ownerId !== known) {
        await refetchChat(card, client, chatId, false)
        const change = changeSince()
        if (change) client.setQueryData(queryKeys.change(chatId), change)
        return { kind: 'changed', error: null, read: false, change }
      }
    } catch (thrown) {
      return { kind: 'refused', error: asPortalError(thrown), read: false, change: null }
    }
  }
  return executeAndVerify(card, client, chatId, () => card.portal.performChatAction(chatId, command), isDone)
}

/** Executes one action on a chat. A refusal with one of its `alreadyDoneCodes` counts as done. Never throws. */
export const runChatAction = async (
  card: OpenedCard,
  client: QueryClient,
  chatId: ChatId,
  command: ChatCommand,
  me: UserId,
): Promise<ChatActionResult> => {
  const before = getChat(client, card.item, chatId)
  const { kind, error, change } = await executeChatAction(card, client, chatId, command, me, (after) =>
    isApplied(command, me, before, after),
  )
  if (kind === 'refused' && error && chatActions[command.name].alreadyDoneCodes?.includes(error.code))
    return { kind: 'done', error: null, change: null }
  return { kind, error, change }
}

/**
 * Actions of the open chat: which are available, which one is running, and a function that runs one (null while another one is running).
 */
export interface ChatActions {
  readonly available: (name: ChatActionName) => boolean
  readonly busy: ChatActionName | null
  readonly run: (command: ChatCommand) => Promise<ChatActionResult | null>
}

export const useChatActions = (chat: Chat, me: UserId): ChatActions => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const [busy, setBusy] = useState<ChatActionName | null>(null)
  const joined = useJoined(chat)
  return {
    available: (name) => isAvailable(name, { chat, me, joined }),
    busy,
    run: async (command) => {
      if (busy) return null
      setBusy(command.name)
      const result = await runChatAction(card, client, chat.id, command, me)
      setBusy(null)
      return result
    },
  }
}
