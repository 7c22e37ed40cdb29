import { expect, test, type Card } from './card-page.ts'

const ANNA = 11
const button = (card: Card, name: string) => card.panel.getByRole('button', { name, exact: true })
const operatorOf = (card: Card, chatId: number) =>
  card.portal.world.chats().find((chat) => chat.chatId === chatId)?.operator

test('a client whom nobody has answered: one press answers and replies', async ({ card, portal }) => {
  const chatId = card.chatId('Tom Ashby')
  await card.open()
  const conversation = card.conversation('Tom Ashby')
  await expect(conversation.getByText(/^Tom Ashby is waiting, \d+ min$/)).toBeVisible()
  // The button is labelled so before any typing.
  await expect(button(card, 'Answer and reply')).toBeVisible()

  await card.reply('Yes, it is included.')
  await expect.poll(() => card.clientSees(chatId).at(-1)).toBe('Yes, it is included.')
  await expect(card.field).toHaveValue('')
  await expect(button(card, 'Answer and reply')).toHaveCount(0)
  await expect(card.row(/^Tom Ashby, Live Chat, client’s turn/)).toBeVisible()
  expect(operatorOf(card, chatId)).toBe('Anna Keller')
  expect(portal.counters.executed('imopenlines.operator.answer')).toBe(1)
  expect(portal.counters.executed('imopenlines.crm.message.add')).toBe(1)
})

test('Answer alone takes the chat and sends nothing', { tag: '@smoke' }, async ({ card, portal }) => {
  const chatId = card.chatId('Tom Ashby')
  await card.open()
  await card.field.fill('Half a sentence')
  await button(card, 'Answer').click()
  await expect(card.field).toBeFocused()
  await expect(button(card, 'Answer')).toHaveCount(0)
  await expect(card.field).toHaveValue('Half a sentence')
  expect(operatorOf(card, chatId)).toBe('Anna Keller')
  expect(portal.counters.executed('imopenlines.crm.message.add')).toBe(0)
})

test('an operator who goes on typing while the chat is answered sends when they are ready', async ({
  card,
  portal,
}) => {
  portal.faults.set({ method: 'imopenlines.operator.answer', kind: 'delay', ms: 1_500, times: 1 })
  await card.open()
  await card.reply('Yes')
  await card.field.pressSequentially(', and more')
  await expect(button(card, 'Answer and reply')).toHaveCount(0)
  await expect(card.field).toHaveValue('Yes, and more')
  expect(portal.counters.executed('imopenlines.crm.message.add')).toBe(0)
  await card.field.press('Enter')
  await expect.poll(() => card.clientSees(card.chatId('Tom Ashby')).at(-1)).toBe('Yes, and more')
})

test.describe('a colleague’s chat:', () => {
  const JAN = /^Jan Kowalski, Instagram Direct/

  test('Join sits in, and the colleague keeps it', { tag: '@smoke' }, async ({ card, portal }) => {
    const chatId = card.chatId('Jan Kowalski', 'fbinstagramdirect')
    await card.open('lead', 1205)
    await card.choose(JAN)
    await expect(card.panel.getByText('You are not in this chat')).toBeVisible()
    await expect(card.panel.getByText('In charge: Sofía Marín Rodríguez.')).toBeVisible()
    await expect(button(card, 'Join and reply')).toBeVisible()
    await card.reply('Hello Jan, Anna here.')
    await expect.poll(() => card.clientSees(chatId).at(-1)).toBe('Hello Jan, Anna here.')
    expect(operatorOf(card, chatId)).toBe('Sofía Marín Rodríguez')
    expect(portal.counters.executed('imopenlines.session.join')).toBe(1)
    // A member of a chat sees all of it, not only the last session.
    await expect(card.log.getByText(/earlier session/i)).toHaveCount(0)
  })

  test('Take over makes it one’s own', async ({ card, portal }) => {
    const chatId = card.chatId('Jan Kowalski', 'fbinstagramdirect')
    await card.open('lead', 1205)
    await card.choose(JAN)
    await button(card, 'Take over').click()
    await expect(button(card, 'Take over')).toHaveCount(0)
    await expect(card.log.getByText('took the conversation over from')).toBeVisible()
    await card.reply('I take care of it.')
    await expect.poll(() => card.clientSees(chatId).at(-1)).toBe('I take care of it.')
    expect(operatorOf(card, chatId)).toBe('Anna Keller')
    expect(portal.counters.executed('imopenlines.session.intercept')).toBe(1)
    expect(portal.counters.executed('imopenlines.session.join')).toBe(0)
  })
})

test('a closed chat: New session makes the reply possible', { tag: '@smoke' }, async ({ card, portal }) => {
  const chatId = card.chatId('Marco Silva')
  await card.open()
  await card.choose(/^Marco Silva/)
  await expect(card.panel.getByText('The session is closed')).toBeVisible()
  await expect(button(card, 'New session')).toBeVisible()
  await card.field.fill('Hello Marco, the date is fixed.')
  await button(card, 'Start a session and reply').click()
  await expect.poll(() => card.clientSees(chatId).at(-1)).toBe('Hello Marco, the date is fixed.')
  // Both sessions are visible now.
  await expect(card.message('Ok, I will call you next week')).toBeVisible()
  expect(portal.counters.executed('imopenlines.session.start')).toBe(1)
})

