import type { Caller } from './method.ts'

/** A caller together with the HTTP request of the call; sub-calls of a batch share it. */
export interface RequestCaller extends Caller {
  /** Identifies the HTTP request. */
  readonly request: object
  /** performance.now() when the portal began to process the request. */
  readonly arrivedAt: number
}

/** True for callers made by the REST server (and not by a test that runs a method by hand). */
export function isRequestCaller(caller: Caller): caller is RequestCaller {
  return 'request' in caller && 'arrivedAt' in caller
}
