import { useSyncExternalStore } from 'react'

// The portal's own addresses of files need the session of its page. Browsers don't send its cookie from a frame of another site.
let state: 'untried' | 'working' | 'failing' = 'untried'
const listeners = new Set<() => void>()

/** A file came by the portal's own address. */
export const notePlainAddressWorks = (): void => {
  if (state === 'untried') state = 'working'
}

/** A file came by a one-time address after its own had failed: where none has worked, those aren't tried again in this page. */
export const notePlainAddressFails = (): void => {
  if (state !== 'untried') return
  state = 'failing'
  for (const changed of listeners) changed()
}

const subscribe = (changed: () => void) => {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

/** Whether the portal's own addresses of files may work in this page. */
export const usePlainAddresses = (): boolean => useSyncExternalStore(subscribe, () => state !== 'failing')
