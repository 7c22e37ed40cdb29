import type { Chat } from './chat'
import type { CallParams } from './chat-action-entry'
import { isAvailable } from './chat-actions'
import type { ChatId, MessageId, UserId } from './ids'
import type { Message } from './message'

/** What decides which actions a message offers. */
export interface MessageFacts {
  readonly message: Message
  readonly me: UserId
  /** The client's chat with the message; null = the message belongs to the team chat. */
  readonly chat: Chat | null
  /** The caller is a member of the message's chat, as far as it is known. */
  readonly joined: boolean
  /** The card's team chat where the caller is a member of it; 0 = none. */
  readonly teamChat: ChatId
}

/** The REST call of an action on a message. */
interface MessageCall {
  /** REST method; sent once. */
  readonly method: string
  readonly params: (chatId: ChatId, messageId: MessageId, command: never) => CallParams
  /** Every error code known of the method, with the key of the phrase that explains it. */
  readonly errors: Readonly<Record<string, string>>
  /** Codes for "already in the requested state". */
  readonly alreadyDoneCodes?: readonly string[]
  /** The message as the portal has just confirmed it, until it can be read again. Absent = the message doesn't show the action. */
  readonly preview?: (message: Message, me: UserId, command: never) => Message
  /** Whether the message, read again, shows that the call was executed; null = it is deleted, or the portal no longer has it. */
  readonly isApplied?: (message: Message | null, me: UserId, command: never) => boolean
}

/**
 * One action on a message. Its texts follow from its name: `messageActions.<name>` in menus, `<name>Title`, `<name>Text` and `<name>Do` of
 * its confirmation, `<name>Done` afterwards.
 */
interface MessageActionEntry {
  /** Asked only for messages of people that are not deleted. */
  readonly isAvailable: (facts: MessageFacts) => boolean
  /** Name of its icon in components/action-icon.tsx. Absent = no menu offers it. */
  readonly icon?: string
  /** The key that runs it at a focused message, as printed on it; the help has `keys.<name>` for it. */
  readonly key?: string
  /** Shown as an action that can't be undone. */
  readonly destructive?: true
  /** Asked about first. `button`: the action's label, or a text of its own (`<name>Do`); `noteText`: a note has a `<name>TextNote`. */
  readonly confirm?: { readonly button: 'label' | 'own'; readonly noteText?: true }
  /** Confirmed by a text; 'by-audience' = a note has a `<name>DoneNote`. Absent = the message itself shows it. */
  readonly success?: 'text' | 'by-audience'
  /** null = the panel does it without the portal. */
  readonly call: MessageCall | null
}

interface NewText {
  readonly text: string
}
/** `to`: the team chat that gets a copy. */
interface ToTeamChat {
  readonly to: ChatId
}

const hasText = ({ message }: MessageFacts): boolean => message.text.trim() !== ''
// Closing a session removes all members from the chat; messages read before stay on screen.
const isMemberOfOpenChat = ({ joined, chat }: MessageFacts): boolean =>
  joined && (chat === null || chat.state !== 'closed')
const isOwn = ({ message, me }: MessageFacts): boolean => message.authorId === me
const isLiked = (message: Message | null, me: UserId): boolean => message?.likes.includes(me) === true

const CHANGE_CODES = {
  MESSAGE_ID_ERROR: 'messageActions.noMessage',
  CANT_EDIT_MESSAGE: 'messageActions.cannotEdit',
} as const
const SHARE_CODES = {
  MESSAGE_ID_ERROR: 'messageActions.noMessage',
  DIALOG_ID_EMPTY: 'messageActions.noDialog',
  ACCESS_ERROR: 'messageActions.noAccess',
  PARAMS_ERROR: 'messageActions.badParams',
} as const
const LIKE_CODES = { MESSAGE_ID_ERROR: 'messageActions.noMessage', WITHOUT_CHANGES: 'messageActions.noLike' } as const

