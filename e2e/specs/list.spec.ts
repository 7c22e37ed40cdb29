import { expect, test, type Card } from './card-page.ts'
import { userCode } from '../portal/world/composite.ts'

const options = (card: Card) => card.list.getByRole('option')

test(
  'waiting clients first, then open chats, closed ones apart; every row says how it stands',
  { tag: '@smoke' },
  async ({ card }) => {
    // High enough for all rows: previews come for those in sight.
    await card.open('deal', undefined, { screenHeight: 1_160 })
    await expect(options(card)).toHaveText([
      /^Tom Ashby, Live Chat, new, waiting for \d+ min, .*Hi! Is installation included in the price\?/,
      /^Laura Bennett, Telegram, waiting for \d+ min, 2 unread, Great! And could we see it .*, operator Anna Keller/,
      /^Laura Bennett, WhatsApp by Twilio, client’s turn, You: Invoice_2291\.pdf, .*, operator Anna Keller/,
      /^Harbour Café, Instagram Direct, closed, Rated 5 of 5, Thank you, everything arrived!/,
      /^Laura Bennett, E-mail, closed, Mark: Re: Quote 118, revised/,
      /^Marco Silva, Viber, closed, Rated 4 of 5, Ok, I will call you next week/,
      /^Harbour Café, VK, closed, Photo/,
    ])
    await expect(card.list.getByText('Open', { exact: true })).toBeVisible()
    await expect(card.list.getByText('Closed', { exact: true }).first()).toBeVisible()
  },
)

