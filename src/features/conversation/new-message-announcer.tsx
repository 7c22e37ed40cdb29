import { useEffect, useRef, useState } from 'react'
import { plainText } from '@/domain/bb-code'
import type { ChatId, MessageId } from '@/domain/ids'
import { useI18n } from '@/i18n/i18n'
import { useMessageWindow } from '@/queries/messages'

const MAX_ANNOUNCED_LENGTH = 200

/**
 * Announces new client messages to screen readers, politely: one with its text, several as a number. Older pages and the team's own
 * messages are not announced.
 */
export const NewMessageAnnouncer = ({ chatId }: { chatId: ChatId }) => {
  const window = useMessageWindow(chatId)
  const { t } = useI18n()
  const [announcement, setAnnouncement] = useState('')
  const known = useRef<{ newest: MessageId | 0; complete: boolean } | null>(null)
  useEffect(() => {
    if (!window) return
    const before = known.current
    const newest = window.messages.at(-1)?.id ?? 0
    known.current = { newest, complete: !window.hasNewer }
    // Scrolling down through a window without its newest end loads messages that aren't new.
    if (!before?.complete || newest <= before.newest) return
    const fresh = window.messages.filter(
      ({ id, authorId }) => id > before.newest && authorId !== null && window.people.get(authorId)?.kind === 'client',
    )
    const [only] = fresh
    if (!only) return
    const name = only.authorName ?? (only.authorId && window.people.get(only.authorId)?.name) ?? ''
    const text = plainText(only.text).slice(0, MAX_ANNOUNCED_LENGTH) || (only.files[0]?.name ?? '')
    setAnnouncement(
      fresh.length === 1
        ? t('conversation.announceOne', { name, text })
        : t('conversation.newMessages', { count: fresh.length }),
    )
  }, [window, t])
  return (
    <div aria-live="polite" className="sr-only">
      {announcement}
    </div>
  )
}
