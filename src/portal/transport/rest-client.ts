import { AjaxError, type AjaxResult } from '@bitrix24/b24jssdk'
import { timeRequest, type PortalTime } from '@/lib/portal-clock'
import { NO_CODE, PortalError, type PortalErrorKind } from '../portal-error'

/** Plain data only: the SDK clones parameters after the answer, and fails on anything else. */
export type RestParams = Record<string, unknown>

/** One attempt at one REST call, made by an HTTP client of the SDK. */
export type Attempt = (method: string, params: RestParams) => Promise<AjaxResult<unknown>>

/** A file that is sent with a call, as base64 in one of the call's parameters. */
export interface FileUpload {
  /** Where the base64 belongs among the parameters: `['fields', 'content']`. All but the last part must be there. */
  readonly path: readonly (string | number)[]
  readonly bytes: Blob
  /** Part of the body that has been sent, 0 to 1. */
  readonly onProgress: (part: number) => void
  /** Cancels the call while part of the body is unsent. The portal may still have executed it: progress is reported late. */
  readonly signal: AbortSignal
}

/** REST calls of the portal: raw answers, failures as PortalError, one attempt each. request-encoding.ts says how parameters are sent. */
export interface Rest {
  /** A call that only reads, without anything that a person typed among its parameters: its `result`. */
  readonly call: (method: string, params?: RestParams) => Promise<unknown>
  /** A call that only reads and carries text that a person typed, pasted or named. */
  readonly callWithText: (method: string, params: RestParams) => Promise<unknown>
  /** A call that changes data. Sent once; its time limit is above the portal's own. */
  readonly write: (method: string, params: RestParams) => Promise<unknown>
  /** A write with a file. Sent once; its time limit restarts whenever part of the body has been sent. */
  readonly upload: (method: string, params: RestParams, file: FileUpload) => Promise<unknown>
  /** Up to 50 calls in one request (REST `batch`, halt 0). */
  readonly batch: (calls: BatchCalls) => Promise<BatchAnswer>
  /** Requests sent so far: they all count against the limit that one IP address shares. */
  readonly requestCount: () => number
}

/**
 * A value in a batch: a number, a plain string, or a reference made by batchReference. Never text that a person typed: a batch is sent as a
 * form, and the portal replaces anything that looks like a reference (docs/decisions.md).
 */
export type BatchValue = number | string | readonly BatchValue[] | { readonly [name: string]: BatchValue }
/** Sub-calls by name; the portal runs them in this order. */
export type BatchCalls = Readonly<
  Record<string, readonly [method: string, params?: Readonly<Record<string, BatchValue>>]>
>

/** Result of one sub-call; `missing` = neither a result nor an error. */
export type SubAnswer =
  | {
      readonly ok: true
      readonly value: unknown
      /** Seconds this method has used in the last ten minutes, if the portal returns it (`time.operating`). */
      readonly operating?: number
    }
  | { readonly ok: false; readonly error: PortalError }

/** Answers by the names of the sub-calls. */
export type BatchAnswer = (name: string) => SubAnswer

/** The answer to a sub-call that no request held. */
export const notAsked: BatchAnswer = () => ({ ok: false, error: new PortalError('malformed', 'NO_ANSWER') })

/** The most sub-calls one batch may hold. */
export const BATCH_LIMIT = 50

/**
 * A reference to an earlier sub-call's result. A miss becomes the string "Array" (or an array where it is the whole value, and PHP converts
 * an array to 1): put a prefix before it so that a miss can't match, `chat` for DIALOG_ID, `0` for a number.
 */
export const batchReference = (call: string, ...path: readonly (string | number)[]): string =>
  `$result[${call}]${path.map((key) => `[${key}]`).join('')}`

const ownReference = /^(?:chat|0)\$result\[\w+\](?:\[\w+\])+$/
const plainWord = /^[\w.:|-]*$/

const encode = (name: string, value: BatchValue): string[] => {
  if (typeof value === 'object') {
    const entries: [string, BatchValue][] = Array.isArray(value)
      ? value.map((item: BatchValue, index): [string, BatchValue] => [String(index), item])
      : Object.entries(value)
    return entries.flatMap(([key, item]) => encode(`${name}[${key}]`, item))
  }
  const text = String(value)
  if (!plainWord.test(text) && !ownReference.test(text)) throw new Error(`Not for a batch: ${name}`)
  return [`${encodeURIComponent(name)}=${encodeURIComponent(text)}`]
}

/** One line of a batch: `method?query`. Throws on text that a person may have typed. */
export const batchCommand = (method: string, params: Readonly<Record<string, BatchValue>> = {}): string =>
  `${method}?${Object.entries(params)
    .flatMap(([name, value]) => encode(name, value))
    .join('&')}`

