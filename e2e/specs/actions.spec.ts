import { expect, test, type Card } from './card-page.ts'

const FINISH = 'imopenlines.operator.finish'
const PIN = 'imopenlines.session.mode.pin'
const TELEGRAM = /^Laura Bennett, Telegram/

/** Opens the showcase deal with Laura's Telegram chat, which is the operator's own. */
const openLaura = async (card: Card): Promise<void> => {
  await card.open()
  await card.choose(TELEGRAM)
  // The keys work once the field is there.
  await expect(card.field).toBeVisible()
}
const more = (card: Card) => card.panel.getByRole('button', { name: 'More actions' })
const inMenu = (card: Card, name: string) =>
  card.panel.getByRole('menu', { name: 'Actions of the chat' }).getByRole('menuitem', { name, exact: true })
const choose = async (card: Card, name: string): Promise<void> => {
  await more(card).click()
  await inMenu(card, name).click()
}
const question = (card: Card, name: string | RegExp) => card.panel.getByRole('dialog', { name })

test('a chat is closed after a question, and not when the answer is no', async ({ card, portal }) => {
  await openLaura(card)
  const close = card.panel.getByRole('button', { name: 'Close chat' })
  await close.click()
  const asked = question(card, 'Close this chat?')
  await expect(asked).toContainText(/Session \d+ ends and Laura Bennett is asked to rate it\./)
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await expect(asked).toBeHidden()
  await expect(close).toBeFocused()
  expect(portal.counters.executed(FINISH)).toBe(0)

  await close.click()
  await asked.getByRole('button', { name: 'Close chat' }).click()
  await expect(card.panel.getByRole('status').filter({ hasText: 'The session has ended.' })).toBeVisible()
  await expect(close).toBeHidden()
  expect(portal.counters.executed(FINISH)).toBe(1)
})

test('a refusal without a reason is told by the name of the action, not by the portal’s words', async ({
  card,
  portal,
}) => {
  card.expectNoise()
  await openLaura(card)
  portal.faults.set({ method: PIN, kind: 'refuse', code: '', description: 'Ein Satz des Portals', times: 1 })
  await choose(card, 'Pin to me')
  await expect(card.panel.getByText('“Pin to me” did not work: Bitrix24 refused it without a reason.')).toBeVisible()
  await expect(card.panel.getByText('Ein Satz des Portals')).toHaveCount(0)
  expect(portal.counters.executed(PIN)).toBe(0)
})

test('pinning is taken back with Undo, by keyboard alone', async ({ card, portal }) => {
  await openLaura(card)
  await more(card).focus()
  await card.page.keyboard.press('Enter')
  const pin = inMenu(card, 'Pin to me')
  await expect(card.panel.getByRole('menuitem').first()).toBeFocused()
  await card.page.keyboard.press('Escape')
  await expect(pin).toBeHidden()
  await expect(more(card)).toBeFocused()
  await expect(card.log).toBeVisible()

  await card.page.keyboard.press('Enter')
  await pin.press('Enter')
  await expect(card.panel.getByText('Pinned to you.')).toBeVisible()
  await card.panel.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(card.panel.getByText('Unpinned.')).toBeVisible()
  await expect(card.panel.getByRole('button', { name: 'Undo' })).toBeHidden()
  await more(card).click()
  await expect(pin).toBeVisible()
  expect(portal.counters.executed(PIN)).toBe(2)
})

test('a chat is muted and marked as spam from the menu', { tag: '@smoke' }, async ({ card, portal }) => {
  await openLaura(card)
  await choose(card, 'Mute')
  await expect(card.panel.getByText('Muted.', { exact: true })).toBeVisible()
  expect(portal.counters.executed('im.chat.mute')).toBe(1)
  await choose(card, 'Mark as spam')
  await question(card, 'Mark this chat as spam?').getByRole('button', { name: 'Mark as spam' }).click()
  await expect(card.panel.getByText('Marked as spam.')).toBeVisible()
  expect(portal.counters.executed('imopenlines.operator.spam')).toBe(1)
})

test('a refusal is told in a sentence, and nothing is sent again', async ({ card, portal }) => {
  card.expectNoise()
  await openLaura(card)
  portal.faults.set({ method: PIN, kind: 'refuse', code: 'ERROR_USER_NOT_OPERATOR', status: 400 })
  await choose(card, 'Pin to me')
  await expect(card.panel.getByRole('alert')).toContainText('Only the operator in charge can do this.')
  expect(portal.counters.executed(PIN)).toBe(0)
  await card.panel.getByRole('button', { name: 'Close this notice' }).click()
  await expect(card.panel.getByRole('alert')).toBeHidden()
})

test('an answer that never came is settled by what the chat shows', async ({ card, portal }) => {
  card.expectNoise()
  await openLaura(card)
  portal.faults.set({ method: PIN, kind: 'drop-after', times: 1 })
  await choose(card, 'Pin to me')
  await expect(card.panel.getByText('Pinned to you.')).toBeVisible()
  expect(portal.counters.executed(PIN)).toBe(1)
})

