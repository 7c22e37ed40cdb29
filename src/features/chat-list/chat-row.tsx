import Check from 'lucide-react/icons/check'
import { memo, type ComponentType } from 'react'
import type { Chat } from '@/domain/chat'
import type { Relation } from '@/domain/crm'
import { useI18n } from '@/i18n/i18n'
import { Avatar } from '@/ui/avatar'
import { SkeletonBar } from '@/ui/skeleton'
import { ChannelBadge } from '@/components/channel-badge'
import { Stars, type Status } from '@/components/chat-status'
import { Counter, StatusChip } from '@/ui/badge'
import { preview, rowAccessibleName } from './chat-row-text'

/** Times and waits are passed as text, so that a tick of the clock renders only rows whose text changes. */
export interface ChatRowProps {
  readonly chat: Chat
  readonly selected: boolean
  /** The active option of the list. */
  readonly active: boolean
  readonly id: string
  /** Position among all rows, from 1, and number of rows: not all of them are in the page. */
  readonly place: number
  readonly total: number
  readonly tone: Status['tone'] | null
  readonly status: string | null
  readonly spokenStatus: string | null
  readonly stars: number | null
  readonly when: string | null
  readonly RelatedLabel: ComponentType<{ via: Relation }> | undefined
}

// Sizes in the three layouts: skeleton.css has the same.
const Row = ({
  id,
  chat,
  place,
  total,
  selected,
  active,
  tone,
  status,
  spokenStatus,
  stars,
  when,
  RelatedLabel,
}: ChatRowProps) => {
  const { t, format } = useI18n()
  const { dialog, last } = chat
  const counter = dialog?.counter ?? 0
  const line = last && preview(last, t)
  const isNew = chat.waitingSince !== null
  const at = last?.date ?? chat.activeAt
  return (
    <div
      role="option"
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={place}
      id={id}
      data-chat={chat.id}
      className={`relative rounded-md border flex gap-3 px-2.5 py-2.25 @max-[900px]/panel:gap-2.5 @max-[900px]/panel:p-2 @max-[480px]/panel:gap-3 @max-[480px]/panel:p-2.5 ${active ? 'group-focus-visible/list:outline-2 group-focus-visible/list:-outline-offset-2 group-focus-visible/list:outline-accent' : ''} ${
        selected
          ? 'border-sel-line bg-sel-bg [--badge-edge:var(--cp-sel-bg)] forced-colors:border-[Highlight] @max-[480px]/panel:border-transparent @max-[480px]/panel:bg-transparent @max-[480px]/panel:[--badge-edge:var(--cp-surface)]'
          : 'border-transparent hover:bg-hover'
      }`}
    >
      <span className="sr-only">{rowAccessibleName(chat, { status: spokenStatus, preview: line, when }, t)}</span>
      <span aria-hidden="true" className="contents">
        <Avatar
          name={chat.client}
          avatarUrl={dialog?.avatarUrl ?? null}
          color={dialog?.color ?? null}
          className="size-11 text-[1rem] @max-[900px]/panel:size-9.5 @max-[900px]/panel:text-md @max-[480px]/panel:size-12 @max-[480px]/panel:text-xl"
          badge={<ChannelBadge connector={chat.channel.connector} title={chat.channel.title} />}
        />
        <span className="grid min-w-0 flex-1 grid-cols-1 content-start gap-0.5">
          <span className="flex min-h-5 items-center gap-2">
            <span dir="auto" className="truncate font-semibold tracking-[-0.006em]">
              {chat.client}
            </span>
            {at !== null && (
              <time
                dateTime={new Date(at).toISOString()}
                title={format.full(at)}
                className="ms-auto inline-flex items-center gap-0.5 text-xs whitespace-nowrap text-fg-3 tabular-nums"
              >
                {last?.from === 'me' && <Check className="size-4 text-accent" />}
                {when}
              </time>
            )}
          </span>
          <span className="flex min-h-4.5 items-center gap-2 text-sm text-fg-2">
            {line === null && dialog === null && !chat.detailsRefused ? (
              <SkeletonBar className="h-2.5 w-3/4 rounded-xs" />
            ) : (
              <span dir="auto" className={`min-w-0 truncate ${counter > 0 && !selected ? 'text-fg' : ''}`}>
                {line?.who !== null && line?.who !== undefined && (
                  <b className="font-medium text-fg">
                    {line.who}
                    {': '}
                  </b>
                )}
                {line?.text}
              </span>
            )}
            <Counter count={counter} muted={chat.muted} className="ms-auto" />
          </span>
          <span
            className={`mt-1 flex min-h-5 min-w-0 items-center gap-1.5 text-xs text-fg-3 ${isNew ? '' : '@max-[900px]/panel:hidden @max-[480px]/panel:flex'}`}
          >
            {stars !== null && <Stars stars={stars} label={status ?? ''} />}
            {tone !== null && stars === null && (
              <StatusChip tone={tone} className={selected && tone === 'work' ? 'bg-surface dark:bg-info-bg' : ''}>
                {status}
              </StatusChip>
            )}
            {chat.operatorName !== null ? (
              <>
                <Avatar name={chat.operatorName} className="size-4 text-[0.5rem]" />
                <span dir="auto" className="truncate">
                  {chat.operatorName}
                </span>
              </>
            ) : (
              <span dir="auto" className="truncate">
                {isNew && chat.state !== 'work' ? t('chatList.noOperator') : chat.lineName}
              </span>
            )}
          </span>
          {chat.linkedThrough && RelatedLabel && <RelatedLabel via={chat.linkedThrough} />}
        </span>
      </span>
    </div>
  )
}

/** One chat of the list. */
export const ChatRow = memo(Row)