/** The registry: every action on a message, in the order of its menu. A new action is an entry here, and its texts. */
const registry = {
  reply: {
    isAvailable: ({ chat, message, joined }) => (chat === null ? joined : !message.hidden && chat.state !== 'unknown'),
    icon: 'reply',
    key: 'R',
    call: null,
  },
  like: {
    isAvailable: (facts) => isMemberOfOpenChat(facts) && !isLiked(facts.message, facts.me),
    icon: 'thumbs-up',
    call: {
      method: 'im.message.like',
      params: (_, messageId) => ({ MESSAGE_ID: messageId, ACTION: 'plus' }),
      errors: LIKE_CODES,
      alreadyDoneCodes: ['WITHOUT_CHANGES'],
      preview: (message, me) => ({ ...message, likes: [...new Set([...message.likes, me])] }),
      isApplied: isLiked,
    },
  },
  unlike: {
    isAvailable: (facts) => isMemberOfOpenChat(facts) && isLiked(facts.message, facts.me),
    icon: 'thumbs-up',
    call: {
      method: 'im.message.like',
      params: (_, messageId) => ({ MESSAGE_ID: messageId, ACTION: 'minus' }),
      errors: LIKE_CODES,
      alreadyDoneCodes: ['WITHOUT_CHANGES'],
      preview: (message, me) => ({ ...message, likes: message.likes.filter((id) => id !== me) }),
      isApplied: (message, me) => message !== null && !isLiked(message, me),
    },
  },
  copy: { isAvailable: hasText, icon: 'copy', key: 'C', call: null },
  saveTemplate: { isAvailable: hasText, icon: 'bookmark-plus', call: null },
  share: {
    isAvailable: (facts) => isMemberOfOpenChat(facts) && facts.chat !== null && facts.teamChat > 0,
    icon: 'share-2',
    success: 'text',
    call: {
      method: 'im.message.share',
      params: (_: ChatId, messageId: MessageId, { to }: ToTeamChat) => ({
        MESSAGE_ID: messageId,
        DIALOG_ID: `chat${to}`,
        TYPE: 'CHAT',
      }),
      errors: SHARE_CODES,
    },
  },
  task: {
    isAvailable: isMemberOfOpenChat,
    icon: 'list-todo',
    confirm: { button: 'own' },
    success: 'text',
    call: {
      method: 'im.message.share',
      params: (chatId, messageId) => ({ MESSAGE_ID: messageId, DIALOG_ID: `chat${chatId}`, TYPE: 'TASK' }),
      errors: SHARE_CODES,
    },
  },
  restartSession: {
    isAvailable: ({ chat, me, joined }) => chat !== null && isAvailable('restartSession', { chat, me, joined }),
    icon: 'refresh-cw',
    call: null,
  },
  openMessenger: { isAvailable: ({ joined }) => joined, icon: 'messages-square', call: null },
  edit: {
    isAvailable: (facts) => isMemberOfOpenChat(facts) && isOwn(facts) && hasText(facts),
    icon: 'pencil',
    success: 'by-audience',
    call: {
      method: 'im.message.update',
      params: (_: ChatId, messageId: MessageId, { text }: NewText) => ({ MESSAGE_ID: messageId, MESSAGE: text }),
      errors: CHANGE_CODES,
      preview: (message: Message, _: UserId, { text }: NewText) => ({ ...message, text, edited: true }),
      isApplied: (message: Message | null, _: UserId, { text }: NewText) => message?.text.trim() === text.trim(),
    },
  },
  delete: {
    isAvailable: (facts) => isMemberOfOpenChat(facts) && isOwn(facts),
    icon: 'trash-2',
    destructive: true,
    confirm: { button: 'label', noteText: true },
    success: 'by-audience',
    call: {
      method: 'im.message.delete',
      params: (_, messageId) => ({ MESSAGE_ID: messageId }),
      errors: CHANGE_CODES,
      preview: (message) => ({ ...message, deleted: true }),
      isApplied: (message) => message === null,
    },
  },
  // Executed with saveTemplate.
  saveQuick: {
    isAvailable: (facts) => isMemberOfOpenChat(facts) && facts.chat !== null && hasText(facts),
    success: 'text',
    call: {
      method: 'imopenlines.message.quick.save',
      params: (chatId, messageId) => ({ CHAT_ID: chatId, MESSAGE_ID: messageId }),
      errors: {
        CHAT_ID: 'chatActions.noChat',
        CHAT_TYPE: 'chatActions.noChannelChat',
        CANT_SAVE_QUICK_ANSWER: 'messageActions.noQuickAnswer',
        ACCESS_DENIED: 'messageActions.noQuickAnswerRight',
      },
    },
  },
} as const satisfies Readonly<Record<string, MessageActionEntry>>

type Registry = typeof registry

