import type { Chat } from './chat'
import type { CallParams, ChatActionEntry, FromMessage, Outcome, RatingInput, ToTarget } from './chat-action-entry'
import {
  CHAT_CODES,
  isMyWork,
  isNewSession,
  isOver,
  MEMBER_CODES,
  MUTE_CODES,
  ofChat,
  ofMember,
  PIN_CODES,
  REMOVAL_CODES,
} from './chat-action-entry'
import { ruleHolds, type ActionFacts } from './chat-action-rules'
import type { ChatId, UserId } from './ids'

/** The registry: every action on a chat, in the order of menus. A new action is an entry here, and its texts. */
const registry = {
  transfer: {
    availableWhen: 'the session is open and the caller is in the chat',
    menus: 'all',
    icon: 'user-round-plus',
    input: 'dialog',
    takesChat: true,
    method: 'imopenlines.operator.transfer',
    params: (chatId: ChatId, { to }: ToTarget) => ({
      CHAT_ID: chatId,
      TRANSFER_ID: to.kind === 'line' ? `queue${to.id}` : to.id,
    }),
    isApplied: ({ dialog }: Outcome, { to }: ToTarget) =>
      to.kind === 'person' ? dialog.ownerId === to.id : dialog.lineId === to.id && !dialog.ownerId,
    errors: {
      CHAT_ID_EMPTY: 'chatActions.noChat',
      ...CHAT_CODES,
      USER_ID_EMPTY: 'chatActions.noTarget',
      QUEUE_ID_EMPTY: 'chatActions.noTarget',
      TRANSFER_ID_EMPTY: 'chatActions.noTarget',
      OPERATOR_WRONG: 'chatActions.wrongOperator',
    },
  },
  answer: {
    availableWhen: 'nobody has accepted the chat',
    menus: 'not-in-conversation',
    takesChat: true,
    method: 'imopenlines.operator.answer',
    params: ofChat,
    isApplied: isMyWork,
    errors: {
      ...CHAT_CODES,
      IMOL_CHAT_ERROR_ANSWER_ALREADY_RESPONSIBLE: 'chatActions.already',
      IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST: 'chatActions.tooLate',
    },
    alreadyDoneCodes: ['IMOL_CHAT_ERROR_ANSWER_ALREADY_RESPONSIBLE'],
  },
  join: {
    availableWhen: 'a colleague leads it and the caller is not in it',
    menus: 'not-in-conversation',
    method: 'imopenlines.session.join',
    params: ofChat,
    isApplied: ({ dialog }) => dialog.joined === true,
    errors: CHAT_CODES,
    undo: 'leave',
  },
  takeOver: {
    availableWhen: 'a colleague leads it',
    menus: 'not-in-conversation',
    confirm: { button: 'own' },
    takesChat: true,
    method: 'imopenlines.session.intercept',
    params: ofChat,
    isApplied: isMyWork,
    errors: { CHAT_ID_EMPTY: 'chatActions.noChat', ...CHAT_CODES, OPERATOR_WRONG: 'chatActions.wrongOperator' },
  },
  startSession: {
    availableWhen: 'the session is closed',
    menus: 'not-in-conversation',
    takesChat: true,
    method: 'imopenlines.session.start',
    params: ofChat,
    isApplied: isNewSession,
    errors: CHAT_CODES,
  },
  pin: {
    availableWhen: 'the caller leads it and it is not pinned',
    menus: 'all',
    method: 'imopenlines.session.mode.pin',
    params: (chatId) => ({ CHAT_ID: chatId, ACTIVATE: 'Y' }),
    isApplied: ({ dialog }) => dialog.pinned,
    errors: PIN_CODES,
    alreadyDoneCodes: ['WITHOUT_CHANGES'],
    undo: 'unpin',
  },
  unpin: {
    availableWhen: 'the caller leads it and it is pinned',
    menus: 'all',
    method: 'imopenlines.session.mode.pin',
    params: (chatId) => ({ CHAT_ID: chatId, ACTIVATE: 'N' }),
    isApplied: ({ dialog }) => !dialog.pinned,
    errors: PIN_CODES,
    alreadyDoneCodes: ['WITHOUT_CHANGES'],
    undo: 'pin',
  },
  mute: {
    availableWhen: 'the caller is in the chat and hears of it',
    menus: 'all',
    method: 'im.chat.mute',
    params: (chatId) => ({ CHAT_ID: chatId, MUTE: 'Y' }),
    isApplied: ({ after }) => after.muted,
    errors: MUTE_CODES,
    undo: 'unmute',
  },
  unmute: {
    availableWhen: 'the caller is in the chat and has muted it',
    menus: 'all',
    method: 'im.chat.mute',
    params: (chatId) => ({ CHAT_ID: chatId, MUTE: 'N' }),
    isApplied: ({ after }) => !after.muted,
    errors: MUTE_CODES,
    undo: 'mute',
  },
  markUnread: {
    availableWhen: 'the caller is in the chat',
    menus: 'all',
    method: 'im.recent.unread',
    params: (chatId) => ({ DIALOG_ID: `chat${chatId}`, ACTION: 'Y' }),
    errors: { DIALOG_ID_EMPTY: 'chatActions.noChat' },
  },
  silentOff: {
    availableWhen: 'silent mode is on and the caller is in the chat',
    menus: 'all',
    method: 'imopenlines.session.mode.silent',
    params: (chatId) => ({ CHAT_ID: chatId, ACTIVATE: 'N' }),
    isApplied: ({ dialog }) => !dialog.silent,
    errors: CHAT_CODES,
  },
  addParticipant: {
    availableWhen: 'the session is open and the caller is in the chat',
    menus: 'all',
    input: 'dialog',
    method: 'imopenlines.crm.chat.user.add',
    params: ofMember,
    errors: { ...MEMBER_CODES, WRONG_REQUEST: 'chatActions.already' },
    alreadyDoneCodes: ['WRONG_REQUEST'],
    undo: 'removeParticipant',
  },
  createLead: {
    availableWhen: 'the caller leads it and it has no lead',
    menus: 'all',
    confirm: { button: 'own' },
    method: 'imopenlines.crm.lead.create',
    params: ofChat,
    isApplied: ({ dialog }) => dialog.bindings.some(({ type }) => type === 'lead'),
    errors: { ...CHAT_CODES, ERROR_USER_NOT_OPERATOR: 'chatActions.notOperator' },
  },
  rate: {
    availableWhen: 'the session is closed and the portal lets the caller rate it',
    menus: 'all',
    input: 'dialog',
    method: 'imopenlines.session.head.vote',
    params: (_, { sessionId, stars, comment }: RatingInput) => ({
      SESSION_ID: sessionId,
      ...(stars === null ? {} : { RATING: stars }),
      ...(comment === '' ? {} : { COMMENT: comment }),
    }),
    errors: {
      EMPTY_SESSION_ID: 'chatActions.noSession',
      EMPTY_VOTE_PARAMS: 'chatActions.noVote',
      ACCESS_DENIED: 'chatActions.noRight',
    },
  },
  leave: {
    availableWhen: 'a colleague leads it and the caller is in it',
    menus: 'all',
    input: 'caller',
    method: 'imopenlines.crm.chat.user.delete',
    params: ofMember,
    isApplied: ({ dialog }) => dialog.joined === false,
    errors: REMOVAL_CODES,
    alreadyDoneCodes: ['WRONG_REQUEST'],
    undo: 'join',
  },
  skip: {
    availableWhen: 'the session is open and the caller’s',
    menus: 'all',
    confirm: { button: 'own' },
    method: 'imopenlines.operator.skip',
    params: ofChat,
    isApplied: (outcome) => !isOver(outcome) && outcome.dialog.ownerId !== outcome.me,
    errors: { ...CHAT_CODES, ACCESS_DENIED_KICK: 'chatActions.cannotTransfer' },
  },
  close: {
    availableWhen: 'the session is open and the caller’s',
    menus: 'all',
    icon: 'circle-check',
    confirm: { button: 'label', plainText: true },
    method: 'imopenlines.operator.finish',
    params: ofChat,
    isApplied: isOver,
    errors: CHAT_CODES,
  },
  closeForColleague: {
    availableWhen: 'a colleague leads it',
    menus: 'all',
    confirm: { button: 'label' },
    takesChat: true,
    method: 'imopenlines.operator.another.finish',
    params: ofChat,
    isApplied: isOver,
    errors: CHAT_CODES,
  },
  spam: {
    availableWhen: 'the session is open and the caller is in the chat',
    menus: 'all',
    confirm: { button: 'label' },
    takesChat: true,
    method: 'imopenlines.operator.spam',
    params: ofChat,
    isApplied: ({ after }) => after.state === 'closed',
    errors: CHAT_CODES,
  },
  restartSession: {
    availableWhen: 'the session is closing, or open with the caller in the chat',
    input: 'request',
    confirm: { button: 'own' },
    takesChat: true,
    method: 'imopenlines.message.session.start',
    params: (chatId: ChatId, { messageId }: FromMessage) => ({ CHAT_ID: chatId, MESSAGE_ID: messageId }),
    isApplied: isNewSession,
    errors: CHAT_CODES,
  },
  removeParticipant: {
    availableWhen: 'the session is open and the caller is in the chat',
    input: 'request',
    method: 'imopenlines.crm.chat.user.delete',
    params: ofMember,
    errors: REMOVAL_CODES,
    alreadyDoneCodes: ['WRONG_REQUEST'],
    undo: 'addParticipant',
  },
} as const satisfies Readonly<Record<string, ChatActionEntry>>

