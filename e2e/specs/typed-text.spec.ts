import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { expect, test, type Card } from './card-page.ts'

// The portal of these tests changes typed text in forms as a real one does (e2e/portal/rest/input-filter.ts).
const file = readFileSync(join(import.meta.dirname, '../portal/fixtures/input-filter.json'), 'utf8')
const texts = (JSON.parse(file) as { in: string }[]).map((pair) => pair.in)
const SELECT = 'Please select a date from the list.'
const LAURA = /^Laura Bennett, Telegram/
const ANNA = 11

const lauraOf = (card: Card): number => card.chatId('Laura Bennett', 'telegrambot')

const openLaura = async (card: Card): Promise<void> => {
  await card.open()
  await card.choose(LAURA)
  await expect(card.message('Great! And could we see it')).toBeVisible()
  await expect(card.field).toBeVisible()
}

/** What the user's panel keeps in the portal. */
const options = (card: Card) => JSON.stringify(card.portal.application.userOptions(ANNA))

const menuItem = async (card: Card, message: Locator, name: string): Promise<void> => {
  await message.hover()
  await message.getByRole('button', { name: 'More' }).click()
  await card.panel.getByRole('menu', { name: 'Actions of the message' }).getByRole('menuitem', { name }).click()
}

test('every text that the portal changes in forms reaches the client as it was typed', async ({ card }) => {
  await openLaura(card)
  const singles = [
    SELECT,
    'I am from Berlin. Where are you?',
    '<script>alert(1)</script>',
    'https://example.com/a/../b',
  ]
  for (const text of [...singles, texts.join('\n')]) {
    await card.reply(text)
    await expect.poll(() => card.clientSees(lauraOf(card)).at(-1)).toBe(text)
  }
  await expect(card.message(SELECT).first().getByText('Delivered')).toBeAttached()
})

test('an edited message keeps its words', async ({ card }) => {
  await openLaura(card)
  await card.reply('Please select a day from the list.')
  await expect(card.message('Please select a day').getByText('Delivered')).toBeAttached()
  await card.field.press('ArrowUp')
  const text = card.panel.getByRole('textbox', { name: 'Text of the message' })
  await text.fill(SELECT)
  await text.press('Enter')
  await expect(card.message(SELECT).getByText('edited')).toBeVisible()
  const stored = card.portal.world.state.chat(lauraOf(card))?.messages.slice(0) ?? []
  expect(stored.filter((message) => message.text === SELECT)).toHaveLength(1)
})

test('a note keeps its words', async ({ card }) => {
  await openLaura(card)
  await card.field.press('Alt+n')
  const note = card.panel.getByRole('textbox', { name: 'Note for the team' })
  await note.fill(SELECT)
  await note.press('Enter')
  await expect(card.message(SELECT)).toContainText('internal note')
  await card.open()
  await card.choose(LAURA)
  await expect(card.message(SELECT)).toContainText('internal note')
})

test('a draft keeps its words in the portal', async ({ card }) => {
  await openLaura(card)
  await card.field.fill(SELECT)
  await card.choose(/^Tom Ashby/)
  const frame = await card.frame()
  await frame.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
    Reflect.deleteProperty(document, 'visibilityState')
  })
  await expect.poll(() => options(card)).toContain(SELECT)
})

test('a template keeps its words', async ({ card }) => {
  await openLaura(card)
  await card.reply(SELECT)
  const sent = card.message(SELECT)
  await expect(sent.getByText('Delivered')).toBeAttached()
  await menuItem(card, sent, 'Save as template')
  const dialog = card.panel.getByRole('dialog', { name: 'New template' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Update the set from stock')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => options(card)).toContain('Update the set from stock')
  expect(options(card)).toContain(SELECT)
})

test('a search finds the words that it was asked for', async ({ card, portal }) => {
  portal.world.simulate.clientWrites({ chatId: lauraOf(card), text: SELECT })
  await openLaura(card)
  await card.field.press('Control+f')
  const bar = card.panel.getByRole('search', { name: 'Search in this chat' })
  await bar.getByRole('searchbox', { name: 'Words in messages' }).fill('select a date from')
  await expect(bar.getByRole('list', { name: 'Hits' }).getByRole('listitem')).toContainText([SELECT])
  expect(portal.counters.executed('im.dialog.messages.search')).toBe(1)
})

test('a file keeps its name', async ({ card }) => {
  await openLaura(card)
  const name = 'select from list.txt'
  await card.attach([{ name, mimeType: 'text/plain', buffer: Buffer.from(SELECT) }])
  await card.field.press('Enter')
  const names = () => card.portal.world.clientView(lauraOf(card)).flatMap(({ files }) => files.map((one) => one.name))
  await expect.poll(names).toContain(name)
})
