import type { ActionOutcome } from '@/queries/chat-actions'
import { failureWords } from '@/i18n/failure-words'
import type { PhraseKey } from '@/i18n/i18n'

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
export const wordsOfCode = (code: string): PhraseKey | null => byCode[code] ?? null

/** The sentence for an action that isn't done; null with `done`. `code` is shown to copy where the sentence can't explain it. */
export const troubleOf = ({
  kind,
  error,
}: Pick<ActionOutcome, 'kind' | 'error'>): { readonly words: PhraseKey; readonly code: string | null } | null => {
  if (kind === 'done') return null
  if (kind === 'changed') return { words: 'actions.changed', code: null }
  if (!error) return { words: 'actions.noAnswer', code: null }
  const known = kind === 'refused' ? wordsOfCode(error.code) : null
  const words = known ?? failureWords[error.kind]
  return { words, code: known === null && error.kind === 'refused' ? error.code : null }
}
