import { useEffect, useState, useSyncExternalStore } from 'react'

/** Unix ms, updated every `everyMs`, and at once when the hidden panel is shown again. */
export const useNow = (everyMs = 30_000): number => {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const tick = () => setNow(Date.now())
    const timer = setInterval(tick, everyMs)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [everyMs])
  return now
}

const subscribe = (changed: () => void) => {
  document.addEventListener('visibilitychange', changed)
  return () => document.removeEventListener('visibilitychange', changed)
}

/** Whether the panel's page is shown; a card's tab can be hidden and shown again without a reload. */
export const usePageVisible = (): boolean => useSyncExternalStore(subscribe, () => !document.hidden)
