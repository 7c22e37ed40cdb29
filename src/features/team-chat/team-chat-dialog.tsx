import UsersRound from 'lucide-react/icons/users-round'
import X from 'lucide-react/icons/x'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { plainText } from '@/domain/bb-code'
import type { ChatId, MessageId } from '@/domain/ids'
import type { Me } from '@/domain/person'
import { NoteComposer } from '@/features/composer/note-composer'
import { MessageList } from '@/features/conversation/message-list/message-list'
import { useI18n } from '@/i18n/i18n'
import { ComposerStateProvider, useOutgoingMessages, type ComposerState } from '@/composer-state/use-composer-state'
import { useConversation, useMessageWindow } from '@/queries/messages'
import { usePortal } from '@/queries/card-context'
import { useTeamChat } from '@/queries/team-chat'
import { Counter } from '@/ui/badge'
import { IconButton } from '@/ui/button'
import { EmptyState } from '@/ui/empty-state'
import { CardMessageActions } from '@/app/feature-bindings'

const Messages = ({ chatId, me }: { readonly chatId: ChatId; readonly me: Me }) => {
  const { t } = useI18n()
  const portal = usePortal()
  const chat = { id: chatId, dialog: null }
  const view = useConversation(chat)
  const outgoing = useOutgoingMessages(chatId)
  const newest = view.window?.messages.at(-1)?.id ?? 0
  useEffect(() => {
    // What could not be marked read stays unread; the next message tries again.
    if (newest > 0) portal.markRead(chatId, newest as MessageId).catch(() => undefined)
  }, [portal, chatId, newest])
  if (newest === 0 && outgoing.length === 0)
    return <EmptyState kind="empty" title={t('teamNotes.empty')} text={t('teamNotes.emptyText')} />
  return <MessageList chat={chat} me={me.id} view={view} outgoing={outgoing} />
}

/** The team chat of the card: its row at the foot of the list, and the chat itself over the panel. */
export const TeamChat = ({ me, composerState }: { readonly me: Me; readonly composerState: ComposerState }) => {
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

  // Before the field takes the focus: the dialog gives it back to whatever has it now.
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
                <Messages chatId={inside.id} me={me} />
              ) : (
                <EmptyState kind="empty" title={t('teamNotes.empty')} text={t('teamNotes.emptyText')} />
              )}
            </div>
            <NoteComposer autoFocus />
          </div>
          <CardMessageActions chat={null} me={me.id} />
        </dialog>
      )}
    </ComposerStateProvider>
  )
}