type Registry = typeof registry

/** Every action on a chat, by name. */
export type ChatActionName = keyof Registry

/** The input of an action besides the chat, with which it is executed. */
type InputOf<Name extends ChatActionName> =
  Parameters<Registry[Name]['params']> extends [ChatId, infer Input] ? Input : unknown

/** An action with its input, ready to be executed. */
export type ChatCommand = {
  [Name in ChatActionName]: { readonly name: Name } & InputOf<Name>
}[ChatActionName]

/** Actions whose entry has `Part`. */
export type ActionsWith<Part> = {
  [Name in ChatActionName]: Registry[Name] extends Part ? Name : never
}[ChatActionName]

/** Actions that menus offer. */
export type MenuActionName = ActionsWith<{ readonly menus: string }>
/** Actions that are asked about first. */
export type ConfirmedActionName = ActionsWith<{ readonly confirm: object }>
/** Actions that need nothing but the chat. */
export type SimpleAction = Exclude<ChatActionName, ActionsWith<{ readonly input: string }>>

/** Names of icons in the registry. */
export type ChatActionIconName = {
  [Name in ChatActionName]: Registry[Name] extends { readonly icon: infer Icon } ? Icon : never
}[ChatActionName]

/** Phrases that explain error codes of the registry. */
type ErrorPhrase = {
  [Name in ChatActionName]: Registry[Name]['errors'][keyof Registry[Name]['errors']]
}[ChatActionName]