const kindByCode: Readonly<Record<string, PortalErrorKind>> = {
  QUERY_LIMIT_EXCEEDED: 'limit',
  OPERATION_TIME_LIMIT: 'limit',
  NETWORK_ERROR: 'network',
  REQUEST_TIMEOUT: 'network',
  ERR_CANCELED: 'network',
  // An answer that began, whatever its status, and broke off or could not be read: the call may have been executed.
  ERR_BAD_RESPONSE: 'unavailable',
  EXPIRED_TOKEN: 'sign-in',
  INVALID_TOKEN: 'sign-in',
  NO_AUTH_FOUND: 'sign-in',
  JSSDK_FRAME_REFRESH_AUTH_TIMEOUT: 'sign-in',
  INSUFFICIENT_SCOPE: 'app',
  USER_ACCESS_ERROR: 'app',
  PAYMENT_REQUIRED: 'app',
  ERROR_METHOD_NOT_FOUND: 'app',
  WRONG_AUTH_TYPE: 'app',
  AUTHORIZE_ERROR: 'app',
  OVERLOAD_LIMIT: 'app',
  PORTAL_DELETED: 'app',
  IM_NOT_INSTALLED: 'app',
  // In a batch these codes have no HTTP status.
  INTERNAL_SERVER_ERROR: 'unavailable',
  ERROR_UNEXPECTED_ANSWER: 'unavailable',
  ACCESS_DENIED: 'forbidden',
  ACCESS_ERROR: 'forbidden',
  INVALID_CREDENTIALS: 'forbidden',
  ALLOWED_ONLY_INTRANET_USER: 'forbidden',
}

/** Seconds until another try can succeed: the request bucket drains fast, the operating time of a method slowly. */
const limitPause = (code: string): number => (code === 'OPERATION_TIME_LIMIT' ? 60 : 5)

/** What stands in the place of a code that the SDK loses, or in a batch of one that is empty. */
const LOST_CODE = /^(?:ERR_BAD_REQUEST|JSSDK_RESPONSE_ERROR|UNKNOWN|0?)$/

/** A refusal by code, HTTP status and the method that was refused. */
export const refusal = (code: string, status: number, now = Date.now(), method = ''): PortalError => {
  const kind =
    // No method refuses a whole batch; a portal without REST in its plan does.
    (code === 'ACCESS_DENIED' && method === 'batch' ? 'app' : kindByCode[code.toUpperCase()]) ??
    (status === 0 || status === 408 ? (code.startsWith('JSSDK') ? 'malformed' : 'network') : undefined) ??
    (status === 401 ? 'sign-in' : undefined) ??
    (status === 429 ? 'limit' : undefined) ??
    (status >= 500 ? (code.startsWith('JSSDK') ? 'malformed' : 'unavailable') : undefined) ??
    'refused'
  const known = kind === 'refused' && LOST_CODE.test(code) ? NO_CODE : code
  return new PortalError(kind, known, status, kind === 'limit' ? now + limitPause(code) * 1000 : null, method)
}

const toPortalError = (thrown: unknown, method: string): PortalError => {
  if (thrown instanceof PortalError) return thrown
  if (!(thrown instanceof AjaxError)) return new PortalError('malformed', 'UNEXPECTED')
  const inner = thrown.originalError as { code?: unknown } | undefined
  // A refresh that got no answer hides behind JSSDK_UNKNOWN_ERROR; its own code is one level below.
  if (inner && inner.code === 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT') return new PortalError('sign-in', inner.code)
  return refusal(thrown.code || 'UNKNOWN', thrown.status, Date.now(), method)
}

const asMap = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}

/** The `time` of an answer: unix seconds, or a date without fractions. */
const toPortalTime = ({ finish, date_finish: date, duration }: Readonly<Record<string, unknown>>): PortalTime => ({
  ...(typeof finish === 'number'
    ? { finished: finish * 1_000, error: 0 }
    : { finished: Date.parse(String(date)) + 500, error: 500 }),
  took: typeof duration === 'number' ? duration * 1_000 : 0,
})

/** How each kind of call is attempted, once. */
export interface Attempts {
  readonly read: Attempt
  readonly readWithText: Attempt
  readonly write: Attempt
  readonly upload: (file: FileUpload) => Promise<Attempt>
}

/** Makes REST calls of single attempts. */
export const makeRest = ({ read, readWithText, write, upload }: Attempts): Rest => {
  let requests = 0
  const request = async (attempt: Attempt, method: string, params: RestParams): Promise<unknown> => {
    requests += 1
    const answered = timeRequest()
    try {
      const answer = await attempt(method, params)
      if (!answer.isSuccess) throw [...answer.errors.values()][0] ?? new PortalError('malformed', 'EMPTY_ERROR')
      const data = answer.getData()
      answered(toPortalTime(asMap(data?.time)))
      return data?.result
    } catch (error) {
      throw toPortalError(error, method)
    }
  }

  return {
    call: (method, params = {}) => request(read, method, params),
    callWithText: (method, params) => request(readWithText, method, params),
    write: (method, params) => request(write, method, params),
    upload: async (method, params, file) => request(await upload(file), method, params),
    batch: async (calls) => {
      const names = Object.keys(calls)
      if (names.length > BATCH_LIMIT) throw new Error(`A batch holds ${BATCH_LIMIT} calls, not ${names.length}`)
      const cmd: Record<string, string> = {}
      for (const [name, [method, params]] of Object.entries(calls)) cmd[name] = batchCommand(method, params)
      const answer = asMap(await request(read, 'batch', { halt: 0, cmd }))
      const results = asMap(answer['result'])
      const errors = asMap(answer['result_error'])
      const times = asMap(answer['result_time'])
      return (name) => {
        if (name in errors) {
          const code = asMap(errors[name])['error']
          const method = calls[name]?.[0]
          return {
            ok: false,
            error: refusal(typeof code === 'string' && code ? code : 'UNKNOWN', 400, Date.now(), method),
          }
        }
        if (!(name in results)) return notAsked(name)
        const { operating } = asMap(times[name])
        return { ok: true, value: results[name], ...(typeof operating === 'number' && { operating }) }
      }
    },
    requestCount: () => requests,
  }
}
