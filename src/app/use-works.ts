import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Me } from '@/domain/person'
import { useOpenedCard, type OpenedCard, type PortalError } from '@/queries/portal-context'
import { startWorks, type CardWorks } from './wiring'

// They outlive a component on purpose: StrictMode and hot replacement build components anew, and a reply under way must not be lost.
const running = new WeakMap<OpenedCard, CardWorks>()

/** Outbox and poller of the card, started once it is known who the caller is; null before. */
export const useWorks = (me: Me | null, onHealth: (error: PortalError | null) => void): CardWorks | null => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const [works, setWorks] = useState<CardWorks | null>(() => running.get(card) ?? null)
  useEffect(() => {
    if (!me || works) return
    const started = running.get(card) ?? startWorks(card, client, me, { onHealth })
    running.set(card, started)
    setWorks(started)
  }, [me, works, card, client, onHealth])
  return works
}
