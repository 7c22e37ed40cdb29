import { useCallback, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { MessageActionIcon } from '@/components/action-icon'
import { useQuoteMessage } from '@/composer-state/use-composer-state'
import { plainText } from '@/domain/bb-code'
import type { Chat } from '@/domain/chat'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import {
  isConfirmedMessageAction,
  isMessageActionAvailable,
  messageActions,
  messageMenuNames,
  type ConfirmedMessageAction,
  type MessageActionName,
  type MessageCommand,
  type MessageMenuName,
} from '@/domain/message-actions'
import type { MessageWindow } from '@/domain/message-window'
import { quotableLine } from '@/domain/quote'
import { useT } from '@/i18n/i18n'
import { copyText } from '@/lib/clipboard'
import { requestFocus } from '@/lib/focus-targets'
import { messageElement } from '@/lib/message-elements'
import { useMessageActions } from '@/mutations/run-message-action'
import { usePortal } from '@/queries/card-context'
import { useMessageWindow } from '@/queries/messages'
import { useTeamChatId } from '@/queries/team-notes'
import { ConfirmDialog } from '@/ui/dialog'
import { Menu, type MenuPlace } from '@/ui/menu'
import { Toast } from '@/ui/toast'
import { EditDialog } from './edit-dialog'
import {
  failedMessageActionName,
  messageActionLabel,
  messageConfirmation,
  messageErrorText,
  messageSuccessText,
} from './message-action-texts'
import { MessageToolbar } from './message-toolbar'
import { useActiveMessage } from './use-active-message'

/** Actions for the messages of the log that is a sibling of this component. */
export interface MessageActionLayerProps {
  /** The client's chat; null = the log is the team chat's own. */
  readonly chat: Chat | null
  readonly me: UserId
  /** Whether keys of one character are switched on. */
  readonly lettersOn: () => boolean
  readonly onRestartSession: (chatId: ChatId, messageId: MessageId) => void
  /** Opens a new template with a text; `saved` is to be called when it has been saved. */
  readonly onTemplate: (text: string, saved: () => void) => void
}

/** A message with its chat. `chat`: null = it is a note of the team chat. */
interface TargetMessage {
  readonly message: Message
  readonly window: MessageWindow
  readonly chat: Chat | null
}

interface ActionToast {
  readonly text: string
  readonly bad: boolean
  readonly code: string | null
}

/** `opener`: the button that opened the menu, null = it was opened by a key or a touch on the message. */
interface OpenMenu {
  readonly article: HTMLElement
  readonly opener: HTMLElement | null
  readonly place: MenuPlace
}

/**
 * The actions of messages: buttons at the one under the pointer or with the focus, a menu, keys, dialogs and toasts. One component for a
 * whole log; its rows don't depend on it.
 */
export const MessageActionLayer = ({ chat, me, lettersOn, onRestartSession, onTemplate }: MessageActionLayerProps) => {
  const t = useT()
  const portal = usePortal()
  const anchor = useRef<HTMLSpanElement>(null)
  const teamChat = useTeamChatId()
  const own = useMessageWindow(chat?.id ?? (0 as ChatId))
  const notes = useMessageWindow(teamChat)
  const answer = useQuoteMessage()
  const { busy, run } = useMessageActions(me)
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const [editing, setEditing] = useState<TargetMessage | null>(null)
  const [asking, setAsking] = useState<{ readonly found: TargetMessage; readonly name: ConfirmedMessageAction } | null>(
    null,
  )
  const [toast, setToast] = useState<ActionToast | null>(null)
  const forget = useCallback(() => setToast(null), [])

  const find = (id: number): TargetMessage | null => {
    const message = chat && own?.messages.find((one) => one.id === id)
    if (message && own) return { message, window: own, chat }
    const note = notes?.messages.find((one) => one.id === id)
    return note && notes ? { message: note, window: notes, chat: null } : null
  }
  const targetOf = (article: HTMLElement | null): TargetMessage | null =>
    article?.isConnected ? find(messageElement(article)?.id ?? 0) : null
  const offers = ({ message, window, chat: around }: TargetMessage, name: MessageActionName): boolean =>
    isMessageActionAvailable(name, { message, me, chat: around, joined: window.source === 'member', teamChat })

  const perform = async ({ message, chat: around }: TargetMessage, command: MessageCommand, seen?: string) => {
    setToast(null)
    const result = await run(
      { chatId: message.chatId, id: message.id, ...(seen === undefined ? {} : { seen }) },
      command,
    )
    if (!result) return
    const problem = messageErrorText(result)
    if (problem) {
      const text = t(problem.words, { action: failedMessageActionName(command.name, t) })
      return setToast({ text, bad: true, code: problem.code })
    }
    const text = messageSuccessText(command, around === null, t)
    if (text !== null) setToast({ text, bad: false, code: null })
    // The element that had the focus may have been removed.
    if (document.activeElement === document.body) requestFocus('message')
  }

  const reply = ({ message, window }: TargetMessage) => {
    const [file] = message.files
    answer({
      chatId: message.chatId,
      id: message.id,
      name:
        message.authorId === me
          ? null
          : (message.authorName ?? window.people.get(message.authorId as UserId)?.name ?? ''),
      text: quotableLine(message.text) || (file ? quotableLine(file.name) : ''),
    })
    // The field may be replaced first.
    requestAnimationFrame(() => requestFocus('composer'))
  }

  const keyOf = (name: MessageMenuName) => {
    const { key } = messageActions[name]
    return key !== undefined && lettersOn() ? { keys: key } : {}
  }

  const act = (found: TargetMessage, name: MessageMenuName) => {
    const { message } = found
    if (busy) return
    if (isConfirmedMessageAction(name)) return setAsking({ found, name })
    switch (name) {
      case 'reply':
        return reply(found)
      case 'copy':
        return void copyText(plainText(message.text)).then((done) =>
          setToast({ text: t(done ? 'messageActions.didCopy' : 'messageActions.noCopy'), bad: !done, code: null }),
        )
      case 'saveTemplate':
        return onTemplate(message.text, () => {
          if (offers(found, 'saveQuick')) void perform(found, { name: 'saveQuick' })
        })
      case 'share':
        return void perform(found, { name, to: teamChat })
      case 'restartSession':
        return onRestartSession(message.chatId, message.id)
      case 'openMessenger':
        return portal.openMessenger(message.chatId, message.id)
      case 'edit':
        return setEditing(found)
      case 'like':
      case 'unlike':
        return void perform(found, { name })
    }
  }

  const openMenu = (article: HTMLElement, opener: HTMLElement | null = null) => {
    const found = targetOf(article)
    const place = (opener ?? messageElement(article)?.bubble)?.getBoundingClientRect()
    if (found && place && messageMenuNames.some((name) => offers(found, name))) setMenu({ article, opener, place })
  }

  const shown = useActiveMessage(anchor, {
    onMenu: openMenu,
    onKey: (article, event) => {
      const key = event.key.toUpperCase()
      const name = lettersOn() ? messageMenuNames.find((one) => messageActions[one].key === key) : undefined
      const found = name && targetOf(article)
      if (!found || !offers(found, name)) return false
      act(found, name)
      return true
    },
    onUp: (field) => {
      const chatId = Number(field.dataset['chat'])
      const window = chatId === chat?.id ? own : chatId === teamChat ? notes : null
      const last = window?.messages.findLast(({ id, authorId }) => {
        const one = authorId === me ? find(id) : null
        return one !== null && offers(one, 'edit')
      })
      const found = last && find(last.id)
      if (!found) return false
      setEditing(found)
      return true
    },
  })

  const article = menu?.article ?? shown
  const found = targetOf(article)
  const menuFound = menu && targetOf(menu.article)
  const liked = found?.message.likes.includes(me) === true
  const likeName = liked ? 'unlike' : 'like'
  const question = asking && messageConfirmation(asking.name, asking.found.chat === null, t)

  return (
    <>
      <span ref={anchor} hidden />
      {article &&
        found &&
        createPortal(
          <MessageToolbar
            article={article}
            liked={liked}
            menuOpen={menu !== null}
            onReply={offers(found, 'reply') ? () => reply(found) : null}
            onLike={offers(found, likeName) ? () => act(found, likeName) : null}
            onMore={(button) => (menu ? setMenu(null) : openMenu(article, button))}
          />,
          article,
        )}
      {menu && menuFound && (
        <Menu
          label={t('messageActions.tools')}
          place={menu.place}
          opener={menu.opener}
          onClose={() => setMenu(null)}
          items={messageMenuNames
            .filter((name) => offers(menuFound, name))
            .map((name) => ({
              id: name,
              label: messageActionLabel(name, t),
              icon: <MessageActionIcon name={name} />,
              ...keyOf(name),
              destructive: messageActions[name].destructive === true,
              run: () => act(menuFound, name),
            }))}
        />
      )}
      {editing && (
        <EditDialog
          message={editing.message}
          note={editing.chat === null}
          onSave={(text) => {
            setEditing(null)
            if (text !== null) void perform(editing, { name: 'edit', text }, editing.message.text)
          }}
        />
      )}
      {question && asking && (
        <ConfirmDialog
          question={question}
          onAnswer={(yes) => {
            setAsking(null)
            if (yes) void perform(asking.found, { name: asking.name })
          }}
        />
      )}
      {toast && <Toast text={toast.text} bad={toast.bad} code={toast.code} onUndo={null} onClose={forget} />}
    </>
  )
}
