import { memo, Suspense, type ReactNode } from 'react'
import type { MessageId } from '@/domain/ids'
import { hasExtras, hasHead, type Rating } from '@/domain/message'
import type { TimelineItem } from '@/domain/timeline'
import { useI18n } from '@/i18n/i18n'
import { Stars } from '@/components/chat-status'
import { BbText } from '../message/bb-text'
import { MessageAttachments, MessageBubble, MessageHead } from '../message/message-bubble'

const RatingMark = ({ rating }: { rating: Rating }) => {
  const { t } = useI18n()
  if (rating.kind === 'stars')
    return <Stars stars={rating.stars} label={t('conversation.rated', { stars: rating.stars })} />
  return (
    <span role="img" aria-label={t(rating.kind === 'like' ? 'conversation.ratedLike' : 'conversation.ratedDislike')}>
      {rating.kind === 'like' ? '👍' : '👎'}
    </span>
  )
}

const DASHES_CLASSES =
  'before:min-w-4 before:flex-1 before:border-t before:border-dashed before:border-current/45 after:min-w-4 after:flex-1 after:border-t after:border-dashed after:border-current/45'

const Dashed = ({ children }: { children: ReactNode }) => (
  <div className={`flex items-center gap-2.5 py-1.5 text-xs text-sys-fg [--link:currentColor] ${DASHES_CLASSES}`}>
    <span className="inline-flex flex-wrap items-center justify-center gap-x-1.5 text-center wrap-anywhere">
      {children}
    </span>
  </div>
)

/** Props of a row; every value stays the same object while the row looks the same. */
export interface TimelineRowProps {
  readonly item: TimelineItem
  /** Start of today, unix ms: "Today" and "Yesterday" change at midnight. */
  readonly today: number
  readonly tabStop: boolean
  readonly marked: boolean
  readonly fresh: boolean
  readonly onQuote: (id: MessageId) => void
}

const Row = ({ item, today, tabStop, marked, fresh, onQuote }: TimelineRowProps) => {
  const { t, format } = useI18n()
  switch (item.kind) {
    case 'bubble':
      return <MessageBubble bubble={item} tabStop={tabStop} marked={marked} fresh={fresh} onQuote={onQuote} />
    case 'day':
      return (
        <div className="flex justify-center py-2">
          <span className="rounded-lg bg-sys px-3 py-1 text-xs font-medium text-sys-fg shadow-bubble">
            {format.day(item.at, today)}
          </span>
        </div>
      )
    case 'unread':
      return (
        <div className="-mx-5 my-2.5 border-y border-sel-line bg-sel-bg/85 py-1 text-center text-xs font-semibold text-sel-fg @max-[900px]/panel:-mx-3">
          <bdi>{t('conversation.newMessages', { count: item.count })}</bdi>
        </div>
      )
    case 'session': {
      const { message, what, rating } = item
      const number = message.session?.sessionId
      const time = format.time(message.date)
      return (
        <Dashed>
          <span dir="auto">
            {/* The portal's own text names the person who closed it; for a start it has only the number. */}
            {what === 'opened' && number ? (
              t('conversation.sessionOpened', { number, time })
            ) : message.text === '' ? (
              t(what === 'opened' ? 'conversation.sessionOpenedPlain' : 'conversation.sessionClosedPlain', { time })
            ) : (
              <BbText text={message.text} trusted />
            )}
          </span>
          {rating && <RatingMark rating={rating} />}
        </Dashed>
      )
    }
    case 'system':
      return (
        <div className="flex justify-center py-0.75">
          <div className="max-w-[80%] rounded-lg bg-sys px-3 py-1 text-center text-xs wrap-anywhere whitespace-pre-wrap text-sys-fg [--link:currentColor] [--meta:var(--cp-sys-fg)] @max-[900px]/panel:max-w-[92%]">
            {hasHead(item.message) && (
              <Suspense>
                <MessageHead message={item.message} />
              </Suspense>
            )}
            <span dir="auto">
              <BbText text={item.message.text} trusted />
            </span>
            {item.message.rating && <RatingMark rating={item.message.rating} />}
            {hasExtras(item.message) && (
              <Suspense>
                <MessageAttachments message={item.message} trusted />
              </Suspense>
            )}
          </div>
        </div>
      )
  }
}

/** One row of the conversation; rendered again only when it looks different. */
export const TimelineRow = memo(Row)
