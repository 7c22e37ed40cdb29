import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import { messageActions, type MessageCommand, type MessageCommandName } from '@/domain/message-actions'
import { refreshMessages, type MessageWindow } from '@/domain/message-window'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { queryKeys } from '@/queries/query-keys'
import { markChanged } from '@/queries/apply-snapshot'
import { useOpenedCard, type OpenedCard } from '@/queries/card-context'

/**
 * How something done to a message ended. done; refused = surely not executed, `error` says why; unknown = nobody can tell, what is shown is
 * what the portal says by now; changed = the message is no longer what the operator acted on, nothing was sent; gone = it isn't there any more.
 */
export interface MessageActionResult {
  readonly kind: 'done' | 'refused' | 'unknown' | 'changed' | 'gone'
  readonly error: PortalError | null
}

/** Deeds whose result the chat itself shows. */
const VISIBLE_IN_CHAT: ReadonlySet<MessageCommandName> = new Set(['like', 'unlike', 'edit', 'delete'])

const getMessage = (client: QueryClient, chatId: ChatId, id: MessageId): Message | null =>
  client.getQueryData<MessageWindow>(queryKeys.messages(chatId))?.messages.find((message) => message.id === id) ?? null

/** What the portal has just confirmed, until it can be read. */
const withCommand = (message: Message, command: MessageCommand, me: UserId): Message => {
  switch (command.name) {
    case 'like':
      return { ...message, likes: [...new Set([...message.likes, me])] }
    case 'unlike':
      return { ...message, likes: message.likes.filter((id) => id !== me) }
    case 'edit':
      return { ...message, text: command.text, edited: true }
    case 'delete':
      return { ...message, deleted: true }
    case 'task':
    case 'share':
    case 'saveQuick':
      return message
  }
}

/** Whether the message, read again, is as it was wished; null = it isn't there any more. */
const isMessageActionApplied = (message: Message | null, command: MessageCommand, me: UserId): boolean => {
  if (message === null || message.deleted) return command.name === 'delete'
  if (command.name === 'edit') return message.text.trim() === command.text.trim()
  return (
    (command.name === 'like' && message.likes.includes(me)) ||
    (command.name === 'unlike' && !message.likes.includes(me))
  )
}

/** Reads a message and what follows it anew; a message that the portal no longer has goes. Throws PortalError. */
const readAgain = async (card: OpenedCard, client: QueryClient, chatId: ChatId, id: MessageId): Promise<void> => {
  const page = await card.portal.fetchMessageRange(chatId, 'newer', (id - 1) as MessageId, 1)
  const there = page.messages.some((message) => message.id === id)
  client.setQueryData<MessageWindow>(queryKeys.messages(chatId), (window) => {
    if (!window || window.source !== 'member') return window
    const read = refreshMessages(window, page)
    return there ? read : { ...read, messages: read.messages.filter((message) => message.id !== id) }
  })
}

/**
 * Does one thing to a message, once, and reads the message again whatever came of it. `seen`: the text it had when the operator began to
 * edit it. A refusal that says "it is so already" counts as done. Never throws.
 */
export const runMessageAction = async (
  card: OpenedCard,
  client: QueryClient,
  target: { readonly chatId: ChatId; readonly id: MessageId; readonly seen?: string },
  command: MessageCommand,
  me: UserId,
): Promise<MessageActionResult> => {
  const { chatId, id, seen } = target
  const before = getMessage(client, chatId, id)
  if (!before || before.deleted) return { kind: 'gone', error: null }
  if (seen !== undefined && before.text !== seen) return { kind: 'changed', error: null }
  const failed = await card.portal.performMessageAction(chatId, id, command).then(() => null, asPortalError)
  const isDone = failed === null || messageActions[command.name].alreadyDoneCodes.includes(failed.code)
  if (!VISIBLE_IN_CHAT.has(command.name)) {
    if (isDone) return { kind: 'done', error: null }
    return { kind: failed.outcomeUnknown ? 'unknown' : 'refused', error: failed }
  }
  // A look that left before knows nothing of it, whenever it comes back.
  markChanged(client, chatId)
  if (failed === null)
    client.setQueryData<MessageWindow>(
      queryKeys.messages(chatId),
      (window) =>
        window && {
          ...window,
          messages: window.messages.map((message) => (message.id === id ? withCommand(message, command, me) : message)),
        },
    )
  const read = await readAgain(card, client, chatId, id).then(
    () => true,
    () => false,
  )
  if (isDone) return { kind: 'done', error: null }
  const after = getMessage(client, chatId, id)
  if (read && failed.outcomeUnknown && isMessageActionApplied(after, command, me)) return { kind: 'done', error: null }
  if (read && (after === null || after.deleted)) return { kind: 'gone', error: null }
  return { kind: failed.outcomeUnknown ? 'unknown' : 'refused', error: failed }
}

/** What may be done to messages: one thing at a time (null while another runs). */
export interface MessageActions {
  readonly busy: boolean
  readonly run: (
    target: { readonly chatId: ChatId; readonly id: MessageId; readonly seen?: string },
    command: MessageCommand,
  ) => Promise<MessageActionResult | null>
}

/** The deeds of one caller. */
export const useMessageActions = (me: UserId): MessageActions => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  return {
    busy,
    run: async (target, command) => {
      if (busy) return null
      setBusy(true)
      const outcome = await runMessageAction(card, client, target, command, me)
      setBusy(false)
      return outcome
    },
  }
}
