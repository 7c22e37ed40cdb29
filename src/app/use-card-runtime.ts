import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { Me } from '@/domain/person'
import { languageFor, loadDeferredPhrases } from '@/i18n/languages'
import { useI18n, type I18n } from '@/i18n/i18n'
import { whenIdle } from '@/lib/when-idle'
import { useOpenedCard, type OpenedCard, type Portal, type PortalError } from '@/queries/card-context'
import type { CardRuntime } from './card-runtime'
import type { DeferredParts } from './deferred-parts'

/** The deferred parts: loading, loaded, or failed. */
export type DeferredState =
  | { readonly status: 'coming' }
  | { readonly status: 'failed'; readonly retry: () => void }
  | { readonly status: 'here'; readonly parts: DeferredParts }

const load = async (portal: Portal, i18n: I18n): Promise<DeferredParts> => {
  const phrases = loadDeferredPhrases(languageFor(portal.language)).catch(() => loadDeferredPhrases('en'))
  const [{ deferredParts }, rest] = await Promise.all([import('./deferred-parts'), phrases, portal.preload()])
  i18n.addPhrases(rest)
  return deferredParts
}

/** Loads the deferred parts once `painted` is true and the browser has shown the first screen. */
export const useDeferredParts = (painted: boolean): DeferredState => {
  const { portal } = useOpenedCard()
  const i18n = useI18n()
  const [state, setState] = useState<DeferredState>({ status: 'coming' })
  const [attempt, setAttempt] = useState(1)

  const again = useCallback(() => {
    setState({ status: 'coming' })
    setAttempt((before) => before + 1)
  }, [])

  useEffect(() => {
    if (!painted) return
    let outdated = false
    const begin = () =>
      void load(portal, i18n).then(
        (parts) => !outdated && setState({ status: 'here', parts }),
        // Some browsers cache the failed load of a file until the page is reloaded; no typed text can be lost yet.
        () => !outdated && setState({ status: 'failed', retry: attempt > 1 ? () => window.location.reload() : again }),
      )
    // The messages take several frames to settle, and on a slow computer this code would interrupt them.
    const cancel = whenIdle(() => !outdated && begin())
    return () => {
      outdated = true
      cancel()
    }
  }, [painted, attempt, again, portal, i18n])

  const { status } = state
  useEffect(() => {
    if (status !== 'failed') return
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [status, again])

  return state
}

// They outlive components on purpose: StrictMode and hot replacement create components again, and a reply that is being sent must not be
// lost.
const runtimes = new WeakMap<OpenedCard, Promise<CardRuntime>>()

/** Outbox and sync of the card, started once the deferred parts are loaded and the caller is known; null before. */
export const useCardRuntime = (
  deferred: DeferredState,
  me: Me | null,
  onHealth: (error: PortalError | null) => void,
): CardRuntime | null => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const [runtime, setRuntime] = useState<CardRuntime | null>(null)
  useEffect(() => {
    if (runtime || !me || deferred.status !== 'here') return
    const started = runtimes.get(card) ?? deferred.parts.startCardRuntime(card, client, me, { onHealth })
    runtimes.set(card, started)
    let outdated = false
    void started.then((here) => !outdated && setRuntime(here))
    return () => {
      outdated = true
    }
  }, [runtime, me, deferred, card, client, onHealth])
  useEffect(() => {
    const listener = { capture: true, once: true, passive: true }
    const types = ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const
    for (const type of types) window.addEventListener(type, card.portal.endStart, listener)
    return () => {
      for (const type of types) window.removeEventListener(type, card.portal.endStart, listener)
    }
  }, [card])
  // Runs after the effects of all that the runtime has brought on screen: they have asked for what they need.
  useEffect(() => {
    if (runtime) card.portal.releaseStart()
  }, [runtime, card])
  return runtime
}
