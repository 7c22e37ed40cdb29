import { isAvailable } from './chat-actions'
import type { Chat } from './chat'
import type { ChatId, UserId } from './ids'
import type { Message } from './message'

/** Something done to a message by one call. `to`: the team chat that gets a copy. */
export type MessageCommand =
  | { readonly name: 'like' | 'unlike' | 'delete' | 'task' | 'saveQuick' }
  | { readonly name: 'edit'; readonly text: string }
  | { readonly name: 'share'; readonly to: ChatId }

/** Calls that act on a message. */
export type MessageCommandName = MessageCommand['name']

/** Everything offered at a message, in the order of its menu. */
export type MessageActionName = 'reply' | 'copy' | 'startFrom' | 'saveTemplate' | 'openMessenger' | MessageCommandName

/** One call of the catalogue. */
export interface MessageAction {
  /** REST method; sent once. */
  readonly method: string
  /** Its parameters, as the method names them. */
  readonly params: string
  /** Every error code known of the method. */
  readonly errors: readonly string[]
  /** Codes that say that things are already as wished. */
  readonly alreadyDoneCodes: readonly string[]
}

const CHANGE_CODES = ['MESSAGE_ID_ERROR', 'CANT_EDIT_MESSAGE'] as const
const SHARE_CODES = ['MESSAGE_ID_ERROR', 'DIALOG_ID_EMPTY', 'ACCESS_ERROR', 'PARAMS_ERROR'] as const
const LIKE_CODES = ['MESSAGE_ID_ERROR', 'WITHOUT_CHANGES'] as const

/** The catalogue: every call on a message, its parameters, its errors. */
export const messageActions: Readonly<Record<MessageCommandName, MessageAction>> = {
  like: {
    method: 'im.message.like',
    params: 'MESSAGE_ID, ACTION=plus',
    errors: LIKE_CODES,
    alreadyDoneCodes: ['WITHOUT_CHANGES'],
  },
  unlike: {
    method: 'im.message.like',
    params: 'MESSAGE_ID, ACTION=minus',
    errors: LIKE_CODES,
    alreadyDoneCodes: ['WITHOUT_CHANGES'],
  },
  edit: { method: 'im.message.update', params: 'MESSAGE_ID, MESSAGE', errors: CHANGE_CODES, alreadyDoneCodes: [] },
  delete: { method: 'im.message.delete', params: 'MESSAGE_ID', errors: CHANGE_CODES, alreadyDoneCodes: [] },
  task: {
    method: 'im.message.share',
    params: 'MESSAGE_ID, DIALOG_ID, TYPE=TASK',
    errors: SHARE_CODES,
    alreadyDoneCodes: [],
  },
  share: {
    method: 'im.message.share',
    params: 'MESSAGE_ID, DIALOG_ID, TYPE=CHAT',
    errors: SHARE_CODES,
    alreadyDoneCodes: [],
  },
  saveQuick: {
    method: 'imopenlines.message.quick.save',
    params: 'CHAT_ID, MESSAGE_ID',
    errors: ['CHAT_ID', 'CHAT_TYPE', 'CANT_SAVE_QUICK_ANSWER', 'ACCESS_DENIED'],
    alreadyDoneCodes: [],
  },
}

/** What decides which actions a message offers. */
export interface MessageFacts {
  readonly message: Message
  readonly me: UserId
  /** The client's chat it stands in; null = it belongs to the team chat. */
  readonly chat: Chat | null
  /** The caller is in the message's chat, as far as it is known. */
  readonly joined: boolean
  /** The card's team chat where the caller is in it; 0 = none. */
  readonly teamChat: ChatId
}

/** Whether an action makes sense now. The portal has the last word: its time limit for changes is told by its refusals alone. */
export const isMessageActionAvailable = (name: MessageActionName, facts: MessageFacts): boolean => {
  const { message, me, chat, joined, teamChat } = facts
  if (message.deleted || message.authorId === null || message.session !== null) return false
  const hasText = message.text.trim() !== ''
  const own = message.authorId === me
  const liked = message.likes.includes(me)
  // Closing a session puts everybody out of the chat; what was read before stays on screen.
  const inside = joined && (chat === null || chat.state !== 'closed')
  switch (name) {
    case 'reply':
      return chat === null ? joined : !message.hidden && chat.state !== 'unknown'
    case 'copy':
      return hasText
    case 'like':
      return inside && !liked
    case 'unlike':
      return inside && liked
    case 'edit':
      return inside && own && hasText
    case 'delete':
      return inside && own
    case 'task':
      return inside
    case 'share':
      return inside && chat !== null && teamChat > 0
    case 'startFrom':
      return chat !== null && isAvailable('startFrom', { chat, me, joined })
    case 'saveTemplate':
      return hasText
    case 'saveQuick':
      return inside && chat !== null && hasText
    case 'openMessenger':
      return joined
  }
}
