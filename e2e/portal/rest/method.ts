// The seam between the transport (rest/) and the world (world/, methods/): what a REST method is to the fake portal.

/** Parameters of one call. From JSON they keep their types; from a batch query string everything is a string, list or map. */
export type Params = Readonly<Record<string, unknown>>

/** The owner of the access token, and the app's scopes. */
export interface Caller {
  readonly userId: number
  readonly isAdmin: boolean
  readonly scopes: ReadonlySet<string>
}

/** A documented refusal: HTTP status, code and (portal-language) description; `extra` joins the error body. */
export class RestError extends Error {
  readonly status: number
  readonly code: string
  readonly extra: Readonly<Record<string, unknown>>

  constructor(status: number, code: string, description = '', extra: Readonly<Record<string, unknown>> = {}) {
    super(description)
    this.status = status
    this.code = code
    this.extra = extra
  }
}

/** A result with list paging beside it. A method returns either a bare value or one of these. */
export class Page {
  readonly result: unknown
  readonly total: number | undefined
  readonly next: number | undefined

  constructor(result: unknown, total?: number, next?: number) {
    this.result = result
    this.total = total
    this.next = next
  }
}

/** One REST method of the fake portal. */
export interface Method {
  /** Scope the app needs; null = the basic scope every app has. */
  readonly scope: string | null
  /** Nominal execution time in seconds, counted by the operating-time limit (as on a real portal). */
  readonly seconds: number
  /** False for upload and download methods, which a batch refuses. Default true. */
  readonly batchable?: boolean
  /** Does the work and returns the `result`; throws RestError to refuse. Synchronous. */
  readonly run: (params: Params, caller: Caller) => unknown
}

/** Methods of one group by documented name. */
export type MethodMap = Record<string, Method>

/** All methods by lower-cased name. */
export type MethodTable = ReadonlyMap<string, Method>
