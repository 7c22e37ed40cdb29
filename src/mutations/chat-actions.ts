import { skipToken, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Chat } from '@/domain/chat'
import { chatActions, isAvailable, type ChatActionName, type ChatCommand } from '@/domain/chat-actions'
import type { ChatChange } from '@/domain/chat-change'
import type { ChatId, UserId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { getChat } from '@/queries/card'
import { useOpenedCard, type OpenedCard } from '@/queries/card-context'
import { queryKeys } from '@/queries/query-keys'
import { executeAndVerify, refetchChat, watchChange } from './execute-and-verify'

/**
 * How an action ended. done; refused = surely not executed, `error` says why; unknown = nobody can tell; changed = a colleague got the
 * chat meanwhile, nothing was sent. `change`: what somebody else did, as far as it was seen.
 */
export interface ChatActionResult {
  readonly kind: 'done' | 'refused' | 'unknown' | 'changed'
  readonly error: PortalError | null
  readonly change: ChatChange | null
}

// Actions that take a chat from whoever leads it by now: he must not lose it unasked.
const TAKES_CHAT: ReadonlySet<ChatActionName> = new Set([
  'answer',
  'takeOver',
  'start',
  'startFrom',
  'finishAnothers',
  'transfer',
  'spam',
])

const isOver = ({ state }: Chat): boolean => state === 'closed' || state === 'closing'

/** Whether the chat, read again, shows that it was done; what can't be seen in a chat stays unknown. */
const isApplied = (command: ChatCommand, me: UserId, before: Chat | null, after: Chat): boolean => {
  const { dialog } = after
  if (!dialog) return false
  switch (command.name) {
    case 'answer':
    case 'takeOver':
      return after.state === 'work' && dialog.ownerId === me
    case 'start':
    case 'startFrom':
      return after.state === 'work' && dialog.ownerId === me && dialog.sessionId !== before?.dialog?.sessionId
    case 'join':
      return dialog.joined === true
    case 'leave':
      return dialog.joined === false
    case 'skip':
      return !isOver(after) && dialog.ownerId !== me
    case 'transfer':
      return command.to.kind === 'person'
        ? dialog.ownerId === command.to.id
        : dialog.lineId === command.to.id && !dialog.ownerId
    case 'finish':
    case 'finishAnothers':
      return isOver(after)
    case 'spam':
      return after.state === 'closed'
    case 'pin':
    case 'unpin':
      return dialog.pinned === (command.name === 'pin')
    case 'silentOff':
      return !dialog.silent
    case 'createLead':
      return dialog.bindings.some(({ type }) => type === 'lead')
    case 'mute':
    case 'unmute':
      return after.muted === (command.name === 'mute')
    case 'rate':
    case 'addParticipant':
    case 'removeParticipant':
    case 'markUnread':
      return false
  }
}

/**
 * Does one thing to a chat: looks right before where a colleague could lose it, sends the call once, reads the chat again whatever
 * came of it. A refusal that says "it is so already" counts as done. Never throws.
 */
export const runChatAction = async (
  card: OpenedCard,
  client: QueryClient,
  chatId: ChatId,
  command: ChatCommand,
  me: UserId,
): Promise<ChatActionResult> => {
  const before = getChat(client, card.item, chatId)
  if (TAKES_CHAT.has(command.name)) {
    const changeSince = watchChange(card, client, chatId)
    try {
      const { ownerId } = await card.portal.fetchDialog(chatId)
      if (ownerId !== null && ownerId !== me && ownerId !== (before?.dialog?.ownerId ?? null)) {
        await refetchChat(card, client, chatId, false)
        const change = changeSince()
        if (change) client.setQueryData(queryKeys.change(chatId), change)
        return { kind: 'changed', error: null, change }
      }
    } catch (thrown) {
      return { kind: 'refused', error: asPortalError(thrown), change: null }
    }
  }
  const work = () => card.portal.performChatAction(chatId, command)
  const { kind, error, change } = await executeAndVerify(card, client, chatId, work, (after) =>
    isApplied(command, me, before, after),
  )
  if (kind === 'refused' && error && chatActions[command.name].alreadyDoneCodes.includes(error.code))
    return { kind: 'done', error: null, change: null }
  return { kind, error, change }
}

/** Actions of the open chat: which are offered now, which one is under way, and how to do one (null while another runs). */
export interface ChatActions {
  readonly available: (name: ChatActionName) => boolean
  readonly busy: ChatActionName | null
  readonly run: (command: ChatCommand) => Promise<ChatActionResult | null>
}

/** The actions of one chat. */
export const useChatActions = (chat: Chat, me: UserId): ChatActions => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const [busy, setBusy] = useState<ChatActionName | null>(null)
  const { data: way } = useQuery({
    queryKey: queryKeys.messages(chat.id),
    queryFn: skipToken,
    select: (window: MessageWindow) => window.source,
  })
  // How the messages could be read is the surest sign of being in the chat.
  const joined = way ? way === 'member' : (chat.dialog?.joined ?? null)
  return {
    available: (name) => isAvailable(name, { chat, me, joined }),
    busy,
    run: async (command) => {
      if (busy) return null
      setBusy(command.name)
      const outcome = await runChatAction(card, client, chat.id, command, me)
      setBusy(null)
      return outcome
    },
  }
}
