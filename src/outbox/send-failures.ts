import type { Rejection, WaitCause } from '@/domain/outgoing-message'
import type { PortalError } from '@/portal/portal-error'

const REASONS: Readonly<Record<string, Rejection['reason']>> = {
  CHAT_NOT_IN_CRM: 'not-active',
  CANCELED: 'not-in-chat',
  ERROR_ARGUMENT: 'bad-text',
  CHAT_NOT_FOUND: 'not-in-chat',
  FILE_TOO_LARGE: 'too-large',
  FILE_EMPTY: 'bad-file',
  FILE_INVALID_CONTENT: 'bad-file',
}

/** The reason of a rejection: the call was certainly not executed and is not tried again automatically. */
export const rejectionOf = (error: PortalError, isFile: boolean): Rejection => {
  const known =
    REASONS[error.code] ?? (isFile && error.code.toUpperCase() === 'INSUFFICIENT_SCOPE' ? 'needs-disk' : undefined)
  if (known) return { reason: known, code: error.code }
  return { reason: error.kind === 'forbidden' || error.kind === 'app' ? 'no-access' : 'other', code: error.code }
}

/** Why a call that was certainly not executed is tried again automatically; null = it isn't. */
export const waitCauseOf = ({ kind }: PortalError): WaitCause | null =>
  kind === 'limit' || kind === 'sign-in' ? kind : kind === 'network' || kind === 'unavailable' ? 'no-answer' : null
