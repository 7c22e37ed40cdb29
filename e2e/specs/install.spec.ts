import { expect, test, type Card } from './card-page.ts'
import type { Portal } from '../portal/types.ts'

const ADMIN = 1
const TABS = ['CRM_COMPANY_DETAIL_TAB', 'CRM_CONTACT_DETAIL_TAB', 'CRM_DEAL_DETAIL_TAB', 'CRM_LEAD_DETAIL_TAB']

const boundTabs = (portal: Portal) => portal.application.placements.map(({ placement }) => placement).toSorted()

const expectFourTabs = (portal: Portal, appUrl: string) => {
  expect(boundTabs(portal)).toEqual(TABS)
  for (const { handler, langAll } of portal.application.placements) {
    expect(handler).toBe(appUrl)
    expect(Object.fromEntries(Object.entries(langAll).map(([lang, { TITLE }]) => [lang, TITLE]))).toEqual({
      en: 'Chats',
      de: 'Chats',
      ru: 'Чаты',
    })
  }
}

const home = (card: Card) => card.panel.getByRole('heading', { name: 'Chat Panel for CRM cards' })

/** State of the app in the header of the home page. */
const state = (card: Card) => card.panel.locator('header').getByRole('status')

test.describe('not installed yet:', () => {
  test.use({ portalOptions: { installed: false } })

  for (const open of ['post', 'get'] as const) {
    test(`an administrator installs by opening it (${open.toUpperCase()}); the tab is in every card then`, async ({
      card,
      portal,
      baseURL,
    }) => {
      await card.openFromMenu({ user: ADMIN, open })
      await expect(home(card)).toBeVisible()
      await expect(state(card)).toHaveText('Installed')
      expect(portal.application.installed).toBe(true)
      expectFourTabs(portal, baseURL ?? '')

      await card.open('deal', undefined, { lang: 'ru' })
      await expect(card.page.getByRole('tab', { name: 'Чаты' })).toBeVisible()
      await expect(card.panel.getByRole('option').first()).toBeVisible()
    })
  }

  test('what an earlier attempt left behind is replaced, not doubled', async ({ card, portal, baseURL }) => {
    const old = { userId: 0, options: {}, title: 'Old', description: '', langAll: {} }
    portal.application.bindPlacement({ ...old, placement: 'CRM_DEAL_DETAIL_TAB', handler: 'https://old.example.com/' })
    portal.application.bindPlacement({ ...old, placement: 'CRM_DEAL_DETAIL_TAB', handler: baseURL ?? '' })
    portal.application.bindPlacement({ ...old, placement: 'CRM_DEAL_DETAIL_TAB', handler: baseURL ?? '' })
    await card.openFromMenu({ user: ADMIN })
    await expect(state(card)).toHaveText('Installed')
    expectFourTabs(portal, baseURL ?? '')
  })

  test('it finishes only after all four tabs are bound', async ({ card, portal }) => {
    portal.faults.set({ method: 'placement.bind', kind: 'delay', ms: 600 })
    await card.openFromMenu({ user: ADMIN })
    await expect(card.panel.getByText(/^Adding the tab: [23] of 4$/)).toBeVisible()
    expect(portal.application.installed).toBe(false)
    await expect(home(card)).toBeVisible()
    expect(portal.application.installed).toBe(true)
    expect(boundTabs(portal)).toEqual(TABS)
  })

  test('a step that fails stops it, says why, and Try again completes it', async ({ card, portal, baseURL }) => {
    card.expectNoise()
    portal.faults.set({ method: 'placement.bind', kind: 'refuse', code: 'ACCESS_DENIED', status: 403, after: 2 })
    await card.openFromMenu({ user: ADMIN })
    const alert = card.panel.getByRole('alert')
    await expect(alert).toContainText('Only an administrator can set up the tabs')
    await expect(card.panel.getByRole('heading', { name: 'The setup has stopped' })).toBeVisible()
    expect(portal.application.installed).toBe(false)

    portal.faults.clear()
    await card.panel.getByRole('button', { name: 'Try again' }).click()
    await expect(home(card)).toBeVisible()
    expectFourTabs(portal, baseURL ?? '')
  })

  test('an answer lost on the way leaves no doubled tab', async ({ card, portal, baseURL }) => {
    card.expectNoise()
    portal.faults.set({ method: 'placement.bind', kind: 'drop-after', times: 1, after: 1 })
    await card.openFromMenu({ user: ADMIN })
    await card.panel.getByRole('button', { name: 'Try again' }).click()
    await expect(home(card)).toBeVisible()
    expectFourTabs(portal, baseURL ?? '')
  })

  test('people who are no administrators are told who can help', async ({ card }) => {
    card.expectNoise()
    await card.page.goto(new URL('/market/app/', card.portal.origin).href)
    await expect(card.page.getByText('Ask an administrator to finish it')).toBeVisible()
  })

  for (const [lang, words] of [
    ['de', 'Chats werden eingerichtet'],
    ['ru', 'Настраиваем чаты'],
  ] as const) {
    test(`the installer is in ${lang}`, async ({ card, portal }) => {
      portal.faults.set({ method: 'placement.bind', kind: 'delay', ms: 2_000, times: 1 })
      await card.openFromMenu({ user: ADMIN, lang })
      await expect(card.panel.getByRole('heading', { name: words })).toBeVisible()
    })
  }
})

