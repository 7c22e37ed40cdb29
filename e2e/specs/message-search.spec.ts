import { expect, test, type Card } from './card-page.ts'
import { expectAccessible, setWidth } from './axe.ts'

const SEARCH = 'im.dialog.messages.search'
const LAURA = /^Laura Bennett, Telegram/

const bar = (card: Card) => card.panel.getByRole('search', { name: 'Search in this chat' })
const words = (card: Card) => bar(card).getByRole('searchbox', { name: 'Words in messages' })

/** Visible text of the message list. */
const inSight = (card: Card) =>
  card.log.evaluate((log) => {
    const { top, bottom } = log.getBoundingClientRect()
    return [...log.querySelectorAll('article')]
      .filter((one) => one.getBoundingClientRect().bottom > top && one.getBoundingClientRect().top < bottom)
      .map((one) => one.textContent)
      .join('\n')
  })

/** Opens Laura's chat with a number of additional messages of hers, and the search in it. */
const openSearch = async (card: Card, more = 0): Promise<void> => {
  const chatId = card.chatId('Laura Bennett', 'telegrambot')
  if (more > 0) {
    card.portal.world.simulate.clientWrites({ chatId, text: 'The marble sample is here' })
    card.portal.world.simulate.clientWrites({ chatId, text: 'Filling', count: more })
    card.portal.world.simulate.clientWrites({ chatId, text: 'Is the marble expensive?' })
  }
  await card.open()
  await card.choose(LAURA)
  await expect(card.field).toBeVisible()
  await card.field.press('Control+f')
  await expect(words(card)).toBeFocused()
}

test(
  'words are found on the server, walked through by keys, and lead back to where one was',
  { tag: '@smoke' },
  async ({ card, portal }) => {
    await openSearch(card, 200)
    await card.panel.getByRole('button', { name: /^To the newest/ }).click()
    await expect(card.message('Is the marble expensive?')).toBeInViewport()
    await words(card).fill('marble')
    await expect(bar(card).getByText('2 hits')).toBeVisible()
    const hits = bar(card).getByRole('list', { name: 'Hits' })
    await expect(hits.getByRole('listitem')).toHaveCount(2)
    await expect(hits.getByRole('listitem').nth(1)).toContainText('The marble sample is here')
    expect(portal.counters.executed(SEARCH)).toBe(1)

    await words(card).press('Enter')
    await expect(bar(card).getByText('1 of 2')).toBeVisible()
    await expect(card.message('Is the marble expensive?')).toBeInViewport()
    // Two hundred messages up: not loaded yet.
    await expect(words(card)).toBeFocused()
    await card.page.keyboard.press('F3')
    await expect(bar(card).getByText('2 of 2')).toBeVisible()
    await expect(card.message('The marble sample is here')).toBeInViewport()
    await bar(card).getByRole('button', { name: 'Back to where you were' }).click()
    await expect.poll(() => inSight(card)).toMatch(/Filling \((?:1[89]\d|200)\)/)
    expect(await inSight(card)).not.toContain('The marble sample is here')
    await expect(words(card)).toBeFocused()
    await card.page.keyboard.press('Escape')
    await expect(bar(card)).toHaveCount(0)

    // From there the newest message is a press away.
    await card.panel.getByRole('button', { name: /^To the newest/ }).click()
    await expect(card.message('Is the marble expensive?')).toBeInViewport()
  },
)

test('nothing found, a failure and a way on are told', async ({ card, portal }) => {
  card.expectNoise()
  await openSearch(card)
  await words(card).fill('zebra')
  await expect(bar(card).getByText('Nothing found')).toBeVisible()
  portal.faults.set({ method: SEARCH, kind: 'refuse', code: 'INTERNAL_SERVER_ERROR', status: 500, times: 1 })
  await words(card).fill('window')
  await expect(bar(card).getByRole('alert')).toContainText('The search did not come through.')
  await bar(card).getByRole('button', { name: 'Try again' }).click()
  await expect(bar(card).getByText(/^\d+ hits?$/)).toBeVisible()

  portal.faults.set({ method: SEARCH, kind: 'refuse', code: 'INTERNAL_SERVER_ERROR', status: 500, times: 1 })
  await bar(card).getByLabel('Go to a day').fill('2020-01-01')
  await expect(bar(card).getByRole('alert')).toHaveText('The search did not come through.')
})

