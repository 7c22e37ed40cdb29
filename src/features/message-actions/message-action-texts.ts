import type { MessageActionName, MessageCommand } from '@/domain/message-actions'
import { errorTextKeys } from '@/components/error-texts'
import type { PhraseKey } from '@/i18n/i18n'
import type { MessageActionResult } from '@/mutations/message-actions'

/** What an action is called. A template takes the quick answer along: that has no word of its own. */
export const actionTexts = {
  reply: 'messageActions.reply',
  like: 'messageActions.like',
  unlike: 'messageActions.unlike',
  copy: 'messageActions.copy',
  saveTemplate: 'messageActions.saveTemplate',
  share: 'messageActions.share',
  task: 'messageActions.task',
  startFrom: 'messageActions.startFrom',
  openMessenger: 'messageActions.openMessenger',
  edit: 'messageActions.edit',
  delete: 'messageActions.delete',
} as const satisfies Partial<Record<MessageActionName, PhraseKey>>

/** An action with a place in the menu. */
export type MenuAction = keyof typeof actionTexts

/** In the order of the menu. */
export const menuOrder = Object.keys(actionTexts) as readonly MenuAction[]

/** What is said once it is done; null where the message itself shows it. `note`: the client has nothing to do with it. */
export const successTexts = ({ name }: MessageCommand, note: boolean): PhraseKey | null => {
  switch (name) {
    case 'edit':
      return note ? 'messageActions.didEditNote' : 'messageActions.didEdit'
    case 'delete':
      return note ? 'messageActions.didDeleteNote' : 'messageActions.didDelete'
    case 'task':
      return 'messageActions.didTask'
    case 'share':
      return 'messageActions.didShare'
    case 'saveQuick':
      return 'messageActions.didQuickAnswer'
    case 'like':
    case 'unlike':
      return null
  }
}

const byCode: Readonly<Record<string, PhraseKey>> = {
  MESSAGE_ID_ERROR: 'messageActions.noMessage',
  CANT_EDIT_MESSAGE: 'messageActions.cannotEdit',
  EMPTY_TEXT: 'messageActions.editEmpty',
  WITHOUT_CHANGES: 'messageActions.noLike',
  DIALOG_ID_EMPTY: 'messageActions.noDialog',
  ACCESS_ERROR: 'messageActions.noAccess',
  PARAMS_ERROR: 'messageActions.badParams',
  CANT_SAVE_QUICK_ANSWER: 'messageActions.noQuickAnswer',
  CHAT_ID: 'chatActions.noChat',
  CHAT_TYPE: 'chatActions.noChannelChat',
  ACCESS_DENIED: 'messageActions.noQuickAnswerRight',
  NOT_DONE: 'chatActions.notDone',
}

/** The sentence for an error code of the catalogue; null for a code that nobody knows. */
export const textsOfCode = (code: string): PhraseKey | null => byCode[code] ?? null

/** The sentence for something that isn't done; null with `done`. `code` is shown to copy where the sentence can't explain it. */
export const messageErrorText = ({
  kind,
  error,
}: MessageActionResult): { readonly words: PhraseKey; readonly code: string | null } | null => {
  if (kind === 'done') return null
  if (kind === 'changed' || kind === 'gone') return { words: `messageActions.${kind}`, code: null }
  if (!error) return { words: 'chatActions.noAnswer', code: null }
  const known = kind === 'refused' ? textsOfCode(error.code) : null
  return {
    words: known ?? errorTextKeys[error.kind],
    code: known === null && error.kind === 'refused' ? error.code : null,
  }
}