test.describe('a scope was not granted:', () => {
  test.use({ portalOptions: { installed: false, scopes: ['crm', 'imopenlines', 'placement'] } })

  test('it says which one and who adds it, and does not claim to be installed', async ({ card, portal }) => {
    await card.openFromMenu({ user: ADMIN })
    const alert = card.panel.getByRole('alert')
    await expect(alert).toContainText('The app was not given these permissions: Messages and names of people (im).')
    await expect(alert).toContainText('an administrator')
    await expect(card.panel.getByRole('button', { name: 'Try again' })).toBeVisible()
    expect(portal.application.installed).toBe(false)
  })
})

test.describe('without the scope for tabs:', () => {
  test.use({ portalOptions: { installed: false, scopes: ['crm', 'imopenlines', 'im'] } })

  test('it says so and binds nothing', async ({ card, portal }) => {
    card.expectNoise()
    await card.openFromMenu({ user: ADMIN })
    await expect(card.panel.getByRole('alert')).toContainText('A tab in the CRM cards (placement)')
    expect(portal.application.installed).toBe(false)
    expect(boundTabs(portal)).toEqual([])
  })
})

test(
  'from the Market an installed app opens its home page: state, where the tab is, scopes, version',
  { tag: '@smoke' },
  async ({ card, portal }) => {
    await card.page.goto(`${portal.origin}/market/?user=${ADMIN}`)
    await expect(card.page.getByText('passed (200)')).toBeVisible()
    await card.page.getByRole('link', { name: 'Open' }).click()
    await expect(home(card)).toBeVisible()
    await expect(state(card)).toHaveText('Installed')
    await expect(card.panel.getByText('Choose the tab “Chats”.')).toBeVisible()
    await expect(card.panel.getByRole('listitem').filter({ hasText: 'imopenlines' })).toContainText('Granted')
    await expect(card.panel.getByRole('listitem').filter({ hasText: 'Companies' })).toContainText('In place')
    await expect(card.panel.getByText(/^Version \d+\.\d+\.\d+$/)).toBeVisible()
  },
)

test.describe('without the scope for telling colleagues:', () => {
  test.use({ portalOptions: { scopes: ['crm', 'im', 'imopenlines', 'placement'] } })

  test('nothing is wrong, and the home page says what comes later', async ({ card }) => {
    await card.openFromMenu({ user: ADMIN })
    await expect(state(card)).toHaveText('Installed')
    await expect(card.panel.getByRole('listitem').filter({ hasText: 'Telling colleagues at once' })).toContainText(
      'Missing; news comes a little later',
    )
  })
})

