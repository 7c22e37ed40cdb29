// Shape of a documented answer: keys and types without values.

/** A scalar's type, a list (the variants of its items), a map by id (variants of its values), or fixed keys. */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | { readonly list: readonly Shape[] }
  | { readonly map: readonly Shape[] }
  | { readonly keys: Readonly<Record<string, Shape>> }

/** One documented example of a method. */
export interface Example {
  /** Method and number, as `im.user.get.1`. */
  readonly example: string
  readonly method: string
  /** HTTP status; null where the documentation gives none. */
  readonly status: number | null
  /** Shape of `result`; absent for refusals. */
  readonly result?: Shape
  /** Keys beside `result` and `time`, with their types. */
  readonly beside?: Readonly<Record<string, Shape>>
  /** The example is abridged: the answer may hold more keys. */
  readonly partial?: true
  /** Error code of a refusal, possibly empty. */
  readonly error?: string
}

/** Keys that are ids (`12`, `chat12`, `upload12`): the object is a map and not a record. */
const ID_KEY = /^(chat|upload)?\d+$/

/** The shape of a value. Variants of list items and map values are kept once each. */
export function shapeOf(value: unknown): Shape {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return { list: distinct(value.map(shapeOf)) }
  if (typeof value === 'object') {
    const entries = Object.entries(value)
    if (entries.length > 0 && entries.every(([key]) => ID_KEY.test(key)))
      return { map: distinct(entries.map(([, item]) => shapeOf(item))) }
    return { keys: Object.fromEntries(entries.map(([key, item]) => [key, shapeOf(item)])) }
  }
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as 'number' | 'boolean'
  return 'string'
}

function distinct(shapes: readonly Shape[]): Shape[] {
  return [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()]
}

/** What may differ from the documented example, each for a reason that is stated where it is granted. */
export interface AllowedDifferences {
  /** The answer is an excerpt: more keys are fine. */
  readonly moreKeys: boolean
  /** A key that needn't be there. */
  readonly mayMiss: (path: string) => boolean
  /** A place whose content isn't compared. */
  readonly open: (path: string, value: unknown) => boolean
  /** Another type that is equivalent to the documented one at this place. */
  readonly alsoFits: (path: string, value: unknown) => boolean
}

/** Differences between a value and a documented shape, as sentences; empty when it fits. */
export function differences(value: unknown, shape: Shape, allowed: AllowedDifferences, path = 'result'): string[] {
  if (allowed.open(path, value) || allowed.alsoFits(path, value)) return []
  if (typeof shape === 'string') {
    const actual = shapeOf(value)
    return actual === shape ? [] : [`${path} is ${nameOf(actual)}, documented as ${shape}`]
  }
  if ('keys' in shape) return keyDifferences(value, shape.keys, allowed, path)
  // PHP sends an empty map as an empty list, and an empty list in an example doesn't show its contents.
  const isMap = 'map' in shape
  const variants = isMap ? shape.map : shape.list
  if (Array.isArray(value) && value.length === 0) return []
  if (value === null || typeof value !== 'object')
    return [`${path} is ${nameOf(shapeOf(value))}, documented as ${isMap ? 'map' : 'list'}`]
  if (variants.length === 0) return []
  if (Array.isArray(value) === isMap)
    return [`${path} is ${isMap ? 'a list' : 'a map'}, documented as ${isMap ? 'map' : 'list'}`]
  return Object.values(value).flatMap((item) => {
    const tries = variants.map((variant) => differences(item, variant, allowed, `${path}[]`))
    return tries.toSorted((a, b) => a.length - b.length)[0] ?? []
  })
}

function keyDifferences(
  value: unknown,
  keys: Readonly<Record<string, Shape>>,
  allowed: AllowedDifferences,
  path: string,
): string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return [`${path} is ${nameOf(shapeOf(value))}, documented as an object`]
  const record = value as Record<string, unknown>
  const missing = Object.keys(keys)
    .filter((key) => !(key in record) && !allowed.mayMiss(`${path}.${key}`))
    .map((key) => `${path}.${key} is missing`)
  const extra = allowed.moreKeys
    ? []
    : Object.keys(record)
        .filter((key) => !(key in keys) && !allowed.open(`${path}.${key}`, record[key]))
        .map((key) => `${path}.${key} is not documented`)
  const inside = Object.entries(keys).flatMap(([key, shape]) =>
    key in record ? differences(record[key], shape, allowed, `${path}.${key}`) : [],
  )
  return [...missing, ...extra, ...inside]
}

function nameOf(shape: Shape): string {
  if (typeof shape === 'string') return shape
  return 'list' in shape ? 'list' : 'map' in shape ? 'map' : 'object'
}
