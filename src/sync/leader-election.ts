/** Which page of this browser does the work for all of them. */
export interface LeaderElection {
  readonly isLeader: () => boolean
  /** Ready to lead from now on, or not any more: then somebody who waits takes over at once. */
  readonly campaign: (willing: boolean) => void
  /** Takes the lead away from a page that holds it and doesn't do the work. Of no effect for whoever isn't ready. */
  readonly steal: () => void
}

/** The lock manager of this frame; null where the browser has none or denies it. */
export const locksOrNull = (): LockManager | null => {
  try {
    return navigator.locks ?? null
  } catch {
    return null
  }
}

/**
 * Leads by holding a Web Lock: the browser gives it to the next page when this one closes or crashes. Without locks every page leads
 * itself. `onChange` is told when this page gains or loses the lead.
 */
export const createLeaderElection = (
  name: string,
  locks: LockManager | null,
  onChange: (leads: boolean) => void,
): LeaderElection => {
  let willing = false
  let leading = false
  let usable = locks
  /** Set while waiting for the lock or holding it. */
  let bid: { readonly abort: AbortController; release: () => void } | null = null

  const set = (now: boolean) => {
    if (now === leading) return
    leading = now
    onChange(now)
  }

  const withdraw = () => {
    const mine = bid
    bid = null
    mine?.abort.abort()
    mine?.release()
  }

  const apply = (steal: boolean): void => {
    if (!usable) return set(willing)
    const mine = { abort: new AbortController(), release: () => undefined as void }
    bid = mine
    const hold = () => {
      if (bid !== mine) return undefined
      const held = new Promise<void>((resolve) => {
        mine.release = resolve
      })
      set(true)
      return held
    }
    const options = steal ? { steal } : { signal: mine.abort.signal }
    usable.request(name, options, hold).catch((error: unknown) => {
      if (bid !== mine) return
      bid = null
      // Held and then rejected: another page has taken it.
      const lost = leading
      set(false)
      if (!lost && !(error instanceof DOMException && error.name === 'AbortError')) usable = null
      if (willing) apply(false)
    })
  }

  return {
    isLeader: () => leading,
    campaign: (now) => {
      if (now === willing) return
      willing = now
      if (now) return apply(false)
      withdraw()
      set(false)
    },
    steal: () => {
      if (!willing || leading || !usable) return
      withdraw()
      apply(true)
    },
  }
}
