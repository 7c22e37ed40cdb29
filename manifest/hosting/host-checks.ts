import { importsOf } from '../script-imports.ts'
import { hostingHeaders, pagePolicy } from '../security-policy.ts'
import { admits, ancestorsIn, cachingOf, differences, policiesIn } from './header-rules.ts'

/** What one check found. */
export interface Finding {
  readonly check: string
  readonly state: 'ok' | 'warning' | 'failed'
  /** What the host did. */
  readonly found: string
  /** What to do about it; '' when nothing. */
  readonly todo: string
}

interface Answer {
  readonly url: URL
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

const TIMEOUT_MS = 20_000
/** Requests at a time. */
const AT_ONCE = 6
/** Assets are to be kept for at least this long. */
const LONG_SECONDS = 30 * 24 * 3600
/** Below it, compression saves nothing worth telling. */
const SMALL_BYTES = 2_000

const SEE = 'docs/hosting.md has the lines for nginx, Caddy, Cloudflare Pages and Netlify'

const ok = (check: string, found: string): Finding => ({ check, state: 'ok', found, todo: '' })
const warning = (check: string, found: string, todo: string): Finding => ({ check, state: 'warning', found, todo })
const failed = (check: string, found: string, todo: string): Finding => ({ check, state: 'failed', found, todo })

/**
 * Asks an address as a portal would, and looks at the answers. `portal` = the portal that shall frame the app, to compare with
 * `frame-ancestors`. Throws for what is no address.
 */
export async function checkHost(address: string, portal?: string): Promise<readonly Finding[]> {
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol)) throw new Error(`${address} is no address of a page`)
  const from = portal === undefined ? undefined : new URL(portal)
  const findings = [encryption(url)]

  let head: Answer
  try {
    head = await ask(url, { method: 'HEAD' })
  } catch (error) {
    return [
      ...findings,
      failed('answer', reasonOf(error), 'Check the address, its name in the DNS and its certificate.'),
    ]
  }
  findings.push(marketCheck(head))

  const get = await askOr(url)
  const opened = await askOr(opening(url, from), form('CRM_DEAL_DETAIL_TAB', { ID: '1' }))
  const installing = await askOr(opening(url, from), form('DEFAULT', {}))
  findings.push(pageCheck('GET', get), pageCheck('POST', opened), pageCheck('installation', installing))

  const page = [opened, get].find(isPage)
  if (!page) return findings
  findings.push(...framing(page, from), policy(page), otherHeaders(page), pageCache(page), ...(await fileChecks(page)))
  return findings
}

const reasonOf = (error: unknown): string => {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string }
  return cause?.code ?? cause?.message ?? message ?? String(error)
}

async function ask(url: URL, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, {
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...init,
    headers: { 'Accept-Encoding': 'gzip, br' },
  })
  return { url, status: response.status, headers: response.headers, text: await response.text() }
}

/** Like `ask`; a connection that breaks is an answer with status 0. */
const askOr = (url: URL, init?: RequestInit): Promise<Answer> =>
  ask(url, init).catch((error: unknown) => ({ url, status: 0, headers: new Headers(), text: reasonOf(error) }))

/** The address as a portal opens it. */
function opening(url: URL, portal: URL | undefined): URL {
  const opened = new URL(url)
  opened.searchParams.set('DOMAIN', portal?.host ?? 'example.bitrix24.com')
  opened.searchParams.set('PROTOCOL', portal?.protocol === 'http:' ? '0' : '1')
  opened.searchParams.set('LANG', 'en')
  opened.searchParams.set('APP_SID', '0'.repeat(32))
  return opened
}

/** A portal's form, with tokens that are none. */
const form = (placement: string, options: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams({
    AUTH_ID: '0'.repeat(70),
    AUTH_EXPIRES: '3600',
    REFRESH_ID: '0'.repeat(70),
    SERVER_ENDPOINT: 'https://oauth.bitrix.info/rest/',
    member_id: '0'.repeat(32),
    status: 'L',
    PLACEMENT: placement,
    PLACEMENT_OPTIONS: JSON.stringify(options),
  }),
})

const isPage = ({ status, headers, text }: Answer): boolean =>
  status === 200 && (headers.get('content-type') ?? '').startsWith('text/html') && text.includes('<div id="root">')

