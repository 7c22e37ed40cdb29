const BUCKET_MS = 60_000
const BUCKETS = 10

/** The execution time a method may use in ten minutes, in seconds. */
const OPERATING_LIMIT_SECONDS = 480

/** Used execution time of a method. */
export interface Operating {
  /** Seconds used in the last ten minutes. */
  readonly seconds: number
  /** Unix seconds when the oldest counted minute drops out. */
  readonly resetAt: number
}

/** Execution time per method over the last ten minutes, in ten buckets of a minute. */
export class OperatingTime {
  readonly #now: () => number
  readonly #buckets = new Map<string, Map<number, number>>()

  /** `now` gives unix milliseconds. */
  constructor(now: () => number = () => Date.now()) {
    this.#now = now
  }

  /** Time used by `method` so far. */
  of(method: string): Operating {
    const now = this.#now()
    const buckets = this.#buckets.get(method) ?? new Map<number, number>()
    for (const start of buckets.keys()) {
      if (start <= now - BUCKETS * BUCKET_MS) buckets.delete(start)
    }
    const seconds = [...buckets.values()].reduce((sum, value) => sum + value, 0)
    const oldest = buckets.size > 0 ? Math.min(...buckets.keys()) : now
    return { seconds, resetAt: Math.ceil((oldest + BUCKETS * BUCKET_MS) / 1000) }
  }

  /** True when the next call of `method` is refused with 429 OPERATION_TIME_LIMIT. The call that exceeded it was still completed. */
  isUsedUp(method: string): boolean {
    return this.of(method).seconds >= OPERATING_LIMIT_SECONDS
  }

  /** Adds the execution time of one call. */
  add(method: string, seconds: number): void {
    const start = Math.floor(this.#now() / BUCKET_MS) * BUCKET_MS
    const buckets = this.#buckets.get(method) ?? new Map<number, number>()
    buckets.set(start, (buckets.get(start) ?? 0) + seconds)
    this.#buckets.set(method, buckets)
  }
}
