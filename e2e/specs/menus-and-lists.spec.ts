import type { Locator } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { expect, test, type Card } from './card-page.ts'

const TELEGRAM = /^Laura Bennett, Telegram/

const rowMenu = (card: Card): Locator => card.panel.getByRole('menu', { name: 'Actions of the chat' })

const openRowMenu = async (card: Card): Promise<Locator> => {
  await expect(card.field).toBeVisible()
  await card.list.focus()
  await card.page.keyboard.press('Shift+F10')
  await expect(rowMenu(card).getByRole('menuitem').first()).toBeFocused()
  return rowMenu(card)
}

/** Whether an element is wholly in the window of the panel, and nothing covers its middle. */
const isOnTop = (element: Locator): Promise<boolean> =>
  element.evaluate((node) => {
    const { left, right, top, bottom } = node.getBoundingClientRect()
    const { clientWidth, clientHeight } = document.documentElement
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    return left >= 0 && top >= 0 && right <= clientWidth && bottom <= clientHeight && node.contains(hit)
  })

test('keys of a menu: arrows go round, letters find, Tab and Esc give the focus back', async ({ card }) => {
  await card.open()
  const { keyboard } = card.page
  const menu = await openRowMenu(card)
  const items = menu.getByRole('menuitem')
  await keyboard.press('ArrowUp')
  await expect(items.last()).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(items.first()).toBeFocused()
  await keyboard.press('End')
  await expect(items.last()).toBeFocused()
  await keyboard.press('Home')
  await expect(items.first()).toBeFocused()
  await keyboard.type('mu')
  await expect(menu.getByRole('menuitem', { name: 'Mute' })).toBeFocused()
  await keyboard.press('Tab')
  await expect(menu).toBeHidden()
  await expect(card.list).toBeFocused()
  await openRowMenu(card)
  await keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(card.list).toBeFocused()
})

test('a press on the button of a menu closes it, a press beside it too', async ({ card }) => {
  await card.open()
  const more = card.panel.getByRole('button', { name: 'More actions' })
  await more.click()
  await expect(rowMenu(card)).toBeVisible()
  expect(await isOnTop(rowMenu(card))).toBe(true)
  await more.click()
  await expect(rowMenu(card)).toBeHidden()
  await more.click()
  await expect(rowMenu(card)).toBeVisible()
  await card.field.click()
  await expect(rowMenu(card)).toBeHidden()
  await expect(card.field).toBeFocused()
})

for (const view of [{ width: 360 }, { width: 1240 }, { lang: 'ar' }, { lang: 'ar', width: 360 }]) {
  test(`menus stay in the panel: ${JSON.stringify(view)}`, async ({ card }) => {
    await card.open('deal', undefined, view)
    await expect(async () => {
      // Its file comes after the list.
      await card.row(TELEGRAM).click({ button: 'right' })
      await expect(rowMenu(card)).toBeVisible({ timeout: 2_000 })
    }).toPass()
    expect(await isOnTop(rowMenu(card))).toBe(true)
    const [menu, row] = [await rowMenu(card).boundingBox(), await card.row(TELEGRAM).boundingBox()]
    if (!menu || !row) throw new Error('The menu or its row is not on screen')
    const apart = 'lang' in view ? menu.x + menu.width - row.x - row.width : menu.x - row.x
    // As near as the margin at the edge of the panel allows.
    expect(Math.abs(apart)).toBeLessThanOrEqual(2)
    await card.page.keyboard.press('Escape')
    await card.row(TELEGRAM).click()
    await card.panel.getByRole('button', { name: 'More actions' }).click()
    await expect(rowMenu(card)).toBeVisible()
    expect(await isOnTop(rowMenu(card))).toBe(true)
  })
}

