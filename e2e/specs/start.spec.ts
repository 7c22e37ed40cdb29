import type { Page } from '@playwright/test'
import { expect, test, type Card } from './card-page.ts'
import type { FaultRule } from '../portal/rest/faults.ts'
import type { CardType } from '../portal/world/world.ts'

/** Observes only: every frame records when an element that matches the selector is in its document. */
const noteWhenShown = async (page: Page, selector: string): Promise<void> => {
  await page.addInitScript((wanted) => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector(wanted)) return
      observer.disconnect()
      Object.assign(globalThis, { shownAt: performance.now() })
    }).observe(document, { childList: true, subtree: true })
  }, selector)
}

/** That time in the app's frame, in ms since it was opened. */
const shownAfter = async (card: Card): Promise<number> => {
  const frame = await card.frame()
  return frame.evaluate(() => (globalThis as unknown as { shownAt: number }).shownAt)
}

const TYPES = ['lead', 'deal', 'contact', 'company'] as const satisfies readonly CardType[]

for (const type of TYPES) {
  for (const open of ['post', 'get'] as const) {
    test(
      `opens in a ${type} card by ${open.toUpperCase()}`,
      { tag: type === 'deal' && open === 'post' ? '@smoke' : [] },
      async ({ card, portal }) => {
        await card.open(type, portal.world.showcase[type], { open })
        await expect(card.list.getByRole('option').first()).toBeVisible()
        await expect(card.log.getByRole('article').last()).toBeVisible()
        await expect(card.panel.getByRole('complementary', { name: 'Chats' })).toBeVisible()
        await expect(card.details).toBeVisible()
      },
    )
  }

  test(`a ${type} that is not saved yet is told to be saved first`, async ({ card, portal }) => {
    await card.open(type, 0)
    await expect(card.panel.getByRole('heading', { name: `Save this ${type} first` })).toBeVisible()
    expect(portal.counters.requests).toBe(0)
  })
}

test('a card without chats says so', async ({ card }) => {
  await card.open('deal', 1499)
  await expect(card.panel.getByRole('status').filter({ hasText: 'No chats yet' })).toBeVisible()
  await expect(card.panel.getByText('people and companies of this deal')).toBeVisible()
})

test('outside a portal it says what it is and what to do', async ({ page, baseURL }) => {
  await page.goto(baseURL ?? '')
  await expect(page.getByRole('heading', { name: 'This panel lives inside Bitrix24' })).toBeVisible()
  await expect(page.getByText('Install the app from the Bitrix24 Market')).toBeVisible()
})

test('a portal that stays silent is reported within 10 seconds, with a way to retry', async ({ card }) => {
  await noteWhenShown(card.page, '[role=alert]')
  await card.open('deal', undefined, { silent: true })
  const alert = card.panel.getByRole('alert')
  await expect(alert).toContainText('Bitrix24 does not answer', { timeout: 20_000 })
  expect(await shownAfter(card)).toBeLessThan(10_000)

  await card.page.evaluate(() => {
    const { hostSwitches } = globalThis as unknown as { hostSwitches: { silent: boolean } }
    hostSwitches.silent = false
  })
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(card.list.getByRole('option').first()).toBeVisible()
})

test('is in German', { tag: '@smoke' }, async ({ card }) => {
  await card.open('deal', undefined, { lang: 'de' })
  await expect(card.panel.getByRole('textbox', { name: 'Nachricht' })).toBeVisible()
  await expect(card.panel.getByRole('option', { name: /^Tom Ashby, Live Chat, neu/ })).toBeVisible()
  await expect(card.panel.locator('html')).toHaveAttribute('lang', 'de')
})

test('is in Russian', async ({ card }) => {
  await card.open('deal', undefined, { lang: 'ru' })
  await expect(card.panel.getByRole('textbox', { name: 'Сообщение' })).toBeVisible()
  await expect(card.panel.getByRole('listbox', { name: 'Чаты' })).toBeVisible()
  await expect(card.panel.locator('html')).toHaveAttribute('lang', 'ru')
})

