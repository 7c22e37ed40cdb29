import { expect, test } from './card-page.ts'

test.use({ portalOptions: { big: true } })

test('a card with 300 chats: few requests, the last row is reached, only rows in sight exist', async ({
  card,
  portal,
}) => {
  const { crowded } = portal.world.showcase
  await card.open('deal', crowded)
  await expect(card.list.getByRole('option').first()).toHaveAttribute('aria-setsize', '300')

  await card.list.focus()
  await card.list.press('End')
  const last = card.list.locator('[role=option][aria-posinset="300"]')
  await expect(last).toBeInViewport()
  // Its details are loaded: client, channel, status, last message.
  await expect(last).toHaveText(/^[^,]+, [^,]+, (closed|client’s turn|in progress|waiting for [^,]+), /)

  expect(await card.list.getByRole('option').count()).toBeLessThan(60)
  // Relations, settings, the team chat and the channel are requested once per card, whatever the list is like; the
  // start and each poll, of which a slow machine has more, request the recent chats once.
  const beside = ['crm.item.get', 'user.option.get', 'im.chat.get', 'pull.application.config.get', 'im.recent.list']
  const forTheList = beside.reduce((rest, method) => rest - portal.counters.executed(method), portal.counters.requests)
  // The two ends of the list, the people of each, the open chat, and the requests above.
  expect(forTheList).toBeLessThan(10)
  expect(portal.counters.requested('imopenlines.dialog.get')).toBe(0)
  expect(portal.counters.executed('imopenlines.dialog.get')).toBeGreaterThan(forTheList)
})

test('search finds a chat whose row was never in sight', async ({ card, portal }) => {
  await card.open('deal', portal.world.showcase.crowded)
  await expect(card.list.getByRole('option').first()).toBeVisible()
  await card.panel.getByRole('searchbox', { name: 'Search chats' }).fill('Anastasia 298')
  await expect(card.list.getByRole('option')).toHaveText([/^Anastasia 298, /])
})

test('a chat of 100,000 messages opens at its end, scrolls back page by page and keeps the page small', async ({
  card,
  portal,
}) => {
  await card.open('deal', portal.world.showcase.crowded)
  await card.panel.getByRole('searchbox', { name: 'Search chats' }).fill('Longest Talk')
  await card.choose(/^Longest Talk/)
  await expect(card.log.getByText('(99999)')).toBeInViewport()
  await card.log.hover()
  const older = card.log.getByText(/\((9[0-8]\d{3}|99[0-7]\d\d)\)$/)
  await expect(async () => {
    await card.page.mouse.wheel(0, -30_000)
    await expect(older.first()).toBeVisible({ timeout: 500 })
  }).toPass()
  expect(await card.log.getByRole('article').count()).toBeLessThan(120)

  await card.field.fill('Still typing')
  await expect(card.field).toHaveValue('Still typing')
  await card.panel.getByRole('button', { name: 'To the newest messages' }).click()
  await expect(card.log.getByText('(99999)')).toBeInViewport()
})
