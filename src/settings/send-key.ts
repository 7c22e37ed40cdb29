import { useSyncExternalStore } from 'react'

/** Which key sends: Enter (Shift+Enter is a new line), or Ctrl+Enter (Enter is a new line). */
export type SendKey = 'enter' | 'ctrl'

let chosen: SendKey = 'enter'
let keep: (key: SendKey) => void = () => undefined
const listeners = new Set<() => void>()

/** Reads the choice of a user under a key prefix (portal and user), and keeps it there. */
export const openSendKey = (prefix: string, storage: Storage | null): void => {
  const name = `${prefix}:send-key`
  try {
    chosen = storage?.getItem(name) === 'ctrl' ? 'ctrl' : 'enter'
  } catch {
    chosen = 'enter'
  }
  keep = (key) => {
    try {
      storage?.setItem(name, key)
    } catch {
      // Full or forbidden: it holds as long as the page.
    }
  }
}

/** Chooses the other one. */
export const switchSendKey = (): void => {
  chosen = chosen === 'enter' ? 'ctrl' : 'enter'
  keep(chosen)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Which key sends for the person at the screen. */
export const useSendKey = (): SendKey => useSyncExternalStore(subscribe, () => chosen)
