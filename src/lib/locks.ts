/**
 * Runs one piece of work per name at a time; others wait. Closing or crashing a page releases its lock.
 * Rejects only when `work` does.
 */
export type ExclusiveLock = (name: string, work: () => Promise<void>) => Promise<void>

/** Locks within this page alone. */
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

/** Locks across all tabs of this browser and user (Web Locks). Rejects where the browser denies them to this frame. */
export const openBrowserLock = async (prefix: string): Promise<ExclusiveLock> => {
  // A frame without storage has no locks either; only a request shows it.
  await navigator.locks.request(`${prefix}:try`, { mode: 'shared' }, () => undefined)
  return async (name, work) => {
    await navigator.locks.request(`${prefix}:${name}`, work)
  }
}