test('the arrow keys go through the emoji, mirrored where the panel is', async ({ card }) => {
  await card.open('deal', undefined, { lang: 'ar' })
  await card.choose(TELEGRAM)
  await card.panel.getByRole('button', { name: 'Emoji' }).click()
  const search = card.panel.getByRole('combobox', { name: 'Search emoji' })
  const options = card.panel.getByRole('listbox', { name: 'Emoji' }).getByRole('option')
  await search.fill('heart')
  await expect(options.nth(16)).toBeAttached()
  const press = async (key: string, to: number) => {
    await card.page.keyboard.press(key)
    await expect(options.nth(to)).toHaveAttribute('aria-selected', 'true')
    await expect(search).toBeFocused()
  }
  await press('ArrowDown', 0)
  await press('ArrowLeft', 1)
  await press('ArrowDown', 9)
  await press('ArrowRight', 8)
  await press('ArrowUp', 0)
})

test('the command that is marked is the one that Enter runs, however quickly it comes', async ({ card }) => {
  await card.open()
  await card.choose(TELEGRAM)
  await expect(card.field).toBeFocused()
  const { keyboard } = card.page
  await keyboard.press('Control+k')
  const commands = card.panel.getByRole('dialog', { name: 'Commands' })
  await expect(commands.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('ArrowUp')
  await expect(commands.getByRole('option').last()).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('ArrowDown')
  await expect(commands.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('End')
  await keyboard.type('keyboard')
  await keyboard.press('Enter')
  await expect(card.panel.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})

test('Tab leads from a message to its tools, arrows through them, and a second press closes their menu', async ({
  card,
}) => {
  await card.open()
  await card.choose(TELEGRAM)
  await expect(card.field).toBeFocused()
  const { keyboard } = card.page
  await card.message('Great! And could we see it').focus()
  // What a key has moved the focus to has tools.
  await keyboard.press('ArrowUp')
  await keyboard.press('ArrowDown')
  const tools = card.panel.getByRole('toolbar', { name: 'Actions of the message' })
  await expect(tools).toBeVisible()
  await keyboard.press('Tab')
  await expect(tools.getByRole('button', { name: 'Reply' })).toBeFocused()
  await keyboard.press('ArrowRight')
  await expect(tools.getByRole('button', { name: 'Like' })).toBeFocused()
  await keyboard.press('End')
  const more = tools.getByRole('button', { name: 'More' })
  await expect(more).toBeFocused()
  await keyboard.press('Enter')
  const menu = card.panel.getByRole('menu', { name: 'Actions of the message' })
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  expect(await isOnTop(menu)).toBe(true)
  await keyboard.press('Escape')
  await expect(more).toBeFocused()
  await more.click()
  await expect(menu).toBeVisible()
  await more.click()
  await expect(menu).toBeHidden()
})

test('the menu of a note stands over the dialog of the team chat', async ({ card }) => {
  await card.open()
  await card.panel.getByRole('button', { name: /^Team/ }).click()
  const team = card.panel.getByRole('dialog', { name: 'Team' })
  const note = team.getByRole('article').filter({ hasText: 'The stone for the island' })
  await note.focus()
  await card.page.keyboard.press('Enter')
  const menu = card.panel.getByRole('menu', { name: 'Actions of the message' })
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  expect(await isOnTop(menu)).toBe(true)
  await card.page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(note).toBeFocused()
  await expect(team).toBeVisible()
})

test('a button without words says its name to the keyboard, until Esc', async ({ card }) => {
  await card.open()
  await card.choose(TELEGRAM)
  await expect(card.field).toBeFocused()
  const emoji = card.panel.getByRole('button', { name: 'Emoji' })
  const tooltip = card.panel.getByText('Emoji', { exact: true })
  await emoji.focus()
  await card.page.keyboard.press('Shift+Tab')
  await expect(tooltip).toBeHidden()
  await card.page.keyboard.press('Tab')
  await expect(emoji).toBeFocused()
  await expect(tooltip).toBeVisible()
  await card.page.keyboard.press('Escape')
  await expect(tooltip).toBeHidden()
  await expect(emoji).toBeFocused()
  await card.page.keyboard.press('Shift+Tab')
  await card.page.keyboard.press('Tab')
  await expect(tooltip).toBeVisible()
  await expectAccessible(card, 'the name of a button')
  await card.field.click()
  await expect(tooltip).toBeHidden()
})
