/** Counts of requests and executions. */
export interface CounterTotals {
  /** HTTP requests to /rest/, preflights not counted. */
  readonly requests: number
  readonly preflights: number
  /** HTTP requests by the method in their address, `batch` being one. */
  readonly requested: Readonly<Record<string, number>>
  /** How often each method ran, sub-calls of batches included; a call that the method itself refused counts, too. */
  readonly executed: Readonly<Record<string, number>>
}

/** Counts requests and executions. Method names are lower-cased. */
export class Counters {
  #requests = 0
  #preflights = 0
  readonly #requested = new Map<string, number>()
  readonly #executed = new Map<string, number>()

  /** HTTP requests to /rest/, preflights apart. */
  get requests(): number {
    return this.#requests
  }

  get preflights(): number {
    return this.#preflights
  }

  countRequest(method: string): void {
    this.#requests += 1
    increment(this.#requested, method)
  }

  countPreflight(): void {
    this.#preflights += 1
  }

  countExecution(method: string): void {
    increment(this.#executed, method)
  }

  /** HTTP requests that named `method` in their address. */
  requested(method: string): number {
    return this.#requested.get(method.toLowerCase()) ?? 0
  }

  /** How often `method` was executed, sub-calls of batches included. */
  executed(method: string): number {
    return this.#executed.get(method.toLowerCase()) ?? 0
  }

  all(): CounterTotals {
    return {
      requests: this.#requests,
      preflights: this.#preflights,
      requested: Object.fromEntries(this.#requested),
      executed: Object.fromEntries(this.#executed),
    }
  }

  reset(): void {
    this.#requests = 0
    this.#preflights = 0
    this.#requested.clear()
    this.#executed.clear()
  }
}

function increment(map: Map<string, number>, key: string): void {
  const name = key.toLowerCase()
  map.set(name, (map.get(name) ?? 0) + 1)
}
