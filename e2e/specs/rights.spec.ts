import { expect, test, type Card } from './card-page.ts'
import type { FaultRule } from '../portal/rest/faults.ts'

const LIST = 'imopenlines.crm.chat.get'
const HISTORY = 'imopenlines.session.history.get'

const face = (card: Card, title: string) => card.panel.getByRole('alert').filter({ hasText: title })

test.describe('who is kept out is told why, and who can help:', () => {
  const faults: readonly (readonly [what: string, fault: FaultRule, title: string, help: string])[] = [
    [
      'no right on the record',
      { method: LIST, kind: 'refuse', code: 'ACCESS_DENIED', status: 403 },
      'You cannot see these chats',
      'an administrator can give it to you',
    ],
    [
      'the app was not opened to this person',
      { method: 'batch', kind: 'refuse', code: 'user_access_error', status: 403 },
      'The app has not been opened to you',
      'An administrator of this Bitrix24 chooses who may use it',
    ],
    [
      'a permission is missing for one method',
      { method: LIST, kind: 'refuse', code: 'insufficient_scope', status: 403, description: '' },
      'The app lacks a permission',
      'Probably missing: Open Channels (imopenlines)',
    ],
    [
      'a permission is missing for everything',
      { method: 'batch', kind: 'refuse', code: 'insufficient_scope', status: 403 },
      'The app lacks a permission',
      'installing the latest version',
    ],
    [
      'REST is not in the plan',
      { method: 'batch', kind: 'refuse', code: 'ACCESS_DENIED', status: 403 },
      'Your plan does not include this app',
      'An administrator can order it',
    ],
    [
      'open channels are off',
      { method: LIST, kind: 'refuse', code: 'IM_NOT_INSTALLED' },
      'Open channels are switched off in this Bitrix24',
      'An administrator can switch them on',
    ],
    [
      'there is no such method',
      { method: LIST, kind: 'refuse', code: 'ERROR_METHOD_NOT_FOUND', status: 404 },
      'Open channels are switched off in this Bitrix24',
      'An administrator can switch them on',
    ],
    [
      'the portal is closed',
      { method: 'batch', kind: 'refuse', code: 'PORTAL_DELETED', status: 500 },
      'This Bitrix24 is closed',
      'the support of Bitrix24',
    ],
    [
      'the portal is blocked',
      { method: 'batch', kind: 'refuse', code: 'OVERLOAD_LIMIT', status: 503 },
      'Bitrix24 has stopped all requests',
      'An administrator should write to the support',
    ],
  ]
  for (const [what, fault, title, help] of faults) {
    test(what, async ({ card, portal }) => {
      card.expectNoise()
      portal.faults.set(fault)
      await card.open()
      await expect(face(card, title)).toContainText(help)
      await expect(card.list).toHaveCount(0)
      await expect(card.panel.getByText('No chats yet')).toHaveCount(0)

      portal.faults.clear()
      await face(card, title).getByRole('button', { name: 'Try again' }).click()
      await expect(card.row(/^Tom Ashby/)).toBeVisible()
      await expect(card.panel.getByRole('alert')).toHaveCount(0)
    })
  }
})

test.describe('people with odd rights:', () => {
  test('an extranet user is told that the panel is for employees', async ({ card, portal }) => {
    await card.open('deal', undefined, { user: portal.world.showcase.people.partner })
    await expect(face(card, 'This panel is for employees')).toContainText('extranet')
  })

  test('somebody without the app is told so, and gets in once they have it', async ({ card, portal }) => {
    card.expectNoise()
    const { trainee } = portal.world.showcase.people
    await card.open('deal', undefined, { user: trainee })
    const told = face(card, 'The app has not been opened to you')
    await expect(told).toBeVisible()
    portal.world.simulate.setRight({ userId: trainee, app: true })
    await told.getByRole('button', { name: 'Try again' }).click()
    await expect(card.list.getByRole('option').first()).toBeVisible()
  })

  test('without a right on the lines every row, the conversation and the details say so', async ({ card, portal }) => {
    await card.open('deal', undefined, { user: portal.world.showcase.people.areaManager })
    await expect(card.row(/no access/).first()).toBeVisible()
    await expect(face(card, 'You cannot read this chat')).toContainText('an administrator can give you access')
    await expect(card.details.getByRole('alert')).toBeVisible()
    await expect(card.panel.getByText('No messages yet')).toHaveCount(0)
  })
})

test.describe('REST not in the plan', () => {
  test.use({ portalOptions: { restInPlan: false } })
  test('is said on the screen', async ({ card }) => {
    card.expectNoise()
    await card.open()
    await expect(face(card, 'Your plan does not include this app')).toBeVisible()
  })
})

