import type { Chat } from './chat'
import type { CrmItem } from './crm'
import type { LineId, MessageId, SessionId, UserId } from './ids'
import type { Person } from './person'

/** What decides whether an action is offered. `joined`: the caller is in the chat; null = not known yet. */
export interface ActionFacts {
  readonly chat: Chat
  readonly me: UserId
  readonly joined: boolean | null
}

/** Everything that can be done to a chat, by one name each. */
export type ChatActionName =
  | 'answer'
  | 'skip'
  | 'transfer'
  | 'takeOver'
  | 'join'
  | 'leave'
  | 'finish'
  | 'finishAnothers'
  | 'spam'
  | 'start'
  | 'startFrom'
  | 'pin'
  | 'unpin'
  | 'silentOff'
  | 'rate'
  | 'createLead'
  | 'addParticipant'
  | 'removeParticipant'
  | 'mute'
  | 'unmute'
  | 'markUnread'

/** Who a chat is handed to. */
export type TransferTarget =
  | { readonly kind: 'person'; readonly id: UserId; readonly name: string }
  | { readonly kind: 'line'; readonly id: LineId; readonly name: string }

/** Actions that need nothing but the chat. */
export type SimpleAction = Exclude<
  ChatActionName,
  'transfer' | 'startFrom' | 'rate' | 'leave' | 'addParticipant' | 'removeParticipant'
>

/**
 * Something to be done to a chat: the action, and what it needs besides the chat. `stars`: 1 to 5, null = only the comment.
 * `item`: a CRM record that the chat is bound to; `userId` with `leave` is the caller.
 */
export type ChatCommand =
  | { readonly name: SimpleAction }
  | { readonly name: 'transfer'; readonly to: TransferTarget }
  | { readonly name: 'startFrom'; readonly messageId: MessageId }
  | { readonly name: 'rate'; readonly sessionId: SessionId; readonly stars: number | null; readonly comment: string }
  | {
      readonly name: 'leave' | 'addParticipant' | 'removeParticipant'
      readonly item: CrmItem
      readonly userId: UserId
      /** His name, to be said. */
      readonly person: string
    }

/** When an action is offered; `offeredWhen` holds the predicates. */
export type Availability =
  | 'new'
  | 'mine-open'
  | 'open'
  | 'anothers'
  | 'outside'
  | 'guest'
  | 'closed'
  | 'with-session'
  | 'unpinned'
  | 'pinned'
  | 'silent'
  | 'over'
  | 'leadless'
  | 'bound'
  | 'loud'
  | 'muted'
  | 'inside'

/** One action of the catalogue. */
export interface ChatAction {
  /** REST method; sent once. */
  readonly method: string
  /** Its parameters, as the method names them. */
  readonly params: string
  readonly offer: Availability
  /** Asked about first: it can't be taken back. */
  readonly confirm: boolean
  /** The action that takes it back; null = none. */
  readonly undo: ChatActionName | null
  /** Every error code known of the method. */
  readonly errors: readonly string[]
  /** Codes that say that things are already as wished. */
  readonly alreadyDoneCodes: readonly string[]
}

/** Checks of all methods that act on an Open Channel chat. */
const CHAT_CODES = ['CHAT_ID', 'CHAT_TYPE', 'ACCESS_DENIED', 'USER_ID'] as const
const MEMBER_CODES = [
  'ACCESS_DENIED',
  'ERROR_ARGUMENT',
  'IM_NOT_INSTALLED',
  'CHAT_NOT_IN_CRM',
  'CRM_CHAT_USER_NOT_ACTIVE',
]
const REMOVAL_CODES = [
  ...MEMBER_CODES,
  'CRM_CHAT_EMPTY_USER',
  'CRM_CHAT_EMPTY_CRM_DATA',
  'CHAT_DELETE_USER_PERMISSION_DENIED',
  'WRONG_REQUEST',
]
const MUTE_CODES = ['CHAT_ID_EMPTY', 'DIALOG_ID_EMPTY', 'ACCESS_ERROR']
const PIN_CODES = ['CHAT_ID_EMPTY', ...CHAT_CODES, 'ERROR_USER_NOT_OPERATOR', 'WITHOUT_CHANGES']

