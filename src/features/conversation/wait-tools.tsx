import CheckCheck from 'lucide-react/icons/check-check'
import Clock from 'lucide-react/icons/clock'
import type { Chat } from '@/domain/chat'
import { markNoReplyNeeded, newestOf, unmarkNoReplyNeeded } from '@/domain/wait-time'
import { useI18n } from '@/i18n/i18n'
import { changeSetting } from '@/settings/setting-store'
import { IconButton } from '@/ui/button'
import { usePortalNow } from '@/lib/page-visibility'
import { portalNow } from '@/lib/portal-clock'

/** The reply window is shown when it is open for at most this long, ms. */
const SOON_MS = 3 * 3_600_000

/** Above the messages: how long the channel still takes replies, in its last hours. */
export const ReplyCountdown = ({ chat }: { chat: Chat }) => {
  const { t, format } = useI18n()
  const until = chat.state === 'closed' ? null : (chat.dialog?.replyBlockedFrom ?? null)
  const now = usePortalNow()
  if (until === null) return null
  const left = until - now
  if (left <= 0 || left > SOON_MS) return null
  return (
    <p
      title={t('waitTimes.repliesUntilFull', { when: format.full(until) })}
      className={`flex flex-none items-center justify-center gap-1.5 px-3 py-1 text-xs font-medium ${left < SOON_MS / 6 ? 'bg-alert-bg text-alert-fg' : 'bg-warning-bg text-warning-fg'}`}
    >
      <Clock aria-hidden="true" className="size-3.5 flex-none" />
      {t('waitTimes.repliesUntil', { time: format.time(until), left: format.span(left) })}
    </p>
  )
}

/** In the header of a conversation: "No reply needed", which takes the chat out of those that wait until its client writes again. */
export const WaitTools = ({ chat }: { chat: Chat }) => {
  const { t } = useI18n()
  const newest = newestOf(chat)
  const settled = chat.noReplyNeeded
  if (!settled && (chat.waitingSince === null || newest === 0)) return null
  const settle = () => {
    const now = portalNow()
    if (newest !== 0) changeSetting('noReplyNeeded', (marks) => markNoReplyNeeded(marks, chat.id, newest, now))
  }
  const undo = () => changeSetting('noReplyNeeded', (marks) => unmarkNoReplyNeeded(marks, chat.id))
  return (
    <IconButton label={t('waitTimes.noReply')} aria-pressed={settled} onClick={settled ? undo : settle}>
      <CheckCheck strokeWidth={1.75} />
    </IconButton>
  )
}
