import { expect, test, type Card } from './card-page.ts'
import type { CardType } from '../portal/world/world.ts'

const SEND = 'imopenlines.crm.message.add'
const TELEGRAM = /^Laura Bennett, Telegram/

const lauraOf = (card: Card): number => card.chatId('Laura Bennett', 'telegrambot')

/** Opens the showcase deal with Laura's Telegram chat, which is the operator's own. */
const openLaura = async (card: Card): Promise<void> => {
  await card.open()
  await card.choose(TELEGRAM)
  // Without a known message no reply can be proven absent.
  await expect(card.message('Great! And could we see it')).toBeVisible()
}

for (const type of ['lead', 'deal', 'contact', 'company'] as const satisfies readonly CardType[]) {
  test(
    `a reply from a ${type} card reaches the client exactly once`,
    { tag: type === 'deal' ? '@smoke' : [] },
    async ({ card, portal }) => {
      const chatId = lauraOf(card)
      const id = portal.world.showcase[type]
      if (type === 'lead') portal.world.simulate.linkChat({ chatId, type, id })
      await card.open(type, id)
      await card.choose(TELEGRAM)

      await card.reply('Friday, 14:30 is yours.')

      await expect(card.message('Friday, 14:30 is yours.')).toHaveCount(1)
      await expect(card.message('Friday, 14:30 is yours.').getByText('Delivered')).toBeAttached()
      await expect(card.field).toHaveValue('')
      expect(card.clientSees(chatId).filter((text) => text === 'Friday, 14:30 is yours.')).toHaveLength(1)
      expect(portal.counters.executed(SEND)).toBe(1)
      await expect(card.row(TELEGRAM)).toHaveAccessibleName(/client’s turn.*You: Friday, 14:30 is yours\./)
    },
  )
}

test('Enter sends, Shift+Enter begins a line, Send sends', { tag: '@smoke' }, async ({ card, portal }) => {
  await openLaura(card)
  await card.field.click()
  await card.page.keyboard.type('First line')
  await card.page.keyboard.press('Shift+Enter')
  await card.page.keyboard.type('second line')
  await expect(card.field).toHaveValue('First line\nsecond line')
  expect(portal.counters.executed(SEND)).toBe(0)

  await card.page.keyboard.press('Enter')
  await expect(card.message('First line').getByText('second line')).toBeVisible()
  await expect(card.field).toBeFocused()

  await card.field.fill('By the button')
  await card.send.click()
  await expect(card.message('By the button')).toHaveCount(1)
  await expect
    .poll(() => card.clientSees(lauraOf(card)).slice(-2))
    .toEqual(['First line\nsecond line', 'By the button'])
})

test('an empty field sends nothing', async ({ card, portal }) => {
  await openLaura(card)
  await card.field.fill('  \n ')
  await card.field.press('Enter')
  await card.field.fill('Something')
  await card.field.press('Enter')
  await expect(card.message('Something')).toHaveCount(1)
  await expect.poll(() => portal.counters.executed(SEND)).toBe(1)
})

test('the reply stands there at once, while the portal is still thinking', async ({ card, portal }) => {
  await openLaura(card)
  portal.faults.set({ method: SEND, kind: 'delay', ms: 3_000 })
  await card.reply('On its way')
  await expect(card.message('On its way').getByText('Sending')).toBeAttached()
  await expect(card.field).toHaveValue('')
  await expect(card.message('On its way').getByText('Delivered')).toBeAttached()
  await expect(card.message('On its way')).toHaveCount(1)
  expect(portal.counters.executed(SEND)).toBe(1)
})

test('several replies go out one after the other, in their order', async ({ card, portal }) => {
  await openLaura(card)
  portal.faults.set({ method: SEND, kind: 'delay', ms: 700, times: 1 })
  const words = ['one of three', 'two of three', 'three of three']
  for (const text of words) await card.reply(text)
  await expect(card.log.getByText('of three')).toHaveText(words)
  await expect.poll(() => card.clientSees(lauraOf(card)).slice(-3)).toEqual(words)
  await expect(card.log.getByText('of three')).toHaveText(words)
  expect(portal.counters.executed(SEND)).toBe(3)
})

