import type { Chat, Dialog } from './chat'
import type { AvailabilityRule } from './chat-action-rules'
import type { CrmItem } from './crm'
import type { ChatId, LineId, MessageId, SessionId, UserId } from './ids'
import type { Person } from './person'

/** Parameters of a REST call, as the method names them. */
export type CallParams = Readonly<Record<string, string | number>>

/** A chat before and after an action; `before` = null when it was not known. */
export interface Outcome {
  readonly before: Chat | null
  readonly after: Chat
  readonly dialog: Dialog
  readonly me: UserId
}

/**
 * One action on a chat. Its texts follow from its name: `chatActions.<name>` in menus, `<name>Title`, `<name>Text` and `<name>Do` of its
 * confirmation, `<name>Done` afterwards.
 */
export interface ChatActionEntry {
  readonly availableWhen: AvailabilityRule
  /** Which menus offer it; 'not-in-conversation' = all but the conversation's own, where the composer offers it. Absent = none. */
  readonly menus?: 'all' | 'not-in-conversation'
  /** Name of its icon in components/action-icon.tsx. */
  readonly icon?: string
  /** Source of its input besides the chat: a dialog, the caller's identity, or the request. Absent = no input. */
  readonly input?: 'dialog' | 'caller' | 'request'
  /**
   * Asked about first: it can't be undone. `button`: the action's label, or a text of its own (`<name>Do`). `plainText`: there is a
   * `<name>TextPlain` for a chat whose session number is not known.
   */
  readonly confirm?: { readonly button: 'label' | 'own'; readonly plainText?: true }
  /** Takes the chat from its owner: it is not executed when the owner has changed since the operator last saw it. */
  readonly takesChat?: true
  /** REST method; sent once. */
  readonly method: string
  readonly params: (chatId: ChatId, command: never) => CallParams
  /** Whether the chat, read again, shows that it was executed. Absent = a chat doesn't show it. */
  readonly isApplied?: (outcome: Outcome, command: never) => boolean
  /** Every error code known of the method, with the key of the phrase that explains it. */
  readonly errors: Readonly<Record<string, string>>
  /** Codes for "already in the requested state". */
  readonly alreadyDoneCodes?: readonly string[]
  /** The action that undoes it. */
  readonly undo?: string
}

/** Target of a transfer. */
export type TransferTarget =
  | { readonly kind: 'person'; readonly id: UserId; readonly name: string }
  | { readonly kind: 'line'; readonly id: LineId; readonly name: string }

/** A possible target of a transfer. `away`: the portal shows them as offline. */
export type TransferOption =
  | {
      readonly kind: 'person'
      readonly id: UserId
      readonly name: string
      readonly position: string | null
      readonly person: Person
      readonly away: boolean
    }
  | { readonly kind: 'line'; readonly id: LineId; readonly name: string }

/** Input of a transfer. */
export interface ToTarget {
  readonly to: TransferTarget
}
/** Input of a session that begins with a message. */
export interface FromMessage {
  readonly messageId: MessageId
}
/** Input of a rating. `stars`: 1 to 5; null = only the comment. */
export interface RatingInput {
  readonly sessionId: SessionId
  readonly stars: number | null
  readonly comment: string
}
/** Input of a membership. `item`: a CRM record that the chat is bound to; `userId`: who joins or leaves, named `person`. */
export interface MemberInput {
  readonly item: CrmItem
  readonly userId: UserId
  readonly person: string
}

/** Parameters of a call that needs only the chat. */
export const ofChat = (chatId: ChatId): CallParams => ({ CHAT_ID: chatId })
/** Parameters of a call about one member of the chat. */
export const ofMember = (chatId: ChatId, { item, userId }: MemberInput): CallParams => ({
  CRM_ENTITY_TYPE: item.type,
  CRM_ENTITY: item.id,
  CHAT_ID: chatId,
  USER_ID: userId,
})

/** The session has ended, but for the rating. */
export const isOver = ({ after }: Outcome): boolean => after.state === 'closed' || after.state === 'closing'
/** The caller leads the open session. */
export const isMyWork = ({ after, dialog, me }: Outcome): boolean => after.state === 'work' && dialog.ownerId === me
/** The caller leads an open session that was not there before. */
export const isNewSession = (outcome: Outcome): boolean =>
  isMyWork(outcome) && outcome.dialog.sessionId !== outcome.before?.dialog?.sessionId

// Error codes that several actions have, each with the phrase that explains it.

/** Checks of all methods that act on an Open Channel chat. */
export const CHAT_CODES = {
  CHAT_ID: 'chatActions.noChat',
  CHAT_TYPE: 'chatActions.noChannelChat',
  ACCESS_DENIED: 'chatActions.noRight',
  USER_ID: 'chatActions.unknownUser',
} as const
export const MEMBER_CODES = {
  ACCESS_DENIED: 'chatActions.noRight',
  ERROR_ARGUMENT: 'chatActions.noItem',
  IM_NOT_INSTALLED: 'chatActions.noMessenger',
  CHAT_NOT_IN_CRM: 'chatActions.notInItem',
  CRM_CHAT_USER_NOT_ACTIVE: 'chatActions.inactivePerson',
} as const
export const REMOVAL_CODES = {
  ...MEMBER_CODES,
  CRM_CHAT_EMPTY_USER: 'chatActions.noPerson',
  CRM_CHAT_EMPTY_CRM_DATA: 'chatActions.noItem',
  CHAT_DELETE_USER_PERMISSION_DENIED: 'chatActions.noRemoval',
  WRONG_REQUEST: 'chatActions.already',
} as const
export const MUTE_CODES = {
  CHAT_ID_EMPTY: 'chatActions.noChat',
  DIALOG_ID_EMPTY: 'chatActions.noChat',
  ACCESS_ERROR: 'chatActions.noAccess',
} as const
export const PIN_CODES = {
  CHAT_ID_EMPTY: 'chatActions.noChat',
  ...CHAT_CODES,
  ERROR_USER_NOT_OPERATOR: 'chatActions.notOperator',
  WITHOUT_CHANGES: 'chatActions.already',
} as const
