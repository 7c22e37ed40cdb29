import { errorTextKeys } from '@/components/error-texts'
import {
  isAnnouncedMessageAction,
  messageActions,
  messageErrorPhrases,
  type AnnouncedMessageAction,
  type ConfirmedMessageAction,
  type MessageActionsWith,
  type MessageCommand,
  type MessageCommandName,
  type MessageMenuName,
} from '@/domain/message-actions'
import type { PhraseKey, Translate } from '@/i18n/i18n'
import type { MessageActionResult } from '@/mutations/run-message-action'
import type { Confirmation } from '@/ui/dialog'

/** The name of an action in the menu of a message. */
export const messageActionLabel = (name: MessageMenuName, t: Translate): string => t(`messageActions.${name}`)

/** The name of an action in a report of its failure. */
export const failedMessageActionName = (name: MessageCommandName, t: Translate): string =>
  messageActionLabel(name === 'saveQuick' ? 'saveTemplate' : name, t)

const hasNoteText = (
  name: ConfirmedMessageAction,
): name is MessageActionsWith<{ readonly confirm: { readonly noteText: true } }> =>
  messageActions[name].confirm?.noteText === true

const hasOwnButton = (
  name: ConfirmedMessageAction,
): name is MessageActionsWith<{ readonly confirm: { readonly button: 'own' } }> =>
  messageActions[name].confirm?.button === 'own'

const differsByAudience = (
  name: AnnouncedMessageAction,
): name is MessageActionsWith<{ readonly success: 'by-audience' }> => messageActions[name].success === 'by-audience'

/** Texts of the confirmation of an action. `note`: the message is one of the team chat. */
export const messageConfirmation = (name: ConfirmedMessageAction, note: boolean, t: Translate): Confirmation => ({
  title: t(`messageActions.${name}Title`),
  text: t(note && hasNoteText(name) ? `messageActions.${name}TextNote` : `messageActions.${name}Text`),
  action: hasOwnButton(name) ? t(`messageActions.${name}Do`) : t(`messageActions.${name}`),
})

/** The text shown once an action is executed; null where the message itself shows it. `note`: the message is one of the team chat. */
export const messageSuccessText = ({ name }: MessageCommand, note: boolean, t: Translate): string | null => {
  if (!isAnnouncedMessageAction(name)) return null
  return t(note && differsByAudience(name) ? `messageActions.${name}DoneNote` : `messageActions.${name}Done`)
}

/** Phrases for error codes. EMPTY_TEXT, NOT_DONE: of performMessageAction, not of the portal. NO_CODE: the portal told no reason. */
const byCode: Readonly<Record<string, PhraseKey>> = {
  ...messageErrorPhrases,
  EMPTY_TEXT: 'messageActions.editEmpty',
  NOT_DONE: 'chatActions.notDone',
  NO_CODE: 'chatActions.refusedPlain',
}

/** Text of an error code of the registry; null for an unknown code. */
export const textsOfCode = (code: string): PhraseKey | null => byCode[code] ?? null

/** Text for an action that failed, which may name the `action`; null with `done`. `code` is shown for copying where the text can't explain it. */
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
