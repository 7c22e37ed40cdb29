import { expect, test, type Card } from './card-page.ts'

interface SentRequest {
  /** Methods of its sub-calls, in order. */
  readonly methods: readonly string[]
  /** Unix ms, by the browser; known once it has been answered. */
  readonly sentAt: () => number
}

/** The requests of the panel, as they are sent. */
const watchRequests = (card: Card): readonly SentRequest[] => {
  const sent: SentRequest[] = []
  card.page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (request.method() !== 'POST' || !pathname.startsWith('/rest/')) return
    const commands = [...new URLSearchParams(request.postData() ?? '')].filter(([name]) => name.startsWith('cmd['))
    sent.push({
      methods: pathname.endsWith('/batch')
        ? commands.map(([, command]) => command.split('?')[0]!)
        : [pathname.slice('/rest/'.length)],
      sentAt: () => request.timing().startTime,
    })
  })
  return sent
}

const count = (request: SentRequest | undefined, method: string) =>
  request?.methods.filter((one) => one === method).length ?? 0

/** What the first conversation needs. */
const MEMBER = ['profile', 'imopenlines.crm.chat.get', 'imopenlines.dialog.get', 'im.dialog.messages.get']
/** As long as it isn't known how this user reads. */
const FIRST = [...MEMBER, 'imopenlines.session.history.get']
/** State and previews of the list, names of the lines, options of user and app, push channel, two kinds of links, team chat. */
const SECOND_BESIDES_DETAILS = 9
/** Rows in sight in a frame of 600 px. */
const ROWS_IN_SIGHT = 6
/** A card that is not used asks for nothing more in this time after its first answer, ms. */
const START_MS = 5_000

/** A deal with this many chats of Anna's. */
const dealWith = ({ portal }: Card, chats: number): number => {
  const id = 1499
  for (let number = 1; number <= chats; number += 1) {
    const place = { type: 'deal', id, connector: 'livechat', name: `Client ${number}` }
    const made = portal.world.simulate.newClientChat(place) as { chatId: number }
    portal.world.simulate.colleagueTakes({ chatId: made.chatId, userId: 11 })
  }
  return id
}

/** Waits until all that a start asks for is there, and returns its three requests. */
const startOf = async (card: Card, requests: readonly SentRequest[]) => {
  await expect(card.log.getByRole('article').last()).toBeVisible()
  await expect(card.panel.getByRole('button', { name: /^Team/ })).toBeVisible()
  await expect.poll(() => requests.length, { timeout: 20_000 }).toBeGreaterThan(3)
  const [first, second, third, fourth] = requests
  await expect.poll(() => fourth!.sentAt()).toBeGreaterThan(0)
  // The second one is sent when the first is answered; its own time begins a little after.
  expect(fourth!.sentAt() - second!.sentAt()).toBeGreaterThanOrEqual(START_MS - 250)
  expect(first?.methods).toEqual(FIRST)
  for (const { methods } of requests) expect(methods.length).toBeLessThanOrEqual(50)
  return { second, third }
}

for (const chats of [1, 7, 40])
  test(`a card with ${chats} chats: one request before the conversation, three in five seconds`, async ({ card }) => {
    const requests = watchRequests(card)
    await card.open('deal', dealWith(card, chats), { related: true, screenHeight: 600 })
    const { second, third } = await startOf(card, requests)
    const details = Math.min(chats, ROWS_IN_SIGHT) - 1
    expect(count(second, 'imopenlines.dialog.get')).toBe(details)
    expect(second?.methods).toHaveLength(SECOND_BESIDES_DETAILS + details)
    expect(third!.methods.length).toBeLessThanOrEqual(20)
  })

test('a card with relations asks for those there are, in its third request', async ({ card }) => {
  const requests = watchRequests(card)
  await card.open('deal', undefined, { related: true, screenHeight: 600 })
  const { second, third } = await startOf(card, requests)
  expect(count(second, 'crm.deal.contact.items.get')).toBe(1)
  // Two lists for each of three contacts and the company.
  expect(count(third, 'imopenlines.crm.chat.get')).toBe(8)
  expect(third!.methods.length).toBeLessThanOrEqual(30)
})

test('whose last conversation was one they were in asks for no history, and gets it where it is needed', async ({
  card,
}) => {
  await card.open()
  await card.choose(/^Laura Bennett, Telegram/)
  await expect(card.message('Great! And could we see it')).toBeVisible()
  const requests = watchRequests(card)
  await card.open('deal', 1600)
  await expect(card.log.getByRole('article').last()).toBeVisible()
  // The page before may still have sent something.
  expect(requests.find(({ methods }) => methods.includes('profile'))?.methods).toEqual(MEMBER)
})
