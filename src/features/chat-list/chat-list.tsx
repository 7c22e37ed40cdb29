import { Search, X } from 'lucide-react'
import { useDeferredValue, useId, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'
import { useSpeech } from '@/i18n/i18n'
import type { CardView } from '@/queries/card'
import { Button } from '@/ui/button'
import { statusOf } from '@/ui/chat-status'
import { PaneState } from '@/ui/pane-state'
import { useNow } from '@/ui/use-now'
import { countByFilter, filters, passes, search, type Filter } from './chat-filter'
import { ChatRow } from './chat-row'
import { failureWords } from './failure-words'
import { groupsOf, hold, inHeldOrder, newsCount, type HeldOrder } from './held-order'
import { ListSkeleton } from './list-skeleton'
import { NeededDetails } from './needed-details'
import { useRowShift } from './use-row-shift'

/** `onOpen` gets the chat that was chosen by click, Enter or Space. */
export interface ChatListProps {
  readonly card: CardView
  readonly selectedId: ChatId | null
  readonly onOpen: (id: ChatId) => void
}

const emptyTexts = {
  lead: 'list.emptyLead',
  deal: 'list.emptyDeal',
  contact: 'list.emptyContact',
  company: 'list.emptyCompany',
} as const

const emptyFilters = { unread: 'list.noneUnread', mine: 'list.noneMine', closed: 'list.noneClosed' } as const

const rowOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-chat]') : null

const idOf = (row: HTMLElement): ChatId => Number(row.dataset['chat']) as ChatId

