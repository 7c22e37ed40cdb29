import Building2 from 'lucide-react/icons/building-complex'
import Handshake from 'lucide-react/icons/handshake'
import UserRound from 'lucide-react/icons/user-round'
import UserRoundSearch from 'lucide-react/icons/user-round-search'
import type { CrmEntityType, Relation } from '@/domain/crm'
import { useT } from '@/i18n/i18n'

/** The icon of each kind of record. */
export const relationIcons: Readonly<Record<CrmEntityType, typeof Building2>> = {
  lead: UserRoundSearch,
  deal: Handshake,
  contact: UserRound,
  company: Building2,
}

/** Says, in one small line, which relation a chat is here through. */
export const RelatedLabel = ({ via }: { via: Relation }) => {
  const t = useT()
  const Icon = relationIcons[via.item.type]
  const words = t('relatedChats.belongsTo', { type: t(`common.${via.item.type}`), title: via.title ?? via.item.id })
  return (
    <span className="flex min-h-4.5 min-w-0 items-center gap-1 text-xs text-fg-3">
      <Icon aria-hidden="true" className="size-3.5 flex-none" />
      <bdi title={words} className="truncate">
        {words}
      </bdi>
    </span>
  )
}
