import { expect, test, type Card } from './card-page.ts'

const SEND = 'imopenlines.crm.message.add'
const options = (card: Card) => card.list.getByRole('option')
const total = (card: Card) =>
  card.panel.getByRole('complementary', { name: 'Chats' }).getByRole('heading').locator('+ *')
const related = (card: Card) => card.panel.getByRole('button', { name: /^Related chats/ })

test('a deal shows the chats of its contact, company and lead, each once, and says whose they are', async ({
  card,
  portal,
}) => {
  await card.open('deal', portal.world.showcase.related.deal, { related: true })
  await expect(total(card)).toHaveText('40')
  await expect(card.row(/Contact: Nora Vogel/).first()).toBeVisible()
  await related(card).click()
  const menu = card.panel.getByRole('dialog', { name: 'Related chats' })
  await expect(menu.getByRole('listitem')).toHaveText([
    /Contact: Nora Vogel\s*25 chats/,
    /Company: Hotel Meridian\s*15 chats/,
    /Lead: Hotel Meridian: enquiry at the trade fair\s*15 chats/,
  ])
})

test('the first conversation of a deal with 40 chats is on screen after two requests at most', async ({
  card,
  portal,
}) => {
  // No later request succeeds: what is on screen came with these.
  card.expectNoise()
  portal.faults.set({ method: 'batch', kind: 'bad-gateway', after: 2 })
  await card.open('deal', portal.world.showcase.related.deal, { related: true })
  await expect(card.log.getByRole('article').first()).toBeVisible()
  await expect(total(card)).toHaveText('15')
})

test('a deal without a chat of its own opens one of its contact’s after three requests', async ({ card, portal }) => {
  card.expectNoise()
  portal.faults.set({ method: 'batch', kind: 'bad-gateway', after: 3 })
  await card.open('deal', portal.world.showcase.related.quietDeal, { related: true })
  await expect(card.log.getByRole('article').first()).toBeVisible()
  await expect(options(card)).toHaveCount(3)
  await expect(options(card).first()).toHaveAccessibleName(/Contact: Hugo Castro/)
})

test('as long as the relations are not known nobody is told that there are no chats', async ({ card, portal }) => {
  portal.faults.set({ method: 'crm.deal.contact.items.get', kind: 'delay', ms: 1_500 })
  await card.open('deal', portal.world.showcase.related.quietDeal, { related: true })
  await expect(card.panel.getByText('Loading chats')).toBeAttached()
  await expect(card.panel.getByText('No chats yet').or(options(card).first())).toHaveCount(1)
  await expect(options(card)).toHaveCount(3)
})

test('a deal without any chat says so once the relations are known', async ({ card }) => {
  await card.open('deal', 1499, { related: true })
  await expect(card.panel.getByText('No chats yet')).toBeVisible()
})

test('a relation that may not be seen hides its own chats only, and is named', async ({ card, portal }) => {
  const { related: ids, people } = portal.world.showcase
  await card.open('deal', ids.guardedDeal, { user: people.assistant, related: true })
  await expect(options(card)).toHaveCount(2)
  await expect(card.row(/Contact: Clara Marsh/)).toHaveCount(2)
  await related(card).click()
  await expect(card.panel.getByRole('dialog', { name: 'Related chats' }).getByRole('listitem')).toHaveText([
    /Contact: Clara Marsh\s*2 chats/,
    /Company: .*\s*no access/,
  ])
})

test('a switch hides the related chats, also from counters and search, and is remembered', async ({ card, portal }) => {
  await card.open('deal', portal.world.showcase.related.deal, { related: true })
  await expect(total(card)).toHaveText('40')
  await related(card).click()
  const show = card.panel.getByRole('checkbox', { name: 'Show related chats' })
  await show.uncheck()
  await card.page.keyboard.press('Escape')
  await expect(show).toBeHidden()
  await expect(related(card)).toBeFocused()
  await expect(total(card)).toHaveText('15')
  await expect(card.row(/Contact: /)).toHaveCount(0)

  await card.page.reload()
  await expect(related(card)).toHaveAccessibleName('Related chats (hidden)')
  await expect(total(card)).toHaveText('15')
  await related(card).click()
  await show.check()
  await expect(total(card)).toHaveText('40')
})

test('a reply from a related chat goes by the relation and reaches the client exactly once', async ({
  card,
  portal,
}) => {
  await card.open('deal', portal.world.showcase.related.quietDeal, { related: true })
  await card.choose(/^Ines Lindqvist/)
  // Another card has a client of the same name.
  const id = portal.world.showcase.related.quietContact
  const chats = portal.world.state.chatsOf({ type: 'contact', id })
  const chatId = chats.find(({ title }) => title.includes('Ines Lindqvist'))?.id ?? 0
  await card.reply('We come on Monday.')
  await expect(card.message('We come on Monday.')).toHaveCount(1)
  await expect(card.row(/^Ines Lindqvist/)).toHaveAccessibleName(/You: We come on Monday\./)
  expect(card.clientSees(chatId).filter((text) => text === 'We come on Monday.')).toHaveLength(1)
  expect(portal.counters.executed(SEND)).toBe(1)
})

test('what a client writes in a related chat shows by itself, and so does a new chat there', async ({
  card,
  portal,
}) => {
  const { quietDeal, quietContact: id } = portal.world.showcase.related
  await card.open('deal', quietDeal, { related: true })
  await expect(options(card)).toHaveCount(3)
  const [chat] = portal.world.state.chatsOf({ type: 'contact', id })
  if (!chat) throw new Error('The contact has no chat')
  portal.world.simulate.clientWrites({ chatId: chat.id, text: 'Is anybody there?' })
  await expect(card.row(/Is anybody there\?/)).toBeVisible()
  portal.world.simulate.newClientChat({ type: 'contact', id, text: 'A new one' })
  await expect(options(card)).toHaveCount(4)
})

test('relations that did not load are tried again; what is there stays', async ({ card, portal }) => {
  card.expectNoise()
  portal.faults.set({
    method: 'crm.deal.contact.items.get',
    kind: 'refuse',
    code: 'INTERNAL_SERVER_ERROR',
    times: 1,
  })
  await card.open('deal', portal.world.showcase.related.quietDeal, { related: true })
  await expect(card.panel.getByText('Chats did not load')).toBeVisible()
  await card.panel.getByRole('button', { name: 'Try again' }).click()
  await expect(options(card)).toHaveCount(3)
})
