import type { BrowserContext, Frame, Page } from '@playwright/test'
import { Card, expect, test } from './card-page.ts'
import { startPortal } from '../portal/portal.ts'

const SEND = 'imopenlines.crm.message.add'
const LAURA = /^Laura Bennett, Telegram/
const ANNA = 11
const MARK = 12

/** Names under which the app's origin stores something visible to this frame: keys and databases. */
const namesIn = (frame: Frame): Promise<string[]> =>
  frame.evaluate(async () => [
    ...Object.keys({ ...localStorage }),
    ...(await indexedDB.databases()).map(({ name = '' }) => `database ${name}`),
  ])

/** Leaves a queued reply and a draft. */
const leaveWork = async (card: Card, user: number): Promise<void> => {
  card.portal.faults.set({ method: SEND, kind: 'rate-limit' })
  await card.open('deal', undefined, { user })
  await card.choose(LAURA)
  await card.reply('A reply that waits')
  await expect(card.message('A reply that waits')).toBeVisible()
  await card.field.fill('A secret half written')
  await expect
    .poll(async () => (await card.frame()).evaluate(() => JSON.stringify({ ...localStorage })))
    .toContain('A secret')
}

test('what one person left in the browser, the next one on this portal neither sees nor can read', async ({
  card,
  portal,
}) => {
  card.expectNoise()
  await leaveWork(card, ANNA)
  const left = await namesIn(await card.frame())
  expect(left.some((name) => name.includes(`:${ANNA}:draft:`))).toBe(true)
  expect(left.filter((name) => name.startsWith('database'))).toEqual([expect.stringMatching(new RegExp(`:${ANNA}$`))])

  await card.open('deal', undefined, { user: MARK })
  await card.choose(LAURA)
  await expect(card.field).toHaveValue('')
  await expect(card.message('A reply that waits')).toHaveCount(0)
  await expect
    .poll(async () => (await namesIn(await card.frame())).filter((name) => name.includes(`:${ANNA}`)))
    .toEqual([])

  // When the portal works again nothing is sent in Anna's name, and Anna finds her chat as the portal has it.
  portal.faults.clear()
  await card.open('deal', undefined, { user: ANNA })
  await card.choose(LAURA)
  await expect(card.field).toHaveValue('')
  await expect(card.message('A reply that waits')).toHaveCount(0)
  expect(portal.counters.executed(SEND)).toBe(0)
})

test('what one keeps is there again after a reload, and under names of one’s own', async ({ card, portal }) => {
  card.expectNoise()
  await leaveWork(card, ANNA)
  portal.faults.clear()
  await card.page.reload()
  await expect(card.field).toHaveValue('A secret half written')
  await expect(card.message('A reply that waits').getByText('Delivered')).toBeAttached({ timeout: 20_000 })
  expect(portal.counters.executed(SEND)).toBe(1)

  const host = encodeURIComponent(new URL(portal.origin).host)
  const names = await namesIn(await card.frame())
  expect(names.length).toBeGreaterThan(0)
  const ours = new RegExp(`^(?:database )?chat-panel:${host}:(?:${ANNA}(?:$|:)|owner$|used$)`)
  // A switch of this browser, not of a user.
  expect(names.filter((name) => !ours.test(name) && name !== 'chat-panel:related')).toEqual([])
})

/** A card on a portal that is reached under another host name. */
const openOn = async (context: BrowserContext, app: string, reachedAs: string) => {
  const portal = await startPortal({ appUrl: app })
  const page: Page = await context.newPage()
  const card = new Card(page, portal)
  card.expectNoise()
  const address = new URL(`/crm/deal/details/${portal.world.showcase.deal}/`, portal.origin)
  address.hostname = reachedAs
  await page.goto(address.href)
  await card.choose(LAURA)
  return { portal, card }
}

/** The draft and queued reply of `leaveWork` are there for the next page. */
const expectWorkKept = async (card: Card): Promise<void> => {
  await card.page.reload()
  await expect(card.field).toHaveValue('A secret half written')
  await expect(card.message('A reply that waits')).toBeVisible()
}

test('a browser that parts storage by the page on top: two portals see nothing of each other', async ({
  card,
  context,
  baseURL,
}) => {
  card.expectNoise()
  await leaveWork(card, ANNA)
  // The same user id, another top site.
  const other = await openOn(context, baseURL ?? '', '127.0.0.1')
  await expect(other.card.field).toHaveValue('')
  expect((await namesIn(await other.card.frame())).filter((name) => name.includes('localhost'))).toEqual([])
  await other.card.reply('Written on the other portal')
  await expect(other.card.message('Written on the other portal').getByText('Delivered')).toBeAttached()
  await other.portal.close()

  await expectWorkKept(card)
})

test('one that does not: each portal keeps its own, and the other leaves it alone', async ({
  card,
  context,
  baseURL,
}) => {
  card.expectNoise()
  await leaveWork(card, ANNA)
  // The same site, another port: the frames of both portals share the app's storage.
  const other = await openOn(context, baseURL ?? '', 'localhost')
  await expect(other.card.field).toHaveValue('')
  await expect(other.card.message('A reply that waits')).toHaveCount(0)
  const host = encodeURIComponent(new URL(card.portal.origin).host)
  expect((await namesIn(await other.card.frame())).some((name) => name.includes(host))).toBe(true)
  await other.card.field.fill('Half written in another place')
  await other.portal.close()

  await expectWorkKept(card)
})
