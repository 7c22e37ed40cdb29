import { runInNewContext } from 'node:vm'
import { afterEach, expect, it } from 'vitest'
import { barePage } from './bare-page.ts'
import { requestText } from './request-log.ts'
import { chatOf, newestText, openSite, placeOf, type Site } from './site.ts'

const sites: Site[] = []
afterEach(async () => {
  await Promise.all(sites.splice(0).map(({ portal }) => portal.close()))
})

async function open(card: 'small' | 'showcase' | 'forty'): Promise<Site> {
  const server = { origin: 'http://127.0.0.1:9', put: () => undefined, close: () => undefined }
  const site = await openSite(server, 'bare', card, { serverTime: false, latencyMs: 0 })
  sites.push(site)
  return site
}

/** Runs the page's script as in a frame of the portal; resolves with the text that it puts into the page. */
function show(site: Site, chatId: number): Promise<string> {
  const script = /<script>(.+)<\/script>/s.exec(barePage(placeOf(site, chatId)))?.[1] ?? ''
  const origin = site.portal.origin
  return new Promise((resolve, reject) => {
    let hear: (event: { origin: string; data: string }) => Promise<void> = () => Promise.resolve()
    const answer = {
      ...site.portal.application.issueSession(11),
      PLACEMENT: 'CRM_DEAL_DETAIL_TAB',
      PLACEMENT_OPTIONS: { ID: String(site.deal) },
    }
    runInNewContext(script, {
      window: { name: `${new URL(origin).host}|0|sid` },
      fetch,
      URLSearchParams,
      addEventListener: (_type: string, listener: typeof hear) => (hear = listener),
      parent: {
        postMessage: (message: string) =>
          message === 'getInitData:bare:sid' && hear({ origin, data: `bare:${JSON.stringify(answer)}` }).catch(reject),
      },
      document: {
        createElement: () => ({ textContent: '' }),
        querySelector: () => ({ append: ({ textContent }: { textContent: string }) => resolve(textContent) }),
      },
    })
  })
}

it('asks once, in three sub-calls, without a preflight', async () => {
  const site = await open('small')
  const [chat] = site.portal.world.state.chatsOf({ type: 'deal', id: site.deal })
  await show(site, chat?.id ?? 0)
  expect(site.log.requests.map(requestText)).toEqual(['batch 3 (450 ms)'])
  expect(site.portal.counters.preflights).toBe(0)
})

it.each(['small', 'showcase', 'forty'] as const)('shows the newest text of a chat of the card %s', async (card) => {
  const site = await open(card)
  const chats = site.portal.world.state.chatsOf({ type: 'deal', id: site.deal }).filter(({ owner }) => owner !== 0)
  expect(chats.length).toBeGreaterThan(1)
  for (const { id } of chats) expect(await show(site, id)).toBe(newestText(chatOf(site, id)))
})