test('names, channels and states of all kinds come out as words', async ({ card }) => {
  await card.open('lead', 1205)
  await expect(options(card).last()).toBeAttached()
  const expected = [
    /^Sarah Whitmore, Telegram, new, waiting for/,
    /^João Pedro de Alcântara, Bitrix24 SMS and WhatsApp, waiting for/,
    /^🦊 foxy_design 🦊, some_future_channel, client’s turn/,
    /^محمد الأحمد, VK, closing/,
    /^<b>Bobby<\/b> "Tables", Live Chat, closed/,
  ]
  await card.list.focus()
  await card.list.press('End')
  await card.list.press('Home')
  for (const name of expected) {
    await card.panel.getByRole('searchbox', { name: 'Search chats' }).fill(name.source.slice(1, 9).replace('\\', ''))
    await expect(card.row(name)).toBeVisible()
  }
  await expect(card.list).not.toContainText(/undefined|null|NaN|\[object|\[b\]/)
})

test('a client writes: the row tells at once, moves where it belongs and counts', async ({ card, portal }) => {
  await card.open()
  await expect(options(card).nth(5)).toHaveText(/^Marco Silva/)
  portal.world.simulate.clientWrites({ chatId: card.chatId('Marco Silva'), text: 'The water is ready!' })
  await expect(options(card).nth(1)).toHaveText(
    /^Marco Silva, Viber, new, waiting for under 1 min, .*The water is ready!/,
  )
  await expect(options(card).nth(0)).toHaveText(/^Tom Ashby/)

  const whatsapp = card.chatId('Laura Bennett', 'whatsappbytwilio')
  portal.world.simulate.clientWrites({ chatId: whatsapp, text: 'Got it', count: 3 })
  await expect(card.row(/^Laura Bennett, WhatsApp/)).toHaveAccessibleName(
    /waiting for under 1 min, 3 unread, Got it \(3\)/,
  )
})

test('a message without words is named by what it is', async ({ card, portal }) => {
  await card.open()
  const laura = card.row(/^Laura Bennett, Telegram/)
  await expect(laura).toBeVisible()
  const chatId = card.chatId('Laura Bennett', 'telegrambot')
  const kinds = [
    ['photo', /unread, Photo/],
    ['voice', /unread, Audio message/],
    ['file', /unread, Order form\.pdf/],
  ] as const
  for (const [kind, words] of kinds) {
    portal.world.simulate.clientWrites({ chatId, kind })
    await expect(laura).toHaveAccessibleName(words)
  }
})

/** Opens a card with 70 chats of which only the first rows are there until the returned function is called. */
const openLongList = async (card: Card): Promise<() => Promise<void>> => {
  const { page, portal } = card
  let letCome = () => {}
  const held = new Promise<void>((resolve) => (letCome = resolve))
  await page.route(/\/assets\/row-virtualizer-[^/]*\.js$/, async (route) => {
    await held
    await route.continue()
  })
  const asked = page.waitForRequest(/row-virtualizer/)
  for (let number = 1; number <= 70; number += 1)
    portal.world.simulate.newClientChat({ type: 'deal', id: 1499, connector: 'livechat', name: `Client ${number}` })
  await card.open('deal', 1499)
  await asked
  return async () => {
    const come = page.waitForResponse(/row-virtualizer/)
    letCome()
    await (await come).finished()
  }
}

test('a press while the rest of a long list comes opens the chat it began on', async ({ card }) => {
  const letRestCome = await openLongList(card)
  const row = card.list.locator(`[data-chat="${await options(card).nth(2).getAttribute('data-chat')}"]`)
  await row.hover()
  await card.page.mouse.down()
  const pressed = await row.elementHandle()
  await letRestCome()
  await card.page.mouse.up()
  await expect(row).toHaveAttribute('aria-selected', 'true')
  // The rows are exchanged after the press.
  await expect.poll(() => pressed?.evaluate(({ isConnected }) => isConnected)).toBe(false)
})

test('End pressed before the rest of a long list has come leads to its end', async ({ card }) => {
  const letRestCome = await openLongList(card)
  await card.list.focus()
  await card.list.press('End')
  await letRestCome()
  await expect(card.list.locator('[role=option][aria-posinset="70"]')).toBeInViewport()
  await expect(card.list.locator('[role=option][aria-posinset="69"]')).toBeAttached()
})

for (const [moved, from] of [
  ['below another row', '[role=listbox]'],
  ['out of the list', 'main, #root'],
] as const)
  test(`a press opens the chat it began on, also when its row moves ${moved} before it ends`, async ({ card }) => {
    await card.open()
    const row = card.row(/^Laura Bennett, WhatsApp/)
    await row.hover()
    await card.page.mouse.down()
    const before = (await row.boundingBox())?.y ?? 0
    await row.evaluate((element, container) => {
      const moving = element.closest<HTMLElement>(container)
      if (moving) moving.style.paddingBlockStart = container === '[role=listbox]' ? '60px' : '400px'
    }, from)
    expect((await row.boundingBox())?.y).toBeGreaterThan(before + 50)
    await card.page.mouse.up()
    await expect(row).toHaveAttribute('aria-selected', 'true')
  })

test('a list that the pointer or the keys are in keeps its order and says how much is new', async ({
  card,
  portal,
}) => {
  await card.open()
  // A change is visible only against a known state.
  await expect(card.row(/^Marco Silva.*I will call you next week/)).toBeVisible()
  await card.row(/^Harbour Café, Instagram/).hover()
  portal.world.simulate.clientWrites({ chatId: card.chatId('Marco Silva'), text: 'The water is ready!' })
  const news = card.panel.getByRole('button', { name: '1 new' })
  await expect(news).toBeVisible()
  await expect(options(card).nth(5)).toHaveText(/^Marco Silva.*The water is ready!/)
  await news.click()
  await expect(options(card).nth(1)).toHaveText(/^Marco Silva/)
})

test('a new chat of the card appears by itself', async ({ card, portal }) => {
  await card.open('deal', 1499)
  await expect(card.panel.getByText('No chats yet')).toBeVisible()
  portal.world.simulate.newClientChat({
    type: 'deal',
    id: 1499,
    connector: 'viber',
    name: 'Noor Haddad',
    text: 'Hi there',
  })
  await expect(card.row(/^Noor Haddad, Viber, new.*Hi there/)).toBeVisible()
})

test('a chat that a colleague closes goes to the closed ones', async ({ card, portal }) => {
  await card.open()
  await expect(options(card).nth(2)).toHaveText(/^Laura Bennett, WhatsApp/)
  portal.world.simulate.finish({ chatId: card.chatId('Laura Bennett', 'whatsappbytwilio') })
  await expect(card.row(/^Laura Bennett, WhatsApp by Twilio, closed/)).toBeVisible()
  await expect(options(card).nth(2)).toHaveText(/closed/)
})

test('search finds by client and by last message, whatever the accents', { tag: '@smoke' }, async ({ card }) => {
  await card.open()
  const search = card.panel.getByRole('searchbox', { name: 'Search chats' })
  await search.fill('cafe')
  await expect(options(card)).toHaveText([/^Harbour Café, Instagram/, /^Harbour Café, VK/])
  await search.fill('oak worktop')
  await expect(options(card)).toHaveText([/^Laura Bennett, Telegram/])
  await search.fill('zeppelin')
  await expect(card.panel.getByText('Nothing found for “zeppelin”')).toBeVisible()
  await card.panel.getByRole('status').getByRole('button', { name: 'Clear search' }).click()
  await expect(options(card)).toHaveCount(7)
  await expect(search).toBeFocused()
})

test('the chips show what they say', async ({ card }) => {
  await card.open()
  const chip = (name: RegExp) => card.panel.getByRole('group', { name: 'Show' }).getByRole('button', { name })
  await chip(/^Mine/).click()
  await expect(options(card)).toHaveText([/^Laura Bennett, Telegram/, /^Laura Bennett, WhatsApp/])
  await chip(/^Closed/).click()
  await expect(options(card)).toHaveCount(4)
  await expect(options(card).filter({ hasNotText: 'closed' })).toHaveCount(0)
  await chip(/^Unread/).click()
  await expect(card.row(/^Laura Bennett, Telegram.*2 unread/)).toBeVisible()
  await chip(/^All/).click()
  await expect(options(card)).toHaveCount(7)
})

test('the chat that needs attention most opens by itself', { tag: '@smoke' }, async ({ card }) => {
  await card.open()
  await expect(card.conversation('Tom Ashby')).toBeVisible()
  await expect(card.row(/^Tom Ashby/)).toHaveAttribute('aria-selected', 'true')
  await expect(card.message('Hi! Is installation included in the price?')).toBeVisible()
  // A chat that opened by itself must not take the focus from the card around.
  await expect(card.field).not.toBeFocused()
})

test('a client who has waited longer than the one whose chat changed last is offered', async ({ card, portal }) => {
  portal.world.simulate.clientWrites({ chatId: card.chatId('Laura Bennett', 'telegrambot'), text: 'One more thing' })
  await card.open()
  await expect(card.row(/^Laura Bennett, Telegram/)).toHaveAttribute('aria-selected', 'true')
  await expect(card.message('One more thing')).toBeVisible()
  await expect(options(card).first()).toHaveText(/^Tom Ashby/)
  const offer = card.panel.getByRole('button', { name: 'Waits longest: Tom Ashby' })
  await offer.click()
  await expect(card.conversation('Tom Ashby')).toBeVisible()
  await expect(offer).toHaveCount(0)
  await expect(card.field).toBeFocused()
})

test('no other client is offered once a chat was chosen, and none in place of the chat last open', async ({
  card,
  portal,
}) => {
  portal.world.simulate.clientWrites({ chatId: card.chatId('Laura Bennett', 'telegrambot'), text: 'One more thing' })
  const offer = card.panel.getByRole('button', { name: /^Waits longest/ })
  await card.open()
  await expect(offer).toBeVisible()
  await card.choose(/^Marco Silva/)
  await expect(offer).toHaveCount(0)
  await card.open()
  await expect(card.row(/^Marco Silva/)).toHaveAttribute('aria-selected', 'true')
  await expect(options(card).first()).toHaveText(/^Tom Ashby/)
  await expect(offer).toHaveCount(0)
})

for (const type of ['lead', 'contact', 'company'] as const) {
  test(`in a ${type} card with many chats, too, the client who has waited longest is first, and open or one press away`, async ({
    card,
    portal,
  }) => {
    const id = portal.world.showcase[type]
    const here = portal.world.chats().filter(({ cards }) => cards.some((one) => one.type === type && one.id === id))
    const startOf = (chatId: number) => portal.world.state.chat(chatId)?.sessions.at(-1)?.createdAt ?? 0
    const [first] = here.filter(({ status }) => status < 10).toSorted((a, b) => startOf(a.chatId) - startOf(b.chatId))
    await card.open(type, id)
    await expect(options(card).first()).toHaveAttribute('data-chat', String(first?.chatId))
    await expect(options(card).first()).toHaveText(/, new, waiting for /)
    const offer = card.panel.getByRole('button', { name: /^Waits longest: / })
    const isOpen = (await options(card).first().getAttribute('aria-selected')) === 'true'
    await expect(offer).toHaveCount(isOpen ? 0 : 1)
    if (!isOpen) await offer.click()
    await expect(options(card).first()).toHaveAttribute('aria-selected', 'true')
  })
}

test('a client who waits is first although much has happened in other chats since', async ({ card, portal }) => {
  const { simulate } = portal.world
  const place = { type: 'deal', id: 1499, connector: 'livechat' }
  simulate.newClientChat({ ...place, name: 'Patient Client' })
  for (let number = 1; number <= 14; number += 1) {
    const { chatId } = simulate.newClientChat({ ...place, name: `Later Client ${number}` }) as { chatId: number }
    simulate.colleagueAnswers({ chatId, userId: 12 })
  }
  await card.open('deal', 1499)
  await expect(options(card).first()).toHaveText(/^Patient Client, Live Chat, new/)
  // Which chat changed last is a matter of milliseconds here: theirs is open, or offered.
  const open = card.list.getByRole('option', { name: /^Patient Client/, selected: true })
  await expect(open.or(card.panel.getByRole('button', { name: 'Waits longest: Patient Client' }))).toBeVisible()
})

test('the chat last open in this card opens again, in another card its own', async ({ card, portal }) => {
  await card.open()
  await card.choose(/^Harbour Café, Instagram/)
  await card.open('contact', portal.world.showcase.contact)
  await expect(card.row(/./).first()).toBeVisible()
  await expect(card.conversation('Harbour Café')).toHaveCount(0)
  await card.open()
  await expect(card.conversation('Harbour Café')).toBeVisible()
})

test('with room for one pane the list comes first, a chat opens over it and Back leads to it', async ({ card }) => {
  await card.open('deal', undefined, { width: 400, screenHeight: 1_000 })
  await expect(options(card).first()).toBeVisible()
  await expect(card.log).toHaveCount(0)
  await card.row(/^Laura Bennett, Telegram/).click()
  await expect(card.conversation('Laura Bennett')).toBeVisible()
  await expect(card.list).toHaveCount(0)
  await card.panel.getByRole('button', { name: 'Back to chats' }).click()
  await expect(options(card)).toHaveCount(7)
})

test('chats of a channel that is switched off are left out, as in the portal', async ({ card, portal }) => {
  portal.world.simulate.switchConnector({ connector: 'viber', on: false })
  await card.open()
  await expect(options(card)).toHaveCount(6)
  await expect(card.row(/Viber/)).toHaveCount(0)
})

test('a pasted user code opens its chat, or says where it is', async ({ card, portal }) => {
  await card.open()
  await expect(card.field).toBeVisible()
  const all = (await options(card).first().getAttribute('aria-setsize')) ?? ''
  expect(Number(all)).toBeGreaterThan(3)
  const search = card.panel.getByRole('searchbox', { name: 'Search chats' })
  const codeOf = (chatId: number) => {
    const chat = portal.world.state.chat(chatId)
    return chat ? userCode(chat) : ''
  }
  await search.fill(`https://portal.example/online/?IM_DIALOG=imol|${codeOf(card.chatId('Marco Silva'))}`)
  await expect(card.conversation('Marco Silva')).toBeVisible()
  await expect(search).toHaveValue('')

  await search.fill(`imol|${codeOf(card.chatId('Sarah Whitmore'))}`)
  await expect(card.panel.getByText('The chat belongs to another card')).toBeVisible()
  await card.panel.getByRole('button', { name: 'Open in the messenger' }).click()
  await expect(card.page.getByText(/Messenger opened: chat\d+/)).toBeVisible()

  await search.fill('imol|telegrambot|4|nobody|nobody')
  await expect(card.panel.getByText('No chat with this code')).toBeVisible()
  await card.panel.getByRole('button', { name: 'Clear search' }).last().click()
  await expect(options(card).first()).toHaveAttribute('aria-setsize', all)
})
