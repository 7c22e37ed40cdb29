import type { Locator } from '@playwright/test'
import { expect, test, type Card } from './card-page.ts'
import { expectAccessible } from './axe.ts'

const LAURA = /^Laura Bennett, Telegram/
const THEIRS = 'Great! And could we see it'
const ANNA = 11

const openLaura = async (card: Card): Promise<number> => {
  await card.open()
  await card.choose(LAURA)
  await expect(card.message(THEIRS)).toBeVisible()
  await expect(card.field).toBeVisible()
  return card.chatId('Laura Bennett', 'telegrambot')
}

const sent = async (card: Card, text: string): Promise<Locator> => {
  await card.reply(text)
  const message = card.message(text)
  await expect(message.getByText('Delivered')).toBeAttached()
  return message
}

const menu = (card: Card): Locator => card.panel.getByRole('menu', { name: 'Actions of the message' })

/** Opens the menu of a message by the mouse and selects an item. */
const choose = async (card: Card, message: Locator, words: string): Promise<void> => {
  await message.hover()
  await message.getByRole('button', { name: 'More' }).click()
  await menu(card).getByRole('menuitem', { name: words }).click()
}

const portalMessage = (card: Card, chatId: number, text: string) =>
  card.portal.world.state
    .chat(chatId)
    ?.messages.slice(0)
    .find((message) => message.text.includes(text))

test('a reply carries a short quote to the client, and keeps it over a reload', async ({ card }) => {
  const chatId = await openLaura(card)
  await card.message(THEIRS).hover()
  await card.message(THEIRS).getByRole('button', { name: 'Reply' }).click()
  const bar = card.panel.getByRole('group', { name: 'Reply to Laura Bennett' })
  await expect(bar).toContainText(THEIRS)
  await expect(card.field).toBeFocused()
  await card.field.fill('Yes, on Tuesday')
  await card.page.reload()
  await card.choose(LAURA)
  await expect(bar).toContainText(THEIRS)
  await expect(card.field).toHaveValue('Yes, on Tuesday')
  await card.field.press('Enter')
  await expect(card.message('Yes, on Tuesday').getByText('Delivered')).toBeAttached()
  await expect(bar).toBeHidden()
  await expect
    .poll(() => card.clientSees(chatId).at(-1))
    .toMatch(/^>>Great! And could we see it[^\n]*\nYes, on Tuesday$/)
})

test('by keys: R answers, Esc lets go, C copies, Enter opens the menu', async ({ card }) => {
  await openLaura(card)
  const { keyboard } = card.page
  await card.message(THEIRS).focus()
  await keyboard.press('c')
  await expect(card.panel.getByRole('status').filter({ hasText: 'Copied.' })).toBeVisible()
  await expect(card.message(THEIRS)).toBeFocused()
  await keyboard.press('Enter')
  await expect(menu(card).getByRole('menuitem').first()).toBeFocused()
  await expectAccessible(card, 'the menu of a message')
  await keyboard.press('Escape')
  await expect(menu(card)).toBeHidden()
  await expect(card.message(THEIRS)).toBeFocused()
  await keyboard.press('Shift+F10')
  await expect(menu(card)).toBeVisible()
  await keyboard.press('Escape')
  await keyboard.press('r')
  const bar = card.panel.getByRole('group', { name: 'Reply to Laura Bennett' })
  await expect(bar).toBeVisible()
  await expect(card.field).toBeFocused()
  await expectAccessible(card, 'a reply to a message')
  await keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(card.field).toBeFocused()
})

test('the last own message is edited from the empty field; an empty text is no way to delete it', async ({ card }) => {
  const chatId = await openLaura(card)
  await sent(card, 'On Tusday')
  await card.field.press('ArrowUp')
  const dialog = card.panel.getByRole('dialog', { name: 'Edit your message' })
  const text = dialog.getByRole('textbox', { name: 'Text of the message' })
  await expect(text).toHaveValue('On Tusday')
  await expect(dialog).toContainText('may already have read it')
  await text.fill(' ')
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
  await text.fill('On Tuesday')
  await expectAccessible(card, 'editing a message')
  await text.press('Enter')
  await expect(card.message('On Tuesday').getByText('edited')).toBeVisible()
  await expect(card.field).toBeFocused()
  await expect.poll(() => portalMessage(card, chatId, 'On Tuesday')?.params['IS_EDITED']).toBe('Y')
})

test('an own message is deleted after a question that says who may have read it', async ({ card }) => {
  const chatId = await openLaura(card)
  const message = await sent(card, 'Wrong chat, sorry')
  await choose(card, message, 'Delete')
  const question = card.panel.getByRole('dialog', { name: 'Delete this message?' })
  await expect(question).toContainText('may already have read it')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(message).toBeVisible()
  await choose(card, message, 'Delete')
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(card.message('Message deleted')).toBeVisible()
  await expect.poll(() => portalMessage(card, chatId, 'Wrong chat, sorry')).toBeUndefined()
})

