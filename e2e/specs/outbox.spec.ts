import { expectAccessible } from './axe.ts'
import { Card, expect, test } from './card-page.ts'

// Replies that don't simply go out: what the operator sees, what they may do, and what the portal executes.

const SEND = 'imopenlines.crm.message.add'
const TELEGRAM = /^Laura Bennett, Telegram/

const lauraOf = (card: Card) => card.chatId('Laura Bennett', 'telegrambot')
const openLaura = async (card: Card) => {
  await card.open()
  await card.choose(TELEGRAM)
  await expect(card.message('Great! And could we see it')).toBeVisible()
  await expect(card.field).toBeVisible()
}
/** The same card in another tab of the same browser. */
const openTwice = async (card: Card): Promise<Card> => {
  const other = new Card(await card.page.context().newPage(), card.portal)
  for (const one of [card, other]) {
    one.expectNoise()
    await openLaura(one)
  }
  return other
}
const sentTo = (card: Card, text: string) => card.clientSees(lauraOf(card)).filter((seen) => seen === text).length
const delivered = async (card: Card, text: string) => {
  await expect(card.message(text).getByText('Delivered')).toBeAttached()
  await expect(card.message(text)).toHaveCount(1)
  expect(sentTo(card, text)).toBe(1)
}

test.describe('a reply outlives its page:', () => {
  test('closed while the call was out, it is found by the next page and not sent again', async ({ card, portal }) => {
    card.expectNoise()
    await openLaura(card)
    portal.faults.set({ method: SEND, kind: 'hang-after', times: 1 })
    await card.reply('Still there?')
    await expect.poll(() => sentTo(card, 'Still there?')).toBe(1)
    await card.page.reload()
    await delivered(card, 'Still there?')
    await expect(card.field).toHaveValue('')
    expect(portal.counters.executed(SEND)).toBe(1)
  })

  test('closed while it waited for the portal, it goes out from the next page', async ({ card, portal }) => {
    card.expectNoise()
    await openLaura(card)
    portal.faults.set({ method: SEND, kind: 'rate-limit' })
    await card.reply('Better late')
    await expect(card.message('Better late').getByText(/slow down. It goes out in \d+ s/)).toBeVisible()
    await card.page.reload()
    await expect(card.message('Better late')).toBeVisible()
    portal.faults.clear()
    await delivered(card, 'Better late')
  })

  test('written in one card, it is there in another card of the same client, and sent once', async ({
    card,
    portal,
  }) => {
    const other = await openTwice(card)
    portal.faults.set({ method: SEND, kind: 'rate-limit' })
    await card.reply('Written here')
    await expect(other.message('Written here').getByText(/slow down/)).toBeVisible()
    portal.faults.clear()
    // A command given there reaches the page that sends.
    await other.message('Written here').getByRole('button', { name: 'Send now' }).click()
    await delivered(card, 'Written here')
    await expect(other.message('Written here')).toHaveCount(1)
    // The operator types in one window after the other: the text of one is shown in the other, too, until it is sent.
    await card.reply('From the first')
    await other.reply('From the second')
    await expect.poll(() => [sentTo(card, 'From the first'), sentTo(card, 'From the second')]).toEqual([1, 1])
    expect(portal.counters.executed(SEND)).toBe(3)
    expect(other.noise).toEqual([])
  })

  test('the card it was sent from is closed: the other one finds out what became of it', async ({ card, portal }) => {
    const other = await openTwice(card)
    portal.faults.set({ method: SEND, kind: 'hang-after', times: 1 })
    await card.reply('Who sends me?')
    await expect.poll(() => sentTo(card, 'Who sends me?')).toBe(1)
    await card.page.close()
    await delivered(other, 'Who sends me?')
    expect(portal.counters.executed(SEND)).toBe(1)
  })
})