test('the search is for everybody, at every width, and Ctrl+F beside the conversation is the browser’s', async ({
  card,
}) => {
  await openSearch(card)
  await words(card).fill('worktop')
  await expect(bar(card).getByText(/^\d+ hits?$/)).toBeVisible()
  await expectAccessible(card, 'hits')
  await card.page.keyboard.press('Enter')
  await expect(bar(card).getByRole('button', { name: 'Back to where you were' })).toBeVisible()
  for (const width of [1195, 360]) {
    await setWidth(card, width)
    await expectAccessible(card, `a hit at ${width} px`)
  }
  await setWidth(card, 1195)
  await words(card).press('Escape')
  const frame = await card.frame()
  const taken = () =>
    frame.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const hear = ({ code, defaultPrevented }: KeyboardEvent) => {
            if (code !== 'KeyF') return
            window.removeEventListener('keydown', hear)
            resolve(defaultPrevented)
          }
          window.addEventListener('keydown', hear)
        }),
    )
  const [beside] = await Promise.all([
    taken(),
    card.details.getByRole('button', { name: 'Transfer' }).press('Control+f'),
  ])
  expect(beside).toBe(false)
  const [inside] = await Promise.all([taken(), card.field.press('Control+f')])
  expect(inside).toBe(true)
  await expect(words(card)).toBeFocused()
})

test('a day leads to its first message', async ({ card, portal }) => {
  await openSearch(card, 120)
  // Which messages share a day depends on the time of day at which the test runs.
  const dayOf = (at: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(at)
  const messages = portal.world.state.chat(card.chatId('Laura Bennett', 'telegrambot'))?.messages
  const said = (messages?.slice(0) ?? []).filter(({ authorId, text }) => authorId !== 0 && text !== '')
  const wall = said.find(({ text }) => text.startsWith('Good morning! The wall'))
  const day = dayOf(wall?.date ?? 0)
  const first = said.find(({ date }) => dayOf(date) === day)
  await bar(card).getByLabel('Go to a day').fill(day)
  await expect(card.message(first?.text ?? 'none').first()).toBeInViewport()
  await bar(card).getByLabel('Go to a day').fill('2099-01-01')
  await expect(bar(card).getByRole('alert')).toHaveText('No messages on that day or later.')
})

test('who isn’t in the chat searches what is loaded, and is told so', async ({ card, portal }) => {
  await card.open('deal', undefined, { user: 18 })
  await card.choose(LAURA)
  await expect(card.message('Great! And could we see it')).toBeVisible()
  // The keys work once the field is there.
  await expect(card.field).toBeVisible()
  await card.page.keyboard.press('Control+k')
  await card.panel.getByRole('combobox', { name: 'What do you want to do?' }).fill('search in this')
  await card.page.keyboard.press('Enter')
  await words(card).fill('worktop')
  await expect(bar(card).getByText('only the messages that are loaded were searched')).toBeVisible()
  await expect(bar(card).getByText(/\d hits?/)).toBeVisible()
  await words(card).press('Enter')
  await expect(card.message('Great! And could we see it with the oak worktop?')).toBeInViewport()
  expect(portal.counters.requested(SEARCH)).toBe(0)
})

test('more than two hundred hits are walked through, the first message is a press away', async ({ card, portal }) => {
  const chatId = card.chatId('Laura Bennett', 'telegrambot')
  portal.world.simulate.clientWrites({ chatId, text: 'The oldest marble' })
  portal.world.simulate.clientWrites({ chatId, text: 'marble', count: 201 })
  await openSearch(card)
  await words(card).fill('marble')
  await expect(bar(card).getByText('over 200 hits')).toBeVisible()
  // Backwards from the newest wraps to the last known hit; one more is requested.
  await words(card).press('Shift+F3')
  await expect(bar(card).getByText('200 of 200')).toBeVisible()
  await words(card).press('F3')
  await expect(bar(card).getByText('201 of 202')).toBeVisible()
  await words(card).press('F3')
  await expect(bar(card).getByText('202 of 202')).toBeVisible()
  await expect(card.message('The oldest marble')).toBeInViewport()

  await bar(card).getByRole('button', { name: 'First message' }).click()
  await expect(card.log.getByText('The conversation begins here')).toBeInViewport()
})

test('a plan that keeps older messages back is named where they would be, and in the search', async ({
  card,
  portal,
}) => {
  portal.world.state.historyDays = 5
  await openSearch(card)
  await expect(card.message('Great! And could we see it')).toBeVisible()
  await card.log.hover()
  const told = card.log.getByText('The plan of your Bitrix24 keeps older messages back.')
  await expect(async () => {
    await card.page.mouse.wheel(0, -2_000)
    await expect(told).toBeInViewport({ timeout: 500 })
  }).toPass()
  await expect(card.log.getByText('The conversation begins here')).toHaveCount(0)
  await words(card).fill('worktop')
  await expect(bar(card).getByText('Your plan keeps older messages back: they were not searched.')).toBeVisible()
})
