import { readFile } from 'node:fs/promises'
import { expect, test, type Card } from './card-page.ts'
import { expectAccessible, setWidth } from './axe.ts'

const MESSAGES = 'im.dialog.messages.get'
const LAURA = /^Laura Bennett, Telegram/

const dialog = (card: Card) => card.panel.getByRole('dialog', { name: /^Export the chat with/ })
const bar = (card: Card) => card.panel.getByRole('region', { name: /^Export of the chat with/ })
const lauraOf = (card: Card) => card.chatId('Laura Bennett', 'telegrambot')
const said = (card: Card, chatId: number, text: string, count = 1) =>
  card.portal.world.simulate.clientWrites({ chatId, text, count })

const openLaura = async (card: Card) => {
  await card.open()
  await card.choose(LAURA)
  await expect(card.log.getByRole('article').first()).toBeVisible()
  await expect(card.field).toBeVisible()
}
const ask = async (card: Card) => {
  await card.panel.getByRole('button', { name: 'More' }).first().click()
  await card.panel.getByRole('menuitem', { name: 'Export the chat' }).click()
  await expect(dialog(card)).toBeVisible()
}
const begin = (card: Card) => dialog(card).getByRole('button', { name: 'Export', exact: true }).click()
/** Name and text of the file that `press` saves. */
const saved = async (card: Card, press: () => Promise<void>) => {
  const [download] = await Promise.all([card.page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}
const idsOf = (json: string): number[] =>
  (JSON.parse(json) as { messages: readonly { id: number }[] }).messages.map(({ id }) => id)

/** Starts exporting a long chat through a portal that fails after the first part; returns the fault's id. */
const failHalfway = async (card: Card): Promise<number> => {
  card.expectNoise()
  said(card, lauraOf(card), 'Filling', 1_000)
  await openLaura(card)
  await ask(card)
  await dialog(card).getByRole('radio', { name: /^Data/ }).check()
  const fault = card.portal.faults.set({ method: MESSAGES, kind: 'bad-gateway', after: 1 })
  await begin(card)
  return fault
}

test('the whole history leaves as a page, oldest first, without notes, and what a client wrote stays words', async ({
  card,
  context,
}) => {
  const chatId = lauraOf(card)
  const evil = '<img src=x onerror="document.title=\'owned\'"></main><script>document.title = "owned"</script>'
  said(card, chatId, evil)
  said(card, chatId, '[url=https://oak.example/a]the oak[/url] and [url=javascript:alert(1)]this[/url]')
  await openLaura(card)
  await ask(card)
  const { name, text } = await saved(card, () => begin(card))
  expect(name).toMatch(/^Laura Bennett, Telegram, \d{4}-\d\d-\d\d\.html$/)
  await expect(bar(card)).toContainText(/\d+ messages saved\./)
  // A link to the file, without the parameters that grant access.
  expect(text).toMatch(/href="[^"]*\/disk\/download\/\d+\?fileName=/)
  expect(text).not.toContain('_esd')

  const reader = await context.newPage()
  await reader.setContent(text)
  await expect(reader).toHaveTitle('Laura Bennett')
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Laura Bennett')
  const articles = reader.getByRole('article')
  const count = await articles.count()
  await expect(bar(card)).toContainText(`${count} messages saved.`)
  await expect(articles.last()).toContainText('the oak and this')
  await expect(articles.last().getByRole('link')).toHaveCount(1)
  await expect(articles.nth(count - 2)).toContainText(evil)
  await expect(reader.getByText('the 3 m island is out of stock')).toHaveCount(0)
  expect(await reader.locator('script, img, iframe').count()).toBe(0)
  const texts = card.clientSees(chatId).filter((one) => one !== '' && !one.includes('['))
  const page = (await articles.allTextContents()).join('\n')
  expect(texts.length).toBeGreaterThan(100)
  for (const one of texts) expect(page).toContain(one)
})

test('the team’s notes come along only when that is asked for, each at its time', async ({ card, context }) => {
  await openLaura(card)
  await ask(card)
  const notes = dialog(card).getByRole('checkbox', { name: 'With the team’s notes' })
  await expect(notes).not.toBeChecked()
  await notes.check()
  const { text } = await saved(card, () => begin(card))
  const reader = await context.newPage()
  await reader.setContent(text)
  await expect(reader.getByText('With the team’s internal notes.')).toBeVisible()
  const note = reader.getByRole('article').filter({ hasText: 'the 3 m island is out of stock' })
  await expect(note).toContainText('Mark Olsen internal note')
  await expect(note.locator('xpath=following-sibling::article[1]')).toContainText('Then the 2.7 m island fits')
})

test('for programs: JSON has every message once, a table has no formulas', async ({ card }) => {
  const chatId = lauraOf(card)
  said(card, chatId, '=HYPERLINK("https://evil.example";"Click")')
  said(card, chatId, 'two lines,\nand "quotes"')
  await openLaura(card)
  await card.field.press('Control+k')
  await card.panel.getByRole('combobox', { name: 'What do you want to do?' }).fill('export')
  await card.page.keyboard.press('Enter')
  await dialog(card).getByRole('radio', { name: /^Data/ }).check()
  const json = await saved(card, () => begin(card))
  expect(json.name).toMatch(/\.json$/)
  const ids = idsOf(json.text)
  expect(ids.length).toBeGreaterThan(150)
  expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b))
  expect(JSON.parse(json.text)).toMatchObject({
    chat: { id: chatId, client: 'Laura Bennett' },
    count: ids.length,
    gaps: [],
  })

  await ask(card)
  await dialog(card)
    .getByRole('radio', { name: /^Table/ })
    .check()
  const csv = await saved(card, () => begin(card))
  expect(csv.name).toMatch(/\.csv$/)
  expect(csv.text.startsWith('\ufeffid,date,role,author,text,')).toBe(true)
  expect(csv.text).toContain('"\'=HYPERLINK(""https://evil.example"";""Click"")"')
  expect(csv.text).toContain('"two lines,\nand ""quotes"""')
})

