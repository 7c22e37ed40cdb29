import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { Me } from '@/domain/person'
import { languageFor, loadDeferredPhrases } from '@/i18n/languages'
import { useSpeech, type Speech } from '@/i18n/i18n'
import { useOpenedCard, type OpenedCard, type Portal, type PortalError } from '@/queries/portal-context'
import { laterStyles } from '@/ui/later'
import type { CardWorks } from './wiring'
import type { Working } from './working'

/** The second wave: on its way, here, or not to be had right now. */
export type WorkingState =
  | { readonly status: 'coming' }
  | { readonly status: 'failed'; readonly retry: () => void }
  | { readonly status: 'here'; readonly parts: Working }

const load = async (portal: Portal, speech: Speech): Promise<Working> => {
  const phrases = loadDeferredPhrases(languageFor(portal.language)).catch(() => loadDeferredPhrases('en'))
  const [{ working }, rest] = await Promise.all([import('./working'), phrases, portal.getReady(), laterStyles()])
  speech.learn(rest)
  return working
}

/** At the latest after so many ms something that waits for a quiet moment begins all the same. */
const PATIENCE = 1_500

/** Calls back once the frames that are due have been drawn and nothing else is waiting; returns how to call it off. */
const whenIdle = (begin: () => void): (() => void) => {
  // Safari has no requestIdleCallback; a timer set in a frame runs after that frame is on screen.
  if (typeof requestIdleCallback !== 'function') {
    const frame = requestAnimationFrame(() => setTimeout(begin))
    return () => cancelAnimationFrame(frame)
  }
  let idle = 0
  const frame = requestAnimationFrame(() => {
    idle = requestIdleCallback(begin, { timeout: PATIENCE })
  })
  return () => {
    cancelAnimationFrame(frame)
    cancelIdleCallback(idle)
  }
}

/** Loads what an operator works with once `painted` is true and the browser has shown what is there. */
export const useWorking = (painted: boolean): WorkingState => {
  const { portal } = useOpenedCard()
  const speech = useSpeech()
  const [state, setState] = useState<WorkingState>({ status: 'coming' })
  const [attempt, setAttempt] = useState(1)

  const again = useCallback(() => {
    setState({ status: 'coming' })
    setAttempt((before) => before + 1)
  }, [])

  useEffect(() => {
    if (!painted) return
    let outdated = false
    const begin = () =>
      void load(portal, speech).then(
        (parts) => !outdated && setState({ status: 'here', parts }),
        // Some browsers remember that a file did not come until the page is loaded anew; nothing has been typed that could be lost.
        () => !outdated && setState({ status: 'failed', retry: attempt > 1 ? () => window.location.reload() : again }),
      )
    // The messages settle over several frames, and on a slow computer this code would push in between.
    const cancel = whenIdle(() => !outdated && begin())
    return () => {
      outdated = true
      cancel()
    }
  }, [painted, attempt, again, portal, speech])

  const { status } = state
  useEffect(() => {
    if (status !== 'failed') return
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [status, again])

  return state
}

// They outlive a component on purpose: StrictMode and hot replacement build components anew, and a reply under way must not be lost.
const running = new WeakMap<OpenedCard, Promise<CardWorks>>()

/** Outbox and poller of the card, started once the second wave is here and it is known who the caller is; null before. */
export const useWorks = (
  working: WorkingState,
  me: Me | null,
  onHealth: (error: PortalError | null) => void,
): CardWorks | null => {
  const card = useOpenedCard()
  const client = useQueryClient()
  const [works, setWorks] = useState<CardWorks | null>(null)
  useEffect(() => {
    if (works || !me || working.status !== 'here') return
    const started = running.get(card) ?? working.parts.startWorks(card, client, me, { onHealth })
    running.set(card, started)
    let outdated = false
    void started.then((here) => !outdated && setWorks(here))
    return () => {
      outdated = true
    }
  }, [works, me, working, card, client, onHealth])
  return works
}
