import { expect, test } from './card-page.ts'

const SEND = 'imopenlines.crm.message.add'
const LAURA = /^Laura Bennett, Telegram/
const executablePath = process.env['CHROMIUM_PATH']

// A browser that neither partitions storage by the top site nor allows any to a cross-site frame: as with blocked
// third-party cookies.
test.use({
  launchOptions: {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-features=Translate,ThirdPartyStoragePartitioning',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  },
})

test('with storage denied the panel opens, reads, sends, and says that it keeps nothing', async ({ card, portal }) => {
  const chatId = card.chatId('Laura Bennett', 'telegrambot')
  await card.open()
  // The pointer on the list freezes its order: the related chats arrive meanwhile, and would move the row away from the click.
  await card.row(LAURA).hover()
  await card.choose(LAURA)
  // Checked only now: the empty document before the panel's has the storage of the page around it.
  const denied = await (
    await card.frame()
  ).evaluate(() => {
    try {
      return globalThis.localStorage.length < 0
    } catch {
      return true
    }
  })
  expect(denied, 'the browser denies storage').toBe(true)
  await expect(card.message('Great! And could we see it')).toBeVisible()
  await expect(card.panel.getByText('This browser keeps nothing for the panel')).toBeVisible()
  await card.reply('Sent without a memory')
  await expect(card.message('Sent without a memory').getByText('Delivered')).toBeAttached()
  expect(card.clientSees(chatId).at(-1)).toBe('Sent without a memory')
  expect(portal.counters.executed(SEND)).toBe(1)

  portal.world.simulate.clientWrites({ chatId, text: 'And I hear you' })
  await expect(card.message('And I hear you')).toBeVisible({ timeout: 20_000 })

  // State in the page's memory also survives other chats.
  await card.field.fill('Half written')
  // The related chats are shown, too, and only visible rows are rendered: the search brings them.
  const search = card.panel.getByRole('searchbox', { name: 'Search chats' })
  await search.fill('Tom Ashby')
  await card.choose(/^Tom Ashby/)
  await search.fill('Laura')
  await card.choose(LAURA)
  await expect(card.field).toHaveValue('Half written')
})

test('a reply that the portal does not take yet waits in the page, and goes out once', async ({ card, portal }) => {
  card.expectNoise()
  portal.faults.set({ method: SEND, kind: 'rate-limit', times: 1 })
  await card.open()
  await card.choose(LAURA)
  await card.reply('Waits a little')
  await expect(card.message('Waits a little').getByText('Delivered')).toBeAttached({ timeout: 25_000 })
  expect(portal.counters.executed(SEND)).toBe(1)
})

test('saying so leaves room for the messages, in the longest language on a narrow panel, too', async ({ card }) => {
  await card.open('deal', undefined, { lang: 'de', width: 560 })
  await card.row(LAURA).click()
  await expect(card.panel.getByText('Dieser Browser bewahrt für das Panel nichts auf')).toBeVisible()
  const log = card.panel.getByRole('log', { name: 'Unterhaltung' })
  await expect.poll(async () => (await log.boundingBox())?.height ?? 0).toBeGreaterThan(200)
})
