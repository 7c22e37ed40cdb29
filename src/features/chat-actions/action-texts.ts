import { errorTextKeys } from '@/components/error-texts'
import type { Chat } from '@/domain/chat'
import type { ChatActionName, ChatCommand, SimpleAction } from '@/domain/chat-actions'
import type { PhraseKey, I18n } from '@/i18n/i18n'
import type { ChatActionResult } from '@/mutations/chat-actions'
import type { Confirmation } from '@/ui/dialog'

/** What an action is called in menus. Actions that have no place in a menu yet are missing. */
export const actionLabels = {
  transfer: 'actions.transfer',
  answer: 'actions.answer',
  join: 'actions.join',
  takeOver: 'actions.takeOver',
  start: 'actions.start',
  pin: 'actions.pin',
  unpin: 'actions.unpin',
  mute: 'actions.mute',
  unmute: 'actions.unmute',
  markUnread: 'actions.markUnread',
  silentOff: 'actions.silentOff',
  addParticipant: 'actions.addParticipant',
  createLead: 'actions.createLead',
  rate: 'actions.rate',
  leave: 'actions.leave',
  skip: 'actions.skip',
  finish: 'actions.close',
  finishAnothers: 'actions.finishAnothers',
  spam: 'actions.spam',
} as const satisfies Partial<Record<ChatActionName, PhraseKey>>

/** An action with a place in a menu. */
export type MenuAction = keyof typeof actionLabels

/** In the order of menus. */
export const menuActions = Object.keys(actionLabels) as readonly MenuAction[]

/** What is asked before an action. */
export const confirmationOf = (name: ChatActionName, chat: Chat, { t }: I18n): Confirmation | null => {
  const client = chat.client
  const operator = chat.operatorName ?? t('actions.colleague')
  const number = chat.dialog?.sessionId ?? null
  switch (name) {
    case 'finish':
      return {
        title: t('actions.finishTitle'),
        text:
          number === null
            ? t('actions.finishTextPlain', { client })
            : t('actions.finishText', { client, number: String(number) }),
        action: t('actions.close'),
      }
    case 'finishAnothers':
      return {
        title: t('actions.anothersTitle', { operator }),
        text: t('actions.anothersText', { operator, client }),
        action: t('actions.finishAnothers'),
      }
    case 'skip':
      return { title: t('actions.skipTitle'), text: t('actions.skipText'), action: t('actions.skipDo') }
    case 'spam':
      return { title: t('actions.spamTitle'), text: t('actions.spamText', { client }), action: t('actions.spam') }
    case 'takeOver':
      return {
        title: t('actions.takeOverTitle'),
        text: t('actions.takeOverText', { operator }),
        action: t('actions.takeOverDo', { operator }),
      }
    case 'startFrom':
      return {
        title: t('actions.startFromTitle'),
        text: t('actions.startFromText', { client }),
        action: t('actions.startFromDo'),
      }
    case 'createLead':
      return { title: t('actions.leadTitle'), text: t('actions.leadText', { client }), action: t('actions.leadDo') }
    case 'addParticipant':
    case 'answer':
    case 'join':
    case 'leave':
    case 'markUnread':
    case 'mute':
    case 'pin':
    case 'rate':
    case 'removeParticipant':
    case 'silentOff':
    case 'start':
    case 'transfer':
    case 'unmute':
    case 'unpin':
      return null
  }
}

const successTexts = {
  finish: 'actions.didFinish',
  finishAnothers: 'actions.didFinish',
  spam: 'actions.didSpam',
  skip: 'actions.didSkip',
  pin: 'actions.didPin',
  unpin: 'actions.didUnpin',
  mute: 'actions.didMute',
  unmute: 'actions.didUnmute',
  markUnread: 'actions.didUnread',
  silentOff: 'actions.didSilentOff',
  createLead: 'actions.didLead',
  rate: 'actions.didRate',
  leave: 'actions.didLeave',
  join: 'actions.didJoin',
  answer: 'actions.didTakeOver',
  takeOver: 'actions.didTakeOver',
  start: 'actions.didStart',
  startFrom: 'actions.didStart',
} as const satisfies Partial<Record<ChatActionName, PhraseKey>>