/** The pane with the chats of the card: search, filters, and a listbox with one tab stop. */
export const ChatList = ({ card, selectedId, onOpen }: ChatListProps) => {
  const speech = useSpeech()
  const { t, format } = speech
  const now = useNow()
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [filter, setFilter] = useState<Filter>('all')
  const [query, setQuery] = useState('')
  const [activeId, setActiveId] = useState<ChatId | null>(null)
  const [held, setHeld] = useState<HeldOrder | null>(null)
  const wanted = useDeferredValue(query)

  const { chats, status, error } = card
  const me = card.me?.id ?? null
  const counts = countByFilter(chats, me)
  const ordered = held ? inHeldOrder(chats, held) : groupsOf(chats)
  const visible = (group: readonly Chat[]) => search(group, wanted).filter((chat) => passes(chat, filter, me))
  const groups = [
    { name: t('list.open'), chats: visible(ordered.open) },
    { name: t('list.closed'), chats: visible(ordered.closed) },
  ]
  const shown = groups.flatMap((group) => group.chats)
  const order = shown.map(({ id }) => id)
  const tabStop = [activeId, selectedId].find((id) => id !== null && order.includes(id)) ?? order[0]
  const news = held ? newsCount(chats, held) : 0

  useRowShift(list, order.join(), `${filter} ${wanted}`)

  const holdOrder = () => {
    if (status === 'ready') setHeld((before) => before ?? hold(groupsOf(chats)))
  }

  const clear = () => {
    setQuery('')
    setFilter('all')
    field.current?.focus()
  }

  const open = (event: MouseEvent) => {
    const row = rowOf(event.target)
    if (row) onOpen(idOf(row))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rowOf(event.target)
    // Alt+arrows and the like belong to the whole panel.
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-chat]') ?? [])]
    const index = rows.indexOf(row)
    const goTo: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(index + 1, rows.length - 1),
      ArrowUp: Math.max(index - 1, 0),
      Home: 0,
      End: rows.length - 1,
    }
    const next = goTo[event.key]
    if (next !== undefined) {
      rows[next]?.focus()
      rows[next]?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' || event.key === ' ') onOpen(idOf(row))
    else return
    event.preventDefault()
  }

  const applyOrder = (event: MouseEvent) => {
    setHeld(hold(groupsOf(chats)))
    list.current?.scrollTo({ top: 0 })
    // The chip goes away; somebody without a mouse must not be left nowhere.
    if (event.detail === 0) list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }

  const face = () => {
    if (status === 'loading') return <ListSkeleton label={t('list.loading')} />
    if (status === 'failed') {
      const { kind, title, text } = failureWords(error)
      return (
        <PaneState
          kind={kind}
          title={t(title)}
          text={t(text)}
          code={error?.code}
          actions={
            <Button variant="primary" onClick={card.retry}>
              {t('common.tryAgain')}
            </Button>
          }
        />
      )
    }
    if (chats.length === 0)
      return <PaneState kind="empty" title={t('list.emptyTitle')} text={t(emptyTexts[card.item?.type ?? 'deal'])} />
    if (shown.length > 0) return null
    const byQuery = wanted.trim() !== '' || filter === 'all'
    return (
      <PaneState
        kind="empty"
        icon={<Search />}
        title={byQuery ? t('list.noMatch', { query: wanted.trim() }) : t(emptyFilters[filter])}
        actions={<Button onClick={clear}>{t(byQuery ? 'list.clearSearch' : 'list.showAll')}</Button>}
      />
    )
  }

  return (
    <aside
      aria-label={t('list.title')}
      className="flex min-h-0 min-w-0 flex-col border-e border-line bg-surface @max-[480px]/panel:border-0"
    >
      <div className="grid gap-2.5 pt-3 pe-3 pb-2 ps-4 @max-[900px]/panel:px-3 @max-[900px]/panel:pt-2.5 @max-[900px]/panel:pb-1.5 @max-[480px]/panel:pt-3 @max-[480px]/panel:ps-4">
        <div className="flex min-h-8.5 items-center gap-2">
          <h1 className="text-xl font-semibold tracking-[-0.01em]">{t('list.title')}</h1>
          {status === 'ready' && <span className="text-sm text-fg-3 tabular-nums">{format.number(chats.length)}</span>}
        </div>
        <label className="flex min-h-9 items-center gap-1.5 rounded-md bg-canvas px-2.5 text-fg-3 has-focus-visible:outline-2 has-focus-visible:outline-accent dark:bg-line @max-[480px]/panel:min-h-10">
          <Search className="size-4.5" />
          <input
            ref={field}
            id="chat-search"
            type="search"
            autoComplete="off"
            aria-label={t('list.search')}
            aria-keyshortcuts="/"
            placeholder={t('list.search')}
            dir="auto"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            className="min-w-0 flex-1 bg-transparent text-md text-ellipsis text-fg outline-0 [&::-webkit-search-cancel-button]:hidden"
          />
          {query !== '' && (
            <button
              type="button"
              aria-label={t('list.clearSearch')}
              title={t('list.clearSearch')}
              onClick={() => {
                setQuery('')
                field.current?.focus()
              }}
              className="grid size-6 flex-none place-items-center rounded-xs hover:bg-hover"
            >
              <X className="size-4" />
            </button>
          )}
        </label>
        <div role="group" aria-label={t('list.show')} className="-ms-1 flex flex-wrap gap-0.5">
          {filters.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={filter === name}
              onClick={() => setFilter(name)}
              className={`relative inline-flex min-h-7.5 items-center gap-1.25 rounded-sm border px-2.25 text-sm whitespace-nowrap after:absolute after:inset-x-0 after:-inset-y-0.75 @max-[480px]/panel:min-h-8.5 ${
                filter === name
                  ? 'border-sel-line bg-sel-bg font-medium text-sel-fg forced-colors:border-[Highlight]'
                  : `border-transparent text-fg-2 hover:bg-hover ${name === 'closed' ? '@max-[900px]/panel:hidden @max-[480px]/panel:inline-flex' : ''}`
              }`}
            >
              {t(`list.${name}`)}
              {name !== 'all' && counts[name] > 0 && (
                <span className={`text-xs tabular-nums ${filter === name ? '' : 'text-fg-3'}`}>
                  {format.number(counts[name])}
                </span>
              )}
            </button>
          ))}
        </div>
        {status === 'ready' && error !== null && (
          <p role="status" className="flex flex-wrap items-center gap-x-2 text-xs text-fg-3">
            {t('list.notFresh')}
            <button type="button" onClick={card.retry} className="min-h-6 font-medium text-link">
              {t('common.tryAgain')}
            </button>
          </p>
        )}
      </div>
      <div
        className="relative flex min-h-0 flex-1 flex-col"
        onPointerOver={(event) => {
          if (event.pointerType !== 'touch') holdOrder()
        }}
        onPointerLeave={(event) => {
          if (!event.currentTarget.contains(document.activeElement)) setHeld(null)
        }}
        onFocus={holdOrder}
        onBlur={(event) => {
          const inside = event.currentTarget.contains(event.relatedTarget)
          if (!inside && !event.currentTarget.matches(':hover')) setHeld(null)
        }}
      >
        <div aria-live="polite" className="absolute inset-x-0 top-1 z-10 flex justify-center empty:hidden">
          {news > 0 && (
            <button
              type="button"
              onClick={applyOrder}
              className="min-h-7 rounded-full bg-primary px-3 text-xs font-medium text-on-primary shadow-float hover:bg-primary-hover"
            >
              {t('list.news', { count: news })}
            </button>
          )}
        </div>
        {face() ?? (
          <div
            ref={list}
            role="listbox"
            aria-label={t('list.title')}
            tabIndex={-1}
            onClick={open}
            onKeyDown={onKeyDown}
            onFocus={(event) => {
              const row = rowOf(event.target)
              if (row) setActiveId(idOf(row))
            }}
            className="relative min-h-0 flex-1 scroll-py-2 overflow-y-auto px-1.5 pt-0.5 pb-3 scrollbar-thin @max-[900px]/panel:px-1 @max-[480px]/panel:px-1.5"
          >
            {groups.map(
              (group, place) =>
                group.chats.length > 0 && (
                  <div key={place} role="group" aria-labelledby={`${listId}${place}`}>
                    <div
                      id={`${listId}${place}`}
                      role="presentation"
                      className="flex items-center gap-2 px-2.5 pt-2.5 pb-1 text-xs font-medium text-fg-3 after:h-px after:flex-1 after:bg-line"
                    >
                      {group.name}
                    </div>
                    {group.chats.map((chat) => {
                      const at = chat.last?.date ?? chat.activeAt
                      const state = statusOf(chat, now, speech)
                      return (
                        <ChatRow
                          key={chat.id}
                          chat={chat}
                          selected={chat.id === selectedId}
                          tabStop={chat.id === tabStop}
                          tone={state?.tone ?? null}
                          status={state?.words ?? null}
                          spokenStatus={state?.spoken ?? null}
                          when={at === null ? null : format.shortWhen(at, now)}
                        />
                      )
                    })}
                  </div>
                ),
            )}
          </div>
        )}
        {status === 'ready' && <NeededDetails list={list} chatIds={order} />}
      </div>
    </aside>
  )
}