test(
  'a chat is handed to a colleague, found by name, by keyboard alone',
  { tag: '@smoke' },
  async ({ card, portal }) => {
    await openLaura(card)
    await card.page.keyboard.press('Control+k')
    const commands = card.panel.getByRole('dialog', { name: 'Commands' })
    const wanted = commands.getByRole('combobox', { name: 'What do you want to do?' })
    await expect(wanted).toBeFocused()
    await wanted.fill('nothing like it')
    await expect(commands.getByText('No command for “nothing like it”.')).toBeVisible()
    await wanted.fill('transf')
    await expect(commands.getByRole('option')).toHaveCount(1)
    await wanted.press('Enter')

    const asked = card.panel.getByRole('dialog', { name: 'Transfer the chat' })
    await expect(asked.getByRole('option', { name: /Sales/ }).first()).toBeVisible()
    await asked.getByRole('combobox', { name: 'Search people and lines' }).fill('Olsen')
    await expect(asked.getByRole('option')).toHaveCount(1)
    await card.page.keyboard.press('ArrowDown')
    await card.page.keyboard.press('Enter')
    const give = asked.getByRole('button', { name: 'Transfer to Mark Olsen' })
    await expect(give).toBeFocused()
    await card.page.keyboard.press('Enter')
    await expect(card.panel.getByRole('status').filter({ hasText: 'Handed to Mark Olsen.' })).toBeVisible()
    expect(portal.counters.executed('imopenlines.operator.transfer')).toBe(1)
  },
)

test('people and lines that do not load can be asked for again', async ({ card, portal }) => {
  card.expectNoise()
  await openLaura(card)
  const fault = portal.faults.set({ method: 'imopenlines.config.list.get', kind: 'refuse', code: 'SOME', status: 400 })
  await choose(card, 'Transfer')
  const asked = card.panel.getByRole('dialog', { name: 'Transfer the chat' })
  await expect(asked.getByRole('alert')).toContainText('The people and lines did not load.')
  portal.faults.clear(fault)
  await asked.getByRole('button', { name: 'Try again' }).click()
  await expect(asked.getByRole('option').first()).toBeVisible()
  await card.page.keyboard.press('Escape')
  await expect(asked).toBeHidden()
  expect(portal.counters.executed('imopenlines.operator.transfer')).toBe(0)
})

test('the command menu goes to the next chat and switches the theme', async ({ card }) => {
  await openLaura(card)
  const command = async (words: string) => {
    await card.page.keyboard.press('Control+k')
    await card.panel.getByRole('combobox', { name: 'What do you want to do?' }).fill(words)
    await card.page.keyboard.press('Enter')
    await expect(card.panel.getByRole('dialog', { name: 'Commands' })).toBeHidden()
  }
  await command('next chat')
  await expect(card.row(TELEGRAM)).toHaveAttribute('aria-selected', 'false')
  await command('light or dark')
  await expect(card.panel.getByRole('button', { name: 'Light theme' })).toBeVisible()
})

test('a colleague is added to the chat and taken out again with Undo', async ({ card, portal }) => {
  await openLaura(card)
  await choose(card, 'Add a participant')
  const asked = card.panel.getByRole('dialog', { name: 'Add somebody to the chat' })
  await asked.getByRole('combobox', { name: 'Search people' }).fill('Grant')
  await asked.getByRole('option', { name: /Olivia Grant/ }).click()
  await asked.getByRole('button', { name: 'Add Olivia Grant' }).click()
  await expect(card.panel.getByText('Olivia Grant is in the chat.')).toBeVisible()
  await card.panel.getByRole('button', { name: 'Undo' }).click()
  await expect(card.panel.getByText('Olivia Grant is no longer in the chat.')).toBeVisible()
  expect(portal.counters.executed('imopenlines.crm.chat.user.add')).toBe(1)
  expect(portal.counters.executed('imopenlines.crm.chat.user.delete')).toBe(1)
})

test('the details hand a chat on and close it', async ({ card }) => {
  await openLaura(card)
  await card.details.getByRole('button', { name: 'Transfer' }).click()
  const asked = card.panel.getByRole('dialog', { name: 'Transfer the chat' })
  await expect(asked.getByRole('option').first()).toBeVisible()
  await card.page.keyboard.press('Escape')
  await expect(asked).toBeHidden()
  await card.details.getByRole('button', { name: 'Close', exact: true }).click()
  await question(card, 'Close this chat?').getByRole('button', { name: 'Close chat' }).click()
  await expect(card.panel.getByText('The session has ended.')).toBeVisible()
})

test('a manager rates a closed chat with stars and a comment', async ({ card, portal }) => {
  const VOTE = 'imopenlines.session.head.vote'
  await card.open('deal', undefined, { user: 1 })
  await card.choose(/^Laura Bennett, E-mail/)
  await choose(card, 'Rate the work')
  const dialog = question(card, /^Rate session \d+$/)
  await dialog.getByRole('button', { name: 'Save rating' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('Choose stars or write a comment.')
  await dialog.getByRole('radio', { name: '4 of 5' }).press('Space')
  await dialog.getByRole('textbox', { name: 'Comment' }).fill('Quick and friendly')
  await dialog.getByRole('button', { name: 'Save rating' }).click()
  await expect(card.panel.getByText('The rating has been saved.')).toBeVisible()
  expect(portal.counters.executed(VOTE)).toBe(1)

  // A rating can be changed.
  await choose(card, 'Rate the work')
  await expect(dialog.getByRole('radio', { name: '4 of 5' })).toBeChecked()
  await expect(dialog.getByRole('textbox', { name: 'Comment' })).toHaveValue('Quick and friendly')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(portal.counters.executed(VOTE)).toBe(1)
})

test('who may not rate is not offered it', async ({ card }) => {
  await card.open()
  await card.choose(/^Marco Silva/)
  await expect(card.panel.getByRole('button', { name: 'New session' })).toBeVisible()
  await more(card).click()
  await expect(inMenu(card, 'Open in the messenger')).toBeVisible()
  await expect(inMenu(card, 'Rate the work')).toHaveCount(0)
})

test('the chat opens in the portal’s messenger', async ({ card }) => {
  await openLaura(card)
  await choose(card, 'Open in the messenger')
  const dialogId = `chat${card.chatId('Laura Bennett', 'telegrambot')}`
  await expect(card.page.getByText(`Messenger opened: ${dialogId}`)).toBeVisible()
})