test('is in English where it does not know the language, and mirrors for an Arabic portal', async ({ card }) => {
  await card.open('deal', undefined, { lang: 'ar' })
  await expect(card.panel.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(card.panel.locator('html')).toHaveAttribute('lang', 'en-GB')
  const list = await card.list.boundingBox()
  const log = await card.log.boundingBox()
  expect(list?.x).toBeGreaterThan(log?.x ?? Infinity)
  await expect(card.row(/^Laura Bennett, Telegram/)).toBeVisible()
})

test.describe('one answer is enough for the newest message:', () => {
  test.beforeEach(({ card }) => card.expectNoise())

  const cards: readonly (readonly [type: CardType, id: number])[] = [
    ['deal', 1482],
    ['deal', 1600],
    ['lead', 1206],
    ['deal', 1483],
    ['contact', 57],
    ['company', 33],
  ]
  for (const [type, id] of cards) {
    test(`${type} ${id}`, async ({ card, portal }) => {
      portal.faults.set({ method: 'batch', kind: 'bad-gateway', after: 1 })
      await card.open(type, id)
      await expect(card.log.getByRole('article').last()).toBeVisible()
    })
  }

  test('a chat that was open before', async ({ card, portal }) => {
    await card.open()
    await card.choose(/^Marco Silva/)
    await expect(card.message('Ok, I will call you next week')).toBeVisible()
    // Without what was stored of the card.
    await (
      await card.frame()
    ).evaluate(() => {
      for (const name of Object.keys({ ...localStorage })) if (/:card\d+:/.test(name)) localStorage.removeItem(name)
    })
    portal.faults.set({ method: 'batch', kind: 'bad-gateway', after: 1 })
    await card.page.reload()
    await expect(card.message('Ok, I will call you next week')).toBeVisible()
  })
})

test('without a right on the record it says so instead of an empty list', async ({ card, portal }) => {
  portal.world.simulate.setRight({ userId: 11, cards: 'none' })
  await card.open()
  await expect(card.panel.getByRole('alert').filter({ hasText: 'You cannot see these chats' })).toBeVisible()
  await expect(card.list).toHaveCount(0)
})

test.describe('a portal that answers badly at the start is reported, and the card opens by itself once it is well:', () => {
  const faults: Record<string, FaultRule> = {
    'the connection breaks off': { method: 'batch', kind: 'drop-before' },
    'the answer breaks off': { method: 'batch', kind: 'drop-after' },
    'a gateway in between': { method: 'batch', kind: 'bad-gateway' },
    'a page instead of data': { method: 'batch', kind: 'html-200' },
    'too many requests': { method: 'batch', kind: 'rate-limit' },
    'the caller is unknown': { method: 'profile', kind: 'refuse', code: 'INTERNAL_SERVER_ERROR', status: 500 },
    'a sign-in that was lost': { method: '*', kind: 'expire-token' },
  }
  for (const [what, fault] of Object.entries(faults)) {
    test(what, async ({ card, portal }) => {
      card.expectNoise()
      portal.faults.set(fault)
      await card.open()
      const status = card.panel.getByRole('status').filter({ hasText: /Next try in \d s|Trying again/ })
      await expect(status).toBeVisible()
      await expect(card.panel.getByRole('status').filter({ hasText: 'Loading' })).toBeAttached()
      // It lasts: the skeleton gives way to what is the matter, and the attempts go on behind it.
      const trouble = card.panel.getByRole('alert').or(card.panel.getByRole('status'))
      await expect(trouble.getByRole('button', { name: 'Try again' }).first()).toBeVisible()

      portal.faults.clear()
      await expect(card.row(/^Tom Ashby/)).toBeVisible()
      await expect(card.log.getByRole('article').first()).toBeVisible()
      await expect(card.panel.getByRole('alert')).toHaveCount(0)
      await expect(card.field).toBeVisible()
    })
  }
})

test('Try again does not wait for the next attempt', async ({ card, portal }) => {
  card.expectNoise()
  // The method's time comes back in a minute: nothing is tried before.
  portal.faults.set({ method: 'imopenlines.crm.chat.get', kind: 'time-limit' })
  await card.open()
  await expect(card.panel.getByRole('status').filter({ hasText: /Next try in \d\d s/ })).toBeVisible()
  portal.faults.clear()
  await card.panel.getByRole('button', { name: 'Try again' }).click()
  await expect(card.row(/^Tom Ashby/)).toBeVisible()
})

test.describe('what no waiting heals at the start is reported, and Try again works once it is well:', () => {
  const faults: Record<string, FaultRule> = {
    'the list is refused': { method: 'imopenlines.crm.chat.get', kind: 'refuse', code: 'SOMETHING_NEW' },
    'a scope was taken away': { method: 'batch', kind: 'refuse', code: 'insufficient_scope', status: 403 },
  }
  for (const [what, fault] of Object.entries(faults)) {
    test(what, async ({ card, portal }) => {
      card.expectNoise()
      portal.faults.set(fault)
      await card.open()
      const trouble = card.panel.getByRole('alert').or(card.panel.getByRole('status'))
      const again = trouble.getByRole('button', { name: 'Try again' }).first()
      await expect(again).toBeVisible()

      portal.faults.clear()
      await again.click()
      await expect(card.row(/^Tom Ashby/)).toBeVisible()
      await expect(card.log.getByRole('article').first()).toBeVisible()
      await expect(card.panel.getByRole('alert')).toHaveCount(0)
    })
  }

  test('an expired token is renewed by itself', { tag: '@smoke' }, async ({ card, portal }) => {
    card.expectNoise()
    portal.faults.set({ method: 'batch', kind: 'expire-token', times: 1 })
    await card.open()
    await expect(card.log.getByRole('article').first()).toBeVisible()
  })

  test('a session that has ended is named, not called a failure of the network', async ({ card, portal }) => {
    card.expectNoise()
    portal.faults.set({ method: '*', kind: 'expire-token' })
    await card.open()
    await expect(card.panel.getByRole('alert').filter({ hasText: 'Your sign-in has ended' })).toBeVisible()
  })
})
