import X from 'lucide-react/icons/x'
import { useId } from 'react'
import type { Chat } from '@/domain/chat'
import { filterValues, countUnknown, filterFields, matches, toggle, type FilterValue } from '@/domain/chat-filters'
import type { UserId } from '@/domain/ids'
import { useI18n } from '@/i18n/i18n'
import { Button, IconButton } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { filterValueText } from './filter-bar'

/** The filter values with their counts among the loaded chats; a change takes effect at once. */
export const FilterDialog = ({
  chats,
  me,
  chosen,
  onChosen,
  onClose,
}: {
  readonly chats: readonly Chat[]
  readonly me: UserId | null
  readonly chosen: readonly FilterValue[]
  readonly onChosen: (chosen: readonly FilterValue[]) => void
  readonly onClose: () => void
}) => {
  const { t, format } = useI18n()
  const id = useId()
  const unknown = countUnknown(chats)
  const fitting = chats.filter((chat) => matches(chat, chosen, me) === 'yes').length
  return (
    <Dialog
      name={{ labelledBy: `${id}-title` }}
      // The list may be hidden behind the conversation; its dialog is not.
      className="visible m-auto max-w-[min(24rem,calc(100vw-1.5rem))] text-md"
      onClose={onClose}
    >
      <div className="flex items-center gap-2 px-5 pt-4">
        <h2 id={`${id}-title`} className="flex-1 text-lg font-semibold">
          {t('filters.title')}
        </h2>
        <IconButton label={t('common.close')} onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <div className="grid max-h-[60dvh] gap-4 overflow-y-auto px-5 py-3 scrollbar-thin">
        {filterFields.map((field) => {
          const offered = filterValues(chats, field, me)
          // A chosen value stays visible when its last chat is gone.
          const gone = chosen.filter(
            (choice) => choice.field === field && !offered.some(({ value }) => value === choice.value),
          )
          const all = [...offered, ...gone.map((choice) => ({ ...choice, count: 0 }))]
          return (
            <fieldset key={field} className="min-w-0">
              <legend className="mb-1 text-sm font-medium text-fg-2">{t(`filters.${field}`)}</legend>
              {all.length === 0 && (
                <p className="text-sm text-fg-3">{t(unknown > 0 ? 'common.loading' : 'filters.nothing')}</p>
              )}
              {all.map((choice) => (
                <label
                  key={choice.value}
                  className="-mx-2 flex min-h-8 items-center gap-2.5 rounded-sm px-2 hover:bg-hover pointer-coarse:min-h-10"
                >
                  <input
                    type="checkbox"
                    checked={chosen.some((one) => one.field === field && one.value === choice.value)}
                    onChange={() => onChosen(toggle(chosen, choice))}
                    className="size-4 flex-none accent-primary"
                  />
                  <bdi className="min-w-0 flex-1 wrap-anywhere">{filterValueText(choice, t)}</bdi>
                  <span className="text-sm text-fg-3 tabular-nums">{format.number(choice.count)}</span>
                </label>
              ))}
            </fieldset>
          )
        })}
        {unknown > 0 && (
          <p role="status" className="text-sm text-fg-2">
            {t('filters.searchingMore', { count: unknown })}
          </p>
        )}
      </div>
      <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
        <Button disabled={chosen.length === 0} onClick={() => onChosen([])}>
          {t('filters.clear')}
        </Button>
        <Button variant="primary" onClick={onClose}>
          {t('filters.show', { count: fitting })}
        </Button>
      </div>
    </Dialog>
  )
}
