import { expect, test, type Card } from './card-page.ts'
import { expectAccessible, setWidth } from './axe.ts'

const options = (card: Card) => card.list.getByRole('option')
const dialog = (card: Card) => card.panel.getByRole('dialog', { name: 'Filter chats' })
const choice = (card: Card, name: string | RegExp) => dialog(card).getByRole('checkbox', { name })
const chips = (card: Card) => card.panel.getByRole('list', { name: 'Chosen filters' })

test('the list is narrowed by status, channel and operator, by keys alone, and says by what', async ({ card }) => {
  await card.open()
  await expect(options(card)).toHaveCount(7)
  const button = card.panel.getByRole('button', { name: 'Filter chats' })
  await expect(button).toBeVisible()
  await card.list.press('Control+k')
  await card.panel.getByRole('combobox', { name: 'What do you want to do?' }).fill('filter')
  await card.page.keyboard.press('Enter')
  await expect(dialog(card)).toBeVisible()
  await choice(card, /^Closed 4$/).press('Space')
  await expect(dialog(card).getByRole('button', { name: 'Show 4 chats' })).toBeVisible()
  await choice(card, /^Viber 1$/).press('Space')
  await expectAccessible(card, 'the filters')
  await dialog(card).getByRole('button', { name: 'Show 1 chat' }).press('Enter')
  await expect(options(card)).toHaveText([/^Marco Silva, Viber, closed/])
  await expect(button).toHaveAttribute('aria-pressed', 'true')

  for (const width of [560, 360]) {
    await setWidth(card, width)
    await expectAccessible(card, `chosen filters at ${width} px`)
  }
  await setWidth(card, 1195)
  await chips(card).getByRole('button', { name: 'Take back the filter Closed' }).click()
  await expect(chips(card).getByRole('listitem')).toHaveText(['Viber', 'Clear all'])
  await expect(button).toBeFocused()

  // No Viber chat is in the queue.
  await button.press('Enter')
  await choice(card, /^In the queue 1$/).check()
  await card.page.keyboard.press('Escape')
  const face = card.panel.getByRole('status').filter({ hasText: 'No chat fits these filters' })
  await expect(face).toContainText('Viber · In the queue')
  await expectAccessible(card, 'no chat fits')
  await face.getByRole('button', { name: 'Clear all' }).click()
  await expect(options(card)).toHaveCount(7)
})

test.describe('a card with hundreds of chats', () => {
  test.use({ portalOptions: { big: true } })

  test('details that have not come are loaded, and until then nothing is called absent', async ({ card, portal }) => {
    await card.open('deal', portal.world.showcase.crowded)
    await card.panel.getByRole('button', { name: 'Filter chats' }).click()
    await expect(dialog(card)).toContainText(/\d+ more chats are being looked through\./)
    await expect(dialog(card)).not.toContainText('being looked through', { timeout: 30_000 })
    await expect(choice(card, /^Closed \d+/)).toBeVisible()
    expect(portal.counters.executed('imopenlines.dialog.get')).toBeGreaterThan(100)
  })
})
