import { expect, test, type Card } from './card-page.ts'

const section = (card: Card) => card.details.getByRole('heading', { name: 'Statistics' }).locator('..')

test('the details count the last days, in numbers, bars and a table, and say of what', async ({ card, portal }) => {
  await card.open()
  await card.choose(/^Laura Bennett, Telegram/)
  const chart = section(card).getByRole('img', { name: /^Last 7 days: \d+ messages from the client, \d+ to them\.$/ })
  await expect(chart).toBeVisible()
  const before = (await chart.getAttribute('aria-label')) ?? ''
  const [, come = 0, out = 0] = (/(\d+) messages from the client, (\d+) to them/.exec(before) ?? []).map(Number)

  portal.world.simulate.clientWrites({ chatId: card.chatId('Laura Bennett', 'telegrambot'), text: 'One more' })
  await card.reply('And one more back')
  await expect(
    section(card).getByRole('img', { name: `${come + 1} messages from the client, ${out + 1} to them.` }),
  ).toBeVisible()

  await section(card).getByRole('button', { name: '30 days' }).click()
  await section(card).getByRole('button', { name: 'Show as table' }).click()
  const table = section(card).getByRole('table')
  await expect(table.getByRole('row')).toHaveCount(31)
  await expect(table.getByRole('row').last()).toContainText('Today')
  await expect(table).toContainText('First reply in a session after')
})

test.describe('a chat that is too long', () => {
  test.use({ portalOptions: { big: true } })

  test('what isn’t loaded yet is named, and can be loaded, as far as it fits', async ({ card, portal }) => {
    await card.open('deal', portal.world.showcase.crowded)
    await card.panel.getByRole('searchbox', { name: 'Search chats' }).fill('Longest Talk')
    await card.choose(/^Longest Talk/)
    await expect(section(card)).toContainText('From the messages loaded, since')
    const counted = async () =>
      Number(/(\d+) messages from/.exec((await section(card).getByRole('img').getAttribute('aria-label')) ?? '')?.[1])
    const before = await counted()
    await section(card).getByRole('button', { name: 'Load the rest' }).click()
    await expect(section(card).getByRole('alert')).toHaveText('No more fits; what is counted stays.')
    expect(await counted()).toBeGreaterThan(before)
  })
})
