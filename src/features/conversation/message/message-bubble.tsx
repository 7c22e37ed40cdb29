import Bot from 'lucide-react/icons/bot'
import Lock from 'lucide-react/icons/lock'
import { Suspense, useLayoutEffect, useRef } from 'react'
import type { MessageId } from '@/domain/ids'
import { hasExtras, hasHead, isOnlyEmoji } from '@/domain/message'
import type { Bubble, BubbleVariant } from '@/domain/timeline'
import { useI18n } from '@/i18n/i18n'
import { useFocusTarget } from '@/lib/focus-targets'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { registerMessage } from '@/lib/message-elements'
import { Avatar } from '@/ui/avatar'
import { BbText } from './bb-text'
import { DeliveryStatus } from './delivery-status'
import { MessageFiles } from './message-files'

/** Loaded with the first message that has attachments or buttons. */
export const MessageAttachments = lazyWithRetry(async () => (await import('./attach-blocks')).MessageAttachments)

/** Loaded with the first message that is forwarded or a form. */
export const MessageHead = lazyWithRetry(async () => (await import('./attach-blocks')).MessageHead)

// Outgoing replies are shown after the messages, so their parts are loaded later, too.
const LongText = lazyWithRetry(async () => (await import('./long-text')).LongText)
const UploadProgress = lazyWithRetry(async () => (await import('./upload-progress')).UploadProgress)
const SendProblem = lazyWithRetry(async () => (await import('./send-and-upload-problems')).SendProblem)

/** Longer texts are folded: they would take long to render and to scroll past. */
const LONG_TEXT_LENGTH = 5_000

const variantStyles = {
  own: 'shadow-bubble bg-own text-own-fg dark:[--link:currentColor] [--meta:var(--cp-own-meta)] [--quote:var(--cp-own-quote)]',
  colleague: 'shadow-bubble bg-mate text-mate-fg [--meta:var(--cp-mate-meta)] [--quote:var(--cp-in-quote)]',
  client: 'shadow-bubble bg-in text-in-fg [--meta:var(--cp-in-meta)] [--quote:var(--cp-in-quote)]',
  bot: 'shadow-bubble bg-mate text-mate-fg [--meta:var(--cp-mate-meta)] [--quote:var(--cp-in-quote)]',
  note: 'bg-warning-bg text-fg outline-dashed outline-[1.5px] -outline-offset-[1.5px] outline-[#e8c56a] dark:outline-[#7a5d1c] [--meta:var(--cp-warning-fg)] [--quote:var(--cp-in-quote)]',
} as const satisfies Record<BubbleVariant, string>

const avatarSize = 'size-8 text-xs @max-[480px]/panel:size-7 @max-[480px]/panel:text-2xs'

const delivery = ({ message, reply, read }: Bubble) => {
  if (message) return read ? 'read' : message.delivery
  const state = reply?.state.name
  return state === 'queued'
    ? 'waiting'
    : state === 'sent'
      ? 'sent'
      : state === 'sending' || state === 'verifying'
        ? 'sending'
        : null
}

const Quote = ({ quote, onQuote }: { quote: NonNullable<Bubble['quote']>; onQuote: (id: MessageId) => void }) => {
  const { t } = useI18n()
  const look =
    'mt-px mb-1.25 block w-full rounded-xs border-s-3 border-accent bg-(--quote) px-2.5 py-1 text-start text-sm [.bg-own_&]:border-success-fill [.bg-own_&]:dark:border-[#9ccaff]'
  if (quote.text === null) return <span className={`${look} text-(--meta)`}>{t('conversation.earlierMessage')}</span>
  return (
    <button type="button" className={look} onClick={() => onQuote(quote.id)}>
      <span className="sr-only">{t('conversation.showAnswered')}</span>
      {quote.name !== null && (
        <bdi className="block font-semibold text-link [.bg-own_&]:text-success-fg [.bg-own_&]:dark:text-own-meta">
          {quote.name}
        </bdi>
      )}
      <span dir="auto" className="line-clamp-2 wrap-anywhere">
        {quote.text}
      </span>
    </button>
  )
}

