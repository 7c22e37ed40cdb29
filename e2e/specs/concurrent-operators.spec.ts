import type { Browser, Locator } from '@playwright/test'
import { Card, expect, test } from './card-page.ts'

// Two operators, two browsers, one chat: whatever both do at the same moment, both see the same in the end, and it matches the portal.

const ANSWER = 'imopenlines.operator.answer'
const SEND = 'imopenlines.crm.message.add'
const MARK = 12

const TOM = /^Tom Ashby/
const LAURA = /^Laura Bennett, Telegram/
const MARCO = /^Marco Silva/

const button = (card: Card, name: string) => card.panel.getByRole('button', { name, exact: true })

/** Mark's screen beside Anna's, in a browser of its own. The browser writes refusals of the portal into the console. */
const withMark = async (browser: Browser, anna: Card): Promise<Card> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  const mark = new Card(await context.newPage(), anna.portal)
  for (const card of [anna, mark]) card.expectNoise()
  return mark
}

// A second panel left open would go on polling a portal that is gone, during all following tests.
test.afterEach(async ({ browser, page }) => {
  const others = browser.contexts().filter((context) => context !== page.context())
  await Promise.all(others.map((context) => context.close()))
})

const openBoth = async (anna: Card, mark: Card, row: RegExp): Promise<void> => {
  await anna.open()
  await mark.open('deal', undefined, { user: MARK })
  for (const card of [anna, mark]) await card.choose(row)
}

/** Presses the button if it is still there: the other operator may have been faster, and both panels are updated at once. */
const press = (button: Locator): Promise<void> => button.click({ timeout: 3_000 }).catch(() => undefined)

const operatorOf = (card: Card, chatId: number) =>
  card.portal.world.chats().find((chat) => chat.chatId === chatId)?.operator ?? null

/** Both lists name the operator the portal has; of a closed chat the last author. */
const expectOneTruth = async (cards: readonly Card[], row: RegExp, chatId: number): Promise<void> => {
  for (const card of cards) {
    await expect(async () => {
      const operator = operatorOf(card, chatId)
      const told = expect(card.row(row))
      await (operator === null
        ? told.toHaveAccessibleName(/Telegram, (?:new|clos(?:ed|ing))/, { timeout: 1_000 })
        : told.toHaveAccessibleName(new RegExp(`operator ${operator}`), { timeout: 1_000 }))
    }).toPass({ timeout: 25_000 })
    expect(card.noise).toEqual([])
  }
}

const timesSent = (card: Card, chatId: number, text: string) =>
  card.clientSees(chatId).filter((seen) => seen === text).length

/** A reply is in its field, sent, or queued with a way to continue; it was not sent twice. */
const expectNotLost = async (card: Card, chatId: number, text: string): Promise<void> => {
  const refused = card.message(text).getByRole('button', { name: /and send$/ })
  await expect(async () => {
    const held = (await card.field.inputValue()) === text
    const arrived = timesSent(card, chatId, text) === 1
    expect(held || arrived || (await refused.isVisible())).toBe(true)
  }).toPass({ timeout: 25_000 })
  expect(card.portal.counters.executed(SEND)).toBeLessThan(2)
}

/** Opens the confirmation of closing the open chat; returns its button. */
const askToClose = async (card: Card): Promise<Locator> => {
  await button(card, 'Close chat').click()
  const sure = card.panel.getByRole('dialog').getByRole('button', { name: 'Close chat' })
  await expect(sure).toBeVisible()
  return sure
}

test('answer and answer: one has it, the other one is told who', async ({ card: anna, browser, portal }) => {
  const mark = await withMark(browser, anna)
  const chatId = anna.chatId('Tom Ashby')
  await openBoth(anna, mark, TOM)
  for (const card of [anna, mark]) await expect(button(card, 'Answer')).toBeVisible()
  await Promise.all([press(button(anna, 'Answer')), press(button(mark, 'Answer'))])
  // Before that both panels show the chat without an owner.
  await expect.poll(() => operatorOf(anna, chatId)).not.toBeNull()
  await expectOneTruth([anna, mark], TOM, chatId)

  const [winner, loser] = operatorOf(anna, chatId) === 'Anna Keller' ? [anna, mark] : [mark, anna]
  await expect(button(loser, 'Join and reply')).toBeVisible()
  await expect(button(winner, 'Send')).toBeVisible()
  await winner.reply('I have it')
  await expect.poll(() => timesSent(anna, chatId, 'I have it')).toBe(1)
  await expect(loser.message('I have it')).toBeVisible()
  expect(portal.counters.executed(ANSWER)).toBeGreaterThan(0)
})

