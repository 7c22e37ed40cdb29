import type { Params } from '../rest/method.ts'

/** A copy with upper-cased keys: system methods take `scope` and `SCOPE` alike. */
export function upperKeys(params: Params): Params {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key.toUpperCase(), value]))
}

/** What PHP's empty() takes for nothing: absent, null, false, 0, "0", "", an empty array. */
export function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0
  return !value || value === '0'
}

/** A text or number as text, anything else as ''. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
