import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import {
  isMessageActionApplied,
  messageActions,
  previewMessageAction,
  type MessageCommand,
} from '@/domain/message-actions'
import { refreshMessages, type MessageWindow } from '@/domain/message-window'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { queryKeys } from '@/queries/query-keys'
import { markChanged } from '@/queries/apply-snapshot'
import { useOpenedCard, type OpenedCard } from '@/queries/card-context'

/**
 * Outcome of an action on a message. done; refused = certainly not executed, for the reason in `error`; unknown = the outcome can't be
 * determined, the state shown is the portal's; changed = the message is no longer what the operator acted on, nothing was sent; gone = the
 * portal no longer has it.
 */
export interface MessageActionResult {
  readonly kind: 'done' | 'refused' | 'unknown' | 'changed' | 'gone'
  readonly error: PortalError | null
}

const getMessage = (client: QueryClient, chatId: ChatId, id: MessageId): Message | null =>
  client.getQueryData<MessageWindow>(queryKeys.messages(chatId))?.messages.find((message) => message.id === id) ?? null

/** Reads a message and those after it again; removes a message that the portal no longer has. Throws PortalError. */
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
 * Executes one action on a message, once, and reads the message again whatever the result. `seen`: the text it had when the operator began
 * to edit it. A refusal with one of `alreadyDoneCodes` counts as done. Never throws.
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
  const { alreadyDoneCodes = [], preview } = messageActions[command.name].call
  const failed = await card.portal.performMessageAction(chatId, id, command).then(() => null, asPortalError)
  const isDone = failed === null || alreadyDoneCodes.includes(failed.code)
  if (!preview) {
    if (isDone) return { kind: 'done', error: null }
    return { kind: failed.outcomeUnknown ? 'unknown' : 'refused', error: failed }
  }
  // A refresh sent before the action doesn't contain its result, whenever the answer arrives.
  markChanged(client, chatId)
  if (failed === null)
    client.setQueryData<MessageWindow>(
      queryKeys.messages(chatId),
      (window) =>
        window && {
          ...window,
          messages: window.messages.map((message) =>
            message.id === id ? previewMessageAction(message, command, me) : message,
          ),
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

/** Runs actions on messages, one at a time; `run` gives null while another one is running. */
export interface MessageActions {
  readonly busy: boolean
  readonly run: (
    target: { readonly chatId: ChatId; readonly id: MessageId; readonly seen?: string },
    command: MessageCommand,
  ) => Promise<MessageActionResult | null>
}

/** Actions on messages, executed as `me`. */
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