test('take over and reply: the reply is sent once or keeps its text, and both see who leads', async ({
  card: anna,
  browser,
  portal,
}) => {
  const mark = await withMark(browser, anna)
  const chatId = anna.chatId('Laura Bennett', 'telegrambot')
  portal.world.state.chat(chatId)?.members.delete(MARK)
  await openBoth(anna, mark, LAURA)
  await anna.field.fill('The offer is on its way')
  await expect(button(mark, 'Take over')).toBeVisible()
  await Promise.all([press(button(mark, 'Take over')), anna.field.press('Enter')])
  // Before that both also show the same: that it is still Anna's.
  await expect.poll(() => operatorOf(anna, chatId)).toBe('Mark Olsen')
  await expectOneTruth([anna, mark], LAURA, chatId)

  const sent = anna.message('The offer is on its way')
  const refused = sent.getByRole('button', { name: 'Join and send' })
  // Sent, rejected with a way to continue, or still in the field of the operator who is out by now: it is never lost.
  const kept = anna.panel.getByRole('textbox', { name: 'Message' })
  await expect(async () => {
    const held = (await kept.inputValue()) === 'The offer is on its way'
    const arrived = timesSent(anna, chatId, 'The offer is on its way') === 1 && (await sent.count()) === 1
    expect(held || arrived || (await refused.isVisible())).toBe(true)
  }).toPass({ timeout: 25_000 })
  const wasRefused = await refused.isVisible()
  if (wasRefused) await refused.click()
  else if ((await kept.inputValue()) !== '') {
    // The first Enter only shows that the chat has changed.
    await expect(button(anna, 'Join and reply')).toBeVisible()
    await kept.press('Enter')
    if ((await kept.inputValue()) !== '') await kept.press('Enter')
  }
  await expect.poll(() => timesSent(anna, chatId, 'The offer is on its way')).toBe(1)
  // A call that the portal refuses also counts.
  expect(portal.counters.executed(SEND)).toBe(wasRefused ? 2 : 1)
  expect(operatorOf(anna, chatId)).toBe('Mark Olsen')
})

test('start and start: one session, and both can write', async ({ card: anna, browser }) => {
  const mark = await withMark(browser, anna)
  const chatId = anna.chatId('Marco Silva')
  await openBoth(anna, mark, MARCO)
  for (const card of [anna, mark]) await expect(button(card, 'New session')).toBeVisible()
  await Promise.all([press(button(anna, 'New session')), press(button(mark, 'New session'))])
  const starts = () => anna.portal.world.state.chat(chatId)?.sessions.filter(({ status }) => status < 60) ?? []
  await expect.poll(starts).not.toHaveLength(0)
  await expectOneTruth([anna, mark], MARCO, chatId)
  expect(starts()).toHaveLength(1)

  const first = operatorOf(anna, chatId) === 'Anna Keller' ? anna : mark
  await first.reply('We have a date for you')
  await expect.poll(() => timesSent(anna, chatId, 'We have a date for you')).toBe(1)
  for (const card of [anna, mark]) await expect(card.message('We have a date for you')).toBeVisible()
})

test('finish and reply: whatever came first, the reply is in the chat once or waits with a way on', async ({
  card: anna,
  browser,
}) => {
  const mark = await withMark(browser, anna)
  const chatId = anna.chatId('Laura Bennett', 'telegrambot')
  await openBoth(anna, mark, LAURA)
  await mark.field.fill('One more thing')
  const sure = await askToClose(anna)
  await Promise.all([press(sure), mark.field.press('Enter')])
  await expectOneTruth([anna, mark], LAURA, chatId)

  await expectNotLost(mark, chatId, 'One more thing')
  for (const card of [anna, mark]) await expect(card.row(LAURA)).toHaveAccessibleName(/clos(?:ed|ing)/)
})

