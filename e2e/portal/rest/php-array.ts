/** A PHP array as JSON shows it: a list when the keys are 0, 1, 2 … in that order (an empty one too), an object otherwise. */
export function phpArray(entries: Iterable<readonly [string | number, unknown]>): unknown[] | Record<string, unknown> {
  const pairs = [...entries]
  const isList = pairs.every(([key], index) => String(key) === String(index))
  return isList ? pairs.map(([, value]) => value) : Object.fromEntries(pairs)
}

/** A map as PHP sends it: `[]` when it holds nothing, unchanged otherwise. */
export function emptyAsList<T extends object>(map: T): T | [] {
  return Object.keys(map).length === 0 ? [] : map
}

/** True for what PHP calls an array: a list or a map. */
export function isPhpArray(value: unknown): value is unknown[] | Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
