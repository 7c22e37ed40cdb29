/** Faults that belong to one call: inside a batch they hit that sub-call alone. */
const CALL_KINDS = ['delay', 'refuse', 'time-limit'] as const
/** Faults of the whole HTTP request, although they are set for a method inside a batch. */
const REQUEST_KINDS = [
  'drop-before',
  'drop-after',
  'reset-after',
  'hang-after',
  'bad-gateway',
  'bad-gateway-after',
  'html-200',
  'no-time',
  'expire-token',
  'rate-limit',
] as const

/**
 * What goes wrong.
 * - `delay`: `ms` longer · `refuse`: `status` and `code`, not executed · `time-limit`: 429 OPERATION_TIME_LIMIT
 * - `drop-before` / `drop-after`: the answer begins and breaks off; not executed / executed. (Having seen the beginning,
 *   a browser doesn't send the request again by itself, so one call stays one execution.)
 * - `reset-after`: executed, the socket closed without a byte; on a reused connection a browser may send it again by itself
 * - `hang-after`: executed, never answered
 * - `bad-gateway` / `bad-gateway-after`: a 502 page without CORS headers; not executed / executed
 * - `html-200`: executed, answered with a page · `no-time`: executed, the answer lacks `time`
 * - `expire-token`: 401 expired_token · `rate-limit`: 503 QUERY_LIMIT_EXCEEDED
 */
export type FaultKind = (typeof CALL_KINDS)[number] | (typeof REQUEST_KINDS)[number]

/** A fault to switch on. */
export interface FaultRule {
  /** Method name in lower case, or `*` for every request. */
  readonly method: string
  readonly kind: FaultKind
  /** How often it bites; absent = until cleared. */
  readonly times?: number | undefined
  /** Calls that pass before it bites the first time. */
  readonly after?: number | undefined
  /** For `delay`: milliseconds. */
  readonly ms?: number | undefined
  /** For `refuse`: code, HTTP status (400) and text. */
  readonly code?: string | undefined
  readonly status?: number | undefined
  readonly description?: string | undefined
}

/** A fault that is switched on, with how often it has been met and has bitten. */
export interface Fault extends FaultRule {
  readonly id: number
  readonly met: number
  readonly bitten: number
}

interface MutableFault extends FaultRule {
  readonly id: number
  met: number
  bitten: number
}

/** The faults that are switched on. */
export class Faults {
  #nextId = 1
  readonly #faults = new Map<number, MutableFault>()

  /** Switches a fault on and gives its id. Throws Error for an unknown kind. */
  set(rule: FaultRule): number {
    if (![...CALL_KINDS, ...REQUEST_KINDS].includes(rule.kind)) throw new Error(`Unknown kind of fault: ${rule.kind}`)
    if (!rule.method) throw new Error('A fault needs a method, or * for all')
    const id = this.#nextId++
    this.#faults.set(id, { ...rule, method: rule.method.toLowerCase(), id, met: 0, bitten: 0 })
    return id
  }

  /** Switches one fault off, or all. */
  clear(id?: number): void {
    if (id === undefined) this.#faults.clear()
    else this.#faults.delete(id)
  }

  list(): Fault[] {
    return [...this.#faults.values()].map((fault) => ({ ...fault }))
  }

  /** The faults that hit this one call of `method`; uses up their `times`. */
  forCall(method: string, insideBatch: boolean): Fault[] {
    return this.#bite(CALL_KINDS, (fault) => fault.method === method || (fault.method === '*' && !insideBatch))
  }

  /** The faults that hit the HTTP request which carries these methods (a batch: `batch` and its sub-calls). */
  forRequest(methods: ReadonlySet<string>): Fault[] {
    return this.#bite(REQUEST_KINDS, (fault) => fault.method === '*' || methods.has(fault.method))
  }

  #bite(kinds: readonly FaultKind[], concerns: (fault: MutableFault) => boolean): Fault[] {
    const hits: Fault[] = []
    for (const fault of this.#faults.values()) {
      if (!kinds.includes(fault.kind) || !concerns(fault)) continue
      fault.met += 1
      if (fault.met <= (fault.after ?? 0) || fault.bitten >= (fault.times ?? Infinity)) continue
      fault.bitten += 1
      hits.push({ ...fault })
    }
    return hits
  }
}
