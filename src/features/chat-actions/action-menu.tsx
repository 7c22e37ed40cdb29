import Ellipsis from 'lucide-react/icons/ellipsis'
import { useState } from 'react'
import type { Chat } from '@/domain/chat'
import { type MenuActionName, menuActions } from '@/domain/chat-actions'
import { type Translate, useT } from '@/i18n/i18n'
import { requestChatAction } from '@/lib/panel-events'
import type { ChatActions } from '@/mutations/run-chat-action'
import { IconButton } from '@/ui/button'
import { Menu, type MenuPlace } from '@/ui/menu'
import { actionLabel } from './action-texts'

/** An item of the menu that is not an action on the chat. */
export interface MoreItem {
  readonly label: string
  readonly run: () => void
}

/** The "More" button of the conversation and its menu. */
export const ActionMenu = ({
  actions,
  busy,
  onChoose,
  more,
}: {
  readonly actions: readonly MenuActionName[]
  readonly busy: boolean
  readonly onChoose: (name: MenuActionName) => void
  /** Items below the actions. */
  readonly more: readonly MoreItem[]
}) => {
  const t = useT()
  const [opened, setOpened] = useState<{ readonly opener: HTMLElement; readonly place: MenuPlace } | null>(null)
  return (
    <>
      <IconButton
        label={t('chatActions.more')}
        aria-haspopup="menu"
        aria-expanded={opened !== null}
        aria-disabled={busy || undefined}
        onClick={({ currentTarget }) =>
          setOpened(opened ? null : { opener: currentTarget, place: currentTarget.getBoundingClientRect() })
        }
      >
        <Ellipsis />
      </IconButton>
      {opened && (
        <Menu
          label={t('chatActions.menu')}
          place={opened.place}
          align="end"
          opener={opened.opener}
          onClose={() => setOpened(null)}
          items={[
            ...actions.map((name) => ({ id: name, label: actionLabel(name, t), run: () => onChoose(name) })),
            ...more.map(({ label, run }) => ({ id: label, label, run })),
          ]}
        />
      )}
    </>
  )
}

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
