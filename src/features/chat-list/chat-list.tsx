import Search from 'lucide-react/icons/search'
import {
  Suspense,
  useDeferredValue,
  useRef,
  useState,
  type ComponentType,
  type MouseEvent,
  type ReactNode,
} from 'react'
import type { Chat } from '@/domain/chat'
import type { FilterValue } from '@/domain/chat-filters'
import type { ChatId } from '@/domain/ids'
import { countWaiting } from '@/domain/wait-time'
import type { Relation } from '@/domain/crm'
import { useFocusTarget, usePane } from '@/lib/focus-targets'
import { useT } from '@/i18n/i18n'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { usePrefetchNames, type CardView } from '@/queries/card'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/empty-state'
import { countByFilter, matchesTab, search, type Filter } from './chat-search'
import { VirtualChatList } from './virtual-chat-list'
import type { FilterComponents } from './filter-bar'
import { listErrorTexts, ListSkeleton, NextAttempt } from './chat-list-states'
import { groupsOf, freezeOrder, inFrozenOrder, pendingUpdates, type FrozenOrder } from './frozen-order'
import { ListHeader } from './list-header'
import { StoredMark } from './stored-mark'

/** `onOpen` gets the chat that was chosen by click, Enter or Space; `actions` are shown beside the heading. */
export interface ChatListProps {
  readonly card: CardView
  readonly selectedId: ChatId | null
  readonly onOpen: (id: ChatId) => void
  readonly actions?: ReactNode
  /** A chat other than the open one that needs attention most; offered until one is chosen. */
  readonly urgent?: Chat | null
  /** Label of the relation through which a chat is listed. */
  readonly RelatedLabel?: ComponentType<{ via: Relation }> | undefined
  /** Filters besides chips and search, once they are loaded. */
  readonly filtering?: FilterComponents | undefined
}

const CHIP_CLASSES =
  'min-h-7 max-w-full truncate rounded-full bg-primary px-3 text-xs font-medium text-on-primary shadow-float hover:bg-primary-hover'

const UserCodeResult = lazyWithRetry(async () => (await import('./user-code-result')).UserCodeResult)

const emptyTexts = {
  lead: 'chatList.emptyLead',
  deal: 'chatList.emptyDeal',
  contact: 'chatList.emptyContact',
  company: 'chatList.emptyCompany',
} as const

const emptyFilters = {
  unread: 'chatList.noneUnread',
  mine: 'chatList.noneMine',
  closed: 'chatList.noneClosed',
} as const

