import type { Behaviour } from '../behaviour.ts'
import { isPhpArray } from './php-array.ts'

/** Answers of a batch's sub-calls so far, by their keys. References are resolved from here. */
export interface BatchResults {
  readonly result: Map<string, unknown>
  readonly next: Map<string, unknown>
  readonly total: Map<string, unknown>
  readonly time: Map<string, unknown>
  readonly error: Map<string, unknown>
}

const REFERENCE = /\$(result|next|total|time|error)[^\s[]*((?:\[[^\]\s]+\])+)/gi

/**
 * Replaces references (`$result[chats][0][CHAT_ID]`) in every value of a decoded query, at any depth.
 * A missing key stops the walk and what was reached stays; a reference that is the whole value is replaced by that value. Inside a longer
 * text generations differ ({@link Behaviour.references}). Typed text is treated alike: a real portal can't distinguish it.
 */
export function replaceReferences(
  value: unknown,
  results: BatchResults,
  generation: Behaviour['references'] = 'newest',
): unknown {
  if (typeof value === 'string') return replaceInText(value, results, generation)
  if (Array.isArray(value)) return value.map((item) => replaceReferences(item, results, generation))
  if (isPhpArray(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, replaceReferences(item, results, generation)]),
    )
  }
  return value
}

function replaceInText(text: string, results: BatchResults, generation: Behaviour['references']): unknown {
  const whole = [...text.matchAll(REFERENCE)].find((match) => match[0] === text)
  if (whole) return walk(whole, results)
  return text.replace(REFERENCE, (...match) => {
    const value = walk(match as unknown as RegExpExecArray, results)
    if (generation === 'middle' && typeof value !== 'string') return match[0]
    if (generation === 'newest' && isPhpArray(value)) return match[0]
    return asPhpString(value)
  })
}

function walk(match: RegExpExecArray, results: BatchResults): unknown {
  const source = results[match[1]!.toLowerCase() as keyof BatchResults]
  let reached: unknown = Object.fromEntries(source)
  for (const [, key] of match[2]!.matchAll(/\[([^\]]+)\]/g)) {
    if (!isPhpArray(reached) || !Object.hasOwn(reached, key!)) break
    const next: unknown = (reached as Record<string, unknown>)[key!]
    // PHP's isset() treats null as missing.
    if (next === null || next === undefined) break
    reached = next
  }
  return reached
}

function asPhpString(value: unknown): string {
  if (isPhpArray(value)) return 'Array'
  if (typeof value === 'boolean') return value ? '1' : ''
  return String(value)
}