/** The ref of the focus target in every message that isn't the tab stop. */
const NOWHERE = { current: null }

const BUBBLE_CLASSES =
  'relative flow-root w-fit max-w-full rounded-xl px-3 pt-1.75 pb-1.5 wrap-anywhere [unicode-bidi:plaintext] forced-colors:border @max-[480px]/panel:text-lg'
const FOCUS_RING_CLASSES =
  'group-focus-visible/row:outline-2 group-focus-visible/row:outline-offset-2 group-focus-visible/row:outline-solid group-focus-visible/row:outline-accent'
const HIGHLIGHT_CLASSES = 'outline-3! outline-offset-0! outline-solid! outline-accent!'
const ARRIVAL_CLASSES = 'transition duration-160 motion-safe:starting:translate-y-1.5 motion-safe:starting:opacity-0'

/** One message or outgoing reply; `onQuote` is called with the message it quotes. */
export const MessageBubble = ({
  bubble,
  tabStop,
  marked,
  fresh,
  onQuote,
}: {
  readonly bubble: Bubble
  /** The message is the tab stop of the log. */
  readonly tabStop: boolean
  /** The list has just scrolled to this message. */
  readonly marked: boolean
  /** It arrived while the end of the list was visible. */
  readonly fresh: boolean
  readonly onQuote: (id: MessageId) => void
}) => {
  const { t, format } = useI18n()
  const article = useRef<HTMLElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const id = bubble.message?.id
  useLayoutEffect(() => {
    if (article.current && box.current)
      registerMessage(article.current, id === undefined ? null : { id, bubble: box.current })
  }, [id])
  useFocusTarget('message', tabStop ? article : NOWHERE)
  const { variant, first, last, message, reply, author, name, quote, at } = bubble
  const out = variant !== 'client'
  const time = format.time(at)
  const mark = out && variant !== 'note' && !message?.deleted ? delivery(bubble) : null
  const text = message?.text ?? reply?.text ?? ''
  const joined = out ? (first ? '' : 'rounded-se-[5px]') : first ? '' : 'rounded-ss-[5px]'
  const outgoing = message === null ? reply?.file : undefined
  const lastFile = message?.deleted ? undefined : message?.files.at(-1)
  const endsWithTile =
    outgoing !== undefined ||
    (text === '' && lastFile !== undefined && lastFile.kind !== 'image' && message !== null && !hasExtras(message))
  const likes = message?.likes.length ?? 0
  return (
    <article
      ref={article}
      aria-label={`${name ?? t('common.you')}, ${time}`}
      tabIndex={tabStop ? 0 : -1}
      data-key={bubble.key}
      data-message={message?.id}
      className={`group/row relative flex outline-none ${first ? 'pt-2' : 'pt-0.75'} ${likes > 0 ? 'pb-4.25' : ''} ${fresh ? ARRIVAL_CLASSES : ''} ${out ? 'justify-end' : ''}`}
    >
      <div
        ref={box}
        className={`flex max-w-[min(78%,35rem)] min-w-0 items-end gap-2 @max-[900px]/panel:max-w-[90%] @max-[480px]/panel:max-w-[92%] @max-[480px]/panel:gap-1.5 ${out ? 'flex-row-reverse' : ''}`}
      >
        {name === null ? null : last ? (
          variant === 'bot' ? (
            <span
              aria-hidden="true"
              className={`mb-px grid flex-none place-items-center rounded-full bg-neutral-bg text-neutral-fg ${avatarSize}`}
            >
              <Bot className="size-4.5" />
            </span>
          ) : (
            <Avatar
              name={name ?? ''}
              avatarUrl={author?.avatarUrl ?? null}
              color={author?.color ?? null}
              className={`mb-px ${avatarSize}`}
            />
          )
        ) : (
          <span className="w-8 flex-none @max-[480px]/panel:w-7" />
        )}
        <div className="min-w-0">
          <div
            className={`${BUBBLE_CLASSES} ${FOCUS_RING_CLASSES} ${out ? 'ms-auto rounded-ee-[5px]' : 'rounded-es-[5px]'} ${joined} ${variantStyles[variant]} ${marked ? HIGHLIGHT_CLASSES : ''}`}
          >
            {first && (name !== null || variant === 'note') && (
              <div
                className={`mb-px flex items-center gap-1.5 text-sm font-semibold ${variant === 'note' ? 'text-warning-fg' : 'text-link'}`}
              >
                {variant === 'note' && <Lock aria-hidden="true" className="size-4" />}
                {variant === 'bot' && <Bot aria-hidden="true" className="size-4" />}
                <bdi>{name ?? t('common.you')}</bdi>
                {(variant === 'bot' || variant === 'note') && (
                  <small className="text-xs font-normal text-(--meta)">
                    {t(variant === 'bot' ? 'conversation.bot' : 'conversation.note')}
                  </small>
                )}
              </div>
            )}
            {quote !== null && <Quote quote={quote} onQuote={onQuote} />}
            {message?.deleted ? (
              <i className="text-(--meta)">{t('conversation.deleted')}</i>
            ) : (
              <>
                {message && hasHead(message) && (
                  <Suspense>
                    <MessageHead message={message} />
                  </Suspense>
                )}
                {message && message.files.length > 0 && <MessageFiles message={message} />}
                {outgoing && reply && (
                  // The same height as the tile.
                  <Suspense fallback={<bdi className="block h-11 w-64 max-w-full truncate">{outgoing.name}</bdi>}>
                    <UploadProgress reply={reply} file={outgoing} />
                  </Suspense>
                )}
                {text !== '' && (
                  <span
                    dir="auto"
                    className={`whitespace-pre-wrap ${isOnlyEmoji(text) ? 'text-[2rem] leading-10' : message?.large ? 'text-[1.375rem] leading-7' : ''}`}
                  >
                    {text.length > LONG_TEXT_LENGTH ? (
                      <Suspense fallback={<BbText text={text.slice(0, LONG_TEXT_LENGTH)} />}>
                        <LongText text={text} trusted={variant !== 'client'} />
                      </Suspense>
                    ) : (
                      <BbText text={text} trusted={variant !== 'client'} />
                    )}
                  </span>
                )}
                {message && hasExtras(message) && (
                  <Suspense>
                    <MessageAttachments message={message} trusted={variant !== 'client'} />
                  </Suspense>
                )}
              </>
            )}
            <span
              className={`relative top-px float-end ms-3 -mb-px inline-flex items-center gap-0.75 text-2xs whitespace-nowrap text-(--meta) tabular-nums ${endsWithTile ? '-mt-4.5' : 'mt-1.5'}`}
            >
              {message?.edited && !message.deleted && <span>{t('conversation.edited')}</span>}
              <time dateTime={new Date(at).toISOString()} title={format.full(at)}>
                {time}
              </time>
              {mark !== null && <DeliveryStatus delivery={mark} />}
            </span>
            {likes > 0 && (
              <span
                title={bubble.likedBy || t('conversation.likes', { count: likes })}
                className="absolute start-2.5 -bottom-3.75 inline-flex h-5.5 items-center gap-1 rounded-xl border border-line-2 bg-surface px-1.75 text-xs leading-none font-medium text-fg-2"
              >
                <span aria-hidden="true">👍 {format.number(likes)}</span>
                <span className="sr-only">
                  {t('conversation.likes', { count: likes })} {bubble.likedBy}
                </span>
              </span>
            )}
          </div>
          {reply !== null && (
            <Suspense>
              <SendProblem reply={reply} stored={message?.text} />
            </Suspense>
          )}
        </div>
      </div>
    </article>
  )
}
