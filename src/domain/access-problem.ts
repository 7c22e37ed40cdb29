/**
 * Why the panel can't be used, temporary failures aside. record: no right on the CRM record; outsider: an extranet user;
 * ungranted: the app was not granted to this user; scope: the app lacks a permission; plan: the portal's plan has no REST;
 * channels: Open Channels are switched off; deleted: the portal is closed; blocked: Bitrix24 blocked the portal's requests;
 * app: anything else that only an administrator can change.
 */
export type AccessProblem =
  | 'record'
  | 'outsider'
  | 'ungranted'
  | 'scope'
  | 'plan'
  | 'channels'
  | 'deleted'
  | 'blocked'
  | 'app'

/** The part of a refusal that decides. `method`: the call that was refused, `batch` when the whole request was; '' = unknown. */
export interface Refused {
  readonly kind: string
  readonly code: string
  readonly method: string
}

const byCode: Readonly<Record<string, AccessProblem>> = {
  ALLOWED_ONLY_INTRANET_USER: 'outsider',
  USER_ACCESS_ERROR: 'ungranted',
  INSUFFICIENT_SCOPE: 'scope',
  PAYMENT_REQUIRED: 'plan',
  IM_NOT_INSTALLED: 'channels',
  PORTAL_DELETED: 'deleted',
  OVERLOAD_LIMIT: 'blocked',
}

/** The problem behind a refusal; null when it may be temporary. Decided by code, never by description. */
export const accessProblemOf = ({ kind, code, method }: Refused): AccessProblem | null => {
  const known = byCode[code.toUpperCase()]
  if (known) return known
  // A right on one object is refused inside a batch: the whole batch is refused where REST itself is.
  if (code === 'ACCESS_DENIED' && method === 'batch') return 'plan'
  if (code === 'ERROR_METHOD_NOT_FOUND' && method.startsWith('imopenlines.')) return 'channels'
  if (kind === 'forbidden') return 'record'
  return kind === 'app' ? 'app' : null
}

/** The scope without which a method is refused: the first part of its name. null when the method is unknown. */
export const scopeOf = (method: string): string | null => (method.includes('.') ? (method.split('.')[0] ?? null) : null)
