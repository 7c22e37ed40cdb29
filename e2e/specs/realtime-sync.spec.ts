import type { Browser, BrowserContext } from '@playwright/test'
import { Card, expect, test } from './card-page.ts'
import type { Portal } from '../portal/types.ts'

const MARK = 12
const TELEGRAM = /^Laura Bennett, Telegram/
const OTHER_LEAD = 1205
const JAN = /^Jan Kowalski, Instagram Direct/

const opened: BrowserContext[] = []
test.afterEach(async () => {
  for (const context of opened.splice(0)) await context.close()
})

/** A colleague at another computer, with the showcase deal open. */
const colleague = async (browser: Browser, portal: Portal, user = MARK): Promise<Card> => {
  const context = await browser.newContext()
  opened.push(context)
  const card = new Card(await context.newPage(), portal)
  await card.open('deal', undefined, { user })
  await card.choose(TELEGRAM)
  return card
}

const laura = (card: Card) => card.chatId('Laura Bennett', 'telegrambot')
const alsoHere = (card: Card, name: string) => card.panel.getByRole('img', { name: `Also here: ${name}` })

test.describe('two operators in one chat', () => {
  test(
    'see that the other one is there and is typing, and what was sent, at once',
    { tag: '@smoke' },
    async ({ card, browser, portal }) => {
      await card.open()
      await card.choose(TELEGRAM)
      const mark = await colleague(browser, portal)
      await expect(alsoHere(card, 'Mark Olsen')).toBeVisible()
      await expect(alsoHere(mark, 'Anna Keller')).toBeVisible()

      await card.field.pressSequentially('Good m')
      await expect(mark.panel.getByText('Anna is writing …')).toBeVisible()
      await card.field.pressSequentially('orning, Laura')
      await card.field.press('Enter')
      await expect(mark.message('Good morning, Laura')).toBeVisible()
      await expect(mark.panel.getByText('Anna is writing …')).toHaveCount(0)
      expect(mark.noise).toEqual([])
    },
  )

  test('do not answer the same client without a second Enter', async ({ card, browser, portal }) => {
    await card.open()
    await card.choose(TELEGRAM)
    const mark = await colleague(browser, portal)
    await expect(alsoHere(card, 'Mark Olsen')).toBeVisible()
    await expect(alsoHere(mark, 'Anna Keller')).toBeVisible()
    await mark.field.fill('I will')
    await expect(card.panel.getByText('Mark is writing …')).toBeVisible()

    await card.reply('It fits.')
    await expect(
      card.panel.getByText('Mark is writing to this client. Press Enter again to send anyway.'),
    ).toBeVisible()
    await expect(card.field).toHaveValue('It fits.')
    expect(card.clientSees(laura(card))).not.toContain('It fits.')
    await card.field.press('Enter')
    await expect.poll(() => card.clientSees(laura(card)).at(-1)).toBe('It fits.')

    // And the other way round: the colleague began to type before that answer.
    await expect(mark.message('It fits.')).toBeVisible()
    await mark.reply('I will look at it.')
    await expect(mark.panel.getByText('Anna has answered meanwhile. Press Enter again to send anyway.')).toBeVisible()
    await expect(mark.field).toHaveValue('I will look at it.')
    await mark.field.press('Enter')
    await expect.poll(() => card.clientSees(laura(card)).at(-1)).toBe('I will look at it.')
    expect(portal.counters.executed('imopenlines.crm.message.add')).toBe(2)
  })

  test('hear of each other at once even when the chat was silent for half an hour', async ({
    card,
    browser,
    portal,
  }) => {
    await card.page.clock.install()
    await card.open()
    await card.choose(TELEGRAM)
    await card.page.clock.fastForward('30:00')
    const mark = await colleague(browser, portal)
    await expect(alsoHere(card, 'Mark Olsen')).toBeVisible()
    await mark.reply('Half an hour later')
    await expect(card.message('Half an hour later')).toBeVisible()
  })

  test('hear of each other in browsers that deny storage, and nothing of the channel is stored in others', async ({
    card,
    browser,
    portal,
  }) => {
    await card.page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
        Object.defineProperty(window, name, {
          configurable: true,
          get: () => {
            throw new DOMException('Access is denied for this document.', 'SecurityError')
          },
        })
    })
    await card.open()
    await card.choose(TELEGRAM)
    const mark = await colleague(browser, portal)
    await expect(alsoHere(card, 'Mark Olsen')).toBeVisible()
    await expect(alsoHere(mark, 'Anna Keller')).toBeVisible()
    const stored = await (await mark.frame()).evaluate(() => JSON.stringify({ ...localStorage }))
    expect(stored).toContain('chat-panel:')
    expect(stored).not.toMatch(/pull|channel|b24jssdk/i)
  })

  test.describe('without the scope pull', () => {
    test.use({ portalOptions: { scopes: ['crm', 'im', 'imopenlines', 'placement'] } })
    test('everything works, a little later', async ({ card, browser, portal }) => {
      await card.open()
      await card.choose(TELEGRAM)
      const mark = await colleague(browser, portal)
      await mark.reply('Without a channel')
      await expect(card.message('Without a channel')).toBeVisible({ timeout: 45_000 })
      expect(portal.counters.executed('pull.application.event.add')).toBe(0)
      expect(mark.noise).toEqual([])
    })
  })

  test('find each other again after the channel broke down', async ({ card, browser, portal }) => {
    card.expectNoise(/WebSocket connection to/)
    await card.open()
    await card.choose(TELEGRAM)
    const mark = await colleague(browser, portal)
    await expect(alsoHere(card, 'Mark Olsen')).toBeVisible()
    portal.push.setOpen(false)
    portal.push.drop()
    await mark.reply('While it was down')
    await expect(card.message('While it was down')).toBeVisible({ timeout: 45_000 })

    portal.push.setOpen(true)
    await expect(async () => {
      for (const { page } of [card, mark])
        for (const frame of page.frames()) await frame.evaluate(() => void window.dispatchEvent(new Event('online')))
      expect(portal.push.connections).toBe(2)
    }).toPass()
    // Mark goes on typing; the next polls announce again who has the chat open.
    await expect(async () => {
      await mark.field.pressSequentially('.')
      await expect(card.panel.getByText('Mark is writing …')).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 45_000 })
  })
})