function encryption({ protocol, hostname }: URL): Finding {
  if (protocol === 'https:') return ok('HTTPS', 'yes')
  if (/^(?:localhost|127\.0\.0\.1)$/.test(hostname)) return ok('HTTPS', 'no, on this machine')
  return warning('HTTPS', 'no', 'Portals open HTTPS addresses only, and without HTTPS the panel refuses to start.')
}

function marketCheck({ status }: Answer): Finding {
  if ([200, 301, 302].includes(status)) return ok('HEAD', String(status))
  return failed('HEAD', String(status), `The Market asks by HEAD and wants 200, 301 or 302. ${SEE}.`)
}

function pageCheck(check: string, answer: Answer): Finding {
  if (isPage(answer)) return ok(check, '200, the page')
  const { status, headers, text } = answer
  const location = headers.get('location')
  if (status === 0) return failed(check, text, 'The connection broke; see the log of the host.')
  if (location !== null)
    return failed(check, `${status} to ${location}`, 'Enter the last address in the portal: a form is lost on the way.')
  if (status === 200)
    return failed(check, '200, another page', `This is not the app’s index.html, or its type is not text/html.`)
  return failed(check, String(status), check === 'GET' ? 'Is dist/ at this address?' : `Answer POST as GET. ${SEE}.`)
}

function framing({ headers }: Answer, portal: URL | undefined): readonly Finding[] {
  const lists = ancestorsIn(policiesIn(headers.get('content-security-policy')))
  const refusing = lists.find((list) => !list.some((source) => admits(source, portal)))
  const frames = 'frame-ancestors'
  const options = headers.get('x-frame-options')
  return [
    options === null
      ? ok('X-Frame-Options', 'not sent')
      : lists.length > 0
        ? warning('X-Frame-Options', options, 'Remove it: browsers that do not know frame-ancestors keep portals out.')
        : failed('X-Frame-Options', options, 'Remove it: the app lives in a frame of the portal.'),
    refusing
      ? failed(frames, refusing.join(' '), `This keeps ${portal?.origin ?? 'every portal'} out: add its address.`)
      : lists.length > 0
        ? ok(frames, lists.map((list) => list.join(' ')).join(', '))
        : warning(
            frames,
            'not sent',
            'Any page may frame the app; name the portal: npm run hosting writes the header.',
          ),
  ]
}

function policy({ headers, text }: Answer): Finding {
  const { others, missing } = differences(policiesIn(headers.get('content-security-policy')), pagePolicy)
  if (others.length > 0)
    return failed(
      'policy',
      `the header has other rules: ${others.join(', ')}`,
      'The browser obeys both policies: send ours, or none.',
    )
  if (missing.length === 0) return ok('policy', 'the header is ours')
  const [, content = ''] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text) ?? []
  const inPage = differences(policiesIn(content.replaceAll('&#39;', "'")), pagePolicy)
  if (inPage.others.length + inPage.missing.length > 0)
    return failed(
      'policy',
      'neither the header nor the page has ours',
      'Upload a build of this version; the host must not rewrite the page.',
    )
  return warning('policy', 'in the page alone', 'Send it as a header, too: npm run hosting writes it.')
}

function otherHeaders({ headers }: Answer): Finding {
  const asked = Object.entries(hostingHeaders('')).filter(([name]) => name !== 'Content-Security-Policy')
  const lacking = asked.filter(([name, value]) => headers.get(name) !== value).map(([name]) => name)
  if (lacking.length === 0) return ok('other headers', asked.map(([name]) => name).join(', '))
  return warning('other headers', `not sent, or others: ${lacking.join(', ')}`, 'npm run hosting writes them.')
}

function pageCache({ headers }: Answer): Finding {
  const sent = headers.get('cache-control')
  const { seconds } = cachingOf(sent)
  if (seconds === 0) return ok('cache, page', sent ?? '')
  if (seconds === null)
    return warning('cache, page', sent ?? 'nothing said', 'Send Cache-Control: no-cache, or browsers guess.')
  return failed(
    'cache, page',
    sent ?? '',
    'Send Cache-Control: no-cache: a kept page names files that an update removes.',
  )
}

const TYPES: Readonly<Record<string, RegExp>> = {
  js: /^(?:text|application)\/(?:x-)?javascript\b/,
  css: /^text\/css\b/,
  svg: /^image\/svg\+xml\b/,
}

