import UsersRound from 'lucide-react/icons/users-round'
import X from 'lucide-react/icons/x'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { plainText } from '@/domain/bb-code'
import type { ChatId, MessageId } from '@/domain/ids'
import type { OutgoingReply } from '@/domain/outgoing-message'
import type { Me } from '@/domain/person'
import { useI18n } from '@/i18n/i18n'
import { ComposerStateProvider, useOutgoingMessages, type ComposerState } from '@/composer-state/use-composer-state'
import { useConversation, useMessageWindow, type ConversationView } from '@/queries/messages'
import { usePortal } from '@/queries/card-context'
import { useTeamChat } from '@/queries/team-chat'
import { Counter } from '@/ui/badge'
import { IconButton } from '@/ui/button'
import { EmptyState } from '@/ui/empty-state'

/** Parts of other features in the team chat. */
export interface TeamChatSlots {
  readonly renderMessages: (
    chat: { readonly id: ChatId; readonly dialog: null },
    view: ConversationView,
    outgoing: readonly OutgoingReply[],
  ) => ReactNode
  /** The field for a note; takes the focus when it appears. */
  readonly composer: ReactNode
  readonly messageActions: ReactNode
}

const Messages = ({ chatId, renderMessages }: Pick<TeamChatSlots, 'renderMessages'> & { readonly chatId: ChatId }) => {
  const { t } = useI18n()
  const portal = usePortal()
  const chat = { id: chatId, dialog: null } as const
  const view = useConversation(chat)
  const outgoing = useOutgoingMessages(chatId)
  const newest = view.window?.messages.at(-1)?.id ?? 0
  useEffect(() => {
    // A message that could not be marked read stays unread; the next message tries again.
    if (newest > 0) portal.markRead(chatId, newest as MessageId).catch(() => undefined)
  }, [portal, chatId, newest])
  if (newest === 0 && outgoing.length === 0)
    return <EmptyState kind="empty" title={t('teamNotes.empty')} text={t('teamNotes.emptyText')} />
  return renderMessages(chat, view, outgoing)
}

/** The team chat of the card: its row below the list, and the chat itself over the panel. */
export const TeamChat = ({
  me,
  composerState,
  renderMessages,
  composer,
  messageActions,
}: TeamChatSlots & { readonly me: Me; readonly composerState: ComposerState }) => {
  const { t } = useI18n()
  const { chat } = useTeamChat()
  const dialog = useRef<HTMLDialogElement>(null)
  const [open, setOpen] = useState(false)
  const inside = chat?.kind === 'inside' ? chat : null
  const messages = useMessageWindow(inside?.id ?? (0 as ChatId))?.messages ?? []
  const last = messages.findLast(({ authorId }) => authorId !== null) ?? null
  const atFirst = inside?.window.messages.at(-1)?.id ?? 0
  const [seen, setSeen] = useState<number | null>(null)
  const since = messages.filter(({ id, authorId }) => authorId !== me.id && id > (seen ?? atFirst)).length
  const unread = open ? 0 : since + (seen === null ? (inside?.unread ?? 0) : 0)

  // Before the message field takes the focus: when the dialog closes, it returns the focus to the element that has it now.
  useLayoutEffect(() => {
    if (open) dialog.current?.showModal()
  }, [open])

  return (
    <ComposerStateProvider composerState={composerState}>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="flex min-h-14 flex-none items-center gap-3 border-e border-t border-line bg-warning-bg px-4 py-2 text-start hover:brightness-97 @max-[900px]/panel:px-3"
      >
        <UsersRound aria-hidden="true" className="size-6 flex-none text-warning-fg" />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{t('teamNotes.title')}</span>
          <span dir="auto" className="block truncate text-sm text-fg-2">
            {last
              ? plainText(last.text.slice(0, 200))
              : t(chat?.kind === 'none' ? 'teamNotes.start' : 'teamNotes.hidden')}
          </span>
        </span>
        {unread > 0 && <span className="sr-only">{t('teamNotes.unread', { count: unread })}</span>}
        <span aria-hidden="true">
          <Counter count={unread} />
        </span>
      </button>
      {open && (
        <dialog
          ref={dialog}
          aria-label={t('teamNotes.title')}
          onClose={() => {
            setSeen(messages.at(-1)?.id ?? 0)
            setOpen(false)
          }}
          className="@container/panel m-auto flex h-[min(90dvh,44rem)] max-h-none w-[min(94vw,40rem)] max-w-none flex-col overflow-hidden rounded-xl bg-surface text-md text-fg shadow-float backdrop:bg-black/40"
        >
          <header className="flex min-h-15 flex-none items-center gap-2.5 border-b border-line ps-4 pe-2.5">
            <UsersRound aria-hidden="true" className="size-6 flex-none text-warning-fg" />
            <h2 className="min-w-0 flex-1 truncate text-lg font-semibold">{t('teamNotes.title')}</h2>
            <IconButton label={t('common.close')} onClick={() => dialog.current?.close()}>
              <X />
            </IconButton>
          </header>
          <div className="bg-conversation flex min-h-0 flex-1 flex-col">
            <div className="flex min-h-0 flex-1 flex-col">
              {inside ? (
                <Messages chatId={inside.id} renderMessages={renderMessages} />
              ) : (
                <EmptyState kind="empty" title={t('teamNotes.empty')} text={t('teamNotes.emptyText')} />
              )}
            </div>
            {composer}
          </div>
          {messageActions}
        </dialog>
      )}
    </ComposerStateProvider>
  )
}
