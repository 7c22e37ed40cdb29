import type { Chat } from '@/domain/chat'
import { menuActions, type MenuActionName } from '@/domain/chat-actions'
import type { Translate } from '@/i18n/i18n'
import { requestChatAction } from '@/lib/panel-events'
import type { ChatActions } from '@/mutations/run-chat-action'
import { actionLabel } from './action-texts'

/** One action of a chat in a menu or the command palette. */
export interface ChatMenuCommand {
  readonly id: MenuActionName
  readonly label: string
  /** Requests it from the runner of the open conversation. */
  readonly run: () => void
}

/** The actions that menus offer for a chat now, in their order. `available`: of `useChatActions`. */
export const chatCommandsOf = (
  chat: Chat,
  available: ChatActions['available'],
  t: Translate,
): readonly ChatMenuCommand[] =>
  menuActions
    .filter((name) => available(name))
    .map((name) => ({
      id: name,
      label: actionLabel(name, t),
      run: () => requestChatAction({ chatId: chat.id, name }),
    }))