test('who may not read a history is told whose it is and that they can come in', async ({ card, portal }) => {
  for (const method of ['im.dialog.messages.get', HISTORY])
    portal.faults.set({ method, kind: 'refuse', code: 'ACCESS_DENIED', status: 403 })
  // This user is in none of these chats.
  await card.open('deal', undefined, { user: 18 })
  const told = face(card, 'You cannot read this chat')
  await expect(told).toContainText('It belongs to the line “')
  await expect(told).toContainText('Once you are in it, you can read it')
})

test('a permission that is missing for messages alone is said in the conversation', async ({ card, portal }) => {
  for (const method of ['im.dialog.messages.get', HISTORY])
    portal.faults.set({ method, kind: 'refuse', code: 'insufficient_scope', status: 403, description: '' })
  await card.open()
  await expect(face(card, 'The app lacks a permission')).toBeVisible()
  await expect(card.row(/^Tom Ashby/)).toBeVisible()
})

test('a right that is taken away takes the chats from the screen, and gives them back with it', async ({
  card,
  portal,
}) => {
  await card.open()
  await expect(card.log.getByRole('article').first()).toBeVisible()
  await card.field.fill('half a sentence')
  portal.world.simulate.setRight({ userId: 11, cards: 'none' })
  await expect(face(card, 'You no longer have access to this record')).toContainText('an administrator can give you')
  await expect(card.list).toHaveCount(0)
  await expect(card.log).toHaveCount(0)

  portal.world.simulate.setRight({ userId: 11, cards: 'all' })
  await card.panel.getByRole('button', { name: 'Try again' }).click()
  await expect(card.row(/^Tom Ashby/)).toBeVisible()
  await expect(card.field).toHaveValue('half a sentence')
})

test.describe('who is put out of a chat reads on, session by session:', () => {
  const TELEGRAM = /^Laura Bennett, Telegram/

  /** Anna reads the chat, then it goes to a colleague; returns the button at the beginning of what she still sees. */
  const putOut = async (card: Card) => {
    await card.open()
    await card.choose(TELEGRAM)
    await expect(card.message('Great! And could we see it with the oak worktop?')).toBeVisible()
    card.portal.world.simulate.transfer({ chatId: card.chatId('Laura Bennett', 'telegrambot'), to: '15' })
    await expect(card.panel.getByText('You are not in this chat')).toBeVisible()
    return card.log.getByRole('button', { name: 'Earlier session 318' })
  }
  const toBegin = async (card: Card) => {
    await card.log.getByRole('article').last().focus()
    await card.page.keyboard.press('Home')
  }
  /** The session's first message. New messages may scroll the list meanwhile: press Home again. */
  const expectFrom318 = (card: Card) =>
    expect(async () => {
      await toBegin(card)
      await expect(card.log.getByText(/^Session 318 opened at/)).toBeVisible({ timeout: 2_000 })
    }).toPass({ timeout: 25_000 })

  /** Requests the session before, which the portal refuses once; returns the button. */
  const beRefused = async (card: Card, code: string, status: number) => {
    const earlier = await putOut(card)
    await toBegin(card)
    await expect(earlier).toBeVisible()
    card.portal.faults.set({ method: HISTORY, kind: 'refuse', code, status, times: 1 })
    await earlier.press('Enter')
    return earlier
  }

  test('an earlier session is offered by number, read at a press, and stays', async ({ card, portal }) => {
    const earlier = await putOut(card)
    await toBegin(card)
    const before = portal.counters.executed(HISTORY)
    await earlier.focus()
    await card.page.keyboard.press('Enter')
    await expect(card.message('Then see you tomorrow, have a nice evening!')).toBeAttached()
    expect(portal.counters.executed(HISTORY)).toBe(before + 1)
    await expectFrom318(card)

    portal.world.simulate.clientWrites({ chatId: card.chatId('Laura Bennett', 'telegrambot'), text: 'Still there?' })
    await expect(card.row(TELEGRAM)).toContainText('Still there?')
    await expectFrom318(card)
  })

  test('one that may not be read says so', async ({ card }) => {
    const earlier = await beRefused(card, 'ACCESS_DENIED', 403)
    await expect(card.log.getByRole('alert')).toContainText('You cannot read session 318.')
    await expect(earlier).toHaveCount(0)
    await card.log.getByRole('button', { name: 'Earlier session 303' }).press('Enter')
    await expect(card.log.getByRole('button', { name: /^Earlier session/ })).toHaveCount(0)
    // The button that had the focus is gone: the keys go on from a message.
    await expect(card.log.getByRole('article').and(card.log.locator(':focus'))).toHaveCount(1)
  })

  test('one that does not load can be tried again', async ({ card }) => {
    await beRefused(card, 'INTERNAL_SERVER_ERROR', 500)
    await expect(card.log.getByRole('alert')).toContainText('Session 318 did not load.')
    await card.log.getByRole('button', { name: 'Try again' }).press('Enter')
    await expect(card.message('Then see you tomorrow, have a nice evening!')).toBeAttached()
    await expect(card.log.getByRole('alert')).toHaveCount(0)
    await expectFrom318(card)
  })
})
