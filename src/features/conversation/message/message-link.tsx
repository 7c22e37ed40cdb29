import type { ReactNode } from 'react'
import { hiddenHost } from '@/domain/safe-url'
import { crmEntityTypes } from '@/domain/crm'
import { usePortal } from '@/queries/card-context'

const CARD_PATH = /^\/crm\/(\w+)\/details\/(\d{1,15})\/?$/
const linkStyle = 'text-(--link,var(--cp-link)) underline underline-offset-2'

/**
 * A link in a message. Addresses come only from safeUrl; a path on the portal opens a CRM card, any other path is text. `words` are the
 * children as plain text: where they name another host than the link's, the link's host is shown.
 */
export const MessageLink = ({ url, words, children }: { url: string; words: string; children: ReactNode }) => {
  const portal = usePortal()
  if (!url.startsWith('/')) {
    const host = hiddenHost(url, words)
    return (
      <a href={url} title={url} target="_blank" rel="noopener noreferrer" className={linkStyle}>
        {children}
        {host !== null && <bdi> ({host})</bdi>}
      </a>
    )
  }
  const [, word, number] = CARD_PATH.exec(url) ?? []
  const type = crmEntityTypes.find((known) => known === word)
  if (!type) return children
  return (
    <button
      type="button"
      className={`text-start ${linkStyle}`}
      onClick={() => portal.openCard({ type, id: Number(number) })}
    >
      {children}
    </button>
  )
}

/** A mentioned person or chat: opens in the portal where the id is known. */
export const Mention = ({ what, id, children }: { what: 'user' | 'chat'; id: number | null; children: ReactNode }) => {
  const { openMention } = usePortal()
  const look = 'font-medium text-(--link,var(--cp-link))'
  if (id === null) return <span className={look}>{children}</span>
  return (
    <button
      type="button"
      className={`-my-0.5 inline-flex min-h-6 min-w-6 items-center text-start hover:underline ${look}`}
      onClick={() => openMention(what, id)}
    >
      {children}
    </button>
  )
}
