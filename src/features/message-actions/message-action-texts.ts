import type { MessageActionName, MessageCommand } from '@/domain/message-actions'
import { errorTextKeys } from '@/components/error-texts'
import type { PhraseKey } from '@/i18n/i18n'
import type { MessageActionResult } from '@/mutations/message-actions'

/** What an action is called. A template takes the quick answer along: that has no word of its own. */
export const actionTexts = {
  reply: 'messages.reply',
  like: 'messages.like',
  unlike: 'messages.unlike',
  copy: 'messages.copy',
  saveTemplate: 'messages.saveTemplate',
  share: 'messages.share',
  task: 'messages.task',
  startFrom: 'messages.startFrom',
  openMessenger: 'messages.openMessenger',
  edit: 'messages.edit',
  delete: 'messages.delete',
} as const satisfies Partial<Record<MessageActionName, PhraseKey>>

/** An action with a place in the menu. */
export type MenuAction = keyof typeof actionTexts

/** In the order of the menu. */
export const menuOrder = Object.keys(actionTexts) as readonly MenuAction[]

/** What is said once it is done; null where the message itself shows it. `note`: the client has nothing to do with it. */
export const successTexts = ({ name }: MessageCommand, note: boolean): PhraseKey | null => {
  switch (name) {
    case 'edit':
      return note ? 'messages.didEditNote' : 'messages.didEdit'
    case 'delete':
      return note ? 'messages.didDeleteNote' : 'messages.didDelete'
    case 'task':
      return 'messages.didTask'
    case 'share':
      return 'messages.didShare'
    case 'saveQuick':
      return 'messages.didQuick'
    case 'like':
    case 'unlike':
      return null
  }
}

const byCode: Readonly<Record<string, PhraseKey>> = {
  MESSAGE_ID_ERROR: 'messages.noMessage',
  CANT_EDIT_MESSAGE: 'messages.cannotEdit',
  EMPTY_TEXT: 'messages.editEmpty',
  WITHOUT_CHANGES: 'messages.noLike',
  DIALOG_ID_EMPTY: 'messages.noDialog',
  ACCESS_ERROR: 'messages.noAccess',
  PARAMS_ERROR: 'messages.badParams',
  CANT_SAVE_QUICK_ANSWER: 'messages.noQuick',
  CHAT_ID: 'actions.noChat',
  CHAT_TYPE: 'actions.noChannelChat',
  ACCESS_DENIED: 'messages.noQuickRight',
  NOT_DONE: 'actions.notDone',
}

/** The sentence for an error code of the catalogue; null for a code that nobody knows. */
export const textsOfCode = (code: string): PhraseKey | null => byCode[code] ?? null

/** The sentence for something that isn't done; null with `done`. `code` is shown to copy where the sentence can't explain it. */
export const messageErrorText = ({
  kind,
  error,
}: MessageActionResult): { readonly words: PhraseKey; readonly code: string | null } | null => {
  if (kind === 'done') return null
  if (kind === 'changed' || kind === 'gone') return { words: `messages.${kind}`, code: null }
  if (!error) return { words: 'actions.noAnswer', code: null }
  const known = kind === 'refused' ? textsOfCode(error.code) : null
  return {
    words: known ?? errorTextKeys[error.kind],
    code: known === null && error.kind === 'refused' ? error.code : null,
  }
}
