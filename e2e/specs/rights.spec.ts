import { expect, test, type Card } from './card-page.ts'
import type { FaultRule } from '../portal/rest/faults.ts'

const LIST = 'imopenlines.crm.chat.get'
const HISTORY = 'imopenlines.session.history.get'
/** In no queue and in no chat. */
const GRACE = 18

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

  test('a user without the app is told so, and gets in once they have it', async ({ card, portal }) => {
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

test.describe('who is put out of a chat reads on, back to its first session:', () => {
  const TELEGRAM = /^Laura Bennett, Telegram/

  /** Anna reads the chat, then it goes to a colleague. */
  const putOut = async (card: Card) => {
    await card.open()
    await card.choose(TELEGRAM)
    await expect(card.message('Great! And could we see it with the oak worktop?')).toBeVisible()
    card.portal.world.simulate.transfer({ chatId: card.chatId('Laura Bennett', 'telegrambot'), to: '15' })
    await expect(card.panel.getByText('You are not in this chat')).toBeVisible()
  }
  const toBegin = async (card: Card) => {
    await card.log.getByRole('article').last().focus()
    await card.page.keyboard.press('Home')
  }
  /** Goes to the beginning until it is there. New messages may scroll the list meanwhile: press Home again. */
  const expectAtBegin = (card: Card, text: RegExp | string) =>
    expect(async () => {
      await toBegin(card)
      await expect(card.log.getByText(text)).toBeVisible({ timeout: 2_000 })
    }).toPass({ timeout: 40_000 })

  test('earlier sessions come by scrolling, and stay', async ({ card, portal }) => {
    await putOut(card)
    await expectAtBegin(card, 'Hello! Do you make kitchens to measure?')
    await expectAtBegin(card, 'Bitrix24 shows you no session before this one.')

    portal.world.simulate.clientWrites({ chatId: card.chatId('Laura Bennett', 'telegrambot'), text: 'Still there?' })
    await expect(card.row(TELEGRAM)).toContainText('Still there?')
    await expectAtBegin(card, 'Hello! Do you make kitchens to measure?')
  })

  /** The session before the one that is open. */
  const before = { method: HISTORY, kind: 'refuse', where: { SESSION_ID: 318 } } as const

  test('one that may not be read says so, and those before it come', async ({ card, portal }) => {
    portal.faults.set({ ...before, code: 'ACCESS_DENIED', status: 403 })
    await putOut(card)
    await expectAtBegin(card, /^You cannot read session 318\./)
    await expect(card.message('Hello! Do you make kitchens to measure?')).toBeAttached()
  })

  test('one that does not load is reported, nothing is shown beyond it, and it can be asked for again', async ({
    card,
    portal,
  }) => {
    card.expectNoise()
    portal.faults.set({ ...before, code: 'INTERNAL_SERVER_ERROR', status: 500 })
    await putOut(card)
    const failed = card.log.getByRole('alert').filter({ hasText: 'Older messages did not load.' })
    await expect(async () => {
      await toBegin(card)
      await expect(failed).toBeVisible({ timeout: 2_000 })
    }).toPass({ timeout: 40_000 })
    await expect(card.log.getByText(/^Session 303 opened at/)).toHaveCount(0)
    portal.faults.clear()
    await failed.locator('..').getByRole('button', { name: 'Try again' }).press('Enter')
    await expect(failed).toHaveCount(0)
    await expectAtBegin(card, 'Hello! Do you make kitchens to measure?')
  })
})

for (const generation of ['old', 'middle', 'cloud'] as const)
  test.describe(`on a portal of the generation ${generation}`, () => {
    test.use({ portalOptions: { generation } })

    test('a manager who is in no chat reads open and closed ones from the first session to the last', async ({
      card,
      portal,
    }) => {
      const { chatId } = portal.world.simulate.newClientChat({
        type: 'deal',
        id: portal.world.showcase.deal,
        connector: 'livechat',
        name: 'Old Friend',
        text: 'The very first message',
      }) as { chatId: number }
      for (let session = 1; session <= 6; session += 1) {
        portal.world.simulate.colleagueAnswers({ chatId, userId: 12, text: `Session ${session}` })
        portal.world.simulate.clientWrites({ chatId, text: 'And now?', count: 16 })
        portal.world.simulate.finish({ chatId, byUserId: 12 })
        portal.world.simulate.clientWrites({ chatId, text: `Again, after ${session}` })
      }
      portal.world.simulate.finish({ chatId, byUserId: 12 })
      await card.open('deal', undefined, { user: GRACE })
      await card.choose(/^Old Friend/)
      await expect(card.message('Again, after 6')).toBeVisible()
      await expect(async () => {
        await card.log.getByRole('article').last().focus()
        await card.page.keyboard.press('Home')
        await expect(card.message('The very first message')).toBeVisible({ timeout: 2_000 })
      }).toPass({ timeout: 40_000 })
      expect(portal.counters.executed('crm.activity.list')).toBe(1)

      await card.choose(/^Laura Bennett, Telegram/)
      await expect(card.message('Great! And could we see it with the oak worktop?')).toBeVisible()
      await card.choose(/^Harbour Café, Instagram/)
      await expect(card.message('Thank you, everything arrived!')).toBeVisible()
    })
  })
