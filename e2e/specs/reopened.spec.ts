import { expect, test, type Card } from './card-page.ts'

const LAURA = /^Laura Bennett, Telegram/
const NEWEST = 'Great! And could we see it with the oak worktop?'
const mark = (card: Card) => card.panel.getByText(/^As of \d/)

/** Names of what is stored of cards. */
const storedCards = async (card: Card): Promise<readonly string[]> =>
  (await card.frame()).evaluate(() => Object.keys({ ...localStorage }).filter((name) => /:card\d+:/.test(name)))

/** Opens the card with Laura's chat, until it is stored; then the portal leaves every request without an answer. */
const openBefore = async (card: Card, user?: number) => {
  await card.open('deal', undefined, user === undefined ? {} : { user })
  await card.choose(LAURA)
  await expect(card.message(NEWEST)).toBeVisible()
  await expect.poll(() => storedCards(card)).toHaveLength(1)
}
const stall = (card: Card) => card.portal.faults.set({ method: '*', kind: 'stall' })

test('shows list and conversation as they were before the portal has answered, and says so', async ({
  card,
  portal,
}) => {
  await openBefore(card)
  stall(card)
  await card.page.reload()
  await expect(card.message(NEWEST)).toBeVisible()
  await expect(card.row(/^Tom Ashby/)).toBeVisible()
  await expect(mark(card)).toBeVisible()
  // What may have changed isn't told.
  await expect(card.list).not.toContainText(/Waits|waiting|New ·/)
  expect(portal.counters.executed('imopenlines.crm.chat.get')).toBeGreaterThan(0)

  portal.faults.clear()
  await expect(card.row(/^Tom Ashby, Live Chat, new, waiting for/)).toBeVisible()
  await expect(mark(card)).toHaveCount(0)
  await expect(card.message(NEWEST)).toBeVisible()
})

test('what has happened meanwhile comes with the answer', async ({ card, portal }) => {
  await openBefore(card)
  const chatId = card.chatId('Laura Bennett', 'telegrambot')
  const [, edited] = portal.world.clientView(chatId).toReversed()
  await card.page.goto('about:blank')
  portal.world.simulate.editMessage({ messageId: edited!.id, text: 'Corrected since' })
  portal.world.simulate.clientWrites({ chatId, text: 'Written since' })
  portal.world.simulate.finish({ chatId: card.chatId('Tom Ashby'), byUserId: 12 })
  stall(card)
  await card.open()
  await expect(card.message(NEWEST)).toBeVisible()
  portal.faults.clear()
  await expect(card.message('Written since')).toBeVisible()
  await expect(card.message('Corrected since')).toBeVisible()
  await expect(card.row(/^Tom Ashby, Live Chat, closed/)).toBeVisible()
})

test('a reply can be written before the portal has answered, and is sent once when it has', async ({
  card,
  portal,
}) => {
  await openBefore(card)
  stall(card)
  await card.page.reload()
  await expect(card.message(NEWEST)).toBeVisible()
  await card.field.fill('Written early')
  await card.field.press('Enter')
  await expect(card.field).toHaveValue('Written early')
  portal.faults.clear()
  await expect.poll(() => card.clientSees(card.chatId('Laura Bennett', 'telegrambot')).at(-1)).toBe('Written early')
  await expect(card.field).toHaveValue('')
  expect(portal.counters.executed('imopenlines.crm.message.add')).toBe(1)
})

test('nothing of a record stays on screen or in storage once the portal has refused it', async ({ card, portal }) => {
  card.expectNoise()
  await openBefore(card)
  await card.page.goto('about:blank')
  portal.world.simulate.setRight({ userId: 11, cards: 'none' })
  stall(card)
  await card.open()
  await expect(card.message(NEWEST)).toBeVisible()
  portal.faults.clear()
  await expect(
    card.panel.getByRole('heading', { name: 'You cannot open this record' }).or(card.panel.getByRole('alert')),
  ).toBeVisible()
  await expect(card.list).toHaveCount(0)
  await expect(card.log).toHaveCount(0)
  await expect(card.panel.getByText('Laura Bennett')).toHaveCount(0)
  expect(await storedCards(card)).toEqual([])
})

test('nothing of a chat stays once the portal has refused it', async ({ card, portal }) => {
  card.expectNoise()
  await openBefore(card)
  for (const method of ['imopenlines.dialog.get', 'im.dialog.messages.get', 'imopenlines.session.history.get'])
    portal.faults.set({ method, kind: 'refuse', code: 'ACCESS_DENIED', status: 403 })
  await card.open()
  await expect(card.panel.getByText('You cannot read this chat')).toBeVisible()
  await expect(card.message(NEWEST)).toHaveCount(0)
  await expect(card.panel.getByText('Laura Bennett')).toHaveCount(0)
  await expect.poll(() => storedCards(card)).toEqual([])
})

test('another user of the browser sees nothing of it', async ({ card }) => {
  await openBefore(card)
  stall(card)
  await card.open('deal', undefined, { user: 12 })
  await expect(
    card.panel.getByRole('status', { name: 'Loading chats' }).or(card.panel.getByText('Loading chats')),
  ).toBeAttached()
  await expect(card.panel.getByText('Laura Bennett')).toHaveCount(0)
  await expect(mark(card)).toHaveCount(0)
})
