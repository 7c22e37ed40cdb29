/** Which tab of this browser does a job for all of them. */
export interface LeaderElection {
  readonly isLeader: () => boolean
  /** Ready to lead from now on, or not any more: then a waiting tab takes over at once. */
  readonly campaign: (willing: boolean) => void
  /** Takes the lead away from a tab that holds it and doesn't do the job. Of no effect while this tab isn't ready to lead. */
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
 * Leads by holding a Web Lock: the browser gives it to the next tab when this one closes or crashes. Without locks each tab leads
 * itself. `onChange` is called when this tab gains or loses the lead.
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
  let request: { readonly abort: AbortController; release: () => void } | null = null

  const set = (now: boolean) => {
    if (now === leading) return
    leading = now
    onChange(now)
  }

  const withdraw = () => {
    const mine = request
    request = null
    mine?.abort.abort()
    mine?.release()
  }

  const apply = (steal: boolean): void => {
    if (!usable) return set(willing)
    const mine = { abort: new AbortController(), release: () => undefined as void }
    request = mine
    const hold = () => {
      if (request !== mine) return undefined
      const held = new Promise<void>((resolve) => {
        mine.release = resolve
      })
      set(true)
      return held
    }
    const options = steal ? { steal } : { signal: mine.abort.signal }
    usable.request(name, options, hold).catch((error: unknown) => {
      if (request !== mine) return
      request = null
      // Held and then rejected: another tab has stolen it.
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