/** The pane with the chats of the card. While pointer or focus is in the list it keeps its order, and shows how many chats have changed. */
export const ChatList = ({ card, selectedId, onOpen, actions, urgent, RelatedLabel, filtering }: ChatListProps) => {
  const t = useT()
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const pane = useRef<HTMLElement>(null)
  usePane(pane)
  useFocusTarget('list', list)
  useFocusTarget('search', field)
  const [filter, setFilter] = useState<Filter>('all')
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<readonly FilterValue[] | null>(null)
  const [held, setHeld] = useState<FrozenOrder | null>(null)
  const wanted = useDeferredValue(query)

  const { chats, status, error } = card
  const me = card.me?.id ?? null
  const ordered = held ? inFrozenOrder(chats, held) : groupsOf(chats)
  const visible = (group: readonly Chat[]) =>
    search(group, wanted).filter(
      (chat) => matchesTab(chat, filter, me) && (!chosen || filtering?.matches(chat, chosen, me) === 'yes'),
    )
  const groups = { open: visible(ordered.open), closed: visible(ordered.closed) }
  usePrefetchNames(chats, wanted.trim() !== '' || chosen !== null)
  const stillUnknown = chats.some((chat) => chat.dialog === null && !chat.detailsRefused)
  const newCount = held ? pendingUpdates(chats, held) : 0

  const holdOrder = () => {
    if (status === 'ready') setHeld((before) => before ?? freezeOrder(groupsOf(chats)))
  }

  const applyOrder = (event: MouseEvent) => {
    setHeld(freezeOrder(groupsOf(chats)))
    list.current?.scrollTo({ top: 0 })
    // The chip is removed; without a mouse the focus must not be lost.
    if (event.detail === 0) list.current?.focus()
  }

  const clear = () => {
    setQuery('')
    setFilter('all')
    setChosen(null)
    field.current?.focus()
  }

  const body = (): ReactNode => {
    if (status === 'loading') return <ListSkeleton label={t('chatList.loading')} failure={card.startFailure} />
    if (status === 'failed') {
      const { kind, title, text } = listErrorTexts(error)
      const again = (
        <Button variant="primary" onClick={card.retry}>
          {t('common.tryAgain')}
        </Button>
      )
      const shown = card.startFailure ? (
        <>
          {t(text)} <NextAttempt at={card.startFailure.nextAt} />
        </>
      ) : (
        t(text)
      )
      return <EmptyState kind={kind} title={t(title)} text={shown} code={error?.code} actions={again} />
    }
    if (chats.length === 0)
      return <EmptyState kind="empty" title={t('chatList.emptyTitle')} text={t(emptyTexts[card.item.type])} />
    if (groups.open.length + groups.closed.length === 0) {
      // Four parts between bars, as in telegrambot|4|123|456, may be a user code; user-code-result.tsx decides.
      if (wanted.split(/\||%7C/i).length > 3)
        return (
          <Suspense>
            <UserCodeResult
              words={wanted}
              chats={chats}
              onFound={(id) => {
                setQuery('')
                onOpen(id)
              }}
              onClear={clear}
            />
          </Suspense>
        )
      if (filtering && chosen?.length)
        return (
          <filtering.NoMatches
            chats={chats}
            me={me}
            chosen={chosen}
            others={[wanted.trim(), filter === 'all' ? '' : t(`chatList.${filter}`)].filter(Boolean)}
            onClear={clear}
          />
        )
      const byQuery = wanted.trim() !== '' || filter === 'all'
      return (
        <EmptyState
          kind="empty"
          icon={<Search />}
          title={byQuery ? t('chatList.noMatch', { query: wanted.trim() }) : t(emptyFilters[filter])}
          text={byQuery && stillUnknown ? t('chatList.searching') : undefined}
          actions={<Button onClick={clear}>{t(byQuery ? 'chatList.clearSearch' : 'chatList.showAll')}</Button>}
        />
      )
    }
    return (
      <VirtualChatList
        list={list}
        groups={groups}
        view={`${filter} ${wanted} ${chosen?.map(({ value }) => value).join()}`}
        selectedId={selectedId}
        onOpen={onOpen}
        RelatedLabel={RelatedLabel}
      />
    )
  }

  return (
    <aside
      ref={pane}
      aria-label={t('chatList.title')}
      className="flex h-full min-h-0 min-w-0 flex-1 flex-col border-e border-line bg-surface @max-[480px]/panel:border-0"
    >
      <ListHeader
        loading={status === 'loading'}
        total={status === 'ready' ? chats.length : null}
        waiting={status === 'ready' && card.storedAt === null ? countWaiting(chats) : 0}
        counts={countByFilter(chats, me)}
        field={field}
        query={query}
        onQuery={setQuery}
        filter={filter}
        onFilter={setFilter}
        actions={actions}
        filters={
          filtering &&
          status === 'ready' && <filtering.Bar chats={chats} me={me} chosen={chosen} onChosen={setChosen} />
        }
      />
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
        <div aria-live="polite" className="absolute inset-x-0 top-1 z-10 flex justify-center px-2">
          {newCount > 0 ? (
            <button type="button" onClick={applyOrder} className={CHIP_CLASSES}>
              {t('chatList.newCount', { count: newCount })}
            </button>
          ) : (
            urgent && (
              <button type="button" onClick={() => onOpen(urgent.id)} className={CHIP_CLASSES}>
                {t('chatList.waitsLongest', { name: urgent.client })}
              </button>
            )
          )}
        </div>
        {body()}
        {card.storedAt !== null && status === 'ready' && <StoredMark storedAt={card.storedAt} />}
      </div>
    </aside>
  )
}