test('a text that Bitrix24 changed is found, not sent again, and shown as it was written and as it is stored', async ({
  card,
  portal,
}) => {
  const written = 'Please select a date from the list.'
  const stored = 'Please sel ect a date fr om the list.'
  card.expectNoise()
  await openLaura(card)
  // As older builds sent it: the portal's protective filter changes forms.
  await card.page.route(`**/${SEND}*`, (route, request) =>
    route.continue({
      headers: { ...request.headers(), 'content-type': 'application/x-www-form-urlencoded' },
      postData: new URLSearchParams(request.postDataJSON() as Record<string, string>).toString(),
    }),
  )
  portal.faults.set({ method: SEND, kind: 'drop-after', times: 1 })
  await card.reply(written)
  await delivered(card, stored)
  const message = card.message(stored)
  await message.getByText('Bitrix24 changed this text').click()
  await expect(message.getByText(written, { exact: true })).toBeVisible()
  await expect(message.getByText(stored, { exact: true })).toHaveCount(2)
  await expectAccessible(card, 'what was written and what was stored')
  expect(portal.counters.executed(SEND)).toBe(1)
})

test.describe('what waits can be sent now, edited and thrown away:', () => {
  test(
    'offline it waits, and goes out in order when the network is back',
    { tag: '@smoke' },
    async ({ card, context }) => {
      card.expectNoise()
      await openLaura(card)
      await context.setOffline(true)
      await card.reply('First')
      await card.reply('Second')
      await expect(
        card.message('First').getByText('You are offline. It goes out as soon as you are back.'),
      ).toBeVisible()
      await expect(card.message('Second').getByText('Waits for the reply above.')).toBeVisible()
      await card.message('Second').getByRole('button', { name: 'Edit' }).click()
      await expect(card.field).toHaveValue('Second')
      await card.reply('Second, better')
      await context.setOffline(false)
      await delivered(card, 'First')
      await delivered(card, 'Second, better')
      expect(card.clientSees(lauraOf(card)).slice(-2)).toEqual(['First', 'Second, better'])
    },
  )

  test('what follows a refused reply waits for the decision, unless it is sent now', async ({ card, portal }) => {
    card.expectNoise()
    await openLaura(card)
    portal.faults.set({ method: SEND, kind: 'refuse', code: 'CHAT_NOT_IN_CRM', times: 1 })
    await card.reply('It costs 100')
    await expect(card.message('It costs 100').getByRole('alert')).toBeVisible()
    await card.reply('Deal?')
    await card.reply('By the way: we close at six')
    await expect(card.message('Deal?').getByText('Waits for the reply above.')).toBeVisible()
    await card.message('By the way').getByRole('button', { name: 'Send now' }).click()
    await delivered(card, 'By the way: we close at six')
    expect(portal.counters.executed(SEND)).toBe(1)
    await card.message('Deal?').getByRole('button', { name: 'Discard' }).click()
    await expect(card.message('Deal?')).toHaveCount(0)
    await card.message('It costs 100').getByRole('button', { name: 'Retry' }).click()
    await delivered(card, 'It costs 100')
    expect(sentTo(card, 'Deal?')).toBe(0)
  })

  test('a limit counts down, and “Send now” doesn’t wait for it', { tag: '@smoke' }, async ({ card, portal }) => {
    card.expectNoise()
    await openLaura(card)
    portal.faults.set({ method: SEND, kind: 'time-limit', times: 1 })
    await card.reply('No time to lose')
    const reply = card.message('No time to lose')
    await expect(reply.getByText(/It goes out in \d+ s/)).toBeVisible()
    await reply.getByRole('button', { name: 'Send now' }).click()
    await delivered(card, 'No time to lose')
  })

  test('a sign-in that ended is waited for', async ({ card, portal }) => {
    card.expectNoise()
    await card.page.clock.install()
    await openLaura(card)
    const signedOut = portal.faults.set({ method: '*', kind: 'expire-token' })
    await card.reply('Who am I?')
    await expect(card.message('Who am I?').getByText(/Your sign-in has ended/)).toBeVisible()
    portal.faults.clear(signedOut)
    await expect(async () => {
      await card.pass(10_000)
      await expect(card.message('Who am I?').getByText('Delivered')).toBeAttached({ timeout: 1_000 })
    }).toPass({ timeout: 50_000 })
    expect(portal.counters.executed(SEND)).toBe(1)
  })
})

