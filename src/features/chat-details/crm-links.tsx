import Building2 from 'lucide-react/icons/building-complex'
import Handshake from 'lucide-react/icons/handshake'
import UserRound from 'lucide-react/icons/user-round'
import UserRoundSearch from 'lucide-react/icons/user-round-search'
import { crmItemKey, type CrmItem } from '@/domain/crm'
import { useT } from '@/i18n/i18n'
import { useCrmTitles } from '@/queries/crm-titles'
import { usePortal } from '@/queries/card-context'

const styles = {
  lead: { icon: <UserRoundSearch />, tile: 'bg-neutral-bg text-neutral-fg' },
  deal: { icon: <Handshake />, tile: 'bg-info-bg text-info-fg' },
  contact: { icon: <UserRound />, tile: 'bg-success-bg text-success-fg' },
  company: { icon: <Building2 />, tile: 'bg-warning-bg text-warning-fg' },
} as const

/** The records a chat is bound to, `here` first and marked; each opens in the portal's slider. */
export const CrmLinks = ({ items, here }: { items: readonly CrmItem[]; here: CrmItem }) => {
  const t = useT()
  const portal = usePortal()
  const isHere = (item: CrmItem) => crmItemKey(item) === crmItemKey(here)
  const titles = useCrmTitles(items)
  const sorted = items.toSorted((a, b) => Number(isHere(b)) - Number(isHere(a)))
  if (sorted.length === 0) return <p className="text-sm text-fg-3">{t('chatDetails.notLinked')}</p>
  return (
    <ul>
      {sorted.map((item) => {
        const numbered = t('chatDetails.crmItem', { type: t(`common.${item.type}`), id: item.id })
        const title = titles.get(crmItemKey(item))
        const small = [title && numbered, isHere(item) && t('chatDetails.thisCard')].filter(Boolean).join(' · ')
        return (
          <li key={crmItemKey(item)}>
            <button
              type="button"
              onClick={() => portal.openCard(item)}
              className="-mx-1.5 flex w-full min-w-0 items-center gap-2.5 rounded-sm px-1.5 py-1.25 text-start hover:bg-hover @max-[480px]/panel:min-h-10"
            >
              <span
                className={`grid size-7.5 flex-none place-items-center rounded-sm [&>svg]:size-4 ${styles[item.type].tile}`}
              >
                {styles[item.type].icon}
              </span>
              <span className="min-w-0">
                <span dir="auto" className="block truncate font-medium text-link">
                  {title ?? numbered}
                </span>
                {small && <span className="block text-xs text-fg-3">{small}</span>}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