test('two cards in one browser are looked at together, and go on when the one that looks is closed', async ({
  card,
  context,
  portal,
}) => {
  await card.open()
  await card.choose(TELEGRAM)
  const second = new Card(await context.newPage(), portal)
  await second.open('lead', OTHER_LEAD)
  await second.choose(JAN)
  const jan = card.chatId('Jan Kowalski', 'fbinstagramdirect')
  await expect.poll(() => portal.push.connections).toBe(1)

  portal.world.simulate.clientWrites({ chatId: laura(card), text: 'For the first card' })
  portal.world.simulate.clientWrites({ chatId: jan, text: 'For the second card' })
  await expect(card.message('For the first card')).toBeVisible()
  await expect(second.message('For the second card')).toBeVisible()

  await expect(async () => {
    portal.counters.reset()
    const looks = () => portal.counters.executed('im.recent.list')
    await expect.poll(looks).toBe(1)
    // One poll, two lists for each of the two cards.
    await expect.poll(() => portal.counters.executed('imopenlines.crm.chat.get') / looks()).toBe(4)
  }).toPass({ timeout: 45_000 })

  await card.page.close()
  portal.world.simulate.clientWrites({ chatId: jan, text: 'After the first was closed' })
  await expect(second.message('After the first was closed')).toBeVisible({ timeout: 30_000 })
  await expect.poll(() => portal.push.connections).toBe(1)
  expect(second.noise).toEqual([])
})

test('asleep overnight: the screen is right within one look', async ({ card, portal }) => {
  await card.page.clock.install()
  await card.open()
  await card.choose(TELEGRAM)
  const chatId = laura(card)
  portal.world.simulate.clientWrites({ chatId, text: 'Typed in the evening' })
  await expect(card.message('Typed in the evening')).toBeVisible()
  const { id } = portal.world.clientView(chatId).at(-1)!

  // A sleeping computer runs nothing: polls that go on would see what happens meanwhile.
  await card.page.clock.pauseAt(Date.now() + 60_000)
  portal.world.simulate.editMessage({ messageId: id, text: 'Corrected at midnight' })
  for (let message = 1; message <= 40; message += 1)
    portal.world.simulate.clientWrites({ chatId, text: `Night message ${message}.` })
  portal.world.simulate.colleagueAnswers({ chatId: card.chatId('Tom Ashby'), userId: MARK, text: 'It is included.' })
  portal.counters.reset()
  await card.page.clock.fastForward('08:00:00')
  await card.page.clock.resume()
  await expect(card.row(/^Tom Ashby, Live Chat, client’s turn/)).toBeVisible()
  // One may have been pending when the computer fell asleep.
  expect(portal.counters.executed('im.recent.list')).toBeLessThanOrEqual(2)

  await expect(card.message('Night message 40.')).toBeInViewport()
  await card.log.hover()
  await expect(async () => {
    await card.page.mouse.wheel(0, -300)
    await expect(card.message('Night message 1.')).toBeAttached({ timeout: 500 })
    await expect(card.message('Corrected at midnight')).toBeAttached({ timeout: 500 })
  }).toPass()
})

test('a portal that asks for a pause gets one, the panel says so and is right again afterwards', async ({
  card,
  portal,
}) => {
  card.expectNoise()
  await card.open()
  await card.choose(TELEGRAM)
  portal.faults.set({ method: 'batch', kind: 'rate-limit' })
  const banner = card.panel.getByRole('alert').filter({ hasText: 'Request limit reached' })
  await expect(banner).toBeVisible({ timeout: 30_000 })
  portal.counters.reset()
  portal.world.simulate.clientWrites({ chatId: laura(card), text: 'Said meanwhile' })
  portal.faults.clear()
  await expect(card.message('Said meanwhile')).toBeVisible({ timeout: 45_000 })
  await expect(banner).toHaveCount(0)
})
