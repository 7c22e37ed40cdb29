import { createContext, useContext, type ReactNode } from 'react'
import type { CrmItem } from '@/domain/crm'
import type { ChatId } from '@/domain/ids'
import type { CardSnapshot, Portal } from '@/portal/portal'

export { asPortalError, type PortalError } from '@/portal/portal-error'
export type { Portal } from '@/portal/portal'

/** One opened card: the portal, its CRM record, and the request that was sent before the screen existed. */
export interface OpenedCard {
  readonly portal: Portal
  readonly item: CrmItem
  /** The chat last open in this card, whose messages are asked for first. */
  readonly remembered: ChatId | null
  /** The initial request; used once. */
  readonly started: Promise<CardSnapshot>
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
