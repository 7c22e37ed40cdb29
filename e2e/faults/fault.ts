import type { FaultKind, FaultRule } from '../portal/rest/faults.ts'

/** What the portal's own faults do, and what only happens to the way between it and the browser. */
export type FaultName = FaultKind | 'gone' | 'offline' | 'push-dead'

/** One thing that can go wrong. */
export interface Fault {
  readonly name: FaultName
  /** For the table. */
  readonly words: string
  /** A fault of the fake portal; absent = a switch of the scenario. */
  readonly rule?: Omit<FaultRule, 'method'>
}

/** Noticeably long, but well within every limit of the app; real time. */
const DELAY_MS = 600

/** Everything the fake portal can do to the panel, one by one. */
export const FAULTS: readonly Fault[] = [
  { name: 'delay', words: 'answers late', rule: { kind: 'delay', ms: DELAY_MS } },
  {
    name: 'refuse',
    words: 'refuses with a code we do not know',
    rule: { kind: 'refuse', code: 'SOMETHING_NEW', status: 400 },
  },
  { name: 'drop-before', words: 'the line breaks, not executed', rule: { kind: 'drop-before' } },
  { name: 'drop-after', words: 'executed, the line breaks', rule: { kind: 'drop-after' } },
  { name: 'reset-after', words: 'executed, connection reset', rule: { kind: 'reset-after' } },
  { name: 'hang-after', words: 'executed, never answered', rule: { kind: 'hang-after' } },
  { name: 'bad-gateway', words: '502 page, not executed', rule: { kind: 'bad-gateway' } },
  { name: 'bad-gateway-after', words: 'executed, 502 page', rule: { kind: 'bad-gateway-after' } },
  { name: 'html-200', words: 'executed, a page instead of data', rule: { kind: 'html-200' } },
  { name: 'no-time', words: 'executed, the answer lacks `time`', rule: { kind: 'no-time' } },
  { name: 'expire-token', words: '401 expired_token, renewing does not help', rule: { kind: 'expire-token' } },
  { name: 'rate-limit', words: '503 QUERY_LIMIT_EXCEEDED', rule: { kind: 'rate-limit' } },
  { name: 'time-limit', words: '429 OPERATION_TIME_LIMIT', rule: { kind: 'time-limit' } },
  { name: 'null-result', words: 'executed, the result is null', rule: { kind: 'null-result' } },
  { name: 'empty-result', words: 'executed, the result is []', rule: { kind: 'empty-result' } },
  { name: 'wrong-result', words: 'executed, the result is a text', rule: { kind: 'wrong-result' } },
  { name: 'gone', words: 'the portal is gone: connection refused' },
  { name: 'offline', words: 'the computer is offline' },
  { name: 'push-dead', words: 'the push server is gone, REST works' },
]

/** Every two of them once. */
export const PAIRS: readonly (readonly [Fault, Fault])[] = FAULTS.flatMap((first, index) =>
  FAULTS.slice(index + 1).map((second) => [first, second] as const),
)

/** The fault by its name. Throws when there is none. */
export function faultNamed(name: string): Fault {
  const found = FAULTS.find((fault) => fault.name === name)
  if (!found) throw new Error(`There is no fault "${name}"`)
  return found
}
