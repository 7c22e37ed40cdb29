import { errorTextKeys } from '@/components/error-texts'
import type { Chat } from '@/domain/chat'
import {
  chatActions,
  chatErrorPhrases,
  isConfirmed,
  type ChatActionName,
  type ActionsWith,
  type ChatCommand,
  type ConfirmedActionName,
  type MenuActionName,
} from '@/domain/chat-actions'
import type { PhraseKey, I18n, Translate } from '@/i18n/i18n'
import type { ChatActionResult } from '@/mutations/run-chat-action'
import type { Confirmation } from '@/ui/dialog'

/** The name of an action in menus. */
export const actionLabel = (name: MenuActionName, t: Translate): string => t(`chatActions.${name}`)

/** The name of an action in a report of its failure; two are started by something else than a menu of the chat. */
export const failedActionName = (name: ChatActionName, t: Translate): string =>
  name === 'restartSession'
    ? t('messageActions.restartSession')
    : name === 'removeParticipant'
      ? t('chatActions.undo')
      : actionLabel(name, t)

const hasPlainText = (
  name: ConfirmedActionName,
): name is ActionsWith<{ readonly confirm: { readonly plainText: true } }> =>
  chatActions[name].confirm?.plainText === true

const hasOwnButton = (
  name: ConfirmedActionName,
): name is ActionsWith<{ readonly confirm: { readonly button: 'own' } }> => chatActions[name].confirm?.button === 'own'

/** Texts of the confirmation of an action; null where none is needed. */
export const confirmationOf = (name: ChatActionName, chat: Chat, { t }: I18n): Confirmation | null => {
  if (!isConfirmed(name)) return null
  const number = chat.dialog?.sessionId ?? null
  const values = {
    client: chat.client,
    operator: chat.operatorName ?? t('chatActions.colleague'),
    number: String(number),
  }
  return {
    title: t(`chatActions.${name}Title`, values),
    text: t(number === null && hasPlainText(name) ? `chatActions.${name}TextPlain` : `chatActions.${name}Text`, values),
    action: hasOwnButton(name) ? t(`chatActions.${name}Do`, values) : t(`chatActions.${name}`, values),
  }
}

/** The text shown once an action is executed. */
export const successText = (command: ChatCommand, { t }: I18n): string =>
  t(`chatActions.${command.name}Done`, {
    name: command.name === 'transfer' ? command.to.name : 'person' in command ? command.person : '',
  })

/** Phrases for error codes. NOT_DONE: the portal answered with `false` instead of an error. NO_CODE: it told no reason. */
const byCode: Readonly<Record<string, PhraseKey>> = {
  ...chatErrorPhrases,
  NOT_DONE: 'chatActions.notDone',
  NO_CODE: 'chatActions.refusedPlain',
}

/** Text of an error code of the registry; null for an unknown code. */
export const textsOfCode = (code: string): PhraseKey | null => byCode[code] ?? null

/** Text for an action that failed, which may name the `action`; null with `done`. `code` is shown for copying where the text can't explain it. */
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