test('text arrives unharmed, whatever it holds', async ({ card, portal }) => {
  const texts = [
    // Batch references, which a portal would replace.
    'Total: $total[b]50[/b] and $result[chats][0][CHAT_ID]',
    '👩‍👩‍👧‍👦🇩🇪👍🏽🙌',
    'شكراً جزيلاً، رقم 1486',
    '100% + 50% = a+b %20 &x=[1]',
    `${'Please check the plinth. '.repeat(300)}The end.`,
    '<b>not bold</b> &lt;i&gt; & "quotes"',
  ]
  await openLaura(card)
  for (const text of texts) {
    await card.reply(text)
    await expect.poll(() => card.clientSees(lauraOf(card)).at(-1)).toBe(text)
  }
  expect(card.clientSees(lauraOf(card)).slice(-texts.length)).toEqual(texts)
  expect(portal.counters.executed(SEND)).toBe(texts.length)
  const last = card.message('<b>not bold</b> &lt;i&gt; & "quotes"')
  await expect(last.getByText('Delivered')).toBeAttached()
  await expect(last).toHaveCount(1)
})

test('a lone 0, which the portal takes for nothing, is not sent but explained', async ({ card, portal }) => {
  await openLaura(card)
  await card.reply('0')
  await expect(card.panel.getByRole('status').filter({ hasText: 'lone 0' })).toBeVisible()
  await expect(card.field).toHaveValue('0')
  expect(portal.counters.executed(SEND)).toBe(0)
  await card.reply('0 %')
  await expect.poll(() => card.clientSees(lauraOf(card)).at(-1)).toBe('0 %')
})

test('a text longer than the portal takes is not sent but explained', async ({ card, portal }) => {
  await openLaura(card)
  await card.reply('a'.repeat(20_001))
  await expect(card.panel.getByRole('status').filter({ hasText: 'too long' })).toBeVisible()
  await expect(card.field).toHaveValue(/^a{20001}$/)
  expect(portal.counters.executed(SEND)).toBe(0)
})

test(
  'a refusal stays under the message with its reason, and Retry sends it',
  { tag: '@smoke' },
  async ({ card, portal }) => {
    card.expectNoise()
    await openLaura(card)
    portal.faults.set({ method: SEND, kind: 'refuse', code: 'CHAT_NOT_IN_CRM', status: 400, times: 1 })
    await card.reply('Are you still there?')

    const reply = card.message('Are you still there?')
    await expect(reply.getByRole('alert')).toContainText('the chat takes no replies right now')
    await expect(reply).toHaveCount(1)
    expect(card.clientSees(lauraOf(card))).not.toContain('Are you still there?')

    await reply.getByRole('button', { name: 'Retry' }).click()
    await expect(reply.getByText('Delivered')).toBeAttached()
    await expect(card.panel.getByRole('alert')).toHaveCount(0)
    await expect(reply).toHaveCount(1)
    expect(card.clientSees(lauraOf(card)).filter((text) => text === 'Are you still there?')).toHaveLength(1)
    expect(portal.counters.executed(SEND)).toBe(1)
  },
)

test('every kind of refusal has its words, and none of them are the portal’s', async ({ card, portal }) => {
  card.expectNoise()
  const refusals = [
    { code: 'CANCELED', status: 400, words: 'you are not in this chat' },
    { code: 'ACCESS_DENIED', status: 403, words: 'you may not write for this record' },
    { code: 'ERROR_ARGUMENT', status: 400, words: 'does not take this text' },
    { code: 'MESSAGE_ADD_ERROR', status: 400, words: 'could not put it into the chat' },
    { code: '0', status: 400, words: 'Bitrix24 refused it' },
  ]
  await openLaura(card)
  for (const { code, status, words } of refusals) {
    portal.faults.set({ method: SEND, kind: 'refuse', code, status, description: 'Ein Satz des Portals', times: 1 })
    await card.reply(`Refused with ${code}`)
    const reply = card.message(`Refused with ${code}`)
    await expect(reply.getByRole('alert')).toContainText(words)
    // The next reply would wait behind it.
    await reply.getByRole('button', { name: 'Discard' }).click()
  }
  await expect(card.panel.getByText('Ein Satz des Portals')).toHaveCount(0)
  expect(portal.counters.executed(SEND)).toBe(0)
})

