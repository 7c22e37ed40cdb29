import BookmarkPlus from 'lucide-react/icons/bookmark-plus'
import Copy from 'lucide-react/icons/copy'
import ListTodo from 'lucide-react/icons/list-todo'
import MessagesSquare from 'lucide-react/icons/messages-square'
import Pencil from 'lucide-react/icons/pencil'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import Reply from 'lucide-react/icons/reply'
import Share2 from 'lucide-react/icons/share-2'
import ThumbsUp from 'lucide-react/icons/thumbs-up'
import Trash2 from 'lucide-react/icons/trash'
import { useCallback, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { plainText } from '@/domain/bb-code'
import type { Chat } from '@/domain/chat'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import { isMessageActionAvailable, type MessageActionName, type MessageCommand } from '@/domain/message-actions'
import type { MessageWindow } from '@/domain/message-window'
import { quotableLine } from '@/domain/quote'
import { useT } from '@/i18n/i18n'
import { useQuoteMessage } from '@/composer-state/use-composer-state'
import { focusTarget, requestFocus } from '@/lib/focus-targets'
import { useMessageActions } from '@/mutations/message-actions'
import { useMessageWindow } from '@/queries/messages'
import { usePortal } from '@/queries/card-context'
import { useTeamChatId } from '@/queries/team-chat'
import { ConfirmDialog } from '@/ui/dialog'
import { Toast } from '@/ui/toast'
import { Menu, type MenuPlace } from '@/ui/menu'
import { copyText } from '@/lib/clipboard'
import { EditDialog } from './edit-dialog'
import { MessageToolbar } from './message-toolbar'
import { actionTexts, successTexts, menuOrder, messageErrorText, type MenuAction } from './message-action-texts'
import { useActiveMessage } from './use-active-message'

/** Tools for the messages of the log beside which this stands. */
export interface MessageActionLayerProps {
  /** The client's chat; null = the log is the team chat's own. */
  readonly chat: Chat | null
  readonly me: UserId
  /** Keys of one character work. */
  readonly lettersOn: () => boolean
  readonly onStartFrom: (chatId: ChatId, messageId: MessageId) => void
  /** Begins a template with a text; `saved` is to be called when it has been saved. */
  readonly onTemplate: (text: string, saved: () => void) => void
}

/** A message, and what has to be known of the chat it is in. `chat`: null = it is a note of the team. */
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

const icons: Readonly<Record<MenuAction, ReactNode>> = {
  reply: <Reply aria-hidden="true" className="rtl:-scale-x-100" />,
  like: <ThumbsUp aria-hidden="true" />,
  unlike: <ThumbsUp aria-hidden="true" />,
  copy: <Copy aria-hidden="true" />,
  saveTemplate: <BookmarkPlus aria-hidden="true" />,
  share: <Share2 aria-hidden="true" />,
  task: <ListTodo aria-hidden="true" />,
  startFrom: <RefreshCw aria-hidden="true" />,
  openMessenger: <MessagesSquare aria-hidden="true" />,
  edit: <Pencil aria-hidden="true" />,
  delete: <Trash2 aria-hidden="true" />,
}

const letters: Partial<Record<MenuAction, string>> = { reply: 'R', copy: 'C' }

/**
 * What can be done to messages: buttons at the one under the pointer or with the focus, a menu, keys, and the dialogs and words that
 * follow. One for a whole log; the rows know nothing of it.
 */
export const MessageActionLayer = ({ chat, me, lettersOn, onStartFrom, onTemplate }: MessageActionLayerProps) => {
  const t = useT()
  const portal = usePortal()
  const anchor = useRef<HTMLSpanElement>(null)
  const teamChat = useTeamChatId()
  const own = useMessageWindow(chat?.id ?? (0 as ChatId))
  const notes = useMessageWindow(teamChat)
  const answer = useQuoteMessage()
  const { busy, run } = useMessageActions(me)
  const [menu, setMenu] = useState<{ readonly article: HTMLElement; readonly place: MenuPlace } | null>(null)
  const [editing, setEditing] = useState<TargetMessage | null>(null)
  const [asking, setAsking] = useState<{ readonly found: TargetMessage; readonly name: 'delete' | 'task' } | null>(null)
  const [toast, setToast] = useState<ActionToast | null>(null)
  const forget = useCallback(() => setToast(null), [])

  const find = (id: number): TargetMessage | null => {
    const message = chat && own?.messages.find((one) => one.id === id)
    if (message && own) return { message, window: own, chat }
    const note = notes?.messages.find((one) => one.id === id)
    return note && notes ? { message: note, window: notes, chat: null } : null
  }
  const of = (article: HTMLElement | null): TargetMessage | null =>
    article?.isConnected ? find(Number(article.dataset['message'])) : null
  const offers = ({ message, window, chat: around }: TargetMessage, name: MessageActionName): boolean =>
    isMessageActionAvailable(name, { message, me, chat: around, joined: window.source === 'member', teamChat })

  const perform = async ({ message, chat: around }: TargetMessage, command: MessageCommand, seen?: string) => {
    setToast(null)
    const outcome = await run(
      { chatId: message.chatId, id: message.id, ...(seen === undefined ? {} : { seen }) },
      command,
    )
    if (!outcome) return
    const trouble = messageErrorText(outcome)
    if (trouble) return setToast({ text: t(trouble.words), bad: true, code: trouble.code })
    const words = successTexts(command, around === null)
    if (words) setToast({ text: t(words), bad: false, code: null })
    // What had the focus may be gone.
    if (document.activeElement === document.body)
      focusTarget('log')?.querySelector<HTMLElement>('article[tabindex="0"]')?.focus()
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
    // The field may be another one first.
    requestAnimationFrame(() => requestFocus('composer'))
  }

  const act = (found: TargetMessage, name: MenuAction) => {
    const { message } = found
    if (busy) return
    switch (name) {
      case 'reply':
        return reply(found)
      case 'like':
      case 'unlike':
        return void perform(found, { name })
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
      case 'startFrom':
        return onStartFrom(message.chatId, message.id)
      case 'openMessenger':
        return portal.openMessenger(message.chatId, message.id)
      case 'edit':
        return setEditing(found)
      case 'delete':
      case 'task':
        return setAsking({ found, name })
    }
  }

  const openMenu = (article: HTMLElement, by: Element = article.firstElementChild ?? article) => {
    const found = of(article)
    if (found && menuOrder.some((name) => offers(found, name))) setMenu({ article, place: by.getBoundingClientRect() })
  }

  const shown = useActiveMessage(anchor, {
    onMenu: openMenu,
    onKey: (article, event) => {
      const name = lettersOn() ? ({ r: 'reply', c: 'copy' } as const)[event.key.toLowerCase()] : undefined
      const found = name && of(article)
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
  const found = of(article)
  const menuFound = menu && of(menu.article)
  const liked = found?.message.likes.includes(me) === true
  const likeName = liked ? 'unlike' : 'like'
  const question =
    asking &&
    (asking.name === 'task'
      ? { title: t('messageActions.taskTitle'), text: t('messageActions.taskText'), action: t('messageActions.taskDo') }
      : {
          title: t('messageActions.deleteTitle'),
          text: t(asking.found.chat ? 'messageActions.deleteText' : 'messageActions.deleteNote'),
          action: t('messageActions.delete'),
        })

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
            onMore={(button) => openMenu(article, button)}
          />,
          article,
        )}
      {menu && menuFound && (
        <Menu
          label={t('messageActions.tools')}
          place={menu.place}
          onClose={() => setMenu(null)}
          items={menuOrder
            .filter((name) => offers(menuFound, name))
            .map((name) => ({
              id: name,
              label: t(actionTexts[name]),
              icon: icons[name],
              ...(letters[name] && lettersOn() ? { keys: letters[name] } : {}),
              destructive: name === 'delete',
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
