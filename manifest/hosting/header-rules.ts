// What an answer's headers mean for the app, without asking anybody.

/** Directives of one Content-Security-Policy, in lower case, to their sources. */
type Policy = ReadonlyMap<string, readonly string[]>

/** Nothing that they forbid is anything that the app does. */
const HARMLESS = new Set([
  'frame-ancestors',
  'upgrade-insecure-requests',
  'block-all-mixed-content',
  'report-uri',
  'report-to',
])

/** Every policy of a header; several headers of this name are joined by commas. */
export const policiesIn = (header: string | null): readonly Policy[] =>
  (header ?? '')
    .split(',')
    .map((text) => text.split(';').map((rule) => rule.trim().split(/\s+/)))
    .map(
      (rules) =>
        new Map(rules.filter(([name]) => name).map(([name = '', ...sources]) => [name.toLowerCase(), sources])),
    )
    .filter((policy) => policy.size > 0)

/** How a host's policies differ from ours: directives that forbid something else, and directives of ours that none of them has. */
export function differences(policies: readonly Policy[], ours: string): { others: string[]; missing: string[] } {
  const [expected = new Map<string, readonly string[]>()] = policiesIn(ours)
  const asText = (sources: readonly string[] | undefined) => sources?.toSorted().join(' ')
  const theirs = policies.flatMap((policy) => [...policy])
  return {
    others: theirs
      .filter(([name, sources]) => !HARMLESS.has(name) && asText(sources) !== asText(expected.get(name)))
      .map(([name]) => name),
    missing: [...expected.keys()].filter((name) => !theirs.some(([other]) => other === name)),
  }
}

/** Who may frame the page: the lists of all policies that have one. Each of them has to admit the portal. */
export const ancestorsIn = (policies: readonly Policy[]): readonly (readonly string[])[] =>
  policies.flatMap((policy) => {
    const list = policy.get('frame-ancestors')
    return list ? [list] : []
  })

/** Whether a source of `frame-ancestors` admits a portal. Without a portal: whether it admits any other site. */
export function admits(source: string, portal: URL | undefined): boolean {
  if (source.startsWith("'")) return false
  if (source === '*' || !portal) return true
  // A source with http also admits https.
  const schemes = portal.protocol === 'https:' ? ['https', 'http'] : ['http']
  const [, scheme, rest = ''] = /^(?:([a-z][a-z\d+.-]*):)?(?:\/\/)?(.*)$/i.exec(source.replace(/\/$/, '')) ?? []
  const [, wildcard, host, port] = /^(\*\.)?([^:/]+)(?::(\d+|\*))?$/.exec(rest) ?? []
  if (scheme !== undefined && !schemes.includes(scheme.toLowerCase())) return false
  if (rest === '') return true
  if (host === undefined) return false
  if (port !== '*' && (port ?? '') !== portal.port) return false
  return wildcard === undefined
    ? portal.hostname === host.toLowerCase()
    : portal.hostname.endsWith(`.${host.toLowerCase()}`)
}

/** What Cache-Control says. `seconds`: how long an answer is used without asking; null = the browser guesses. */
export function cachingOf(header: string | null): { seconds: number | null; immutable: boolean } {
  const words = (header ?? '').toLowerCase().split(/\s*,\s*/)
  const age = words.map((word) => /^max-age=(\d+)$/.exec(word)?.[1]).find((found) => found !== undefined)
  const never = words.includes('no-store') || words.includes('no-cache')
  return { seconds: never ? 0 : age === undefined ? null : Number(age), immutable: words.includes('immutable') }
}