const action = (
  method: string,
  params: string,
  offer: Availability,
  errors: readonly string[],
  {
    confirm = false,
    undo = null,
    alreadyDoneCodes = [],
  }: Partial<Pick<ChatAction, 'confirm' | 'undo' | 'alreadyDoneCodes'>> = {},
): ChatAction => ({ method, params, offer, errors, confirm, undo, alreadyDoneCodes })

const ALREADY_ANSWERED_CODE = 'IMOL_CHAT_ERROR_ANSWER_ALREADY_RESPONSIBLE'

/** The catalogue: every action on a chat, its method, its errors. */
export const chatActions: Readonly<Record<ChatActionName, ChatAction>> = {
  answer: action(
    'imopenlines.operator.answer',
    'CHAT_ID',
    'new',
    [...CHAT_CODES, ALREADY_ANSWERED_CODE, 'IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST'],
    { alreadyDoneCodes: [ALREADY_ANSWERED_CODE] },
  ),
  skip: action('imopenlines.operator.skip', 'CHAT_ID', 'mine-open', [...CHAT_CODES, 'ACCESS_DENIED_KICK'], {
    confirm: true,
  }),
  transfer: action('imopenlines.operator.transfer', 'CHAT_ID, TRANSFER_ID', 'open', [
    'CHAT_ID_EMPTY',
    ...CHAT_CODES,
    'USER_ID_EMPTY',
    'QUEUE_ID_EMPTY',
    'TRANSFER_ID_EMPTY',
    'OPERATOR_WRONG',
  ]),
  takeOver: action(
    'imopenlines.session.intercept',
    'CHAT_ID',
    'anothers',
    ['CHAT_ID_EMPTY', ...CHAT_CODES, 'OPERATOR_WRONG'],
    { confirm: true },
  ),
  join: action('imopenlines.session.join', 'CHAT_ID', 'outside', CHAT_CODES, { undo: 'leave' }),
  leave: action(
    'imopenlines.crm.chat.user.delete',
    'CRM_ENTITY_TYPE, CRM_ENTITY, CHAT_ID, USER_ID (oneself)',
    'guest',
    REMOVAL_CODES,
    { undo: 'join', alreadyDoneCodes: ['WRONG_REQUEST'] },
  ),
  finish: action('imopenlines.operator.finish', 'CHAT_ID', 'mine-open', CHAT_CODES, { confirm: true }),
  finishAnothers: action('imopenlines.operator.another.finish', 'CHAT_ID', 'anothers', CHAT_CODES, { confirm: true }),
  spam: action('imopenlines.operator.spam', 'CHAT_ID', 'open', CHAT_CODES, { confirm: true }),
  start: action('imopenlines.session.start', 'CHAT_ID', 'closed', CHAT_CODES),
  startFrom: action('imopenlines.message.session.start', 'CHAT_ID, MESSAGE_ID', 'with-session', CHAT_CODES, {
    confirm: true,
  }),
  pin: action('imopenlines.session.mode.pin', 'CHAT_ID, ACTIVATE=Y', 'unpinned', PIN_CODES, {
    undo: 'unpin',
    alreadyDoneCodes: ['WITHOUT_CHANGES'],
  }),
  unpin: action('imopenlines.session.mode.pin', 'CHAT_ID, ACTIVATE=N', 'pinned', PIN_CODES, {
    undo: 'pin',
    alreadyDoneCodes: ['WITHOUT_CHANGES'],
  }),
  silentOff: action('imopenlines.session.mode.silent', 'CHAT_ID, ACTIVATE=N', 'silent', CHAT_CODES),
  rate: action('imopenlines.session.head.vote', 'SESSION_ID, RATING, COMMENT', 'over', [
    'EMPTY_SESSION_ID',
    'EMPTY_VOTE_PARAMS',
    'ACCESS_DENIED',
  ]),
  createLead: action('imopenlines.crm.lead.create', 'CHAT_ID', 'leadless', [...CHAT_CODES, 'ERROR_USER_NOT_OPERATOR'], {
    confirm: true,
  }),
  addParticipant: action(
    'imopenlines.crm.chat.user.add',
    'CRM_ENTITY_TYPE, CRM_ENTITY, CHAT_ID, USER_ID',
    'bound',
    [...MEMBER_CODES, 'WRONG_REQUEST'],
    { undo: 'removeParticipant', alreadyDoneCodes: ['WRONG_REQUEST'] },
  ),
  removeParticipant: action(
    'imopenlines.crm.chat.user.delete',
    'CRM_ENTITY_TYPE, CRM_ENTITY, CHAT_ID, USER_ID',
    'bound',
    REMOVAL_CODES,
    { undo: 'addParticipant', alreadyDoneCodes: ['WRONG_REQUEST'] },
  ),
  mute: action('im.chat.mute', 'CHAT_ID, MUTE=Y', 'loud', MUTE_CODES, { undo: 'unmute' }),
  unmute: action('im.chat.mute', 'CHAT_ID, MUTE=N', 'muted', MUTE_CODES, { undo: 'mute' }),
  markUnread: action('im.recent.unread', 'DIALOG_ID, ACTION=Y', 'inside', ['DIALOG_ID_EMPTY']),
}

