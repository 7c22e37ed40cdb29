import type { ChatId, UserId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import type { OutgoingReply } from '@/domain/outgoing-message'
import { asPortalError } from '@/portal/portal-error'
import type { Portal } from '@/portal/portal'
import { excerptOf, findSentMessage, readSince, type MatchResult } from './find-sent-message'
import type { OutboxEnv } from './outbox-env'

/** The part of the portal that sends and finds replies. */
export type OutboxPortal = Pick<
  Portal,
  'sendReply' | 'sendNote' | 'uploadFile' | 'uploadNote' | 'fetchNewestMessages' | 'fetchMessageRange'
>

/** What the cache of the card knows, and does, for the outbox. */
export interface OutboxCache {
  /** The messages of a chat that are loaded. */
  readonly messagesOf: (chatId: ChatId) => MessageWindow | undefined
  /** Called before a reply goes out. What it returns is called when the chat turns out to have changed: it is read again and shown. */
  readonly watchChange: (chatId: ChatId) => () => void
}

/** Sending and finding in terms of the portal, and the same search in messages that came in by themselves. */
export interface PortalAdapter extends Pick<OutboxEnv, 'send' | 'upload' | 'find' | 'newest'> {
  readonly findIn: (window: MessageWindow, reply: OutgoingReply, claimed: ReadonlySet<number>) => MatchResult
}

/** Codes of a reply that the chat's state, or its operator's part in it, doesn't allow. */
const STATE_CHANGED_CODES: ReadonlySet<string> = new Set(['CHAT_NOT_IN_CRM', 'CANCELED'])

/** Joins the outbox to the portal and the cache of one card. */
export const createPortalAdapter = (portal: OutboxPortal, me: UserId, cache: OutboxCache): PortalAdapter => ({
  send: async ({ item, chatId, text, kind, answers }) => {
    if (kind === 'note') return portal.sendNote(item, chatId, text, answers)
    const onChanged = cache.watchChange(chatId)
    try {
      return await portal.sendReply(item, chatId, me, text)
    } catch (error) {
      // The operator has to see the chat as it is now, and what happened to it.
      if (STATE_CHANGED_CODES.has(asPortalError(error).code)) onChanged()
      throw error
    }
  },
  upload: ({ item, chatId, kind, file }, bytes, watch) => {
    const upload = { name: file?.name ?? '', bytes, ...watch }
    return kind === 'note' ? portal.uploadNote(item, chatId, upload) : portal.uploadFile(chatId, upload)
  },
  find: async (reply, claimed) =>
    findSentMessage(await readSince(portal, reply.chatId, reply.watermark), me, reply, claimed),
  newest: (chatId) => cache.messagesOf(chatId)?.messages.at(-1)?.id ?? 0,
  findIn: (window, reply, claimed) => findSentMessage(excerptOf(window), me, reply, claimed),
})