test('a like is given and taken back', { tag: '@smoke' }, async ({ card }) => {
  const chatId = await openLaura(card)
  const message = card.message(THEIRS)
  await message.hover()
  await message.getByRole('button', { name: 'Like' }).click()
  await expect(message.getByText('1 like')).toBeAttached()
  await expect(message.getByRole('button', { name: 'Like' })).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(() => portalMessage(card, chatId, THEIRS)?.params['LIKE']).toEqual([ANNA])
  await message.getByRole('button', { name: 'Like' }).click()
  await expect(message.getByText('1 like')).toHaveCount(0)
})

test('a refusal is a sentence, and a lost answer is settled by looking', async ({ card, portal }) => {
  card.expectNoise()
  const chatId = await openLaura(card)
  await sent(card, 'First words')
  portal.faults.set({ method: 'im.message.update', kind: 'refuse', code: 'CANT_EDIT_MESSAGE', status: 400 })
  const edit = async (text: string) => {
    await card.field.press('ArrowUp')
    const field = card.panel.getByRole('textbox', { name: 'Text of the message' })
    await field.fill(text)
    await field.press('Enter')
  }
  await edit('Second words')
  await expect(card.panel.getByRole('alert')).toContainText('can no longer be changed')
  await expect(card.message('First words')).toBeVisible()
  portal.faults.clear()
  portal.faults.set({ method: 'im.message.update', kind: 'drop-after', times: 1 })
  await edit('Third words')
  await expect(card.message('Third words')).toBeVisible()
  await expect(card.panel.getByRole('alert')).toHaveCount(0)
  await expect.poll(() => portalMessage(card, chatId, 'Third words')).toBeDefined()
})

test('a message becomes a task, goes to the team chat, begins a new session', async ({ card, portal }) => {
  const chatId = await openLaura(card)
  await choose(card, card.message(THEIRS), 'Create a task')
  await card.panel.getByRole('dialog').getByRole('button', { name: 'Create task' }).click()
  await expect(card.panel.getByText('The task has been created.')).toBeVisible()
  expect(portal.world.state.shared).toMatchObject([{ type: 'TASK', chatId, userId: ANNA }])
  await choose(card, card.message(THEIRS), 'Share to the team chat')
  await expect(card.panel.getByText('The team chat has it.')).toBeVisible()
  const team = [...portal.world.state.chats.values()].find((one) => one.kind === 'crm')
  expect(team?.messages.last?.text).toContain(THEIRS)
  await choose(card, card.message(THEIRS).first(), 'New session from here')
  await card.panel.getByRole('dialog').getByRole('button', { name: 'Start session' }).click()
  await expect(card.panel.getByText('A new session has begun.')).toBeVisible()
})

test('a message becomes a template, and a quick answer of the portal', async ({ card, portal }) => {
  await openLaura(card)
  await choose(card, card.message(THEIRS), 'Save as template')
  const dialog = card.panel.getByRole('dialog', { name: 'New template' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Visit')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => portal.world.state.quickAnswers.some((text) => text.includes(THEIRS))).toBe(true)
})

test('a note is answered in the team chat, never to the client', async ({ card, portal }) => {
  await openLaura(card)
  await card.panel.getByRole('button', { name: 'Note', exact: true }).click()
  const notes = card.panel.getByRole('textbox', { name: 'Note for the team' })
  await notes.fill('Ask for the floor plan')
  await notes.press('Enter')
  await expect(card.message('Ask for the floor plan')).toBeVisible()
  await card.panel.getByRole('button', { name: 'To client', exact: true }).click()
  await expect(card.field).toBeVisible()
  const note = card.message('Ask for the floor plan')
  await expect(note).toHaveAttribute('data-message')
  await note.focus()
  await card.page.keyboard.press('r')
  await expect(notes).toBeFocused()
  await notes.fill('Done')
  await notes.press('Enter')
  const team = [...portal.world.state.chats.values()].find((one) => one.kind === 'crm')
  await expect.poll(() => team?.messages.last?.text).toBe('Done')
  expect(team?.messages.last?.params['REPLY_ID']).toBe(team?.messages.slice(-2 + (team?.messages.length ?? 0))[0]?.id)
})

test('a finger that stays on a message opens its menu', async ({ card }) => {
  await card.open('deal', undefined, { width: 360 })
  await card.row(LAURA).click()
  await expect(card.message(THEIRS)).toBeVisible()
  await expect(card.field).toBeVisible()
  const finger = { pointerType: 'touch', isPrimary: true, bubbles: true }
  // A list that is still settling moves under the finger, which ends the press: press again.
  await expect(async () => {
    await card.message(THEIRS).dispatchEvent('pointerup', finger)
    await card.message(THEIRS).dispatchEvent('pointerdown', finger)
    await expect(menu(card)).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await card.message(THEIRS).dispatchEvent('pointerup', finger)
  await expect(menu(card).getByRole('menuitem', { name: 'Reply' })).toBeFocused()
})
