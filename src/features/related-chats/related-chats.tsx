import { type CrmEntityType, crmItemKey, type Relation, type Relations } from '@/domain/crm'
import { useT } from '@/i18n/i18n'
import { IconButton } from '@/ui/button'
import Building2 from 'lucide-react/icons/building-complex'
import Handshake from 'lucide-react/icons/handshake'
import Link2 from 'lucide-react/icons/link-2'
import Link2Off from 'lucide-react/icons/link-2-off'
import UserRound from 'lucide-react/icons/user-round'
import UserRoundSearch from 'lucide-react/icons/user-round-search'
import { type MouseEvent, useId, useRef, useState } from 'react'

/** The icon of each kind of record. */
const relationIcons: Readonly<Record<CrmEntityType, typeof Building2>> = {
  lead: UserRoundSearch,
  deal: Handshake,
  contact: UserRound,
  company: Building2,
}

/** Shows in one small line the relation through which a chat is listed. */
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

/** Width of the menu and its distance from the window's edge (px). */
const MENU_WIDTH_PX = 272
const MENU_MARGIN_PX = 8

const RelationLine = ({ relation }: { relation: Relation }) => {
  const t = useT()
  const { item, title, access, chats } = relation
  const Icon = relationIcons[item.type]
  const count = chats?.length ?? 0
  const words =
    access === 'denied'
      ? t('relatedChats.noAccess')
      : chats === null
        ? t('relatedChats.notLoaded')
        : count === 0
          ? t('relatedChats.none')
          : t('relatedChats.chats', { count })
  return (
    <li className="flex min-h-7.5 items-center gap-2">
      <Icon aria-hidden="true" className="size-4 flex-none text-icon" />
      <bdi className="min-w-0 flex-1 truncate">
        {t('relatedChats.belongsTo', { type: t(`common.${item.type}`), title: title ?? item.id })}
      </bdi>
      <span className="flex-none text-xs text-fg-3">{words}</span>
    </li>
  )
}

/** Shows or hides the chats of the card's relations, and lists the relations; nothing where there are none. */
export const RelatedToggle = ({
  related,
  shown,
  onShow,
}: {
  readonly related: Relations | null
  readonly shown: boolean
  readonly onShow: (shown: boolean) => void
}) => {
  const t = useT()
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const list = related?.list ?? []
  // Keeps the menu open when related chats were switched on from it.
  const [hiddenBefore] = useState(!shown)
  if (!hiddenBefore && shown && list.length === 0) return null

  // The popover is in the top layer, so it is positioned at its button by script.
  const place = ({ currentTarget }: MouseEvent) => {
    const { left, right, bottom } = currentTarget.getBoundingClientRect()
    const wanted = getComputedStyle(currentTarget).direction === 'rtl' ? right - MENU_WIDTH_PX : left
    const most = window.innerWidth - MENU_WIDTH_PX - MENU_MARGIN_PX
    menu.current?.style.setProperty('left', `${Math.max(MENU_MARGIN_PX, Math.min(wanted, most))}px`)
    menu.current?.style.setProperty('top', `${bottom + 4}px`)
  }

  const many = list[0]?.item.type === 'company' ? 'relatedChats.moreCompanies' : 'relatedChats.moreContacts'
  return (
    <>
      <IconButton label={t(shown ? 'relatedChats.title' : 'relatedChats.hidden')} popoverTarget={id} onClick={place}>
        {shown ? <Link2 strokeWidth={1.5} /> : <Link2Off strokeWidth={1.5} />}
      </IconButton>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t('relatedChats.title')}
        style={{ inset: 'auto', margin: 0, width: `min(${MENU_WIDTH_PX}px, 100vw - ${2 * MENU_MARGIN_PX}px)` }}
        className="rounded-md border border-line bg-surface p-3 text-sm text-fg shadow-float"
      >
        <label className="flex min-h-8 items-center gap-2 font-medium">
          <input
            type="checkbox"
            checked={shown}
            onChange={({ target }) => onShow(target.checked)}
            style={{ accentColor: 'var(--cp-accent)' }}
            className="size-4 flex-none"
          />
          {t('relatedChats.show')}
        </label>
        <p className="text-xs text-fg-3">{t('relatedChats.about')}</p>
        {list.length > 0 && (
          <ul className="mt-2 border-t border-line pt-1.5">
            {list.map((relation) => (
              <RelationLine key={crmItemKey(relation.item)} relation={relation} />
            ))}
          </ul>
        )}
        {related && related.more > 0 && <p className="mt-1 text-xs text-fg-3">{t(many, { count: related.more })}</p>}
      </div>
    </>
  )
}
