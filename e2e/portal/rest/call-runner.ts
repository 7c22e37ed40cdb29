import type { RequestCaller } from './caller.ts'
import type { Counters } from './counters.ts'
import type { Fault, RequestFaults } from './faults.ts'
import { Page, RestError, type Method, type MethodTable, type Params } from './method.ts'
import type { OperatingTime } from './operating-time.ts'
import { pause } from './pause.ts'
import { serverMs } from './server-time.ts'
import { timing, unixMs, type Timing } from './timing.ts'

/** Result of a call, with the figures returned beside it. */
export interface CallAnswer {
  readonly result: unknown
  readonly total: number | undefined
  readonly next: number | undefined
  readonly time: Timing
}

/** Dependencies of calls. */
export interface CallRunnerParts {
  readonly methods: () => MethodTable
  /** Faults of the current HTTP request. */
  readonly faults: RequestFaults
  readonly counters: Counters
  /** Whether a user is from outside the company: CRM methods are closed to them. */
  readonly isExtranet?: (userId: number) => boolean
  /** `off` = execution time is counted but never refused. */
  readonly operatingLimit: 'on' | 'off'
  readonly operating: OperatingTime
  /** Whether calls take the time they take at a real server; default no. */
  readonly serverTime?: () => boolean
}

/** Runs the calls of one HTTP request: the requested one, or those inside its batch. */
export class CallRunner {
  readonly #parts: CallRunnerParts

  constructor(parts: CallRunnerParts) {
    this.#parts = parts
  }

  /** The method with this lower-cased name. Throws RestError 404 ERROR_METHOD_NOT_FOUND. */
  find(name: string): Method {
    const method = this.#parts.methods().get(name)
    if (!method) throw new RestError(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!')
    return method
  }

  /**
   * Applies faults of this one call: waits for a delay, throws RestError for a refusal. Returns a function that applies those
   * that take effect after the execution to the result.
   */
  async sufferFaults(name: string, insideBatch: boolean, params: Params = {}): Promise<(result: unknown) => unknown> {
    const faults = this.#parts.faults.ofCall(name, insideBatch, params)
    for (const fault of faults) {
      if (fault.kind === 'delay') await pause(fault.ms ?? 1000)
      if (fault.kind === 'time-limit') throw operationTimeLimit()
      if (fault.kind === 'refuse') {
        throw new RestError(
          fault.status ?? 400,
          fault.code ?? 'ACCESS_DENIED',
          fault.description ?? 'Refused by a fault that is switched on',
        )
      }
    }
    return (result) => faults.reduce(bent, result)
  }

  /**
   * Runs a method: faults, scope, operating time, then the work. Throws RestError where it is refused;
   * an error without a code of its own becomes 500 INTERNAL_SERVER_ERROR.
   */
  async run(name: string, params: Params, caller: RequestCaller, insideBatch: boolean): Promise<CallAnswer> {
    const { operating, operatingLimit, counters } = this.#parts
    const method = this.find(name)
    const bend = await this.sufferFaults(name, insideBatch, params)
    if (method.scope !== null && !caller.scopes.has(method.scope)) {
      const description = insideBatch ? '' : 'The request requires higher privileges than provided by the access token'
      throw new RestError(403, 'insufficient_scope', description)
    }
    if (method.scope === 'crm' && this.#parts.isExtranet?.(caller.userId) === true)
      throw new RestError(403, 'allowed_only_intranet_user', 'User is not an intranet user')
    if (operatingLimit === 'on' && operating.isUsedUp(name)) throw operationTimeLimit()

    const start = unixMs()
    if (this.#parts.serverTime?.() === true) await pause(serverMs(name))
    counters.countExecution(name)
    operating.add(name, method.seconds)
    const returned = attempt(name, () => method.run(params, caller))
    const finish = unixMs()
    const time = timing(start, finish, finish - start, operating.of(name))
    if (returned instanceof Page)
      return { result: bend(returned.result), total: returned.total, next: returned.next, time }
    return { result: bend(returned), total: undefined, next: undefined, time }
  }
}

function attempt(name: string, work: () => unknown): unknown {
  try {
    return work() ?? null
  } catch (error) {
    if (error instanceof RestError) throw error
    console.error(`${name} failed`, error)
    throw new RestError(500, 'INTERNAL_SERVER_ERROR', 'Internal server error')
  }
}

/** The result as changed by a fault. */
function bent(result: unknown, { kind }: Fault): unknown {
  if (kind === 'null-result') return null
  if (kind === 'empty-result') return []
  if (kind === 'wrong-result') return 'something else'
  return result
}

function operationTimeLimit(): RestError {
  return new RestError(429, 'OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.')
}