test('the home page repairs tabs that were removed', async ({ card, portal, baseURL }) => {
  portal.application.unbindPlacement('CRM_LEAD_DETAIL_TAB')
  await card.openFromMenu({ user: ADMIN })
  await expect(state(card)).toHaveText('Needs attention')
  await expect(card.panel.getByRole('listitem').filter({ hasText: 'Leads' })).toContainText('Missing')
  await card.panel.getByRole('button', { name: 'Set up again' }).click()
  await expect(card.panel.getByRole('listitem').filter({ hasText: 'Leads' })).toContainText('In place')
  expectFourTabs(portal, baseURL ?? '')
  await expect(state(card)).toHaveText('Installed')
})

test('an administrator switches off, for everybody, that cards are kept in browsers', async ({ card, portal }) => {
  const kept = card.panel.getByRole('checkbox', { name: 'Show a card as it was last seen' })
  await card.openFromMenu({ user: ADMIN })
  await expect(kept).toBeChecked()
  const frame = await card.frame()
  await frame.evaluate(() => localStorage.setItem('chat-panel:localhost:11:card1:deal:7', 'of another portal'))
  await frame.evaluate(
    (host) => localStorage.setItem(`chat-panel:${encodeURIComponent(host)}:11:card1:deal:7`, 'x'),
    new URL(portal.origin).host,
  )
  await kept.uncheck()
  await expect(card.panel.getByText('Saved.')).toBeVisible()
  expect(portal.application.appOptions).toMatchObject({ cards: 'off' })
  expect(await frame.evaluate(() => Object.keys(localStorage).filter((name) => name.includes(':card')))).toEqual([
    'chat-panel:localhost:11:card1:deal:7',
  ])

  await card.openFromMenu({ user: ADMIN })
  await expect(kept).toBeEnabled()
  await expect(kept).not.toBeChecked()
  card.expectNoise()
  portal.faults.set({ method: 'app.option.set', kind: 'refuse', code: 'ACCESS_DENIED', status: 403 })
  await kept.click()
  await expect(card.panel.getByText('Not saved.')).toContainText('ACCESS_DENIED')
  await expect(kept).not.toBeChecked()
})

test('for people who are no administrators the home page says where the chats are', async ({ card }) => {
  card.expectNoise()
  await card.openFromMenu()
  await expect(card.panel.getByText('Only an administrator can see and set up the tab.')).toBeVisible()
  await expect(state(card)).toHaveText('Installed')
  await expect(card.panel.getByRole('button', { name: 'Set up again' })).toHaveCount(0)
  await expect(card.panel.getByRole('checkbox')).toHaveCount(0)
})

test(
  'uninstalled and installed again it has one tab per card',
  { tag: '@smoke' },
  async ({ card, portal, baseURL }) => {
    await card.page.goto(`${portal.origin}/market/?user=${ADMIN}`)
    await card.page.getByRole('button', { name: 'Uninstall' }).click()
    await card.page.getByRole('link', { name: 'Install' }).click()
    await expect(home(card)).toBeVisible()
    expectFourTabs(portal, baseURL ?? '')
  },
)

test('an update from the Market takes the tabs away until an administrator has opened the new version', async ({
  card,
  portal,
  baseURL,
}) => {
  const former = 'https://old.example.com/'
  for (const { placement } of portal.application.placements) {
    portal.application.unbindPlacement(placement)
    portal.application.bindPlacement({
      placement,
      handler: former,
      userId: 0,
      options: {},
      title: 'Chats',
      description: '',
      langAll: {},
    })
  }
  await card.page.goto(`${portal.origin}/market/?user=${ADMIN}`)
  await card.page.getByRole('button', { name: 'Update' }).click()
  await expect(card.page.getByRole('link', { name: 'Install' })).toBeVisible()
  expect(portal.application.placements.map(({ handler }) => handler)).toEqual(TABS.map(() => former))
  await card.open()
  await expect(card.page.getByRole('tab', { name: 'General' })).toBeVisible()
  await expect(card.page.getByRole('tab', { name: 'Chats' })).toHaveCount(0)

  await card.openFromMenu({ user: ADMIN })
  await expect(state(card)).toHaveText('Installed')
  expectFourTabs(portal, baseURL ?? '')
  await card.open()
  await expect(card.panel.getByRole('option').first()).toBeVisible()
})
