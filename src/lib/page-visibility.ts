import { useEffect, useState, useSyncExternalStore } from 'react'
import { onPortalClockSet, portalNow } from './portal-clock'

const useTicks = (read: () => number, everyMs: number): number => {
  const [now, setNow] = useState(read)
  useEffect(() => {
    const tick = () => setNow(read())
    const timer = setInterval(tick, everyMs)
    document.addEventListener('visibilitychange', tick)
    const stop = onPortalClockSet(tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
      stop()
    }
  }, [read, everyMs])
  return now
}

/**
 * Unix ms by the computer's clock, for times that this page has set, updated every `everyMs`, and at once when the hidden panel is shown
 * again.
 */
export const useNow = (everyMs: number): number => useTicks(Date.now, everyMs)

/** Unix ms by the portal's clock, for times that the portal has set; updated in the same way. */
export const usePortalNow = (everyMs = 30_000): number => useTicks(portalNow, everyMs)

const subscribe = (changed: () => void) => {
  document.addEventListener('visibilitychange', changed)
  return () => document.removeEventListener('visibilitychange', changed)
}

/** Whether the panel's page is shown; a card's tab can be hidden and shown again without a reload. */
export const usePageVisible = (): boolean => useSyncExternalStore(subscribe, () => !document.hidden)
