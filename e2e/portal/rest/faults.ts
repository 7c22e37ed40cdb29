import type { Params } from './method.ts'

/** Faults that belong to one call: inside a batch they hit that sub-call alone. */
const CALL_KINDS = ['delay', 'refuse', 'time-limit', 'null-result', 'empty-result', 'wrong-result'] as const
/** Faults of the whole HTTP request, although they are set for a method inside a batch. */
const REQUEST_KINDS = [
  'stall',
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
 * Kinds of faults.
 * - `delay`: `ms` longer · `refuse`: `status` and `code`, not executed · `time-limit`: 429 OPERATION_TIME_LIMIT
 * - `null-result` / `empty-result` / `wrong-result`: executed, the answer is well-formed but its result is `null`, `[]`, a piece of text
 * - `stall`: the body of the request isn't read until the fault is cleared; a client that disconnects before has sent nothing
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
  /** How often it applies; absent = until cleared. */
  readonly times?: number | undefined
  /** Only calls with these parameters, compared as texts. For faults of one call. */
  readonly where?: Readonly<Record<string, string | number>> | undefined
  /** Calls that pass before it applies the first time. */
  readonly after?: number | undefined
  /** For `delay`: milliseconds. */
  readonly ms?: number | undefined
  /** For `refuse`: code, HTTP status (400) and text. */
  readonly code?: string | undefined
  readonly status?: number | undefined
  readonly description?: string | undefined
}

/** An active fault, with how many requests it matched and how often it was applied. */
export interface Fault extends FaultRule {
  readonly id: number
  readonly met: number
  readonly bitten: number
}

/** The faults of one HTTP request. */
export interface RequestFaults {
  /** True when a fault of the whole request applies. */
  readonly hit: (kind: FaultKind) => boolean
  /** The faults that apply to this call of `method`; uses up their `times`. */
  readonly ofCall: (method: string, insideBatch: boolean, params: Params) => readonly Fault[]
}

/** Faults that take turns: each request that they match gets one of them. */
interface Turns {
  readonly length: number
  met: number
}

interface MutableFault extends FaultRule {
  readonly id: number
  readonly turns: Turns | null
  /** Its group in the rotation. */
  readonly turn: number
  met: number
  bitten: number
}

/** The active faults. */
export class Faults {
  #nextId = 1
  readonly #faults = new Map<number, MutableFault>()
  readonly #stalled: (() => void)[] = []

  /** Switches a fault on and returns its id. Throws Error for an unknown kind. */
  set(rule: FaultRule): number {
    return this.#add(rule, null, 0)
  }

  /**
   * Switches on faults that take turns: the first request that any of them matches gets the first group, the next one the
   * second, and so on in rotation. Within a group all apply. Throws Error for an unknown kind.
   */
  setInTurns(groups: readonly (readonly FaultRule[])[]): void {
    const turns: Turns = { length: groups.length, met: 0 }
    for (const [turn, rules] of groups.entries()) for (const rule of rules) this.#add(rule, turns, turn)
  }

  /** Switches one fault off, or all. */
  clear(id?: number): void {
    if (id === undefined) this.#faults.clear()
    else this.#faults.delete(id)
    for (const look of this.#stalled.splice(0)) look()
  }

  /** Resolves when no `stall` keeps requests of this method (lower case) from being read. */
  async readable(method: string): Promise<void> {
    const stalls = () =>
      [...this.#faults.values()].some(({ kind, method: of }) => kind === 'stall' && (of === '*' || of === method))
    while (stalls()) await new Promise<void>((resolve) => this.#stalled.push(resolve))
  }

  list(): Fault[] {
    return [...this.#faults.values()].map(plain)
  }

  /** The faults of the HTTP request with these methods (a batch: `batch` and its sub-calls). Called once per request. */
  ofRequest(methods: ReadonlySet<string>): RequestFaults {
    const concerned = [...this.#faults.values()].filter(({ method }) => method === '*' || methods.has(method))
    const turnOf = new Map<Turns, number>()
    for (const { turns } of concerned) if (turns && !turnOf.has(turns)) turnOf.set(turns, turns.met++ % turns.length)
    const waiting = concerned.filter(({ turns, turn }) => !turns || turnOf.get(turns) === turn)

    const hits = bite(waiting.filter(({ kind }) => isOneOf(REQUEST_KINDS, kind)))
    const calls = waiting.filter(({ kind }) => isOneOf(CALL_KINDS, kind))
    return {
      hit: (kind) => hits.some((fault) => fault.kind === kind),
      ofCall: (name, insideBatch, params) =>
        bite(
          calls.filter(
            ({ id, method, where = {} }) =>
              this.#faults.has(id) &&
              (method === name || (method === '*' && !insideBatch)) &&
              Object.entries(where).every(([key, value]) => textOf(params[key]) === String(value)),
          ),
        ),
    }
  }

  #add(rule: FaultRule, turns: Turns | null, turn: number): number {
    if (!isOneOf([...CALL_KINDS, ...REQUEST_KINDS], rule.kind)) throw new Error(`Unknown kind of fault: ${rule.kind}`)
    if (!rule.method) throw new Error('A fault needs a method, or * for all')
    const id = this.#nextId++
    this.#faults.set(id, { ...rule, method: rule.method.toLowerCase(), id, turns, turn, met: 0, bitten: 0 })
    return id
  }
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null

function isOneOf(kinds: readonly FaultKind[], kind: FaultKind): boolean {
  return kinds.includes(kind)
}

/** Those that apply now, counted. */
function bite(faults: readonly MutableFault[]): readonly Fault[] {
  return faults.flatMap((fault) => {
    fault.met += 1
    if (fault.met <= (fault.after ?? 0) || fault.bitten >= (fault.times ?? Infinity)) return []
    fault.bitten += 1
    return [plain(fault)]
  })
}

function plain({ turns: _turns, turn: _turn, ...fault }: MutableFault): Fault {
  return { ...fault }
}