test('a chat that waits for its rating says so, and New session makes the reply possible', async ({ card, portal }) => {
  const chatId = card.chatId('Sarah Whitmore', 'whatsapp')
  await card.open('deal', 1483)
  await card.choose(/^Sarah Whitmore, WhatsApp, closing/)
  await expect(card.panel.getByText('The session is closing')).toBeVisible()
  await button(card, 'New session').click()
  await expect(button(card, 'New session')).toHaveCount(0)
  await card.reply('One more thing')
  await expect.poll(() => card.clientSees(chatId).at(-1)).toBe('One more thing')
  expect(portal.counters.executed('imopenlines.message.session.start')).toBe(1)
})

test('a channel whose time for replies is over takes none, and says until when', async ({ card, portal }) => {
  const chatId = card.chatId('Laura Bennett', 'whatsappbytwilio')
  portal.world.simulate.closeWindow({ chatId })
  await card.open()
  await card.choose(/^Laura Bennett, WhatsApp/)
  await expect(card.panel.getByText(/^Reply window closed (?:under a minute|\d+ (?:min|h)) ago$/)).toBeVisible()
  await expect(
    card.panel.getByText(/WhatsApp by Twilio takes none since .* until the client writes again/),
  ).toBeVisible()
  await expect(card.field).toHaveCount(0)

  portal.world.simulate.clientWrites({ chatId, text: 'Still there?' })
  await expect(card.field).toBeVisible()
  await card.reply('Yes!')
  await expect.poll(() => card.clientSees(chatId).at(-1)).toBe('Yes!')
})

test('a colleague answers in the same moment: nothing is taken from them, and the reply waits in the field', async ({
  card,
  portal,
}) => {
  const chatId = card.chatId('Tom Ashby')
  await card.open()
  await expect(button(card, 'Answer and reply')).toBeVisible()
  // Their name is known.
  await expect(card.row(/^Harbour Café, Instagram.*operator Mark Olsen/)).toBeAttached()
  await card.field.fill('Yes, it is included.')
  // A poll at this moment would inform the operator before the press: that is another case.
  portal.faults.set({ method: 'batch', kind: 'delay', ms: 2_000 })
  portal.world.simulate.colleagueTakes({ chatId, userId: 12 })
  await card.field.press('Enter')
  await expect(card.panel.getByRole('alert')).toContainText(/^Mark Olsen answered (?:\d+ s )?before you\.$/)
  portal.faults.clear()
  await expect(card.field).toHaveValue('Yes, it is included.')
  expect(operatorOf(card, chatId)).toBe('Mark Olsen')
  expect(portal.counters.executed('imopenlines.operator.answer')).toBe(0)
  expect(portal.counters.executed('imopenlines.crm.message.add')).toBe(0)

  await button(card, 'Take over').click()
  await expect(card.panel.getByRole('alert')).toHaveCount(0)
  await expect(button(card, 'Take over')).toHaveCount(0)
  await card.field.press('Enter')
  await expect.poll(() => card.clientSees(chatId).at(-1)).toBe('Yes, it is included.')
  expect(operatorOf(card, chatId)).toBe('Anna Keller')
})

test('a colleague takes over an open chat: the panel says so by itself, the draft stays', async ({ card, portal }) => {
  const chatId = card.chatId('Laura Bennett', 'telegrambot')
  await card.open()
  await card.choose(/^Laura Bennett, Telegram/)
  await card.field.fill('Half a sentence')
  portal.world.simulate.colleagueTakes({ chatId, userId: 12 })
  await expect(card.panel.getByText('In charge: Mark Olsen.')).toBeVisible()
  await expect(card.field).toHaveValue('Half a sentence')
  await button(card, 'Take over').click()
  await expect(button(card, 'Take over')).toHaveCount(0)
  await card.field.press('Enter')
  await expect.poll(() => card.clientSees(chatId).at(-1)).toBe('Half a sentence')
})

test('a step that the portal refuses is explained, and the chat is shown as it is', async ({ card, portal }) => {
  card.expectNoise()
  await card.open()
  portal.faults.set({
    method: 'imopenlines.operator.answer',
    kind: 'refuse',
    code: 'ACCESS_DENIED',
    status: 400,
    times: 1,
  })
  await button(card, 'Answer').click()
  await expect(card.panel.getByRole('alert')).toContainText('You have no right to do this on this line.')
  await button(card, 'Answer').click()
  await expect(button(card, 'Answer')).toHaveCount(0)
  await expect(card.panel.getByRole('alert')).toHaveCount(0)
  expect(operatorOf(card, card.chatId('Tom Ashby'))).toBe(portal.world.users.get(ANNA)?.name)
})

test('a lost answer to a step is no harm: the chat is shown as it became', async ({ card, portal }) => {
  card.expectNoise()
  await card.open()
  portal.faults.set({ method: 'imopenlines.operator.answer', kind: 'drop-after', times: 1 })
  await button(card, 'Answer').click()
  await expect(button(card, 'Answer')).toHaveCount(0)
  await card.reply('Hello Tom')
  await expect.poll(() => card.clientSees(card.chatId('Tom Ashby')).at(-1)).toBe('Hello Tom')
  expect(portal.counters.executed('imopenlines.operator.answer')).toBe(1)
})
