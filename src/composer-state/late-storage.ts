import type { DraftStorage } from './drafts'

/**
 * A storage that is written a moment later, all at once: sealing a text takes longer than a slow computer has between a key and the frame
 * that shows it. What waits is read as if it were stored. Removing is quick and done at once: what has been sent is no draft. `schedule`
 * runs the writing later; `flush` writes at once, before the page goes.
 */
export const lateStorage = (
  storage: DraftStorage,
  schedule: (flush: () => void) => void,
): DraftStorage & { readonly flush: () => void } => {
  const waiting = new Map<string, string>()
  const flush = () => {
    const writes = [...waiting]
    waiting.clear()
    for (const [name, text] of writes)
      try {
        storage.setItem(name, text)
      } catch {
        // Denied or full: the text is in memory, as everywhere.
      }
  }
  return {
    getItem: (name) => waiting.get(name) ?? storage.getItem(name),
    setItem: (name, text) => {
      if (waiting.size === 0) schedule(flush)
      waiting.set(name, text)
    },
    removeItem: (name) => {
      waiting.delete(name)
      storage.removeItem(name)
    },
    flush,
  }
}

/** The storage of a page: written once the next frame is on screen, and before the page is hidden or left. */
export const writtenAfterPaint = (storage: DraftStorage): DraftStorage => {
  const late = lateStorage(storage, (flush) => {
    // No frames are drawn in a hidden page.
    if (document.hidden) setTimeout(flush)
    else requestAnimationFrame(() => setTimeout(flush))
  })
  window.addEventListener('pagehide', late.flush)
  document.addEventListener('visibilitychange', late.flush)
  return late
}
