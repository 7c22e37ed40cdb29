import type { Channel, CrmItem, Relation } from './crm'
import type { ChatId, LineId, MessageId, SessionId, UserId } from './ids'
import type { Rating } from './message'

/**
 * State of a chat, derived from the dialog and the two lists of imopenlines.crm.chat.get (session status in brackets):
 * queue = without an owner (0, 5); assigned = has an owner who has not accepted it yet (0); work = in progress (10 to 40);
 * closing = waits for the rating (50); closed (60 and above); unknown = no details (yet).
 */
export type ChatState = 'queue' | 'assigned' | 'work' | 'closing' | 'closed' | 'unknown'

/** Details of a chat (imopenlines.dialog.get with its composite strings taken apart). */
export interface Dialog {
  readonly chatId: ChatId
  /** Name of the chat, usually "Client - Line". */
  readonly name: string
  readonly avatarUrl: string | null
  readonly color: string | null
  /** Operator in charge; null = none. */
  readonly ownerId: UserId | null
  /** Unread messages of the caller. */
  readonly counter: number
  /** First unread message of the caller, or null. */
  readonly unreadId: MessageId | null
  readonly lastMessageId: MessageId | null
  readonly messageCount: number
  readonly participantCount: number
  readonly connector: string | null
  readonly lineId: LineId | null
  /** Chat and user ids inside the channel, as text. */
  readonly externalChatId: string | null
  readonly externalUserId: string | null
  readonly sessionId: SessionId | null
  /** Unix milliseconds; start of the current session. */
  readonly sessionStartedAt: number | null
  readonly pinned: boolean
  readonly closing: boolean
  readonly silent: boolean
  /** Unix milliseconds from which the channel refuses replies; null = no such moment known. */
  readonly replyBlockedFrom: number | null
  readonly replyBlockReason: string | null
  /** CRM records the chat is bound to. */
  readonly bindings: readonly CrmItem[]
  /** Unix milliseconds. */
  readonly createdAt: number | null
  /** The caller is in the chat by their role (member, manager, owner); null = not known. */
  readonly joined: boolean | null
  /** A user outside the chat may join it (canJoin of a session history); null = not known. */
  readonly mayJoin: boolean | null
  /** The chat's newest session and its rating by a manager; known only from a session history. */
  readonly headVote: HeadVote | null
  /** Users without notifications of this chat. */
  readonly mutedBy: readonly UserId[]
  /** How far others have read (readed_list): user and the last message seen. */
  readonly readBy: readonly { readonly userId: UserId; readonly name: string; readonly messageId: MessageId | null }[]
}

/** A manager's rating of a session (imopenlines.session.history.get). */
export interface HeadVote {
  readonly sessionId: SessionId
  /** The caller may rate it. */
  readonly mayRate: boolean
  /** 1 to 5; null = not rated. */
  readonly stars: number | null
  readonly comment: string
}

/** Newest message of a chat for the preview in a row. */
export interface LastMessage {
  readonly id: MessageId
  readonly text: string
  /** null = system. */
  readonly authorId: UserId | null
  readonly authorName: string | null
  /** Kind of author, when known. */
  readonly from: 'client' | 'operator' | 'me' | 'bot' | 'system' | 'unknown'
  readonly hasFile: boolean
  /** Unix milliseconds. */
  readonly date: number
}

/** An unanswered message of the client; `date` in unix ms. */
export interface Waiting {
  readonly id: MessageId
  readonly date: number
}

/** One chat of the card: a row of the list and the header of a conversation. */
export interface Chat {
  readonly id: ChatId
  readonly channel: Channel
  /** The related record through which the chat was found; null = the card lists it itself. */
  readonly linkedThrough: Relation | null
  /** In the list of active chats (session status 10 to 49). */
  readonly active: boolean | null
  /** null until the details are loaded, or when the portal refuses them (`ACCESS_ERROR`). */
  readonly dialog: Dialog | null
  /** The portal refuses the details. */
  readonly detailsRefused: boolean
  readonly last: LastMessage | null
  readonly state: ChatState
  /** Whose turn it is while in work; unknown when the last author isn't known. */
  readonly turn: 'operator' | 'client' | 'unknown'
  /** Client's name: the chat's name without the line's. */
  readonly client: string
  readonly lineName: string | null
  /** Operator in charge; of a closed chat the last author of the team. */
  readonly operatorId: UserId | null
  /** Name of that operator; null until it is known. */
  readonly operatorName: string | null
  /** The client's rating of a closed chat, as far as it has been read. */
  readonly rating: Rating | null
  /** The caller gets no notifications of it. */
  readonly muted: boolean
  /** Unix ms since when the client waits for an operator; null = no wait. */
  readonly waitingSince: number | null
  /** Unanswered messages of the client, oldest first, as far as they are known. */
  readonly unanswered: readonly Waiting[]
  /** The caller marked the client's last messages as needing no reply. */
  readonly noReplyNeeded: boolean
  /** Unix ms of the last known activity; null = unknown. */
  readonly activeAt: number | null
}
