import { useCallback, useEffect, useState } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatActionName } from '@/domain/chat-actions'
import type { ChatId, UserId } from '@/domain/ids'
import { useT } from '@/i18n/i18n'
import { chatRowAt } from '@/lib/chat-rows'
import { requestChatAction } from '@/lib/panel-events'
import { useShortcut } from '@/lib/shortcut-handlers'
import { useChatActions } from '@/mutations/run-chat-action'
import { Menu, type MenuPlace } from '@/ui/menu'
import { chatCommandsOf } from './action-menu'

interface MenuPosition {
  readonly chatId: ChatId
  readonly place: MenuPlace
}

/**
 * The menu of a row of the list (Shift+F10, the menu key, the right button): opening the chat, and its actions. An action opens the chat
 * first and runs there, where its confirmation and its result are shown. `opened`: the chat that is open.
 */
export const RowMenu = ({
  chats,
  opened,
  me,
  open,
}: {
  readonly chats: readonly Chat[]
  readonly opened: ChatId | null
  readonly me: UserId
  readonly open: (chatId: ChatId) => void
}) => {
  const [at, setAt] = useState<MenuPosition | null>(null)
  const [request, setRequest] = useState<{ readonly chatId: ChatId; readonly name: ChatActionName } | null>(null)
  const showAt = useCallback((target: EventTarget | null): boolean => {
    const row = chatRowAt(target)
    if (!row) return false
    setAt({ chatId: row.chatId, place: row.element.getBoundingClientRect() })
    return true
  }, [])
  useEffect(() => {
    const onContextMenu = (event: MouseEvent) => {
      if (!event.defaultPrevented && showAt(event.target)) event.preventDefault()
    }
    document.addEventListener('contextmenu', onContextMenu)
    return () => document.removeEventListener('contextmenu', onContextMenu)
  }, [showAt])
  useShortcut('listMenu', (event) => showAt(event?.target ?? null))
  useEffect(() => {
    if (!request || request.chatId !== opened) return
    // The conversation of the chat is mounted in the same render.
    const frame = requestAnimationFrame(() => {
      setRequest(null)
      requestChatAction(request)
    })
    return () => cancelAnimationFrame(frame)
  }, [request, opened])
  const chat = at && chats.find(({ id }) => id === at.chatId)
  if (!chat) return null
  return (
    <ChatRowMenu
      key={chat.id}
      chat={chat}
      me={me}
      place={at.place}
      onOpen={() => open(chat.id)}
      onAction={(name) => {
        open(chat.id)
        setRequest({ chatId: chat.id, name })
      }}
      onClose={() => setAt(null)}
    />
  )
}

const ChatRowMenu = ({
  chat,
  me,
  place,
  onOpen,
  onAction,
  onClose,
}: {
  readonly chat: Chat
  readonly me: UserId
  readonly place: MenuPlace
  readonly onOpen: () => void
  readonly onAction: (name: ChatActionName) => void
  readonly onClose: () => void
}) => {
  const t = useT()
  const { available } = useChatActions(chat, me)
  return (
    <Menu
      label={t('chatActions.menu')}
      place={place}
      onClose={onClose}
      items={[
        { id: 'open', label: t('keys.listOpen'), run: onOpen },
        ...chatCommandsOf(chat, available, t).map((command) => ({ ...command, run: () => onAction(command.id) })),
      ]}
    />
  )
}
