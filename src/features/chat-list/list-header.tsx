import Search from 'lucide-react/icons/search'
import X from 'lucide-react/icons/x'
import type { ReactNode, RefObject } from 'react'
import { useI18n } from '@/i18n/i18n'
import { filters, type Filter } from './chat-search'

/** Values and callbacks of the list's header; `total` is null while it isn't known. */
export interface ListHeaderProps {
  /** Nothing is known yet: the chips get their place when their counts are there, or they would move. */
  readonly loading: boolean
  readonly total: number | null
  /** Clients who wait. */
  readonly waiting: number
  readonly counts: Readonly<Record<Filter, number>>
  readonly field: RefObject<HTMLInputElement | null>
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly actions?: ReactNode
  /** Beside the search. */
  readonly filters: ReactNode
}

/** Heading, search field and filter chips. */
export const ListHeader = ({
  loading,
  total,
  waiting,
  counts,
  field,
  query,
  onQuery,
  filter,
  onFilter,
  actions,
  filters: more,
}: ListHeaderProps) => {
  const { t, format } = useI18n()
  const whoWaits = waiting > 0 ? t('chatList.waiting', { count: waiting }) : null
  return (
    <div className="grid flex-none grid-cols-1 gap-2.5 ps-4 pe-3 pt-3 pb-2 @max-[900px]/panel:px-3 @max-[900px]/panel:pt-2.5 @max-[900px]/panel:pb-1.5 @max-[480px]/panel:ps-4 @max-[480px]/panel:pt-3">
      <div className="flex min-h-8.5 items-center gap-2 @max-[480px]/panel:min-h-10">
        <h1 className="text-xl font-semibold tracking-[-0.01em]">{t('chatList.title')}</h1>
        {total !== null && (
          <span className="text-sm text-fg-3 tabular-nums @max-[900px]/panel:hidden @max-[480px]/panel:inline">
            {format.number(total)}
          </span>
        )}
        <span className="me-auto flex min-w-0 items-center">
          <span
            aria-live="polite"
            className="truncate text-sm font-medium text-fg-2 tabular-nums @max-[900px]/panel:sr-only @max-[480px]/panel:not-sr-only @max-[480px]/panel:truncate"
          >
            {whoWaits}
          </span>
          {whoWaits !== null && (
            <span
              aria-hidden="true"
              title={whoWaits}
              className="hidden rounded-full bg-info-bg px-1.5 text-xs font-medium text-info-fg tabular-nums @max-[900px]/panel:block @max-[480px]/panel:hidden"
            >
              {format.number(waiting)}
            </span>
          )}
        </span>
        {actions}
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <label className="flex min-h-9 min-w-0 flex-1 items-center gap-1.5 rounded-md bg-canvas px-2.5 text-fg-3 has-focus-visible:outline-2 has-focus-visible:outline-accent @max-[480px]/panel:min-h-10 dark:bg-line">
          <Search className="size-4.5" />
          <input
            ref={field}
            type="search"
            autoComplete="off"
            aria-label={t('chatList.search')}
            aria-keyshortcuts="/"
            placeholder={t('chatList.search')}
            dir={query === '' ? undefined : 'auto'}
            value={query}
            onChange={(event) => onQuery(event.target.value)}
            className="min-w-0 flex-1 bg-transparent text-md text-ellipsis text-fg outline-0 [&::-webkit-search-cancel-button]:hidden"
          />
          {query !== '' && (
            <button
              type="button"
              aria-label={t('chatList.clearSearch')}
              title={t('chatList.clearSearch')}
              onClick={() => {
                onQuery('')
                field.current?.focus()
              }}
              className="grid size-6 flex-none place-items-center rounded-xs hover:bg-hover"
            >
              <X className="size-4" />
            </button>
          )}
        </label>
        {more}
      </div>
      {loading ? (
        <div key="soon" aria-hidden="true" className="sk-chips">
          <i />
          <i />
          <i />
        </div>
      ) : (
        <div role="group" aria-label={t('chatList.show')} className="-ms-1 flex flex-wrap gap-0.5">
          {filters.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={filter === name}
              onClick={() => onFilter(name)}
              className={`relative inline-flex min-h-7.5 items-center gap-1.25 rounded-sm border px-2.25 text-sm whitespace-nowrap after:absolute after:inset-x-0 after:-inset-y-0.75 @max-[900px]/panel:px-1.5 @max-[480px]/panel:min-h-8.5 @max-[480px]/panel:px-2.25 ${
                filter === name
                  ? 'border-sel-line bg-sel-bg font-medium text-sel-fg forced-colors:border-[Highlight]'
                  : `border-transparent text-fg-2 hover:bg-hover ${name === 'closed' ? '@max-[900px]/panel:hidden @max-[480px]/panel:inline-flex' : ''}`
              }`}
            >
              {t(`chatList.${name}`)}
              {name !== 'all' && counts[name] > 0 && (
                <span className={`text-xs tabular-nums ${filter === name ? '' : 'text-fg-3'}`}>
                  {format.number(counts[name])}
                </span>
              )}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
