import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { hostingHeaders, pagePolicy } from '../security-policy.ts'
import { checkHost } from './host-checks.ts'

const PORTAL = 'https://example.bitrix24.com'
const LONG = `/* ${'words '.repeat(600)}*/`
const PAGE = `<!doctype html><head>
<meta http-equiv="Content-Security-Policy" content="${pagePolicy}">
<script type="module" crossorigin src="./assets/main-a.js"></script>
<link rel="stylesheet" href="./assets/main-b.css">
</head><div id="root"></div><!-- ${LONG} -->`

/** Path to type and text. */
const FILES: Readonly<Record<string, readonly [string, string]>> = {
  '/': ['text/html; charset=utf-8', PAGE],
  '/assets/main-a.js': ['text/javascript', `import './first-c.js';import('./later-d.js');${LONG}`],
  '/assets/first-c.js': ['text/javascript', LONG],
  '/assets/later-d.js': ['text/javascript', `import './first-c.js';${LONG}`],
  '/assets/main-b.css': ['text/css', LONG],
}

interface Reply {
  status: number
  headers: Record<string, string>
  body: string
}
/** Makes a fault of a good answer. */
type Fault = (reply: Reply, request: { path: string; method: string; missing: boolean }) => void

const running: Server[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => new Promise((resolve) => server.close(resolve))))
})

/** A host that does everything right, but for the fault. Keeps what it was asked. */
async function startHost(fault: Fault = () => undefined) {
  const asked: { method: string; url: URL; body: string }[] = []
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://host')
      const method = request.method ?? ''
      asked.push({ method, url, body })
      const file = FILES[url.pathname]
      const [type, text] = file ?? ['text/plain', 'Not found']
      const cache = file && url.pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
      const headers = {
        ...hostingHeaders(PORTAL),
        'Content-Type': type,
        'Cache-Control': cache,
        'Content-Encoding': 'gzip',
      }
      const reply: Reply = { status: file ? 200 : 404, headers, body: text }
      fault(reply, { path: url.pathname, method, missing: !file })
      const encoded = reply.headers['Content-Encoding'] === 'gzip' ? gzipSync(reply.body) : reply.body
      response.writeHead(reply.status, reply.headers).end(method === 'HEAD' ? undefined : encoded)
    })
  })
  running.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += String(part)
  return text
}

/** Every check that isn't ok, as `state check: what was found`. */
async function problemsOf(fault?: Fault, portal: string | undefined = PORTAL): Promise<readonly string[]> {
  const { address } = await startHost(fault)
  const findings = await checkHost(address, portal)
  for (const { state, todo } of findings) expect(todo === '').toBe(state === 'ok')
  return findings.filter(({ state }) => state !== 'ok').map(({ check, state, found }) => `${state} ${check}: ${found}`)
}

const onPage =
  (change: (reply: Reply) => void): Fault =>
  (reply, { path }) => {
    if (path === '/') change(reply)
  }
const header = (name: string, value: string): Fault => onPage(({ headers }) => void (headers[name] = value))
const without = (name: string): Fault => onPage(({ headers }) => void delete headers[name])

describe('a host that does everything right', () => {
  test('has no problem, with and without a portal to compare with', async () => {
    expect(await problemsOf()).toEqual([])
    const { address } = await startHost()
    const findings = await checkHost(address)
    expect(findings.map(({ check, state }) => `${state} ${check}`)).toEqual(
      'HTTPS,HEAD,GET,POST,installation,X-Frame-Options,frame-ancestors,policy,other headers,cache, page,files,types,compression,cache, assets,missing file'
        .split(/,(?! )/)
        .map((check) => `ok ${check}`),
    )
    expect(findings.find(({ check }) => check === 'files')?.found).toBe('4 reachable')
  })

  test('is asked as a portal asks', async () => {
    const { address, asked } = await startHost()
    await checkHost(address, PORTAL)
    expect(asked[0]?.method).toBe('HEAD')
    const forms = asked.filter(({ method }) => method === 'POST')
    expect(forms).toHaveLength(2)
    for (const { url, body } of forms) {
      expect([...url.searchParams.keys()]).toEqual(['DOMAIN', 'PROTOCOL', 'LANG', 'APP_SID'])
      expect(url.searchParams.get('DOMAIN')).toBe('example.bitrix24.com')
      expect([...new URLSearchParams(body).keys()]).toEqual(
        expect.arrayContaining(['AUTH_ID', 'member_id', 'PLACEMENT']),
      )
    }
    expect(forms.map(({ body }) => new URLSearchParams(body).get('PLACEMENT'))).toEqual([
      'CRM_DEAL_DETAIL_TAB',
      'DEFAULT',
    ])
    expect(asked.filter(({ url }) => url.pathname === '/assets/first-c.js')).toHaveLength(1)
  })

  test.each([301, 302])('may redirect the Market’s HEAD with %i', async (status) => {
    expect(await problemsOf((reply, { method }) => void (method === 'HEAD' && (reply.status = status)))).toEqual([])
  })

  test.each(['no-store', 'max-age=0, must-revalidate'])('may say %s for the page', async (value) => {
    expect(await problemsOf(header('Cache-Control', value))).toEqual([])
  })

  test.each([`https://*.bitrix24.com`, 'https:', '*', `https://other.example.com ${PORTAL}:443`.replace(':443', '')])(
    'may name the portal as %s',
    async (ancestors) => {
      expect(
        await problemsOf(header('Content-Security-Policy', `${pagePolicy}; frame-ancestors ${ancestors}`)),
      ).toEqual([])
    },
  )
})

