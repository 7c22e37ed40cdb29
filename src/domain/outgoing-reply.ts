import type { ChatId, MessageId } from './ids'

/** Why a reply was refused; `code` is the portal's own, for the line of small print. */
export interface Refusal {
  readonly reason: 'not-active' | 'not-in-chat' | 'no-access' | 'bad-text' | 'limit' | 'sign-in' | 'other'
  readonly code: string
}

/**
 * Where a reply is on its way:
 * waiting (its turn has not come), sending (the call is out), checking (outcome unknown: the chat is being read),
 * sent (executed; messageId known), refused (surely not executed), unsure (could not be told: the operator decides).
 */
export type ReplyState =
  | { readonly name: 'waiting' }
  | { readonly name: 'sending' }
  | { readonly name: 'checking' }
  | { readonly name: 'sent'; readonly messageId: MessageId }
  | { readonly name: 'refused'; readonly refusal: Refusal }
  /** `absent`: the chat was read and the reply certainly isn't there. Otherwise it can't be told. */
  | { readonly name: 'unsure'; readonly absent: boolean }

/** A reply between the composer and the portal (imopenlines.crm.message.add). */
export interface OutgoingReply {
  /** Ours, made when Enter is pressed; the React key that survives confirmation. */
  readonly localId: string
  readonly chatId: ChatId
  readonly text: string
  /** Unix ms when the operator sent it. */
  readonly createdAt: number
  readonly state: ReplyState
}
