import { expect, test, type Card } from './card-page.ts'
import { expectAccessible, setWidth } from './axe.ts'

const MESSAGES = 'im.dialog.messages.get'
const LAURA = /^Laura Bennett, Telegram/

const gallery = (card: Card) => card.panel.getByRole('dialog', { name: /^Media and links/ })
const category = (card: Card, name: string) => gallery(card).getByRole('button', { name: new RegExp(`^${name} \\d`) })
const items = (card: Card) => gallery(card).getByRole('listitem')

/** Opens Laura's chat with so many messages that the first one is not loaded. */
const openLaura = async (card: Card) => {
  const chatId = card.chatId('Laura Bennett', 'telegrambot')
  const { simulate } = card.portal.world
  simulate.clientWrites({ chatId, text: 'Our order', kind: 'file' })
  simulate.clientWrites({ chatId, text: 'The island', kind: 'photo' })
  simulate.clientWrites({ chatId, text: 'See www.oak-worktops.com and [url=https://stone.example/a]the stone[/url]' })
  simulate.clientWrites({ chatId, text: 'Filling', count: 400 })
  simulate.clientWrites({ chatId, text: 'The sink', kind: 'photo' })
  await card.open()
  await card.choose(LAURA)
  await expect(card.field).toBeVisible()
  await card.panel.getByRole('button', { name: /^To the newest/ }).click()
  await expect(card.message('The sink')).toBeInViewport()
  // Once it is read, no more than the end is loaded.
  await expect(card.row(/^Laura Bennett, Telegram.* unread/)).toHaveCount(0)
  await card.page.reload()
  await expect(card.message('The sink')).toBeInViewport()
  await expect(card.field).toBeVisible()
}

test('what was sent long ago is found by kind, looked at, and shown where it stands, by keys alone', async ({
  card,
}) => {
  await openLaura(card)
  await card.field.press('Control+k')
  await card.panel.getByRole('combobox', { name: 'What do you want to do?' }).fill('media')
  await card.page.keyboard.press('Enter')
  await expect(gallery(card)).toContainText('From the whole history.')
  // Two of hers today, and the plan of the kitchen.
  await expect(category(card, 'Pictures and videos')).toHaveAttribute('aria-pressed', 'true')
  const pictures = gallery(card).getByRole('button', { name: /^Picture .*, open$/ })
  await expect(pictures).toHaveCount(3)
  await pictures.first().press('Enter')
  const viewer = card.panel.getByRole('dialog', { name: 'Pictures' })
  await expect(viewer).toContainText('3 of 3')
  await card.page.keyboard.press('Home')
  await expect(viewer).toContainText('1 of 3')
  await card.page.keyboard.press('Escape')
  await expect(viewer).toHaveCount(0)
  await expect(pictures.first()).toBeFocused()
  await card.page.keyboard.press('ArrowRight')
  await expect(pictures.nth(1)).toBeFocused()
  await card.page.keyboard.press('End')
  await expect(pictures.nth(2)).toBeFocused()
  await card.page.keyboard.press('ArrowLeft')
  await expect(pictures.nth(1)).toBeFocused()
  // One tab stop, however many there are.
  await card.page.keyboard.press('Shift+Tab')
  await expect(category(card, 'Links')).toBeFocused()
  await card.page.keyboard.press('Tab')
  await expect(pictures.nth(1)).toBeFocused()

  await category(card, 'Links').press('Enter')
  await expect(items(card)).toHaveCount(2)
  await expect(items(card).nth(1).getByRole('link')).toHaveAttribute('href', 'https://stone.example/a')
  await category(card, 'Files').press('Enter')
  await expect(items(card).first()).toContainText('Order form.pdf')
  await items(card).first().getByRole('button', { name: 'Show in the chat' }).press('Enter')
  await expect(gallery(card)).toHaveCount(0)
  await expect(card.message('Our order')).toBeInViewport()
})

test('while older messages don’t come it says so, and what is loaded is there', async ({ card, portal }) => {
  card.expectNoise()
  await openLaura(card)
  const away = portal.faults.set({ method: MESSAGES, kind: 'bad-gateway' })
  await card.panel.getByRole('button', { name: 'More' }).first().click()
  await card.panel.getByRole('menuitem', { name: 'Media and links' }).click()
  await expect(gallery(card).getByRole('alert')).toHaveText('Older messages did not come.')
  await expect(gallery(card).getByRole('button', { name: /^Picture .*, open$/ })).toHaveCount(1)
  await category(card, 'Links').click()
  await expect(gallery(card)).toContainText('Nothing of that kind in what is loaded')
  for (const width of [560, 360, 1195]) {
    await setWidth(card, width)
    await expectAccessible(card, `media and links at ${width} px`)
  }
  portal.faults.clear(away)
  await gallery(card).getByRole('button', { name: 'Try again' }).click()
  await expect(items(card)).toHaveCount(2)
  await expect(gallery(card)).toContainText('From the whole history.')
})

test('the details show the newest pictures and lead to the rest; over the conversation they give way', async ({
  card,
}) => {
  await openLaura(card)
  await setWidth(card, 560)
  await card.panel.getByRole('button', { name: 'Details' }).click()
  await card.details.getByRole('button', { name: 'Show all' }).click()
  await category(card, 'Files').click()
  await items(card).filter({ hasText: 'Order form.pdf' }).getByRole('button', { name: 'Show in the chat' }).click()
  await expect(card.details).toHaveCount(0)
  await expect(card.message('Our order')).toBeInViewport()
})
