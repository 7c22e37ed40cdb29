import { isPhpArray } from './php-array.ts'

// Characters that SQL takes for a gap between words. Any other one beside a word keeps the word as it is: `[b]select[/b]`, `SELECT10`.
const GAP = '\\x00-\\x20()\'"`*@+.~\\\\/-'
const BEFORE = `(?<![^${GAP}])`
const AFTER = `(?![^${GAP}])`

type Rule = readonly [pattern: RegExp, replacement: string]

/** Splits two words of SQL where both are there in this order; `|` is the place of the blank. `between` has to match what lies between. */
function pair(first: string, second: string, between = '[^]+?'): Rule {
  const parts = [first, second].map((word) => `${BEFORE}(${word.replace('|', ')(')})${AFTER}`)
  return [new RegExp(parts.join(`(${between})`), 'gi'), '$1 $2$3$4 $5']
}

// What the pairs of fixtures/input-filter.json show, no more. The order counts: what one rule has split no later one finds.
const RULES: readonly Rule[] = [
  // Paths
  [/([\\/])\.\.(?=[\\/])/g, '$1. .'],
  // Scripts
  [/(<\/?sc)(ript)/gi, '$1 $2'],
  [/(<li)(nk)/gi, '$1 $2'],
  [/\b(on(?:er|cl|lo|fo|mo))(ror|ick|ad|cus|use\w+)(?=\s*=)/gi, '$1 $2'],
  [/\b(jav)(ascript:)/gi, '$1 * $2'],
  [/\b(vb)(script:)/gi, '$1 * $2'],
  [/\b(ex)(pression\()/gi, '$1 * $2'],
  [/\b(beh)(avior:)/gi, '$1 * $2'],
  [/(-moz-bi)(nding:)/gi, '$1 $2'],
  // SQL
  pair('uni|on', 'sel|ect'),
  pair('sel|ect', 'fr|om'),
  pair('fr|om', 'wh|ere'),
  pair('fr|om', 'lim|it'),
  pair('ins|ert', 'in|to'),
  pair('upd|ate', 'se|t', '\\s[^]*?\\S[^]*?\\s'),
  [new RegExp(`${BEFORE}(alt|dr)(er|op)(\\s+)(table)${AFTER}`, 'gi'), '$1 $2 $3 $4'],
  [/(load_)(file)/gi, '$1 $2'],
  [/\b(i)(nto\s+out)(file)/gi, '$1 $2 $3'],
]

/**
 * Applies the portal's protective filter to a form's values, at any depth: it adds blanks to words that look like SQL, scripts or paths. A
 * real portal filters form bodies and the parameters inside a batch, not JSON bodies.
 */
export function filterInput(value: unknown): unknown {
  if (typeof value === 'string') return RULES.reduce((text, [pattern, to]) => text.replace(pattern, to), value)
  if (Array.isArray(value)) return value.map(filterInput)
  if (isPhpArray(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filterInput(item)]))
  return value
}
