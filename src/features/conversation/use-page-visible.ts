import { useSyncExternalStore } from 'react'

const subscribe = (changed: () => void) => {
  document.addEventListener('visibilitychange', changed)
  return () => document.removeEventListener('visibilitychange', changed)
}

/** Whether the panel's page is shown; a card's tab can be hidden and shown again without a reload. */
export const usePageVisible = (): boolean => useSyncExternalStore(subscribe, () => !document.hidden)
