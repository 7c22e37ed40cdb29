import { expect, test, type Card } from './card-page.ts'

const settings = (card: Card) => card.panel.getByRole('dialog', { name: 'Order and waiting times' })
const openSettings = async (card: Card) => {
  await card.panel.getByRole('button', { name: 'Order and waiting times' }).click()
  await expect(settings(card)).toBeVisible()
}
const noReply = (card: Card) => card.panel.getByRole('button', { name: 'No reply needed' })
const LAURA = /^Laura Bennett, Telegram/

test('the wait counts from the first message that nobody answered, and the list says how many wait', async ({
  card,
  portal,
}) => {
  await card.open()
  await expect(card.row(LAURA)).toHaveText(/waiting for [2-9] min|waiting for 1 min/)
  portal.world.simulate.clientWrites({ chatId: card.chatId('Laura Bennett', 'telegrambot'), text: 'Are you there?' })
  await expect(card.row(LAURA)).toHaveText(/waiting for \d+ min, 3 unread, Are you there\?/)
  await expect(card.panel.getByText('2 waiting')).toBeVisible()
})

test('“No reply needed” takes a chat out until its client writes again, after a reload too, and can be undone', async ({
  card,
  portal,
}) => {
  await card.open()
  await card.choose(LAURA)
  await noReply(card).click()
  await expect(noReply(card)).toHaveAttribute('aria-pressed', 'true')
  await expect(card.row(LAURA)).toHaveText(/in progress/)
  await expect(card.panel.getByText('1 waiting')).toBeVisible()
  await expect.poll(() => JSON.stringify(portal.application.userOptions(11))).toContain('done')

  await card.open()
  await expect(card.row(LAURA)).toHaveText(/in progress/)
  await card.choose(LAURA)
  await noReply(card).click()
  await expect(card.row(LAURA)).toHaveText(/waiting for \d+ min/)
  await noReply(card).click()
  await expect(card.row(LAURA)).toHaveText(/in progress/)
  portal.world.simulate.clientWrites({ chatId: card.chatId('Laura Bennett', 'telegrambot'), text: 'One more thing' })
  await expect(card.row(LAURA)).toHaveText(/waiting for under 1 min/)
})

test('the order of the list and the limits of a wait can be set; wrong limits are told', async ({ card, portal }) => {
  await card.open()
  await openSettings(card)
  const dialog = settings(card)
  const amber = dialog.getByRole('spinbutton', { name: 'Amber after' })
  await expect(amber).toHaveValue('5')
  await amber.fill('20')
  await expect(dialog.getByText('Whole minutes from 1 to 240, amber before red.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
  await amber.fill('2')
  await dialog.getByRole('radio', { name: 'Newest first' }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(card.list.getByRole('option').first()).toHaveText(LAURA)
  await expect.poll(() => JSON.stringify(portal.application.userOptions(11))).toContain('[2,15]')

  await card.open()
  await expect(card.list.getByRole('option').first()).toHaveText(LAURA)
  await openSettings(card)
  await expect(amber).toHaveValue('2')
  await card.page.keyboard.press('Escape')
  await expect(settings(card)).toBeHidden()
  await expect(card.panel.getByRole('button', { name: 'Order and waiting times' })).toBeFocused()
})

test('what the portal denies holds until the panel closes, and is said', async ({ card, portal }) => {
  card.expectNoise()
  await card.open()
  await card.choose(LAURA)
  portal.faults.set({ method: 'user.option.set', kind: 'refuse', code: 'ACCESS_DENIED', status: 403 })
  await noReply(card).click()
  await expect(card.row(LAURA)).toHaveText(/in progress/)
  await openSettings(card)
  await expect(settings(card).getByText(/did not keep your last changes/)).toBeVisible()
})

test('the last hours in which the channel takes replies are counted down', async ({ card, portal }) => {
  const chat = portal.world.state.chat(card.chatId('Laura Bennett', 'telegrambot'))
  if (!chat) throw new Error('The chat is gone')
  chat.blockDate = Date.now() + 42 * 60_000 + 30_000
  await card.open()
  await card.choose(LAURA)
  await expect(card.panel.getByText(/^Replies until \d\d:\d\d, 42 min left$/)).toBeVisible()
})

for (const [wrong, hours] of [
  ['three hours fast', 3],
  ['three hours slow', -3],
  ['a day fast', 27],
] as const)
  test(`where the computer’s clock is ${wrong}, waits, reply windows and days go by the portal’s`, async ({
    card,
    portal,
  }) => {
    const HOUR_MS = 3_600_000
    const open = portal.world.state.chat(card.chatId('Laura Bennett', 'telegrambot'))
    const closed = portal.world.state.chat(card.chatId('Laura Bennett', 'whatsappbytwilio'))
    if (!open || !closed) throw new Error('The chats are gone')
    open.blockDate = Date.now() + 42 * 60_000 + 30_000
    closed.blockDate = Date.now() - 30 * 60_000
    await card.page.clock.install({ time: Date.now() + hours * HOUR_MS })
    await card.open()
    await expect(card.row(LAURA)).toHaveText(/waiting for \d min/)
    await card.choose(LAURA)
    await expect(card.panel.getByText(/^Replies until \d\d:\d\d, 42 min left$/)).toBeVisible()
    portal.world.simulate.clientWrites({ chatId: open.id, text: 'Right now' })
    await expect(card.message('Right now')).toBeVisible()
    const today = card.log.getByText('Today', { exact: true })
    await card.log.hover()
    await expect(async () => {
      // The later in the day, the further up it begins.
      await card.page.mouse.wheel(0, -300)
      await expect(today).toBeInViewport({ timeout: 500 })
    }).toPass()
    await card.reply('Here I am')
    await expect.poll(() => card.clientSees(open.id)).toContain('Here I am')

    await card.choose(/^Laura Bennett, WhatsApp/)
    await expect(card.panel.getByText(/^Reply window closed 3\d min ago$/)).toBeVisible()
    await expect(card.field).toHaveCount(0)
  })