/** What is said once it is done; null where the chat itself says it. */
export const successText = (command: ChatCommand, { t }: I18n): string | null => {
  if (command.name === 'transfer') return t('actions.didTransfer', { name: command.to.name })
  if (command.name === 'addParticipant') return t('actions.didAdd', { name: command.person })
  if (command.name === 'removeParticipant') return t('actions.didRemove', { name: command.person })
  return command.name in successTexts ? t(successTexts[command.name as keyof typeof successTexts]) : null
}

const simpleActions: ReadonlySet<ChatActionName> = new Set<SimpleAction>([
  'answer',
  'skip',
  'takeOver',
  'join',
  'finish',
  'finishAnothers',
  'spam',
  'start',
  'pin',
  'unpin',
  'silentOff',
  'createLead',
  'mute',
  'unmute',
  'markUnread',
])

/** An action that needs nothing but the chat. */
export const isSimple = (name: ChatActionName): name is SimpleAction => simpleActions.has(name)

const byCode: Readonly<Record<string, PhraseKey>> = {
  CHAT_ID: 'actions.noChat',
  CHAT_ID_EMPTY: 'actions.noChat',
  DIALOG_ID_EMPTY: 'actions.noChat',
  CHAT_TYPE: 'actions.noChannelChat',
  USER_ID: 'actions.noCaller',
  ACCESS_DENIED: 'actions.noRight',
  ACCESS_ERROR: 'actions.noAccess',
  ACCESS_DENIED_KICK: 'actions.cannotPass',
  ERROR_USER_NOT_OPERATOR: 'actions.notOperator',
  OPERATOR_WRONG: 'actions.wrongOperator',
  USER_ID_EMPTY: 'actions.noTarget',
  QUEUE_ID_EMPTY: 'actions.noTarget',
  TRANSFER_ID_EMPTY: 'actions.noTarget',
  EMPTY_SESSION_ID: 'actions.noSession',
  EMPTY_VOTE_PARAMS: 'actions.noVote',
  ERROR_ARGUMENT: 'actions.noItem',
  CRM_CHAT_EMPTY_CRM_DATA: 'actions.noItem',
  CRM_CHAT_EMPTY_USER: 'actions.noPerson',
  CRM_CHAT_USER_NOT_ACTIVE: 'actions.inactivePerson',
  CHAT_NOT_IN_CRM: 'actions.notInItem',
  CHAT_DELETE_USER_PERMISSION_DENIED: 'actions.noRemoval',
  IM_NOT_INSTALLED: 'actions.noMessenger',
  IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST: 'actions.tooLate',
  IMOL_CHAT_ERROR_ANSWER_ALREADY_RESPONSIBLE: 'actions.already',
  WITHOUT_CHANGES: 'actions.already',
  WRONG_REQUEST: 'actions.already',
  NOT_DONE: 'actions.notDone',
}

/** The sentence for an error code of the catalogue; null for a code that nobody knows. */
export const textsOfCode = (code: string): PhraseKey | null => byCode[code] ?? null

/** The sentence for an action that isn't done; null with `done`. `code` is shown to copy where the sentence can't explain it. */
export const errorText = ({
  kind,
  error,
}: Pick<ChatActionResult, 'kind' | 'error'>): { readonly words: PhraseKey; readonly code: string | null } | null => {
  if (kind === 'done') return null
  if (kind === 'changed') return { words: 'actions.changed', code: null }
  if (!error) return { words: 'actions.noAnswer', code: null }
  const known = kind === 'refused' ? textsOfCode(error.code) : null
  const words = known ?? errorTextKeys[error.kind]
  return { words, code: known === null && error.kind === 'refused' ? error.code : null }
}