test('a refused reply can be edited or thrown away', async ({ card, portal }) => {
  card.expectNoise()
  await openLaura(card)
  portal.faults.set({ method: SEND, kind: 'refuse', code: 'CHAT_NOT_IN_CRM', status: 400, times: 2 })
  await card.reply('With a tpyo')
  await card.message('With a tpyo').getByRole('button', { name: 'Edit' }).click()
  await expect(card.field).toHaveValue('With a tpyo')
  await expect(card.field).toBeFocused()
  await expect(card.message('With a tpyo')).toHaveCount(0)

  await card.reply('With a typo')
  await card.message('With a typo').getByRole('button', { name: 'Discard' }).click()
  await expect(card.message('With a typo')).toHaveCount(0)
  expect(portal.counters.executed(SEND)).toBe(0)
})

test('a colleague closes the chat while the reply is written: it is refused, and one press starts a session and sends it', async ({
  card,
  portal,
}) => {
  card.expectNoise()
  const chatId = lauraOf(card)
  await openLaura(card)
  await card.field.fill('One more thing')
  portal.world.simulate.finish({ chatId })
  await card.field.press('Enter')

  const reply = card.message('One more thing')
  await expect(reply.getByRole('alert')).toContainText('Not sent')
  await expect(card.panel.getByText(/closed the session|session was closed/)).toBeVisible()
  await reply.getByRole('button', { name: 'Start a session and send' }).click()

  await expect.poll(() => card.clientSees(chatId).filter((text) => text === 'One more thing')).toHaveLength(1)
  await expect(reply).toHaveCount(1)
  await expect(card.panel.getByRole('alert')).toHaveCount(0)
})