/** Every action on a message, by name. */
export type MessageActionName = keyof Registry

/** Actions whose entry has `Part`. */
export type MessageActionsWith<Part> = {
  [Name in MessageActionName]: Registry[Name] extends Part ? Name : never
}[MessageActionName]

/** Actions that the menu of a message offers. */
export type MessageMenuName = MessageActionsWith<{ readonly icon: string }>
/** Actions that are one call of the portal. */
export type MessageCommandName = MessageActionsWith<{ readonly call: object }>
/** Actions that are asked about first. */
export type ConfirmedMessageAction = MessageActionsWith<{ readonly confirm: object }>
/** Actions with a key of their own. */
type KeyedMessageAction = MessageActionsWith<{ readonly icon: string; readonly key: string }>
/** Actions that a text confirms. */
export type AnnouncedMessageAction = MessageActionsWith<{ readonly success: string }>

/** Names of icons in the registry. */
export type MessageIconName = Registry[MessageMenuName]['icon']

/** The input of a call besides the message. */
type InputOf<Name extends MessageCommandName> =
  Parameters<Registry[Name]['call']['params']> extends [ChatId, MessageId, infer Input] ? Input : unknown

/** A call on a message with its input, ready to be executed. */
export type MessageCommand = {
  [Name in MessageCommandName]: { readonly name: Name } & InputOf<Name>
}[MessageCommandName]

/** The registry by name. */
export const messageActions: Readonly<Record<MessageActionName, MessageActionEntry>> &
  Readonly<Record<MessageCommandName, { readonly call: MessageCall }>> &
  Readonly<Record<MessageMenuName, { readonly icon: MessageIconName }>> &
  Readonly<Record<KeyedMessageAction, { readonly key: string }>> = registry

type CallErrors = { [Name in MessageCommandName]: Registry[Name]['call']['errors'] }
/** Phrases that explain error codes of the registry. */
type ErrorPhrase = { [Name in MessageCommandName]: CallErrors[Name][keyof CallErrors[Name]] }[MessageCommandName]

const names = Object.keys(registry) as readonly MessageActionName[]

/** What the menu of a message offers, in its order. */
export const messageMenuNames = names.filter((name): name is MessageMenuName => messageActions[name].icon !== undefined)

/** Actions with a key of their own, whose phrase in the help is `keys.<name>`. */
export const keyedMessageActions = messageMenuNames.filter(
  (name): name is KeyedMessageAction => messageActions[name].key !== undefined,
)

/** Actions that are asked about first. */
export const isConfirmedMessageAction = (name: MessageActionName): name is ConfirmedMessageAction =>
  messageActions[name].confirm !== undefined

/** Actions that a text confirms. */
export const isAnnouncedMessageAction = (name: MessageActionName): name is AnnouncedMessageAction =>
  messageActions[name].success !== undefined

/** Calls of the registry. */
export const messageCommandNames = names.filter(
  (name): name is MessageCommandName => messageActions[name].call !== null,
)

/** The phrase that explains each error code of the registry. */
export const messageErrorPhrases: Readonly<Record<string, ErrorPhrase>> = Object.fromEntries(
  Object.values(registry).flatMap(({ call }) => Object.entries(call?.errors ?? {})),
)

/** Whether an action makes sense now. The portal decides in the end: its time limit for changes shows only in its refusals. */
export const isMessageActionAvailable = (name: MessageActionName, facts: MessageFacts): boolean => {
  const { deleted, authorId, session } = facts.message
  return !deleted && authorId !== null && session === null && messageActions[name].isAvailable(facts)
}

/** Parameters of the call that executes a command. */
export const messageParamsOf = (chatId: ChatId, messageId: MessageId, command: MessageCommand): CallParams =>
  messageActions[command.name].call.params(chatId, messageId, command as never)

/** The message as the portal has just confirmed it; unchanged where a message doesn't show the action. */
export const previewMessageAction = (message: Message, command: MessageCommand, me: UserId): Message =>
  messageActions[command.name].call.preview?.(message, me, command as never) ?? message

/** Whether a message, read again, shows that a command was executed. `message`: null = the portal no longer has it. */
export const isMessageActionApplied = (message: Message | null, command: MessageCommand, me: UserId): boolean => {
  const { isApplied } = messageActions[command.name].call
  return isApplied?.(message?.deleted ? null : message, me, command as never) === true
}