test('a portal that fails halfway: what is here can be saved, and says that it is not all', async ({
  card,
  portal,
}) => {
  const fault = await failHalfway(card)
  const trouble = bar(card).getByRole('alert')
  await expect(trouble).toContainText(/Bitrix24 .*\d messages are kept\./)
  for (const width of [560, 360, 1195]) {
    await setWidth(card, width)
    await expectAccessible(card, `an export that failed at ${width} px`)
  }
  const part = await saved(card, () => bar(card).getByRole('button', { name: 'Save what is here' }).click())
  expect(JSON.parse(part.text)).toMatchObject({ gaps: ['stopped'] })
  expect(idsOf(part.text).length).toBeLessThan(1_000)
  portal.faults.clear(fault)
})

test('after a failure it goes on where it stopped, with another chat open, and every message is there once', async ({
  card,
  portal,
}) => {
  const fault = await failHalfway(card)
  await expect(bar(card).getByRole('alert')).toBeVisible()
  portal.faults.clear(fault)
  await bar(card).getByRole('button', { name: 'Go on' }).click()
  await card.choose(/^Tom Ashby/)
  const { text } = await saved(card, async () => undefined)
  const ids = idsOf(text)
  expect(ids.length).toBeGreaterThan(1_150)
  expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b))
  await expect(bar(card)).toContainText(`Laura Bennett ${new Intl.NumberFormat('en').format(ids.length)} messages`)
  await bar(card).getByRole('button', { name: 'Close the export' }).click()
  await expect(bar(card)).toHaveCount(0)
})

test('cancelled, it reads no further', async ({ card }) => {
  said(card, lauraOf(card), 'Filling', 4_000)
  await openLaura(card)
  let exportRequests = 0
  card.page.on('request', (request) => {
    // Only an export reads six pages at a time.
    const body = request.postData() ?? ''
    if (body.includes('cmd%5Bp5%5D') && !body.includes('cmd%5Bp6%5D')) exportRequests += 1
  })
  await ask(card)
  await begin(card)
  await expect(bar(card)).toContainText(/\d+ messages read/)
  await ask(card)
  await expect(dialog(card)).toContainText('The export of the chat with Laura Bennett is still under way')
  await dialog(card).getByRole('button', { name: 'Cancel' }).click()
  await bar(card).getByRole('button', { name: 'Cancel' }).click()
  await expect(bar(card)).toHaveCount(0)
  const before = exportRequests
  expect(before).toBeGreaterThan(0)
  await card.reply('Still here')
  await expect.poll(() => card.clientSees(lauraOf(card)).at(-1)).toBe('Still here')
  await card.reply('And now')
  await expect.poll(() => card.clientSees(lauraOf(card)).at(-1)).toBe('And now')
  expect(exportRequests).toBe(before)
})

test('on paper stands the conversation and nothing else, and afterwards the panel is back', async ({ card }) => {
  await card.page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printing', '')
  })
  await openLaura(card)
  await ask(card)
  await dialog(card)
    .getByRole('radio', { name: /^Print/ })
    .check()
  await expectAccessible(card, 'the export’s questions')
  await begin(card)
  await expect(card.panel.locator('html[data-printing]')).toBeAttached()
  await card.page.emulateMedia({ media: 'print' })
  await expect(card.panel.getByRole('heading', { level: 1, name: 'Laura Bennett' })).toBeVisible()
  await expect(card.panel.getByText('Great! And could we see it').last()).toBeVisible()
  await expect(card.field).toBeHidden()
  await card.page.emulateMedia({ media: 'screen' })
  await (await card.frame()).evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect(card.field).toBeVisible()
  await expect(card.panel.getByRole('heading', { level: 1, name: 'Laura Bennett' })).toHaveCount(0)
  await expect(bar(card)).toContainText('messages are ready to print.')
})

test('who isn’t in the chat gets the sessions they may read, and is told that these are not all', async ({
  card,
  context,
}) => {
  await card.open('deal', card.portal.world.showcase.deal, { user: 18 })
  await card.choose(LAURA)
  await ask(card)
  await expect(dialog(card)).toContainText('You are not in this chat')
  const { text } = await saved(card, () => begin(card))
  const reader = await context.newPage()
  await reader.setContent(text)
  await expect(reader.getByText('Not the whole history: only sessions that the reader may see.')).toBeVisible()
  await expect(reader.getByRole('article').last()).toContainText('Great! And could we see it')
})
