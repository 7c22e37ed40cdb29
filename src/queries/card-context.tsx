import { createContext, useContext, type ReactNode } from 'react'
import type { CrmItem } from '@/domain/crm'
import type { CardStart, Portal, StartRequest } from '@/portal/portal'
import type { StoredCard } from './stored-card'

export { asPortalError, type PortalError } from '@/portal/portal-error'
export type { Portal } from '@/portal/portal'

/** One opened card: the portal, its CRM record, and the request that was sent before the screen existed. */
export interface OpenedCard {
  readonly portal: Portal
  readonly item: CrmItem
  /** What the initial request asks for. */
  readonly request: StartRequest
  /** The card as it was last seen in this browser; null = not known. */
  readonly stored: StoredCard | null
  /** The initial request; used once. */
  readonly started: Promise<CardStart>
}

const CardContext = createContext<OpenedCard | null>(null)

export const CardProvider = ({ card, children }: { card: OpenedCard; children: ReactNode }) => (
  <CardContext value={card}>{children}</CardContext>
)

/** The opened card. Throws outside a CardProvider. */
export const useOpenedCard = (): OpenedCard => {
  const card = useContext(CardContext)
  if (!card) throw new Error('useOpenedCard needs a CardProvider above it')
  return card
}

export const usePortal = (): Portal => useOpenedCard().portal
