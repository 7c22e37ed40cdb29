import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronUp from 'lucide-react/icons/chevron-up'
import X from 'lucide-react/icons/x'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { plainText } from '@/domain/bb-code'
import type { Chat } from '@/domain/chat'
import type { MessageId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import { MESSAGE_MAX_LENGTH } from '@/domain/outgoing-message'
import { useI18n } from '@/i18n/i18n'
import { scrollToMessage } from '@/lib/panel-events'
import { Button, IconButton, Spinner } from '@/ui/button'
import { readingPosition } from '../message-list/use-last-seen'
import { useMessageSearch, useLoadAround } from './use-message-search'

/** Number of characters before the found text. */
const SNIPPET_LEAD_LENGTH = 30
const SNIPPET_LENGTH = 140
const EARLIEST_MS = Date.UTC(2000, 0, 1)
/** A date before any message. */
const FIRST_DAY = '2000-01-02'

const Snippet = ({ message, query }: { message: Message; query: string }) => {
  const text = plainText(message.text.slice(0, MESSAGE_MAX_LENGTH)).replaceAll(/\s+/g, ' ')
  const at = text.toLowerCase().indexOf(query.toLowerCase())
  if (at < 0) return text.slice(0, SNIPPET_LENGTH)
  const from = Math.max(0, at - SNIPPET_LEAD_LENGTH)
  return (
    <>
      {from > 0 && '…'}
      {text.slice(from, at)}
      <mark className="rounded-2xs bg-warning-bg text-warning-fg">{text.slice(at, at + query.length)}</mark>
      {text.slice(at + query.length, at + SNIPPET_LENGTH)}
    </>
  )
}

/** Searches the open conversation: query, results to go through, a day to go to, and the way back to the former position. */
export const MessageSearchBar = ({ chat, onClose }: { readonly chat: Chat; readonly onClose: () => void }) => {
  const { t, format } = useI18n()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  const [current, setCurrent] = useState<MessageId | null>(null)
  const [listed, setListed] = useState(true)
  const [origin, setOrigin] = useState<MessageId | null>(null)
  const [searchError, setSearchError] = useState<
    'messageSearch.noDay' | 'messageSearch.failed' | 'messageSearch.notLoaded' | null
  >(null)
  const { status, hits, people, whole, more, readMore, limitedByPlan, error, retry } = useMessageSearch(chat.id, query)
  const { around, firstFrom } = useLoadAround(chat.id)
  useEffect(() => field.current?.focus(), [])

  const place = hits.findIndex((hit) => hit.id === current)
  const go = async (to: MessageId, keepOrigin = true) => {
    const reading = readingPosition(chat.id)
    if (keepOrigin) setOrigin((before) => before ?? reading)
    setSearchError(null)
    if (await around(to)) scrollToMessage(chat.id, to)
    else setSearchError('messageSearch.notLoaded')
  }
  const stepOn = async () => {
    const first = await readMore()
    if (first === null) return setSearchError('messageSearch.failed')
    setCurrent(first)
    void go(first)
  }
  const step = (by: 1 | -1) => {
    if (by > 0 && more && place === hits.length - 1) return void stepOn()
    const next = hits[place < 0 ? (by > 0 ? 0 : hits.length - 1) : (place + by + hits.length) % hits.length]
    if (!next) return
    setCurrent(next.id)
    setListed(false)
    void go(next.id)
  }
  // The pressed button is removed: from the field the keys of the search still work.
  const toField = () => field.current?.focus({ preventScroll: true })
  const back = () => {
    toField()
    if (origin !== null) void go(origin, false)
    setOrigin(null)
  }
  const toDay = async (day: string) => {
    const moment = new Date(`${day}T00:00:00`).getTime()
    // While a year is typed, its value is 2, 20 and 202.
    if (!(moment >= EARLIEST_MS)) return
    const first = await firstFrom(moment)
    if (first === null) setSearchError('messageSearch.noDay')
    else if (first === 'failed') setSearchError('messageSearch.failed')
    else void go(first)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onClose()
    else if (event.key === 'F3' || (event.key === 'Enter' && event.target === field.current))
      step(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      role="search"
      aria-label={t('messageSearch.title')}
      className="relative z-3 block flex-none border-b border-line bg-surface"
      onKeyDown={onKeyDown}
    >
      <div className="flex min-h-12 flex-wrap items-center gap-1 px-3 py-1.5">
        <div className="flex min-w-0 flex-1 basis-72 items-center gap-1">
          <input
            ref={field}
            type="search"
            dir="auto"
            autoComplete="off"
            aria-label={t('messageSearch.query')}
            placeholder={t('messageSearch.query')}
            aria-controls={listed && hits.length > 0 ? `${id}-hits` : undefined}
            value={query}
            className="min-h-9 min-w-24 flex-1 rounded-sm border border-control bg-surface px-3 text-md placeholder:text-fg-3"
            onChange={({ target }) => {
              setQuery(target.value)
              setCurrent(null)
              setListed(true)
              setSearchError(null)
            }}
          />
          <span role="status" className="px-1 text-sm whitespace-nowrap text-fg-2 tabular-nums">
            {status === 'loading' ? (
              <Spinner />
            ) : status !== 'ready' ? null : hits.length === 0 ? (
              t('messageSearch.none')
            ) : place < 0 ? (
              t(more ? 'messageSearch.countMore' : 'messageSearch.count', { count: hits.length })
            ) : (
              t('messageSearch.position', { number: format.number(place + 1), count: format.number(hits.length) })
            )}
          </span>
          <IconButton label={t('messageSearch.previous')} disabled={hits.length === 0} onClick={() => step(-1)}>
            <ChevronUp />
          </IconButton>
          <IconButton label={t('messageSearch.next')} disabled={hits.length === 0} onClick={() => step(1)}>
            <ChevronDown />
          </IconButton>
          <IconButton label={t('messageSearch.close')} onClick={onClose}>
            <X />
          </IconButton>
        </div>
        {whole && (
          <Button size="sm" onClick={() => void toDay(FIRST_DAY)}>
            {t('messageSearch.first')}
          </Button>
        )}
        {whole && (
          <input
            type="date"
            aria-label={t('messageSearch.day')}
            title={t('messageSearch.day')}
            className="min-h-9 rounded-sm border border-control bg-surface px-2 text-sm"
            onChange={({ target }) => void toDay(target.value)}
          />
        )}
        {origin !== null && (
          <Button size="sm" onClick={back}>
            {t('messageSearch.back')}
          </Button>
        )}
      </div>
      {(!whole || limitedByPlan || searchError) && (
        <p role={searchError ? 'alert' : undefined} className="px-4 pb-2 text-sm text-warning-fg wrap-anywhere">
          {t(searchError ?? (whole ? 'messageSearch.planLimit' : 'messageSearch.loadedOnly'))}
        </p>
      )}
      {status === 'failed' && (
        <p role="alert" title={error?.code} className="flex items-center gap-2 px-4 pb-2 text-sm text-alert-fg">
          {t(
            error?.kind === 'forbidden'
              ? 'messageSearch.forbidden'
              : error?.kind === 'limit'
                ? 'messageSearch.limit'
                : 'messageSearch.failed',
          )}{' '}
          <Button onClick={retry}>{t('common.tryAgain')}</Button>
        </p>
      )}
      {listed && hits.length > 0 && (
        <ul
          id={`${id}-hits`}
          aria-label={t('messageSearch.hits')}
          className="absolute inset-x-2 top-full max-h-72 overflow-y-auto rounded-md border border-line bg-surface p-1 shadow-popup scrollbar-thin"
        >
          {hits.map((hit) => (
            <li key={hit.id}>
              <button
                type="button"
                className="block min-h-10 w-full rounded-sm px-2.5 py-1 text-start hover:bg-hover focus-visible:bg-hover"
                onClick={() => {
                  setCurrent(hit.id)
                  setListed(false)
                  toField()
                  void go(hit.id)
                }}
              >
                <span className="flex gap-2 text-xs text-fg-3">
                  <bdi className="min-w-0 flex-1 truncate">
                    {(hit.authorId === null ? null : people.get(hit.authorId)?.name) ?? hit.authorName ?? ''}
                  </bdi>
                  <time>{format.dateTime(hit.date)}</time>
                </span>
                <span dir="auto" className="block truncate">
                  <Snippet message={hit} query={query.trim()} />
                </span>
              </button>
            </li>
          ))}
          {more && (
            <li>
              <Button size="sm" className="w-full" onClick={() => void readMore()}>
                {t('messageSearch.showMore')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  )
}
