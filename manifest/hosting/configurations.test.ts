import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hostingHeaders } from '../security-policy.ts'
import { ancestorsFrom, HOSTS } from './configurations.ts'

const PORTAL = 'https://example.bitrix24.com'
const FORM = { method: 'POST', body: new URLSearchParams({ AUTH_ID: 'a-token' }) }

const filesOf = (host: string) => HOSTS[host]?.files(PORTAL) ?? {}
/** The module that a host runs, from its text. */
const load = (text: string | undefined) =>
  import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text ?? '')}`)

/** A host's own answer to GET, without any header of ours; anything else is refused, and tokens would be seen. */
const files = async (asked: Request): Promise<Response> => {
  expect([...asked.headers.keys()]).toEqual(['accept'])
  expect(await asked.text()).toBe('')
  return asked.method === 'GET'
    ? new Response('<p>The page</p>', { headers: { 'Content-Type': 'text/html', 'Cache-Control': 'max-age=600' } })
    : new Response(null, { status: 405 })
}

describe('every host', () => {
  test.each(Object.keys(HOSTS))('%s sends each header of the policy, as it is', (host) => {
    const text = Object.values(filesOf(host)).join('\n')
    const headers = Object.entries(hostingHeaders(PORTAL))
    expect(headers.length).toBeGreaterThan(3)
    for (const [name, value] of headers) {
      expect(text).toContain(name)
      expect(text).toContain(value)
    }
    expect(text).not.toMatch(/X-Frame-Options/i)
  })

  test('takes addresses of portals, and nothing that would end the header', () => {
    expect(ancestorsFrom([`${PORTAL}/`, 'https://*.bitrix24.de,http://localhost:*'])).toBe(
      `${PORTAL} https://*.bitrix24.de http://localhost:*`,
    )
    expect(() => ancestorsFrom([''])).toThrow('Say which portal')
    for (const wrong of ['example.bitrix24.com', 'https:', '*', "'self'", `${PORTAL}";`, `${PORTAL}/a;b`])
      expect(() => ancestorsFrom([wrong])).toThrow('No address of a portal')
  })
})

describe('functions answer a portal’s form with the page and its headers, and pass on no token', () => {
  const opened = () => new Request('https://panel.example.com/?DOMAIN=example.bitrix24.com', FORM)
  const told = async (answer: Response) => ({
    status: answer.status,
    text: await answer.text(),
    type: answer.headers.get('content-type'),
    policy: answer.headers.get('content-security-policy'),
    cache: answer.headers.get('cache-control'),
  })
  const page = {
    status: 200,
    text: '<p>The page</p>',
    type: 'text/html',
    policy: hostingHeaders(PORTAL)['Content-Security-Policy'],
    cache: 'no-cache',
  }

  test('of Cloudflare Pages', async () => {
    const { onRequestPost } = await load(filesOf('cloudflare')['functions/index.js'])
    expect(await told(await onRequestPost({ request: opened(), env: { ASSETS: { fetch: files } } }))).toEqual(page)
  })

  test('of Netlify', async () => {
    const { default: open, config } = await load(filesOf('netlify')['netlify/edge-functions/open-by-post.js'])
    expect(config).toEqual({ path: '/', method: 'POST' })
    expect(await told(await open(opened(), { next: files }))).toEqual(page)
  })
})

test('the Dockerfile takes its configuration from here, and names what exists', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8')
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const commands = [...dockerfile.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
  expect(commands).toContain('hosting')
  expect(commands.filter((name) => !(name in scripts))).toEqual([])
  expect(dockerfile).toContain('/build/hosting/nginx/nginx.conf')
  expect(dockerfile).not.toMatch(/Content-Security-Policy|default-src/)
  const copied = /^COPY (package\.json .*) \.\/$/m.exec(dockerfile)?.[1]?.split(' ') ?? []
  expect(copied.length).toBeGreaterThan(2)
  expect(copied.filter((path) => !existsSync(path))).toEqual([])
})
