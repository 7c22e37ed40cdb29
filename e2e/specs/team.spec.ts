import { expect, test, type Card } from './card-page.ts'

const noteField = (card: Card) => card.panel.getByRole('textbox', { name: 'Note for the team' })
const mode = (card: Card, name: string) => card.panel.getByRole('button', { name, exact: true })
const LAURA = /^Laura Bennett, Telegram/
/** Every text on any client's phone. */
const allClientsSee = (card: Card): string[] =>
  card.portal.world.chats().flatMap(({ chatId }) => card.clientSees(chatId))

test('what a colleague writes to the team appears in the conversation, locked', async ({ card, portal }) => {
  await card.open()
  await card.choose(LAURA)
  portal.world.simulate.colleagueWritesNote({
    chatId: card.chatId('Laura Bennett', 'telegrambot'),
    userId: 16,
    text: 'No discount.',
  })
  const note = card.message('No discount.')
  await expect(note).toBeVisible()
  await expect(note.getByText('internal note')).toBeVisible()
})

test('a note goes to the team chat, once, and to no client', { tag: '@smoke' }, async ({ card, portal }) => {
  await card.open()
  await card.choose(LAURA)
  await card.field.fill('For the client')
  await card.field.press('Alt+n')
  await expect(noteField(card)).toBeFocused()
  await expect(noteField(card)).toHaveValue('')
  await expect(card.panel.getByText('Hidden from the client')).toBeVisible()
  await noteField(card).fill('She asked for a discount twice.')
  // Each mode keeps its own text.
  await noteField(card).press('Alt+n')
  await expect(card.field).toHaveValue('For the client')
  await mode(card, 'Note').click()
  await expect(noteField(card)).toHaveValue('She asked for a discount twice.')
  await noteField(card).press('Enter')
  await expect(noteField(card)).toHaveValue('')
  await expect(card.message('She asked for a discount twice.')).toContainText('internal note')
  await expect.poll(() => portal.counters.executed('im.message.add')).toBe(1)
  expect(portal.counters.executed('imopenlines.crm.message.add')).toBe(0)
  expect(allClientsSee(card)).not.toContain('She asked for a discount twice.')

  // Another chat opens with the reply mode.
  await card.choose(/^Tom Ashby/)
  await expect(mode(card, 'To client')).toHaveAttribute('aria-pressed', 'true')
  await expect(noteField(card)).toHaveCount(0)
})

test('a note whose answer was lost is found, not sent again', async ({ card, portal }) => {
  portal.faults.set({ method: 'im.message.add', kind: 'drop-after', times: 1 })
  card.expectNoise()
  await card.open()
  await card.choose(LAURA)
  await card.field.press('Alt+n')
  await noteField(card).fill('Sent into the fog')
  await noteField(card).press('Enter')
  await expect(noteField(card)).toHaveValue('')
  await expect(card.message('Sent into the fog')).toHaveCount(1)
  await expect.poll(() => portal.counters.executed('im.message.add')).toBe(1)
  await expect(card.message('Sent into the fog').getByText('Checking whether it went out')).toHaveCount(0, {
    timeout: 15_000,
  })
  expect(portal.counters.executed('im.message.add')).toBe(1)
  expect(allClientsSee(card)).not.toContain('Sent into the fog')
})

test('a card without a team chat can start one, and two tabs start one', async ({ card, portal, context }) => {
  const { Card } = await import('./card-page.ts')
  const second = new Card(await context.newPage(), portal)
  for (const one of [card, second]) {
    await one.open('lead', 1205)
    await one.choose(/^Jan Kowalski, Instagram Direct/)
    await mode(one, 'Note').click()
    await expect(mode(one, 'Start a team chat')).toBeVisible()
  }
  await Promise.all([card, second].map((one) => mode(one, 'Start a team chat').click()))
  for (const one of [card, second]) await expect(noteField(one)).toBeVisible()
  expect(portal.counters.executed('im.chat.add')).toBe(1)
})

test('a start whose answer was lost finds the chat it made', async ({ card, portal }) => {
  portal.faults.set({ method: 'im.chat.add', kind: 'drop-after', times: 1 })
  card.expectNoise()
  await card.open('lead', 1205)
  await card.choose(/^Jan Kowalski, Instagram Direct/)
  await mode(card, 'Note').click()
  await mode(card, 'Start a team chat').click()
  await expect(noteField(card)).toBeVisible()
  expect(portal.counters.executed('im.chat.add')).toBe(1)
})

test('who isn’t in the team chat is told so', async ({ card }) => {
  await card.open('deal', undefined, { user: 1 })
  await card.row(LAURA).click()
  await mode(card, 'Note').click()
  await expect(card.panel.getByText(/^You are not in this card’s team chat/)).toBeVisible()
})

test('the team chat opens from its row below the list, and closes again', async ({ card, portal }) => {
  await card.open()
  const row = card.panel.getByRole('button', { name: /^Team/ })
  await expect(row).toContainText('The stone for the island arrives on Monday.')
  await row.click()
  const team = card.panel.getByRole('dialog', { name: 'Team' })
  await expect(team.getByRole('article').filter({ hasText: 'The stone for the island' })).toBeVisible()
  await team.getByRole('textbox', { name: 'Note for the team' }).fill('I take it.')
  await team.getByRole('textbox', { name: 'Note for the team' }).press('Enter')
  await expect(team.getByRole('article').filter({ hasText: 'I take it.' })).toBeVisible()
  await expect.poll(() => portal.counters.executed('im.message.add')).toBe(1)
  expect(allClientsSee(card)).not.toContain('I take it.')
  await card.page.keyboard.press('Escape')
  await expect(team).toHaveCount(0)
  await expect(row).toBeFocused()
})

test('a colleague is mentioned by name, with the keys alone', async ({ card, portal }) => {
  await card.open()
  await card.choose(LAURA)
  await card.field.press('Alt+n')
  await noteField(card).pressSequentially('Ask @Grace L')
  const people = card.panel.getByRole('listbox', { name: 'Colleagues to mention' })
  await expect(people.getByRole('option', { name: 'Grace Liu' })).toHaveAttribute('aria-selected', 'true')
  await noteField(card).press('Enter')
  await expect(people).toHaveCount(0)
  await expect(noteField(card)).toHaveValue('Ask @Grace Liu ')
  await noteField(card).pressSequentially('about the invoice')
  await noteField(card).press('Enter')
  await expect(card.message('Ask Grace Liu about the invoice')).toContainText('internal note')
  await expect.poll(() => portal.counters.executed('im.message.add')).toBe(1)
  expect(allClientsSee(card).filter((text) => text.includes('Grace'))).toEqual([])
})

for (const { lang, width, words } of [
  { lang: 'ru', width: 560, words: 'Клиент этого не увидит' },
  { lang: 'de', width: 560, words: 'Für den Kunden unsichtbar' },
  { lang: 'ru', width: 360, words: 'Клиент этого не увидит' },
])
  test(`that the client does not see a note stands on one line (${lang}, ${width} px)`, async ({ card }) => {
    await card.open('deal', undefined, { lang, width })
    await card.panel.getByRole('option', { name: LAURA }).click()
    await card.panel.locator('textarea').press('Alt+n')
    const line = card.panel.getByText(words)
    await expect(line).toBeVisible()
    await expect.poll(async () => (await line.boundingBox())?.height ?? Infinity).toBeLessThan(30)
  })
