/**
 * Runs one piece of work per name at a time; others wait for their turn. A page that closes or crashes loses its turn.
 * Rejects only when `work` does.
 */
export type ExclusiveLock = (name: string, work: () => Promise<void>) => Promise<void>

/** Turns within this page alone. */
export const pageLock = (): ExclusiveLock => {
  const turns = new Map<string, Promise<void>>()
  return (name, work) => {
    const turn = (turns.get(name) ?? Promise.resolve()).then(work)
    turns.set(
      name,
      turn.catch(() => undefined),
    )
    return turn
  }
}

/** Turns across all tabs of this browser and user (Web Locks). Rejects where the browser denies them to this frame. */
export const openBrowserLock = async (prefix: string): Promise<ExclusiveLock> => {
  // A frame without storage has no locks either, and says so only when asked.
  await navigator.locks.request(`${prefix}:try`, { mode: 'shared' }, () => undefined)
  return async (name, work) => {
    await navigator.locks.request(`${prefix}:${name}`, work)
  }
}
