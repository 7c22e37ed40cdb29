import ChevronLeft from 'lucide-react/icons/chevron-left'
import Info from 'lucide-react/icons/info'
import type { ReactNode } from 'react'
import type { Chat } from '@/domain/chat'
import { waitLevel } from '@/domain/wait-time'
import { useI18n } from '@/i18n/i18n'
import { useSetting } from '@/settings/use-setting'
import { Avatar } from '@/ui/avatar'
import { ChannelBadge } from '@/components/channel-badge'
import { ChatStatus, chatStatus } from '@/components/chat-status'
import { IconButton } from '@/ui/button'
import { usePortalNow } from '@/lib/page-visibility'

const Dot = ({ className = '' }: { readonly className?: string }) => (
  <span aria-hidden="true" className={`size-0.75 flex-none rounded-full bg-current opacity-60 ${className}`} />
)

/** Name, channel and status of the chat; Back where there is one pane. */
export const ConversationHeader = ({
  chat,
  onBack,
  onToggleDetails,
  detailsOpen,
  presence,
  actions,
  relatedLabel,
}: {
  readonly chat: Chat
  readonly onBack: () => void
  readonly onToggleDetails: () => void
  readonly detailsOpen: boolean
  readonly presence: ReactNode
  readonly actions: ReactNode
  /** Label of the relation through which the chat is listed. */
  readonly relatedLabel: ReactNode
}) => {
  const i18n = useI18n()
  const { t } = i18n
  const now = usePortalNow()
  const level = waitLevel(chat.waitingSince, now, useSetting('waitLimits'))
  const status = chatStatus(chat, now, i18n, level)
  const wideOnly = status ? '@max-[900px]/panel:hidden' : ''
  return (
    <header className="z-2 flex min-h-15 flex-none items-center gap-2.5 border-b border-line bg-surface ps-4 pe-2.5 @max-[900px]/panel:ps-3 @max-[900px]/panel:pe-1.5">
      <IconButton
        label={t('conversation.back')}
        onClick={onBack}
        className="hidden! -ms-1.5 -me-1 @max-[480px]/panel:grid!"
      >
        <ChevronLeft className="rtl:-scale-x-100" />
      </IconButton>
      <Avatar
        name={chat.client}
        avatarUrl={chat.dialog?.avatarUrl ?? null}
        color={chat.dialog?.color ?? null}
        className="me-0.75 size-9.5 text-md"
        badge={
          <ChannelBadge
            connector={chat.channel.connector}
            title={chat.channel.title}
            className="absolute -end-1.25 -bottom-1 size-4.5 border-2 border-surface text-[0.5625rem]"
          />
        }
      />
      <div className="min-w-0 flex-1">
        <h2 className="truncate text-lg font-semibold tracking-[-0.01em]">
          <bdi>{chat.client}</bdi>
        </h2>
        <p className="flex min-w-0 items-center gap-1.5 text-xs text-fg-3">
          {/* Where space is scarce the status takes precedence: the badge shows the channel, too. */}
          <bdi className={`truncate ${status ? '@max-[540px]/panel:hidden' : ''}`}>{chat.channel.title}</bdi>
          {chat.lineName !== null && (
            <>
              <Dot className={wideOnly} />
              <bdi className={`truncate ${wideOnly}`}>{chat.lineName}</bdi>
            </>
          )}
          {relatedLabel}
          {status && (
            <>
              <Dot className="hidden @max-[900px]/panel:block @max-[540px]/panel:hidden" />
              <span className="hidden max-w-full flex-none truncate @max-[900px]/panel:block">{status.text}</span>
            </>
          )}
        </p>
      </div>
      {presence}
      <ChatStatus chat={chat} now={now} level={level} className="@max-[900px]/panel:hidden" />
      {actions}
      <IconButton label={t('common.details')} aria-expanded={detailsOpen} onClick={onToggleDetails}>
        <Info />
      </IconButton>
    </header>
  )
}
