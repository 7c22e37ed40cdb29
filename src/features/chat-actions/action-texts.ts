import { errorTextKeys } from '@/components/error-texts'
import type { Chat } from '@/domain/chat'
import type { ChatActionName, ChatCommand, SimpleAction } from '@/domain/chat-actions'
import type { PhraseKey, I18n } from '@/i18n/i18n'
import type { ChatActionResult } from '@/mutations/chat-actions'
import type { Confirmation } from '@/ui/dialog'

/** What an action is called in menus. Actions that have no place in a menu yet are missing. */
export const actionLabels = {
  transfer: 'chatActions.transfer',
  answer: 'chatActions.answer',
  join: 'chatActions.join',
  takeOver: 'chatActions.takeOver',
  start: 'chatActions.start',
  pin: 'chatActions.pin',
  unpin: 'chatActions.unpin',
  mute: 'chatActions.mute',
  unmute: 'chatActions.unmute',
  markUnread: 'chatActions.markUnread',
  silentOff: 'chatActions.silentOff',
  addParticipant: 'chatActions.addParticipant',
  createLead: 'chatActions.createLead',
  rate: 'chatActions.rate',
  leave: 'chatActions.leave',
  skip: 'chatActions.skip',
  finish: 'chatActions.close',
  finishAnothers: 'chatActions.closeForColleague',
  spam: 'chatActions.spam',
} as const satisfies Partial<Record<ChatActionName, PhraseKey>>

/** An action with a place in a menu. */
export type MenuAction = keyof typeof actionLabels

/** In the order of menus. */
export const menuActions = Object.keys(actionLabels) as readonly MenuAction[]

/** What is asked before an action. */
export const confirmationOf = (name: ChatActionName, chat: Chat, { t }: I18n): Confirmation | null => {
  const client = chat.client
  const operator = chat.operatorName ?? t('chatActions.colleague')
  const number = chat.dialog?.sessionId ?? null
  switch (name) {
    case 'finish':
      return {
        title: t('chatActions.finishTitle'),
        text:
          number === null
            ? t('chatActions.finishTextPlain', { client })
            : t('chatActions.finishText', { client, number: String(number) }),
        action: t('chatActions.close'),
      }
    case 'finishAnothers':
      return {
        title: t('chatActions.closeForColleagueTitle', { operator }),
        text: t('chatActions.closeForColleagueText', { operator, client }),
        action: t('chatActions.closeForColleague'),
      }
    case 'skip':
      return { title: t('chatActions.skipTitle'), text: t('chatActions.skipText'), action: t('chatActions.skipDo') }
    case 'spam':
      return {
        title: t('chatActions.spamTitle'),
        text: t('chatActions.spamText', { client }),
        action: t('chatActions.spam'),
      }
    case 'takeOver':
      return {
        title: t('chatActions.takeOverTitle'),
        text: t('chatActions.takeOverText', { operator }),
        action: t('chatActions.takeOverDo', { operator }),
      }
    case 'startFrom':
      return {
        title: t('chatActions.startFromTitle'),
        text: t('chatActions.startFromText', { client }),
        action: t('chatActions.startFromDo'),
      }
    case 'createLead':
      return {
        title: t('chatActions.leadTitle'),
        text: t('chatActions.leadText', { client }),
        action: t('chatActions.leadDo'),
      }
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
  finish: 'chatActions.didFinish',
  finishAnothers: 'chatActions.didFinish',
  spam: 'chatActions.didSpam',
  skip: 'chatActions.didSkip',
  pin: 'chatActions.didPin',
  unpin: 'chatActions.didUnpin',
  mute: 'chatActions.didMute',
  unmute: 'chatActions.didUnmute',
  markUnread: 'chatActions.didUnread',
  silentOff: 'chatActions.didSilentOff',
  createLead: 'chatActions.didLead',
  rate: 'chatActions.didRate',
  leave: 'chatActions.didLeave',
  join: 'chatActions.didJoin',
  answer: 'chatActions.didTakeOver',
  takeOver: 'chatActions.didTakeOver',
  start: 'chatActions.didStart',
  startFrom: 'chatActions.didStart',
} as const satisfies Partial<Record<ChatActionName, PhraseKey>>

/** What is said once it is done; null where the chat itself says it. */
export const successText = (command: ChatCommand, { t }: I18n): string | null => {
  if (command.name === 'transfer') return t('chatActions.didTransfer', { name: command.to.name })
  if (command.name === 'addParticipant') return t('chatActions.didAdd', { name: command.person })
  if (command.name === 'removeParticipant') return t('chatActions.didRemove', { name: command.person })
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
  CHAT_ID: 'chatActions.noChat',
  CHAT_ID_EMPTY: 'chatActions.noChat',
  DIALOG_ID_EMPTY: 'chatActions.noChat',
  CHAT_TYPE: 'chatActions.noChannelChat',
  USER_ID: 'chatActions.unknownUser',
  ACCESS_DENIED: 'chatActions.noRight',
  ACCESS_ERROR: 'chatActions.noAccess',
  ACCESS_DENIED_KICK: 'chatActions.cannotTransfer',
  ERROR_USER_NOT_OPERATOR: 'chatActions.notOperator',
  OPERATOR_WRONG: 'chatActions.wrongOperator',
  USER_ID_EMPTY: 'chatActions.noTarget',
  QUEUE_ID_EMPTY: 'chatActions.noTarget',
  TRANSFER_ID_EMPTY: 'chatActions.noTarget',
  EMPTY_SESSION_ID: 'chatActions.noSession',
  EMPTY_VOTE_PARAMS: 'chatActions.noVote',
  ERROR_ARGUMENT: 'chatActions.noItem',
  CRM_CHAT_EMPTY_CRM_DATA: 'chatActions.noItem',
  CRM_CHAT_EMPTY_USER: 'chatActions.noPerson',
  CRM_CHAT_USER_NOT_ACTIVE: 'chatActions.inactivePerson',
  CHAT_NOT_IN_CRM: 'chatActions.notInItem',
  CHAT_DELETE_USER_PERMISSION_DENIED: 'chatActions.noRemoval',
  IM_NOT_INSTALLED: 'chatActions.noMessenger',
  IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST: 'chatActions.tooLate',
  IMOL_CHAT_ERROR_ANSWER_ALREADY_RESPONSIBLE: 'chatActions.already',
  WITHOUT_CHANGES: 'chatActions.already',
  WRONG_REQUEST: 'chatActions.already',
  NOT_DONE: 'chatActions.notDone',
}

/** The sentence for an error code of the catalogue; null for a code that nobody knows. */
export const textsOfCode = (code: string): PhraseKey | null => byCode[code] ?? null

/** The sentence for an action that isn't done; null with `done`. `code` is shown to copy where the sentence can't explain it. */
export const errorText = ({
  kind,
  error,
}: Pick<ChatActionResult, 'kind' | 'error'>): { readonly words: PhraseKey; readonly code: string | null } | null => {
  if (kind === 'done') return null
  if (kind === 'changed') return { words: 'chatActions.changed', code: null }
  if (!error) return { words: 'chatActions.noAnswer', code: null }
  const known = kind === 'refused' ? textsOfCode(error.code) : null
  const words = known ?? errorTextKeys[error.kind]
  return { words, code: known === null && error.kind === 'refused' ? error.code : null }
}