test('join and finish: nobody is left in a chat that has ended', async ({ card: anna, browser, portal }) => {
  const mark = await withMark(browser, anna)
  const chatId = anna.chatId('Laura Bennett', 'telegrambot')
  portal.world.state.chat(chatId)?.members.delete(MARK)
  await openBoth(anna, mark, LAURA)
  await expect(button(mark, 'Join')).toBeVisible()
  const sure = await askToClose(anna)
  await Promise.all([press(button(mark, 'Join')), press(sure)])
  await expectOneTruth([anna, mark], LAURA, chatId)
  for (const card of [anna, mark]) {
    await expect(card.row(LAURA)).toHaveAccessibleName(/clos(?:ed|ing)/)
    await expect(button(card, 'Start a session and reply')).toBeVisible()
  }
})

/** Opens the transfer dialog of the open chat and selects a target; returns the button that transfers. */
const chooseTransfer = async (card: Card, name: string): Promise<Locator> => {
  await card.page.keyboard.press('Control+k')
  const commands = card.panel.getByRole('combobox', { name: 'What do you want to do?' })
  await commands.fill('transfer')
  await commands.press('Enter')
  const dialog = card.panel.getByRole('dialog', { name: 'Transfer the chat' })
  await dialog.getByRole('combobox', { name: 'Search people and lines' }).fill(name)
  await dialog.getByRole('option', { name }).click()
  return dialog.getByRole('button', { name: `Transfer to ${name}` })
}

test('answer and transfer: the portal’s last word is on both screens, and the one who has the chat can write', async ({
  card: anna,
  browser,
}) => {
  const mark = await withMark(browser, anna)
  const chatId = anna.chatId('Tom Ashby')
  await openBoth(anna, mark, TOM)
  await expect(button(mark, 'Answer')).toBeVisible()
  await anna.field.focus()
  const give = await chooseTransfer(anna, 'Daniel Weiß')
  await Promise.all([press(button(mark, 'Answer')), press(give)])
  // It may be Mark’s for a moment before it is Daniel’s: only the end counts.
  await expect(async () => {
    const operator = operatorOf(anna, chatId)
    expect(['Mark Olsen', 'Daniel Weiß']).toContain(operator)
    for (const card of [anna, mark]) {
      const step = card === mark && operator === 'Mark Olsen' ? 'Send' : 'Join and reply'
      await expect(button(card, step)).toBeVisible({ timeout: 1_000 })
    }
  }).toPass({ timeout: 25_000 })
  await expectOneTruth([anna, mark], TOM, chatId)
})

test('transfer and reply: the reply is sent once or keeps its text, and both see the new operator', async ({
  card: anna,
  browser,
}) => {
  const mark = await withMark(browser, anna)
  const chatId = anna.chatId('Laura Bennett', 'telegrambot')
  await openBoth(anna, mark, LAURA)
  await mark.field.fill('I ask the workshop')
  await anna.field.focus()
  const give = await chooseTransfer(anna, 'Daniel Weiß')
  await Promise.all([press(give), mark.field.press('Enter')])
  // Before that both also show the same: that it is still Anna's.
  await expect.poll(() => operatorOf(anna, chatId)).toBe('Daniel Weiß')
  await expectOneTruth([anna, mark], LAURA, chatId)
  await expectNotLost(mark, chatId, 'I ask the workshop')
})

test('note and reply: the note stays with the team, the reply goes to the client, both see both', async ({
  card: anna,
  browser,
}) => {
  const mark = await withMark(browser, anna)
  const chatId = anna.chatId('Laura Bennett', 'telegrambot')
  await openBoth(anna, mark, LAURA)
  await anna.field.press('Alt+n')
  const note = anna.panel.getByRole('textbox', { name: 'Note for the team' })
  await note.fill('She has a budget of ten thousand')
  await mark.field.fill('The workshop says Tuesday')
  await Promise.all([note.press('Enter'), mark.field.press('Enter')])
  await expect.poll(() => timesSent(anna, chatId, 'The workshop says Tuesday')).toBe(1)
  for (const card of [anna, mark]) {
    await expect(card.message('She has a budget of ten thousand')).toContainText('internal note')
    await expect(card.message('The workshop says Tuesday')).toBeVisible()
    await expect(card.message('The workshop says Tuesday')).not.toContainText('internal note')
  }
  expect(timesSent(anna, chatId, 'She has a budget of ten thousand')).toBe(0)
})
