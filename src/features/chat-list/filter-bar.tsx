import ListFilter from 'lucide-react/icons/list-filter'
import SearchX from 'lucide-react/icons/search-x'
import X from 'lucide-react/icons/x'
import { Suspense, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Chat } from '@/domain/chat'
import { type FilterValue, type FilterStatus, matches, toggle } from '@/domain/chat-filters'
import type { UserId } from '@/domain/ids'
import { type Translate, useI18n } from '@/i18n/i18n'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { onFiltersRequested } from '@/lib/panel-events'
import { Button, IconButton } from '@/ui/button'
import { DialogFallback } from '@/ui/dialog'
import { EmptyState } from '@/ui/empty-state'

/** Text of a filter value: a status by the dictionary, everything else by its name in the portal. */
export const filterValueText = ({ field, value, name }: FilterValue, t: Translate): string =>
  field === 'status' ? t(`filters.${value as FilterStatus}`) : name

const FilterDialog = lazyWithRetry(async () => (await import('./filter-dialog')).FilterDialog)

const unknownAmong = (chats: readonly Chat[], chosen: readonly FilterValue[], me: UserId | null): number =>
  chats.filter((chat) => matches(chat, chosen, me) === 'unknown').length

/** Input of the filters. `chosen` null = nothing chosen, and the dialog has not been opened. */
export interface FilterProps {
  readonly chats: readonly Chat[]
  readonly me: UserId | null
  readonly chosen: readonly FilterValue[] | null
  readonly onChosen: (chosen: readonly FilterValue[] | null) => void
}

/** Beside the search: a button that opens the filters, and the chosen values, each with a button that removes it. */
const Bar = ({ chats, me, chosen, onChosen }: FilterProps) => {
  const { t } = useI18n()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const now = chosen ?? []
  const show = () => {
    // From now on the details of all chats are needed.
    onChosen(now)
    setOpen(true)
  }
  const showAsked = useEffectEvent(show)
  useEffect(() => onFiltersRequested(() => showAsked()), [])
  const close = () => {
    if (now.length === 0) onChosen(null)
    setOpen(false)
  }
  // The pressed button is removed; without a mouse the focus must not be lost.
  const toButton = () => button.current?.focus()
  const unknown = now.length > 0 ? unknownAmong(chats, now, me) : 0
  return (
    <>
      <IconButton
        ref={button}
        label={t('filters.title')}
        aria-haspopup="dialog"
        aria-pressed={now.length > 0}
        onClick={show}
      >
        <ListFilter strokeWidth={1.5} />
      </IconButton>
      {now.length > 0 && (
        <ul aria-label={t('filters.chosen')} className="flex min-w-0 basis-full flex-wrap items-center gap-1">
          {now.map((choice) => (
            <li key={`${choice.field} ${choice.value}`} className="max-w-full">
              <button
                type="button"
                aria-label={t('filters.remove', { name: filterValueText(choice, t) })}
                className="flex min-h-7 max-w-full items-center gap-1 rounded-full border border-sel-line bg-sel-bg ps-2.5 pe-1.5 text-sm text-sel-fg hover:bg-hover @max-[480px]/panel:min-h-10"
                onClick={() => {
                  const left = toggle(now, choice)
                  onChosen(left.length === 0 ? null : left)
                  toButton()
                }}
              >
                <bdi className="truncate">{filterValueText(choice, t)}</bdi>
                <X aria-hidden="true" className="size-3.5 flex-none" />
              </button>
            </li>
          ))}
          <li>
            <Button
              size="sm"
              variant="ghost"
              onClick={() => {
                onChosen(null)
                toButton()
              }}
            >
              {t('filters.clear')}
            </Button>
          </li>
        </ul>
      )}
      {unknown > 0 && (
        <p role="status" className="basis-full text-xs text-fg-2">
          {t('filters.searchingMore', { count: unknown })}
        </p>
      )}
      {open && (
        <Suspense fallback={<DialogFallback onClose={close} />}>
          <FilterDialog chats={chats} me={me} chosen={now} onChosen={onChosen} onClose={close} />
        </Suspense>
      )}
    </>
  )
}

/** Shown instead of the list when no chat matches: names the filters. `others`: the search and the chip as text. */
const NoMatches = ({
  chats,
  me,
  chosen,
  others,
  onClear,
}: Pick<FilterProps, 'chats' | 'me'> & {
  readonly chosen: readonly FilterValue[]
  readonly others: readonly string[]
  readonly onClear: () => void
}) => {
  const { t } = useI18n()
  const unknown = unknownAmong(chats, chosen, me)
  const names = [...chosen.map((choice) => filterValueText(choice, t)), ...others].join(' · ')
  return (
    <EmptyState
      kind="empty"
      icon={<SearchX />}
      title={t(unknown > 0 ? 'filters.noneYet' : 'filters.none')}
      text={<bdi>{names}</bdi>}
      actions={<Button onClick={onClear}>{t('filters.clear')}</Button>}
    />
  )
}

/** The filters of the list, loaded after it. */
export const filterComponents = { Bar, NoMatches, matches } as const
/** The parts that the list renders. */
export type FilterComponents = typeof filterComponents
