/** A style sheet in two parts; loaded in this order or the other, both together say what the whole one said. */
export interface StyleWaves {
  readonly first: string
  readonly later: string
}

/** A rule with the at-rules around it, outermost first. */
interface Leaf {
  readonly around: readonly string[]
  readonly selector: string
  readonly body: string
}

const OPENING = '@layer utilities{'

/** End of the block that opens at `open` (the place of its brace). Throws when it never ends. */
const blockEnd = (css: string, open: number): number => {
  let depth = 0
  for (let at = open; at < css.length; at += 1) {
    const char = css[at]
    if (char === '\\') at += 1
    else if (char === '"' || char === "'") at = css.indexOf(char, at + 1)
    else if (char === '{') depth += 1
    else if (char === '}' && --depth === 0) return at
  }
  throw new Error('A block of the style sheet never ends')
}

/** Place of the brace that opens the block of the rule at `from`. */
const headEnd = (css: string, from: number): number => {
  for (let at = from; at < css.length; at += 1) {
    if (css[at] === '\\') at += 1
    else if (css[at] === '{') return at
  }
  throw new Error('A rule of the style sheet has no block')
}

const leavesOf = (css: string, around: readonly string[] = []): Leaf[] => {
  const leaves: Leaf[] = []
  for (let at = 0; at < css.length;) {
    const open = headEnd(css, at)
    const end = blockEnd(css, open)
    const [head, body] = [css.slice(at, open), css.slice(open + 1, end)]
    // Only at-rules of grouping hold rules; a selector's own block stays whole.
    if (head.startsWith('@')) leaves.push(...leavesOf(body, [...around, head]))
    else leaves.push({ around, selector: head, body })
    at = end + 1
  }
  return leaves
}

/** Classes a selector names, as they stand in the code. */
const classesOf = (selector: string): string[] =>
  [...selector.matchAll(/\.((?:\\.|[\w-]|[^\0-\x7f])+)/g)].map(([, name = '']) => name.replace(/\\(.)/g, '$1'))

const splitSelectors = (selector: string): string[] => {
  const parts: string[] = []
  let [depth, from] = [0, 0]
  for (let at = 0; at < selector.length; at += 1) {
    const char = selector[at]
    if (char === '\\') at += 1
    else if (char === '(' || char === '[') depth += 1
    else if (char === ')' || char === ']') depth -= 1
    else if (char === ',' && depth === 0) {
      parts.push(selector.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, selector.slice(from)]
}

const print = (leaves: readonly Leaf[]): string => {
  let css = ''
  let open: readonly string[] = []
  for (const { around, selector, body } of leaves) {
    if (around.join() !== open.join()) {
      css += '}'.repeat(open.length) + around.map((head) => `${head}{`).join('')
      open = around
    }
    css += `${selector}{${body}}`
  }
  return css + '}'.repeat(open.length)
}

// A long form and its short one share their first word; what a box measures and where it stands have several names.
const SAME: Readonly<Record<string, string>> = {
  top: 'inset',
  right: 'inset',
  bottom: 'inset',
  left: 'inset',
  min: 'size',
  max: 'size',
  width: 'size',
  height: 'size',
  inline: 'size',
  block: 'size',
  line: 'font',
  justify: 'align',
  place: 'align',
  row: 'gap',
  column: 'gap',
}

/** What a rule sets, by the words under which two properties may meet. A block with blocks in it may set anything: null. */
const familiesOf = ({ body }: Leaf): ReadonlySet<string> | null => {
  if (body.includes('{')) return null
  const names = [...body.matchAll(/(?:^|;)\s*(--[\w-]+|-?[a-z]+)/g)].map(([, name = '']) => name)
  return new Set(names.map((name) => SAME[name] ?? name))
}

const meet = (a: ReadonlySet<string> | null, b: ReadonlySet<string> | null): boolean =>
  a === null || b === null || [...a].some((name) => b.has(name))

const isImportant = ({ body }: Leaf): boolean => body.includes('!important')

interface Run {
  readonly first: boolean
  readonly leaves: Leaf[]
  readonly families: (ReadonlySet<string> | null)[]
}

/** As few runs as the order of rules that set the same thing allows. */
const runsOf = (leaves: readonly Leaf[], isFirst: (leaf: Leaf) => boolean): readonly Run[] => {
  const runs: Run[] = []
  for (const leaf of leaves) {
    const first = isFirst(leaf)
    const families = familiesOf(leaf)
    let place = runs.length
    for (let index = runs.length - 1; index >= 0; index -= 1) {
      if (runs[index]?.first === first) place = index
      if (runs[index]?.families.some((others) => meet(families, others))) break
    }
    const run = runs[place] ?? { first, leaves: [], families: [] }
    if (place === runs.length) runs.push(run)
    run.leaves.push(leaf)
    run.families.push(families)
  }
  return runs
}

/**
 * Parts Tailwind's utilities into those that `code` (the scripts of the first screen) names and the rest. Which of two rules wins is
 * decided by their order in the whole sheet; so each run of rules of one part gets a layer, and the order of the layers, told at the head
 * of the first part, is that of the runs. Rules that set nothing in common may change places. Throws when the sheet has no utilities.
 */
export const splitStyles = (css: string, code: string): StyleWaves => {
  const start = css.indexOf(OPENING)
  if (start < 0) throw new Error('The style sheet has no layer of utilities')
  const open = start + OPENING.length - 1
  const end = blockEnd(css, open)
  const words = new Set(code.split(/[\s"'`]+/))
  // A name with quotes in it was cut apart above.
  const named = (name: string) => words.has(name) || (/["']/.test(name) && code.includes(name))
  const isFirst = ({ selector }: Leaf) =>
    splitSelectors(selector).some((one) => classesOf(one).every((name) => named(name)))

  const leaves = leavesOf(css.slice(open + 1, end))
  // Between layers what is important wins the other way round: all of that stays together, in its order.
  const important = leaves.filter(isImportant)
  const runs = [
    ...runsOf(
      leaves.filter((leaf) => !isImportant(leaf)),
      isFirst,
    ),
    ...(important.length > 0 ? [{ first: true, leaves: important }] : []),
  ]
  const layer = (index: number) => `u${index.toString(36)}`
  const order = `@layer ${runs.map((_, index) => layer(index)).join()};`
  const part = (first: boolean) =>
    runs.map((run, index) => (run.first === first ? `@layer ${layer(index)}{${print(run.leaves)}}` : '')).join('')
  return {
    first: `${css.slice(0, open + 1)}${order}${part(true)}${css.slice(end)}`,
    later: `${OPENING}${part(false)}}`,
  }
}
