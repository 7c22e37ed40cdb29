import { expect, test } from './card-page.ts'

test('tells everything useful about the open chat', async ({ card }) => {
  await card.open()
  await card.choose(/^Laura Bennett, Telegram/)
  const { details } = card
  await expect(details.getByText('Session 324')).toBeVisible()
  await expect(details.getByText('Anna Keller', { exact: true })).toBeVisible()
  await expect(details.getByText('Operator, you')).toBeVisible()
  await expect(details.getByText('Telegram', { exact: true })).toBeVisible()
  await expect(details.getByText('Sales line', { exact: true })).toBeVisible()
  const people = details.getByRole('listitem')
  await expect(people.filter({ hasText: 'Anna Keller (you)' })).toContainText('operator')
  await expect(people.filter({ hasText: 'Mark Olsen' })).toContainText('joined')
  await expect(people.filter({ hasText: /Laura Bennett\s*client$/ })).toBeVisible()
  await expect(details).not.toContainText(/undefined|null|NaN|Invalid Date/)
})

test('a channel with a reply window says until when it is open', async ({ card }) => {
  await card.open()
  await card.choose(/^Laura Bennett, WhatsApp/)
  await expect(card.details.getByText(/^Open until /)).toBeVisible()
  await expect(card.details.getByText(/^2\d h left$/)).toBeVisible()
})

test('a waiting chat has no operator, a closed one no session', async ({ card }) => {
  await card.open()
  await expect(card.details.getByText('Nobody has taken this chat yet')).toBeVisible()
  await card.choose(/^Marco Silva/)
  await expect(card.details.getByText('No open session')).toBeVisible()
  await expect(card.details.getByText('Viber', { exact: true })).toBeVisible()
})

test('the bindings open in the portal’s slider, this card is marked', async ({ card }) => {
  await card.open()
  await card.choose(/^Laura Bennett, Telegram/)
  const { details, page } = card
  await expect(details.getByRole('button', { name: /Deal #1482/ })).toContainText('this card')
  for (const [name, path] of [
    [/Contact #55/, '/crm/contact/details/55/'],
    [/Company #31/, '/crm/company/details/31/'],
  ] as const) {
    await details.getByRole('button', { name }).click()
    const slider = page.getByRole('dialog', { name: 'Slider' })
    await expect(slider.locator('iframe')).toHaveAttribute('src', new RegExp(path))
    await slider.getByRole('button', { name: 'Close Slider' }).click()
    await expect(slider).toHaveCount(0)
  }
})

test('follow what happens in the chat', async ({ card, portal }) => {
  await card.open()
  await expect(card.details.getByText('Nobody has taken this chat yet')).toBeVisible()
  portal.world.simulate.colleagueTakes({ chatId: card.chatId('Tom Ashby'), userId: 12 })
  await expect(card.details.getByText('Mark Olsen', { exact: true }).first()).toBeVisible()
})

test('are closed and opened, and stay as they were left', async ({ card }) => {
  await card.open()
  await card.details.getByRole('button', { name: 'Close details' }).click()
  await expect(card.details).toHaveCount(0)
  await card.page.reload()
  await expect(card.log).toBeVisible()
  await expect(card.details).toHaveCount(0)
  await card.panel.getByRole('button', { name: 'Details', exact: true }).click()
  await expect(card.details).toBeVisible()
})

test('slide over the conversation where there is no room beside it, and Esc closes them', async ({ card }) => {
  await card.open('deal', undefined, { width: 560 })
  await expect(card.log).toBeVisible()
  await expect(card.details).toHaveCount(0)
  const toggle = card.panel.getByRole('button', { name: 'Details', exact: true })
  await toggle.click()
  await expect(card.panel.getByRole('dialog', { name: 'Details' })).toBeVisible()
  await card.page.keyboard.press('Escape')
  await expect(card.panel.getByRole('dialog')).toHaveCount(0)
  await expect(toggle).toBeFocused()
})
