import { Card, expect, test } from './card-page.ts'

const LAURA = /^Laura Bennett, Telegram/
const ANNA = 11

/** Hides the page, as when its tab is left. */
const leave = async (card: Card) => {
  const frame = await card.frame()
  await frame.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
    Reflect.deleteProperty(document, 'visibilityState')
  })
}
const kept = (card: Card) => JSON.stringify(card.portal.application.userOptions(ANNA)['drafts'] ?? '')

test('a draft follows its writer to another computer, and is gone from there once it was sent', async ({
  card,
  portal,
  browser,
}) => {
  await card.open()
  await card.choose(LAURA)
  await card.field.fill('The oak worktop is')
  await leave(card)
  await expect.poll(() => kept(card)).toContain('The oak worktop is')

  const home = new Card(await (await browser.newContext()).newPage(), portal)
  await home.open()
  await home.choose(LAURA)
  await expect(home.field).toHaveValue('The oak worktop is')
  await home.field.press('End')
  await home.field.pressSequentially(' in stock.')
  await home.field.press('Enter')
  await expect(home.message('The oak worktop is in stock.')).toBeVisible()
  await expect(home.field).toHaveValue('')
  await leave(home)
  await expect.poll(() => kept(card)).not.toContain('oak')

  await card.open()
  await card.choose(LAURA)
  await expect(card.message('The oak worktop is in stock.')).toBeVisible()
  await expect(card.field).toHaveValue('')
  await home.page.context().close()
})

test('who turns to what closes the card leaves no draft behind', async ({ card }) => {
  await card.page.clock.install()
  await card.open()
  await card.choose(LAURA)
  await expect(card.message('Great! And could we see it')).toBeVisible()
  await card.page.clock.pauseAt(await card.page.evaluate(() => Date.now() + 1_000))
  await card.field.fill('Half a sentence')
  await card.page.getByRole('heading', { name: 'Kitchen for Harbour Café' }).click()
  // Long before the eight seconds after which a draft is synced.
  await card.pass(2_000)
  await expect.poll(() => kept(card)).toContain('Half a sentence')
})

test('what is being typed is never replaced: the other draft is offered', async ({ card, portal }) => {
  const chatId = card.chatId('Laura Bennett', 'telegrambot')
  await card.open()
  await card.choose(LAURA)
  await expect(card.field).toBeFocused()
  portal.application.setUserOptions(ANNA, {
    ...portal.application.userOptions(ANNA),
    drafts: JSON.stringify({ v: 1, d: [[chatId, Date.now() + 60_000, 'Written at home']] }),
  })
  // The options arrive late: by then the operator is typing.
  portal.faults.set({ method: 'user.option.get', kind: 'delay', ms: 6_000, times: 1 })
  await card.open()
  await card.field.fill('Typed here')
  await expect(card.panel.getByText('Written at home')).toBeVisible()
  await expect(card.field).toHaveValue('Typed here')
  await card.panel.getByRole('button', { name: 'Use it instead' }).click()
  await expect(card.field).toHaveValue('Written at home')
  await expect(card.panel.getByText('Typed here')).toBeVisible()
  await card.panel.getByRole('button', { name: 'Discard it' }).click()
  await expect(card.panel.getByText('Typed here')).toBeHidden()
  await expect(card.field).toHaveValue('Written at home')
})

test('where the portal has no room for drafts they stay in their browser', async ({ card, portal }) => {
  portal.application.setUserOptions(ANNA, { another: 'x'.repeat(59_990) })
  const before = portal.application.userOptions(ANNA)
  await card.open()
  await card.choose(LAURA)
  await card.field.fill('Only here')
  await leave(card)
  await card.open()
  await card.choose(LAURA)
  await expect(card.field).toHaveValue('Only here')
  expect(portal.application.userOptions(ANNA)).toEqual(before)
})

test('Enter or Ctrl+Enter sends, as one likes, after a reload too', async ({ card }) => {
  await card.open()
  await card.choose(LAURA)
  await card.panel.getByRole('button', { name: 'Enter to send', exact: true }).click()
  await card.open()
  await card.choose(LAURA)
  await card.field.fill('One line')
  await card.field.press('Enter')
  await expect(card.field).toHaveValue('One line\n')
  await card.field.press('Control+Enter')
  await expect(card.message('One line')).toBeVisible()
  await expect(card.field).toHaveValue('')
})
