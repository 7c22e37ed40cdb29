import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { RemovePerson, StatusActions } from '@/features/chat-actions/details-actions'
import { ChatDetails, type ChatDetailsProps } from '@/features/chat-details/chat-details'
import { MediaPreview } from '@/features/conversation/shared-media/media-preview'
import { useT } from '@/i18n/i18n'
import { onScrollToMessage } from '@/lib/panel-events'

/** The details where they don't fit beside the conversation: a dialog over it that keeps the focus until it closes. */
export const DetailsDrawer = ({ onClose, children }: { onClose: () => void; children: ReactNode }) => {
  const t = useT()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const { current } = dialog
    current?.showModal()
    // Closing it while it is still in the page returns the focus to the element that had it before.
    return () => current?.close()
  }, [])
  // Closes the details, so that the message is visible.
  useEffect(() => onScrollToMessage(() => dialog.current?.close()), [])
  return (
    <dialog
      ref={dialog}
      aria-label={t('common.details')}
      className="fixed inset-y-0 start-auto end-0 m-0 ms-auto h-full max-h-none w-full max-w-80 border-0 bg-surface p-0 text-fg shadow-popup backdrop:bg-overlay motion-safe:animate-slide @max-[480px]/panel:max-w-none"
      onClose={({ currentTarget }) => {
        if (!currentTarget.open) onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close()
      }}
    >
      <div className="flex h-full min-h-0 flex-col">{children}</div>
    </dialog>
  )
}

/** The details with their actions. */
export const DetailsPanel = (props: ChatDetailsProps) => {
  const { chat, me, item } = props
  return (
    <ChatDetails
      {...props}
      media={<MediaPreview chatId={chat.id} />}
      actions={<StatusActions chat={chat} me={me.id} />}
      personAction={(person) => <RemovePerson chat={chat} me={me.id} item={item} person={person} />}
    />
  )
}
