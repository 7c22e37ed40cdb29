// By keyboard and accessible names alone: nothing is clicked, and nothing is found by its appearance.
import { expect, test, type Card } from './card-page.ts'
import { expectAccessible } from './axe.ts'

const press = async (card: Card, key: string) => card.page.keyboard.press(key)
const type = async (card: Card, text: string) => card.page.keyboard.type(text)

/** Presses Tab until the element with this role and name has the focus. */
const tabTo = async (card: Card, role: 'button' | 'listbox', name: string | RegExp) => {
  const wanted = card.panel.getByRole(role, { name })
  for (let presses = 0; presses < 40; presses += 1) {
    if (await wanted.evaluateAll((found) => found.some((one) => one === document.activeElement))) return
    await press(card, 'Tab')
  }
  await expect(wanted, `Tab comes to ${String(name)}`).toBeFocused()
}

/** Opens the deal and moves the focus into the panel, to the list. */
const openList = async (card: Card) => {
  await card.open()
  await expect(card.field).toBeVisible()
  await tabTo(card, 'listbox', 'Chats')
}

test('answer and reply', async ({ card, portal }) => {
  await openList(card)
  await press(card, 'Home')
  await press(card, 'Enter')
  await expect(card.field).toBeFocused()
  await type(card, 'Hello Tom, yes, it is included.')
  await press(card, 'Enter')
  await expect(card.message('Hello Tom, yes, it is included.')).toBeVisible()
  await expect.poll(() => card.clientSees(card.chatId('Tom Ashby'))).toContain('Hello Tom, yes, it is included.')
  expect(portal.counters.executed('imopenlines.operator.answer')).toBe(1)
  expect(portal.counters.executed('imopenlines.crm.message.add')).toBe(1)
})

const openLaura = async (card: Card) => {
  await openList(card)
  await press(card, 'Home')
  await press(card, 'ArrowDown')
  await press(card, 'Enter')
  await expect(card.row(/^Laura Bennett, Telegram/)).toHaveAttribute('aria-selected', 'true')
  await expect(card.field).toBeFocused()
}

test('transfer', async ({ card, portal }) => {
  await openLaura(card)
  await press(card, 'Control+k')
  await expect(card.panel.getByRole('dialog', { name: 'Commands' })).toBeVisible()
  await expect(card.panel.getByRole('combobox', { name: 'What do you want to do?' })).toBeFocused()
  await expectAccessible(card, 'by names')
  await type(card, 'transfer')
  await press(card, 'Enter')
  const asked = card.panel.getByRole('dialog', { name: 'Transfer the chat' })
  await expect(asked.getByRole('combobox', { name: 'Search people and lines' })).toBeFocused()
  await type(card, 'Olsen')
  await expect(asked.getByRole('option')).toHaveCount(1)
  await expectAccessible(card, 'by names')
  await press(card, 'Enter')
  await tabTo(card, 'button', 'Transfer to Mark Olsen')
  await press(card, 'Enter')
  await expect(card.panel.getByRole('status').filter({ hasText: 'Handed to Mark Olsen.' })).toBeVisible()
  expect(portal.counters.executed('imopenlines.operator.transfer')).toBe(1)
})

test('finish', async ({ card, portal }) => {
  await openLaura(card)
  await press(card, 'Control+k')
  await type(card, 'close chat')
  await press(card, 'Enter')
  const asked = card.panel.getByRole('dialog', { name: 'Close this chat?' })
  await expect(asked).toBeVisible()
  await expectAccessible(card, 'by names')
  await tabTo(card, 'button', 'Close chat')
  await press(card, 'Enter')
  await expect(card.panel.getByRole('status').filter({ hasText: 'The session has ended.' })).toBeVisible()
  expect(portal.counters.executed('imopenlines.operator.finish')).toBe(1)
})

test('a note', async ({ card }) => {
  await openLaura(card)
  const before = card.clientSees(card.chatId('Laura Bennett', 'telegrambot')).length
  await press(card, 'Alt+n')
  await expect(card.panel.getByRole('textbox', { name: 'Note for the team' })).toBeFocused()
  await type(card, 'She asked for oak twice.')
  await press(card, 'Enter')
  await expect(card.message('She asked for oak twice.')).toContainText('internal note')
  expect(card.clientSees(card.chatId('Laura Bennett', 'telegrambot'))).toHaveLength(before)
})