test.describe('away for long:', () => {
  test('what is written while the portal is away for an hour goes out in order when it is back', async ({
    card,
    portal,
  }) => {
    test.slow()
    card.expectNoise()
    card.expectNoise(/WebSocket|Failed to fetch/)
    await card.page.clock.install()
    await openLaura(card)
    await portal.setReachable(false)
    const banner = card.panel.getByRole('alert').filter({ hasText: 'may be old' })
    await expect(async () => {
      await card.page.clock.runFor(5_000)
      await expect(banner).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 60_000 })
    await card.reply('One')
    await card.reply('Two')
    // Shown twice, on screen and for screen readers, and for a moment with different seconds.
    await expect(
      card
        .message('One')
        .getByText(/Bitrix24 does not answer. Next try in \d+ s/)
        .first(),
    ).toBeVisible()
    await expect(card.message('Two').getByText('Waits for the reply above.')).toBeVisible()
    await card.page.clock.fastForward('55:00')
    await portal.setReachable(true)
    // How soon it notices depends on the panel's poll interval.
    await expect(async () => {
      await card.pass(10_000)
      await expect(card.message('Two').getByText('Delivered')).toBeAttached({ timeout: 1_000 })
    }).toPass({ timeout: 60_000 })
    await delivered(card, 'One')
    await delivered(card, 'Two')
    expect(card.clientSees(lauraOf(card)).slice(-2)).toEqual(['One', 'Two'])
    expect(portal.counters.executed(SEND)).toBe(2)
  })

  test('overnight: what has waited for half a day is no longer sent by itself', async ({ card, portal, context }) => {
    card.expectNoise()
    card.expectNoise(/WebSocket|Failed to fetch/)
    await card.page.clock.install()
    await openLaura(card)
    await context.setOffline(true)
    await card.reply('The plumber is on the way')
    await expect(card.message('The plumber is on').getByText(/You are offline/)).toBeVisible()
    await card.page.clock.fastForward('12:00:00')
    await context.setOffline(false)
    await card.page.clock.runFor(10_000)
    await expect(card.message('The plumber is on').getByRole('alert')).toContainText('waited for more than four hours')
    expect(portal.counters.executed(SEND)).toBe(0)
    await card.message('The plumber is on').getByRole('button', { name: 'Discard' }).click()
    await expect(card.message('The plumber is on')).toHaveCount(0)
  })
})

test('a browser that repeats the call by itself: the panel doesn’t, and shows what came of it', async ({
  card,
  portal,
}) => {
  card.expectNoise()
  await openLaura(card)
  // A used connection: only on such a one Chromium sends a POST again.
  portal.faults.set({ method: SEND, kind: 'reset-after', times: 1 })
  await card.reply('Once, please')
  await expect(card.message('Once, please').first().getByText('Delivered')).toBeAttached()
  const times = portal.counters.executed(SEND)
  expect(portal.counters.requested(SEND)).toBe(times)
  expect(times, 'Chromium repeats it; if it stopped doing so, this test has nothing to show').toBeGreaterThan(1)
  await expect(card.log.getByRole('alert')).toContainText('got this reply')
  expect(sentTo(card, 'Once, please')).toBe(times)
})

test('the field keeps the text until the reply is stored, and Enter twice is one reply', async ({ card, portal }) => {
  await openLaura(card)
  await card.field.fill('Double-click')
  await card.field.press('Enter')
  await card.field.press('Enter')
  await expect(card.field).toHaveValue('')
  await delivered(card, 'Double-click')
  expect(portal.counters.executed(SEND)).toBe(1)
})
