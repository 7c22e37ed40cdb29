import { phpArray } from './php-array.ts'

class PhpNode {
  readonly values = new Map<string, string | PhpNode>()
  #nextIndex = 0

  append(value: string | PhpNode): void {
    this.set(String(this.#nextIndex), value)
  }

  set(key: string, value: string | PhpNode): void {
    this.values.set(key, value)
    if (/^(0|[1-9]\d{0,14})$/.test(key)) this.#nextIndex = Math.max(this.#nextIndex, Number(key) + 1)
  }

  toJson(): unknown[] | Record<string, unknown> {
    return phpArray([...this.values].map(([key, value]) => [key, value instanceof PhpNode ? value.toJson() : value]))
  }
}

/** Splits `a[b][]` into `a` and its bracket keys; null stands for `[]`. Follows PHP where brackets don't match. */
function splitName(name: string): { root: string; keys: (string | null)[] } {
  const trimmed = name.replace(/^ +/, '')
  const open = trimmed.indexOf('[')
  const hasBrackets = open > 0 && trimmed.includes(']', open)
  if (!hasBrackets) return { root: trimmed.replace(/[.[ ]/g, '_'), keys: [] }

  const keys: (string | null)[] = []
  let position = open
  while (trimmed[position] === '[') {
    const close = trimmed.indexOf(']', position)
    if (close < 0) break
    const key = trimmed.slice(position + 1, close)
    keys.push(key.trim() === '' ? null : key)
    position = close + 1
  }
  return { root: trimmed.slice(0, open).replace(/[. ]/g, '_'), keys }
}

function decode(text: string): string {
  const bytes: Buffer[] = []
  let rest = text.replaceAll('+', ' ')
  // decodeURIComponent would throw on a stray %; PHP leaves it as it is.
  for (let match = /%([0-9a-f]{2})/i.exec(rest); match !== null; match = /%([0-9a-f]{2})/i.exec(rest)) {
    bytes.push(Buffer.from(rest.slice(0, match.index)), Buffer.from(match[1]!, 'hex'))
    rest = rest.slice(match.index + 3)
  }
  bytes.push(Buffer.from(rest))
  return Buffer.concat(bytes).toString('utf8')
}

/**
 * A query string or form body as PHP's `parse_str` reads it: `a[b]=1&a[c][]=2` becomes nested maps and lists, every value
 * is a string, a repeated name keeps its last value. Never throws.
 */
export function parsePhpQuery(query: string): Record<string, unknown> {
  return nestByNames(
    query
      .split('&')
      .filter((part) => part !== '')
      .map((part) => {
        const equals = part.indexOf('=')
        return [
          decode(equals < 0 ? part : part.slice(0, equals)),
          equals < 0 ? '' : decode(part.slice(equals + 1)),
        ] as const
      }),
  )
}

/** Names with brackets and their values, nested as PHP does. Never throws. */
export function nestByNames(pairs: readonly (readonly [name: string, value: string])[]): Record<string, unknown> {
  const root = new PhpNode()
  for (const [name, value] of pairs) {
    const { root: first, keys } = splitName(name)
    if (first === '') continue
    assign(root, [first, ...keys], value)
  }
  return Object.fromEntries(
    [...root.values].map(([key, value]) => [key, value instanceof PhpNode ? value.toJson() : value]),
  )
}

function assign(root: PhpNode, path: (string | null)[], value: string): void {
  let node = root
  for (const [depth, key] of path.entries()) {
    if (depth === path.length - 1) {
      if (key === null) node.append(value)
      else node.set(key, value)
      return
    }
    const existing = key === null ? undefined : node.values.get(key)
    if (existing instanceof PhpNode) {
      node = existing
      continue
    }
    const child = new PhpNode()
    if (key === null) node.append(child)
    else node.set(key, child)
    node = child
  }
}
