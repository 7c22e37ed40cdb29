import type { ReactNode } from 'react'
import { crmEntityTypes } from '@/domain/crm-item'
import { usePortal } from '@/queries/portal-context'

const CARD_PATH = /^\/crm\/(\w+)\/details\/(\d{1,15})\/?$/
const linkLook = 'text-(--link,var(--cp-link)) underline underline-offset-2'

/** A link in a message. Addresses come only from safeUrl; a path on the portal opens a CRM card, any other path is text. */
export const MessageLink = ({ url, children }: { url: string; children: ReactNode }) => {
  const portal = usePortal()
  if (!url.startsWith('/'))
    return (
      <a href={url} target="_blank" rel="noopener noreferrer" className={linkLook}>
        {children}
      </a>
    )
  const [, word, number] = CARD_PATH.exec(url) ?? []
  const type = crmEntityTypes.find((known) => known === word)
  if (!type) return children
  return (
    <button
      type="button"
      className={`text-start ${linkLook}`}
      onClick={() => portal.openCard({ type, id: Number(number) })}
    >
      {children}
    </button>
  )
}
