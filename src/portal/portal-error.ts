/**
 * Kind of a failed call; decided by HTTP status and error code, never by description.
 * refused: certainly not executed; forbidden: no right to this one object (`ACCESS_DENIED`, `ACCESS_ERROR`);
 * limit: too many requests or too much time, until `retryAt`; sign-in: the session ended and could not be refreshed;
 * app: scope, plan or grant missing, an administrator must act; unavailable: 5xx; network: no answer, it may have been executed;
 * malformed: an unreadable answer, executed or not.
 */
export type PortalErrorKind =
  | 'refused'
  | 'forbidden'
  | 'limit'
  | 'sign-in'
  | 'app'
  | 'unavailable'
  | 'network'
  | 'malformed'

/** Code of a refusal that came without one, or with one that the SDK loses ("", 0, a number). */
export const NO_CODE = 'NO_CODE'

/** The one error that leaves src/portal. */
export class PortalError extends Error {
  override readonly name = 'PortalError'
  readonly kind: PortalErrorKind
  /** The portal's or the SDK's code, for people to copy; never a description, never a token. */
  readonly code: string
  /** HTTP status; 0 when there was none. */
  readonly status: number
  /** Unix ms before which the same call is pointless; null = unknown. */
  readonly retryAt: number | null
  /** The method that was refused, `batch` when the whole request was; '' = unknown. */
  readonly method: string

  constructor(kind: PortalErrorKind, code: string, status = 0, retryAt: number | null = null, method = '') {
    super(`${kind}: ${code}`)
    this.kind = kind
    this.code = code
    this.status = status
    this.retryAt = retryAt
    this.method = method
  }

  /** True when a call that writes may have been executed although it failed. */
  get outcomeUnknown(): boolean {
    return this.kind === 'network' || this.kind === 'unavailable' || this.kind === 'malformed'
  }
}

/** Converts anything thrown to a PortalError. */
export const asPortalError = (error: unknown): PortalError =>
  error instanceof PortalError ? error : new PortalError('malformed', 'UNEXPECTED')

/** The caller has no right to the record, or the session or the app's access has ended: nothing known from before may be shown or kept. */
export const isAccessLost = ({ kind }: PortalError): boolean =>
  kind === 'forbidden' || kind === 'app' || kind === 'sign-in'
