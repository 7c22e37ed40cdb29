// How PHP reads parameters: numbers may be strings, strings may be numbers, a list where a number belongs counts as 1.
import { RestError, type Params } from '../rest/method.ts'

const NUMERIC = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i
const LEADING = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?/i

/** PHP's `is_numeric`: numbers and strings that are a number from end to end ("0123" yes, "0Array" no). */
export function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && NUMERIC.test(value))
}

/** PHP's `(int)`: the leading number of a string, 1 for a list or map that holds something. */
export function toInt(value: unknown): number {
  if (typeof value === 'number') return Number.isFinite(value) ? Math.trunc(value) : 0
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string') return Math.trunc(Number(LEADING.exec(value)?.[0] ?? 0)) || 0
  if (value === null || value === undefined) return 0
  return Object.keys(value).length > 0 ? 1 : 0
}

/** PHP's `(string)`. */
export function toText(value: unknown): string {
  if (value === null || value === undefined || value === false) return ''
  if (value === true) return '1'
  return typeof value === 'object' ? 'Array' : String(value)
}

/** PHP's `empty`: "0" is empty too. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return true
  if (typeof value === 'object') return Object.keys(value).length === 0
  return value === '' || value === '0' || value === 0
}

/** Values of a list, or of a map as a query string makes it. */
export function toList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  return value !== null && typeof value === 'object' ? Object.values(value) : []
}

/** A map parameter; anything else counts as empty. */
export function toMap(value: unknown): Params {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Params) : {}
}

/** Keys tried as sent and in upper case: im reads both. */
export function param(params: Params, name: string): unknown {
  if (name in params) return params[name]
  const wanted = name.toLowerCase()
  const key = Object.keys(params).find((each) => each.toLowerCase() === wanted)
  return key === undefined ? undefined : params[key]
}

/** A `Y`/`N` flag. */
export function isYes(value: unknown): boolean {
  return value === 'Y' || value === true
}

/** Page size: default where missing or not positive, cut at the maximum. */
export function limitOf(value: unknown, otherwise: number, most: number): number {
  const limit = toInt(value)
  return limit <= 0 ? otherwise : Math.min(limit, most)
}

/** A refusal; 400 by default. */
export function refuse(code: string, description = '', status = 400): RestError {
  return new RestError(status, code, description)
}