const isNew = ({ chat }: ActionFacts): boolean => chat.state === 'queue' || chat.state === 'assigned'
const isOpen = (facts: ActionFacts): boolean => isNew(facts) || facts.chat.state === 'work'
const isMine = ({ chat, me }: ActionFacts): boolean => chat.dialog?.ownerId === me
const isColleagues = (facts: ActionFacts): boolean => {
  const owner = facts.chat.dialog?.ownerId ?? null
  return facts.chat.state === 'work' && owner !== null && owner !== facts.me
}
const isInside = (facts: ActionFacts): boolean => isMine(facts) || facts.joined === true
const isMyWork = (facts: ActionFacts): boolean => facts.chat.state === 'work' && isMine(facts)

const availability: Readonly<Record<Availability, (facts: ActionFacts) => boolean>> = {
  new: isNew,
  'mine-open': (facts) => isOpen(facts) && isMine(facts),
  open: (facts) => isOpen(facts) && isInside(facts),
  anothers: isColleagues,
  outside: (facts) => isColleagues(facts) && facts.joined === false,
  guest: (facts) => isColleagues(facts) && facts.joined === true,
  closed: ({ chat }) => chat.state === 'closed',
  'with-session': (facts) => facts.chat.state === 'closing' || (isOpen(facts) && isInside(facts)),
  unpinned: (facts) => isMyWork(facts) && facts.chat.dialog?.pinned === false,
  pinned: (facts) => isMyWork(facts) && facts.chat.dialog?.pinned === true,
  silent: (facts) => isOpen(facts) && isInside(facts) && facts.chat.dialog?.silent === true,
  over: ({ chat }) => chat.state === 'closed' && chat.dialog?.headVote?.mayRate === true,
  leadless: (facts) => isMyWork(facts) && facts.chat.dialog?.bindings.every(({ type }) => type !== 'lead') === true,
  bound: (facts) => isOpen(facts) && isInside(facts),
  loud: (facts) => isInside(facts) && !facts.chat.muted,
  muted: (facts) => isInside(facts) && facts.chat.muted,
  inside: isInside,
}

/** Whether an action makes sense now. The portal has the last word: rights of the line are told by its refusals alone. */
export const isAvailable = (name: ChatActionName, facts: ActionFacts): boolean =>
  facts.chat.dialog !== null && availability[chatActions[name].offer](facts)

/** Somebody or something that a chat can be handed to. `away`: the portal doesn't show him online. */
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
