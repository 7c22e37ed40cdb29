import type { Params } from '../rest/method.ts'

/** A copy with upper-case keys: system methods accept `scope` and `SCOPE`. */
export function upperKeys(params: Params): Params {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key.toUpperCase(), value]))
}

/** PHP's empty(): absent, null, false, 0, "0", "", an empty array. */
export function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0
  return !value || value === '0'
}

/** A string or number as a string, anything else as ''. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
