import type { Portal } from '../../portal/types.ts'
import type { Params } from '../../portal/rest/method.ts'
import { serverMs } from '../../portal/rest/server-time.ts'

interface AskedCall {
  /** Lower-cased. */
  readonly method: string
  readonly params: Params
}

/** One HTTP request to /rest/ as it came to the portal. */
export interface AskedRequest {
  /** Unix ms. */
  readonly at: number
  readonly batch: boolean
  /** The sub-calls of a batch, as far as it has come. */
  readonly calls: readonly AskedCall[]
}

/** What a portal was asked from now on. */
export interface RequestLog {
  readonly requests: readonly AskedRequest[]
  /** When the portal last began a call, unix ms; 0 = not yet. */
  readonly lastCallAt: () => number
}

/**
 * Listens where the portal looks for faults: that is asked once for each request and once for each of its calls, so that
 * the calls of requests that run beside each other stay apart.
 */
export function watchRequests({ faults }: Portal): RequestLog {
  const requests: AskedRequest[] = []
  let lastCallAt = 0
  const ofRequest = faults.ofRequest.bind(faults)
  faults.ofRequest = (methods) => {
    const calls: AskedCall[] = []
    const batch = methods.has('batch')
    requests.push({ at: unixMs(), batch, calls })
    const found = ofRequest(methods)
    return {
      hit: found.hit,
      ofCall(method, insideBatch, params) {
        lastCallAt = unixMs()
        if (insideBatch === batch) calls.push({ method, params })
        return found.ofCall(method, insideBatch, params)
      },
    }
  }
  return { requests, lastCallAt: () => lastCallAt }
}

/** What the calls of a request cost at a real server together, ms; the request itself costs `REQUEST_MS` besides. */
const callsMs = ({ calls }: Pick<AskedRequest, 'calls'>): number =>
  calls.reduce((sum, { method }) => sum + serverMs(method), 0)

/** `batch 4 (452 ms)`, or `profile (2 ms)`. */
export const requestText = (request: AskedRequest): string =>
  `${request.batch ? `batch ${request.calls.length}` : (request.calls[0]?.method ?? 'unknown')} (${callsMs(request)} ms)`

const unixMs = (): number => performance.timeOrigin + performance.now()