describe('is told:', () => {
  const CSP = 'Content-Security-Policy'
  const faults: readonly (readonly [what: string, fault: Fault, problems: readonly string[]])[] = [
    ['HEAD is refused', (reply, { method }) => void (method === 'HEAD' && (reply.status = 405)), ['failed HEAD: 405']],
    [
      'POST is refused',
      (reply, { method }) => void (method === 'POST' && (reply.status = 405)),
      ['failed POST: 405', 'failed installation: 405'],
    ],
    [
      'POST is redirected',
      (reply, { method }) => {
        if (method !== 'POST') return
        reply.status = 302
        reply.headers['Location'] = '/app/'
      },
      ['failed POST: 302 to /app/', 'failed installation: 302 to /app/'],
    ],
    [
      'another page is there',
      onPage((reply) => void (reply.body = '<p>It works!</p>')),
      ['GET', 'POST', 'installation'].map((check) => `failed ${check}: 200, another page`),
    ],
    ['framed by nobody', header(CSP, `${pagePolicy}; frame-ancestors 'none'`), ["failed frame-ancestors: 'none'"]],
    ['framed by itself', header(CSP, `${pagePolicy}; frame-ancestors 'self'`), ["failed frame-ancestors: 'self'"]],
    [
      'framed by another portal',
      header(CSP, `${pagePolicy}; frame-ancestors https://other.bitrix24.com`),
      ['failed frame-ancestors: https://other.bitrix24.com'],
    ],
    [
      'framed by a second policy',
      header(CSP, `${pagePolicy}; frame-ancestors ${PORTAL}, frame-ancestors 'self'`),
      ["failed frame-ancestors: 'self'"],
    ],
    ['framed by anybody', header(CSP, pagePolicy), ['warning frame-ancestors: not sent']],
    [
      'X-Frame-Options',
      onPage(({ headers }) => {
        headers['X-Frame-Options'] = 'SAMEORIGIN'
        headers[CSP] = pagePolicy
      }),
      ['failed X-Frame-Options: SAMEORIGIN', 'warning frame-ancestors: not sent'],
    ],
    ['X-Frame-Options beside frame-ancestors', header('X-Frame-Options', 'DENY'), ['warning X-Frame-Options: DENY']],
    ['no policy header', without(CSP), ['warning frame-ancestors: not sent', 'warning policy: in the page alone']],
    [
      'a policy of the host',
      header(CSP, `default-src 'self'; upgrade-insecure-requests; frame-ancestors ${PORTAL}`),
      ['failed policy: the header has other rules: default-src'],
    ],
    [
      'no policy at all',
      onPage((reply) => {
        reply.headers[CSP] = `frame-ancestors ${PORTAL}`
        reply.body = reply.body.replace(/<meta[^>]*>/, '')
      }),
      ['failed policy: neither the header nor the page has ours'],
    ],
    ['no Referrer-Policy', without('Referrer-Policy'), ['warning other headers: not sent, or others: Referrer-Policy']],
    ['a page that is kept', header('Cache-Control', 'max-age=600'), ['failed cache, page: max-age=600']],
    ['nothing said about keeping', without('Cache-Control'), ['warning cache, page: nothing said']],
    [
      'a file that is missing',
      (reply, { path }) => void (path.endsWith('later-d.js') && (reply.status = 404)),
      ['failed files: 1 of 4, first /assets/later-d.js: 404'],
    ],
    [
      'a page without files',
      onPage((reply) => void (reply.body = reply.body.replace(/<(?:script|link)[^]*?>/g, ''))),
      ['failed files: the page names none'],
    ],
    [
      'a script that is called text',
      (reply, { path }) => void (path.endsWith('first-c.js') && (reply.headers['Content-Type'] = 'text/plain')),
      ['failed types: 1 of 4, first /assets/first-c.js: text/plain'],
    ],
    [
      'no compression',
      (reply) => void delete reply.headers['Content-Encoding'],
      ['warning compression: not for 5 of 5 answers'],
    ],
    [
      'assets asked for each time',
      (reply, { path }) => void (path.startsWith('/assets/') && (reply.headers['Cache-Control'] = 'no-cache')),
      ['warning cache, assets: 4 of 4, first /assets/main-a.js: no-cache'],
    ],
    ['a page in place of a missing file', (reply) => void (reply.status = 200), ['warning missing file: 200']],
    [
      'a missing file that is kept',
      (reply, { missing }) => void (missing && (reply.headers['Cache-Control'] = 'public, max-age=31536000')),
      ['failed missing file: 404, public, max-age=31536000'],
    ],
  ]
  test.each(faults)('%s', async (_, fault, problems) => {
    expect(await problemsOf(fault)).toEqual(problems)
  })

  test('no answer', async () => {
    const { address } = await startHost()
    await new Promise((resolve) => running.pop()?.close(resolve))
    const findings = await checkHost(address)
    expect(findings.map(({ check, state, found }) => `${state} ${check} ${found}`).slice(1)).toEqual([
      'failed answer ECONNREFUSED',
    ])
  })

  test('no HTTPS on another machine', async () => {
    const [first] = await checkHost('http://panel.invalid/')
    expect(first).toMatchObject({ check: 'HTTPS', state: 'warning' })
  })

  test('no address', async () => {
    await expect(checkHost('panel')).rejects.toThrow('Invalid URL')
    await expect(checkHost('ftp://panel.example.com/')).rejects.toThrow('no address of a page')
  })
})
