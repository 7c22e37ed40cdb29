/** Size and speed of a leaky bucket. */
export interface RateLimit {
  /** Requests it holds before the next one is refused. */
  readonly burst: number
  /** Requests that leak out per second. */
  readonly drainPerSecond: number
  /** Requests that are refused fill it, too; what a real portal does is not known. Default no. */
  readonly refusedCount?: boolean
}

/** Limits of the plans of a real portal. */
export const RATE_LIMITS = {
  standard: { burst: 50, drainPerSecond: 2 },
  enterprise: { burst: 250, drainPerSecond: 5 },
} as const satisfies Record<string, RateLimit>

/** The request limit of a portal: one leaky bucket per source address. */
export class RateBucket {
  readonly #limit: RateLimit
  readonly #now: () => number
  readonly #levels = new Map<string, { level: number; at: number }>()

  /** `now` gives unix milliseconds. */
  constructor(limit: RateLimit, now: () => number = () => Date.now()) {
    this.#limit = limit
    this.#now = now
  }

  /** Counts one request from `address`; false = too many, the portal answers 503 QUERY_LIMIT_EXCEEDED. */
  take(address: string): boolean {
    const now = this.#now()
    const before = this.#levels.get(address) ?? { level: 0, at: now }
    const leaked = ((now - before.at) / 1000) * this.#limit.drainPerSecond
    const level = Math.max(0, before.level - leaked)
    const fits = level + 1 <= this.#limit.burst
    const after = fits ? level + 1 : this.#limit.refusedCount === true ? this.#limit.burst : level
    this.#levels.set(address, { level: after, at: now })
    return fits
  }
}