async function fileChecks(page: Answer): Promise<readonly Finding[]> {
  const files = await filesOf(page)
  const lost = files.filter(({ status }) => status !== 200)
  const there = files.filter(({ status }) => status === 200)
  const mistyped = there.filter(
    ({ url, headers }) => TYPES[extension(url)]?.test(headers.get('content-type') ?? '') === false,
  )
  const plain = [page, ...there].filter(
    ({ headers, text }) => text.length > SMALL_BYTES && !headers.has('content-encoding'),
  )
  const assets = there.filter(({ url }) => url.pathname.includes('/assets/'))
  const brief = assets.filter(({ headers }) => (cachingOf(headers.get('cache-control')).seconds ?? 0) < LONG_SECONDS)
  const someOf = (answers: readonly Answer[], tell: (answer: Answer) => string) =>
    `${answers.length} of ${files.length}, first ${answers
      .slice(0, 1)
      .map((answer) => `${answer.url.pathname}: ${tell(answer)}`)
      .join()}`
  return [
    files.length === 0
      ? failed('files', 'the page names none', 'Upload all of dist/, not src/.')
      : lost.length > 0
        ? failed(
            'files',
            someOf(lost, ({ status }) => String(status || 'no answer')),
            'Upload all of dist/; an address of a folder ends with /.',
          )
        : ok('files', `${files.length} reachable`),
    mistyped.length > 0
      ? failed(
          'types',
          someOf(mistyped, ({ headers }) => headers.get('content-type') ?? 'none'),
          'Browsers refuse scripts and styles of another type.',
        )
      : ok('types', 'right'),
    plain.length > 0
      ? warning(
          'compression',
          `not for ${plain.length} of ${files.length + 1} answers`,
          'Switch on gzip or brotli: three times less to load.',
        )
      : ok(
          'compression',
          [...new Set(there.flatMap(({ headers }) => headers.get('content-encoding') ?? []))].join(', '),
        ),
    brief.length > 0
      ? warning(
          'cache, assets',
          someOf(brief, ({ headers }) => headers.get('cache-control') ?? 'nothing said'),
          'Send Cache-Control: public, max-age=31536000, immutable.',
        )
      : ok('cache, assets', assets[0]?.headers.get('cache-control') ?? 'no assets'),
    await missingFile(page),
  ]
}

/** What a panel gets that was open during an update and asks for a file of the former version. */
async function missingFile(page: Answer): Promise<Finding> {
  const { status, headers } = await askOr(new URL('assets/no-such-file.js', page.url))
  const { seconds, immutable } = cachingOf(headers.get('cache-control'))
  if (immutable || (seconds ?? 0) > 3600)
    return failed(
      'missing file',
      `${status}, ${headers.get('cache-control')}`,
      'Cache only what is there, or browsers keep this answer.',
    )
  if (status === 404 || status === 410) return ok('missing file', String(status))
  return warning('missing file', String(status), 'Answer 404: another page in place of a script helps nobody.')
}

const extension = (url: URL) => url.pathname.slice(url.pathname.lastIndexOf('.') + 1)

/** The files that the page names, and what these import in turn. */
async function filesOf(page: Answer): Promise<readonly Answer[]> {
  const asked = new Map<string, Promise<Answer>>()
  const answers: Answer[] = []
  const named = (base: URL, paths: readonly string[]) =>
    paths.map((path) => new URL(path, base)).filter(({ origin, href }) => origin === base.origin && !asked.has(href))
  let waiting = named(
    page.url,
    [...page.text.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path),
  )
  while (waiting.length > 0) {
    const batch = [...new Map(waiting.slice(0, AT_ONCE).map((url) => [url.href, url])).values()]
    const rest = waiting.slice(AT_ONCE)
    const come = await Promise.all(
      batch.map((url) => {
        const answer = askOr(url)
        asked.set(url.href, answer)
        return answer
      }),
    )
    answers.push(...come)
    waiting = [...rest, ...come.flatMap((answer) => named(answer.url, importedBy(answer)))].filter(
      ({ href }) => !asked.has(href),
    )
  }
  return answers
}

/** Empty for what is no script. */
function importedBy({ url, status, headers, text }: Answer): readonly string[] {
  if (status !== 200 || extension(url) !== 'js' || /html/.test(headers.get('content-type') ?? '')) return []
  const { statically, lazily } = importsOf(url.pathname, text)
  return [...statically, ...lazily]
}
