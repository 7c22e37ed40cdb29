import type { ChatId, UserId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import type { OutgoingReply } from '@/domain/outgoing-message'
import { asPortalError } from '@/portal/portal-error'
import type { Portal } from '@/portal/portal'
import type { MatchResult, OutboxEnv } from './outbox-env'
import { excerptOf, findSentMessage, readSince } from './send-verification'

/** The methods of the portal that send and find replies. */
export type OutboxPortal = Pick<
  Portal,
  'sendReply' | 'sendNote' | 'uploadFile' | 'uploadNote' | 'fetchNewestMessages' | 'fetchMessageRange'
>

/** What the outbox needs from the card's cache. */
export interface OutboxCache {
  /** The loaded messages of a chat. */
  readonly messagesOf: (chatId: ChatId) => MessageWindow | undefined
  /**
   * Called before a reply is sent. The function that it returns is called when the chat turns out to have changed; it reads the chat again.
   */
  readonly watchChange: (chatId: ChatId) => () => void
}

/** Sends and finds replies by calls of the portal, and finds them in messages received by polling. */
export interface PortalAdapter extends Pick<OutboxEnv, 'send' | 'upload' | 'find' | 'newest'> {
  readonly findIn: (window: MessageWindow, reply: OutgoingReply, claimed: ReadonlySet<number>) => MatchResult
}

/** Codes of a refusal because of the chat's state or because the operator isn't a member. */
const STATE_CHANGED_CODES: ReadonlySet<string> = new Set(['CHAT_NOT_IN_CRM', 'CANCELED'])

/** Connects the outbox to the portal and to the cache of one card. */
export const createPortalAdapter = (portal: OutboxPortal, me: UserId, cache: OutboxCache): PortalAdapter => ({
  send: async ({ item, chatId, text, kind, answers }) => {
    if (kind === 'note') return portal.sendNote(item, chatId, text, answers)
    const onChanged = cache.watchChange(chatId)
    try {
      return await portal.sendReply(item, chatId, me, text)
    } catch (error) {
      // Reads the chat again, so that the operator sees its state and what changed it.
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