test.describe('answers that get lost on the way:', () => {
  for (const kind of ['drop-after', 'bad-gateway-after', 'html-200'] as const) {
    test(
      `${kind}: the reply is found in the chat and not sent again`,
      { tag: kind === 'drop-after' ? '@smoke' : [] },
      async ({ card, portal }) => {
        card.expectNoise()
        await openLaura(card)
        portal.faults.set({ method: SEND, kind, times: 1 })
        await card.reply('Sent into the fog')
        const reply = card.message('Sent into the fog')
        await expect(reply.getByText('Delivered')).toBeAttached()
        await expect(reply).toHaveCount(1)
        await expect(card.panel.getByRole('alert')).toHaveCount(0)
        expect(portal.counters.executed(SEND)).toBe(1)
        expect(card.clientSees(lauraOf(card)).filter((text) => text === 'Sent into the fog')).toHaveLength(1)
      },
    )
  }

  for (const kind of ['drop-before', 'bad-gateway'] as const) {
    test(`${kind}: once it is certain that it did not go out, that is said, and Retry sends it`, async ({
      card,
      portal,
    }) => {
      card.expectNoise()
      await card.page.clock.install()
      await openLaura(card)
      portal.faults.set({ method: SEND, kind, times: 1 })
      await card.reply('Lost in the fog')
      const reply = card.message('Lost in the fog')
      await expect(reply.getByText('Checking whether it went out')).toBeVisible()
      // A call may run for a minute after its connection is gone.
      await card.pass(30_000)
      await expect(reply.getByText(/Not in the chat so far. For \d+ s more/)).toBeVisible()
      await expect(reply.getByRole('button', { name: 'Retry' })).toHaveCount(0)
      await card.pass(40_000)
      await expect(reply.getByRole('alert')).toContainText('It did not go out.')
      expect(portal.counters.executed(SEND)).toBe(0)

      await reply.getByRole('button', { name: 'Retry' }).click()
      await expect(reply.getByText('Delivered')).toBeAttached()
      await expect(reply).toHaveCount(1)
      expect(portal.counters.executed(SEND)).toBe(1)
    })
  }

  test('the answer and the looks after it are lost: nothing is claimed, and it is found by itself later', async ({
    card,
    portal,
  }) => {
    card.expectNoise()
    await card.page.clock.install()
    await openLaura(card)
    portal.faults.set({ method: SEND, kind: 'delay', ms: 3_000, times: 1 })
    portal.faults.set({ method: SEND, kind: 'drop-after', times: 1 })
    await card.reply('Nobody knows')
    // Only once it is pending: a panel that can't reach the portal sends nothing.
    await expect.poll(() => portal.counters.requested(SEND)).toBe(1)
    const noLook = portal.faults.set({ method: 'im.dialog.messages.get', kind: 'bad-gateway' })
    const reply = card.message('Nobody knows')
    await expect(reply.getByText('Checking whether it went out')).toBeVisible()
    await card.page.clock.runFor(70_000)
    await expect(reply.getByRole('alert')).toContainText('could not be told')
    await expect(reply.getByRole('button', { name: 'Retry' })).toHaveCount(0)
    await expect(reply.getByRole('button', { name: 'Send again' })).toBeVisible()
    expect(portal.counters.executed(SEND)).toBe(1)

    portal.faults.clear(noLook)
    // How soon it notices depends on the panel's poll interval.
    await expect(async () => {
      await card.pass(10_000)
      await expect(reply.getByText('Delivered')).toBeAttached({ timeout: 1_000 })
    }).toPass({ timeout: 60_000 })
    await expect(reply).toHaveCount(1)
    expect(portal.counters.executed(SEND)).toBe(1)
  })
})

test('an expired token is renewed without the operator noticing', async ({ card, portal }) => {
  card.expectNoise()
  await openLaura(card)
  portal.application.expireTokens()
  await card.reply('After the break')
  await expect(card.message('After the break').getByText('Delivered')).toBeAttached()
  expect(portal.counters.executed(SEND)).toBe(1)
})

test('the channel refuses the reply: the portal’s own words say so in the chat', async ({ card, portal }) => {
  await openLaura(card)
  portal.world.simulate.channelRefuses({ chatId: lauraOf(card) })
  await card.reply('Too late for the channel')
  await expect(card.log.getByText('The message was not delivered.')).toBeVisible()
  expect(portal.counters.executed(SEND)).toBe(1)
})

test('a draft belongs to its chat and survives switching and reloading', { tag: '@smoke' }, async ({ card }) => {
  const whatsapp = /^Laura Bennett, WhatsApp by Twilio/
  await openLaura(card)
  await card.field.fill('Draft for Telegram')
  await card.choose(whatsapp)
  await expect(card.field).toHaveValue('')
  await card.field.fill('Draft for WhatsApp')
  await card.choose(TELEGRAM)
  await expect(card.field).toHaveValue('Draft for Telegram')

  await card.page.reload()
  // The open chat is remembered, too.
  await expect(card.row(TELEGRAM)).toHaveAttribute('aria-selected', 'true')
  await expect(card.field).toHaveValue('Draft for Telegram')
  await card.choose(whatsapp)
  await expect(card.field).toHaveValue('Draft for WhatsApp')
})

test('a reply under way survives a look at another chat', async ({ card, portal }) => {
  await openLaura(card)
  portal.faults.set({ method: SEND, kind: 'delay', ms: 1_500, times: 1 })
  await card.reply('Do not lose me')
  await card.choose(/^Tom Ashby/)
  await expect(card.message('Do not lose me')).toHaveCount(0)
  await card.choose(TELEGRAM)
  await expect(card.message('Do not lose me').getByText('Delivered')).toBeAttached()
  expect(portal.counters.executed(SEND)).toBe(1)
})