/** One entry of the registry. */
export interface ChatAction extends ChatActionEntry {
  readonly icon?: ChatActionIconName
  readonly undo?: ChatActionName
}

/** The registry by name. */
export const chatActions: Readonly<Record<ChatActionName, ChatAction>> = registry

const names = Object.keys(registry) as readonly ChatActionName[]

/** What menus offer, in their order. */
export const menuActions = names.filter((name): name is MenuActionName => chatActions[name].menus !== undefined)

/** An action that needs nothing but the chat. */
export const isSimple = (name: ChatActionName): name is SimpleAction => chatActions[name].input === undefined

/** An action that is asked about first. */
export const isConfirmed = (name: ChatActionName): name is ConfirmedActionName =>
  chatActions[name].confirm !== undefined

/** Whether an action makes sense now. The portal decides in the end: rights of the line show only in its refusals. */
export const isAvailable = (name: ChatActionName, facts: ActionFacts): boolean =>
  ruleHolds(chatActions[name].availableWhen, facts)

/** The phrase that explains each error code of the registry. */
export const chatErrorPhrases: Readonly<Record<string, ErrorPhrase>> = Object.fromEntries(
  Object.values(registry).flatMap(({ errors }) => Object.entries(errors)),
)

/** Parameters of the call that executes a command. */
export const paramsOf = (chatId: ChatId, command: ChatCommand): CallParams =>
  chatActions[command.name].params(chatId, command as never)

/** Whether a chat, read again, shows that a command was executed; false where a chat can't show it. */
export const isApplied = (command: ChatCommand, me: UserId, before: Chat | null, after: Chat): boolean =>
  after.dialog !== null &&
  chatActions[command.name].isApplied?.({ before, after, dialog: after.dialog, me }, command as never) === true
