import { expect, test, type Card } from './card-page.ts'
import { expectAccessible, setWidth } from './axe.ts'

const ADMIN = 1
const WIDTHS = [1195, 560, 360] as const

test.slow()

for (const width of WIDTHS) {
  test(`list, conversation and details at ${width} px`, { tag: width === 1195 ? '@smoke' : [] }, async ({ card }) => {
    await card.open('deal', undefined, { width })
    await expect(card.list.getByRole('option').first()).toBeVisible()
    if (width < 480) await expectAccessible(card, 'the list')
    await card.row(/^Laura Bennett, Telegram/).click()
    await expect(card.message('Great! And could we see it')).toBeVisible()
    await expectAccessible(card, 'a conversation of one’s own')
    if (width >= 900) {
      await expect(card.details.getByText('Session 324')).toBeVisible()
      return
    }
    await card.panel.getByRole('button', { name: 'Details', exact: true }).click()
    await expect(card.panel.getByText('Session 324', { exact: true })).toBeVisible()
    await expectAccessible(card, 'the details')
  })
}

test('what stands between the operator and a reply, in all its forms', async ({ card, portal }) => {
  portal.world.simulate.closeWindow({ chatId: card.chatId('Laura Bennett', 'whatsappbytwilio') })
  await card.open()
  await expect(card.panel.getByRole('button', { name: 'Answer', exact: true })).toBeVisible()
  await expectAccessible(card, 'a client who waits')
  await card.choose(/^Laura Bennett, WhatsApp/)
  await expect(card.panel.getByText(/^Reply window closed/)).toBeVisible()
  await expectAccessible(card, 'time for replies over')
  await card.choose(/^Harbour Café, VK/)
  await expect(card.panel.getByRole('button', { name: 'New session', exact: true })).toBeVisible()
  await expectAccessible(card, 'a closed chat with a bot')
  await card.choose(/^Tom Ashby/)
  // A poll in this very moment would tell the operator before the press: that is another case.
  portal.faults.set({ method: 'batch', kind: 'delay', ms: 2_000 })
  portal.world.simulate.colleagueTakes({ chatId: card.chatId('Tom Ashby'), userId: 12 })
  await card.panel.getByRole('button', { name: 'Answer', exact: true }).click()
  await expect(card.panel.getByRole('alert')).toContainText('before you')
  portal.faults.clear()
  await expectAccessible(card, 'a conflict')
})

test('a reply that was refused', async ({ card, portal }) => {
  card.expectNoise()
  portal.faults.set({ method: 'imopenlines.crm.message.add', kind: 'refuse', code: 'CHAT_NOT_IN_CRM', status: 400 })
  await card.open()
  await card.choose(/^Laura Bennett, Telegram/)
  await card.reply('Refused')
  await expect(card.message('Refused').getByRole('alert')).toBeVisible()
  for (const width of WIDTHS) {
    await setWidth(card, width)
    await expectAccessible(card, `a refused reply at ${width} px`)
  }
})

test('all sorts of chats: files, quotes, long words, other alphabets', async ({ card }) => {
  await card.open('lead', 1205)
  const names = [/^Jan Kowalski, Instagram/, /^🦊 foxy/, /^محمد الأحمد/, /^<b>Bobby/]
  for (const name of names) {
    await card.list.focus()
    await card.panel
      .getByRole('searchbox', { name: 'Search chats' })
      .fill(name.source.replace(/[\^<>]|b>/g, '').slice(0, 8))
    await card.choose(name)
    await expect(card.log.getByRole('article').first()).toBeVisible()
    await expectAccessible(card, `the chat ${name.source}`)
  }
})

test.describe('when there is nothing to show:', () => {
  const faces: Record<string, (card: Card) => Promise<void>> = {
    'a card without chats': async (card) => {
      await card.open('deal', 1499)
      await expect(card.panel.getByText('No chats yet')).toBeVisible()
    },
    'a portal that answers badly': async (card) => {
      card.expectNoise()
      card.portal.faults.set({ method: 'batch', kind: 'bad-gateway' })
      await card.open()
      await expect(card.panel.getByRole('alert').first()).toBeVisible()
    },
    'no right on the record': async (card) => {
      card.portal.world.simulate.setRight({ userId: 11, cards: 'none' })
      await card.open()
      await expect(card.panel.getByText('You cannot see these chats')).toBeVisible()
    },
    'a search that finds nothing': async (card) => {
      await card.open()
      await card.panel.getByRole('searchbox', { name: 'Search chats' }).fill('zeppelin')
      await expect(card.panel.getByText('Nothing found')).toBeVisible()
    },
  }
  for (const [what, come] of Object.entries(faces)) {
    test(what, async ({ card }) => {
      await come(card)
      for (const width of [1195, 360]) {
        await setWidth(card, width)
        await expectAccessible(card, `${what} at ${width} px`)
      }
    })
  }

  test('a record that is not saved', async ({ card }) => {
    await card.open('contact', 0)
    await expect(card.panel.getByText('Save this contact first')).toBeVisible()
    await expectAccessible(card, 'a record that is not saved')
  })

  test('a portal that stays silent', async ({ card }) => {
    await card.open('deal', undefined, { silent: true })
    await expect(card.panel.getByRole('alert')).toBeVisible({ timeout: 15_000 })
    await expectAccessible(card, 'a silent portal')
  })
})

test.describe('the app’s own pages:', () => {
  test('home, for an administrator and for everybody else', async ({ card }) => {
    card.expectNoise()
    await card.openFromMenu({ user: ADMIN })
    await expect(card.panel.getByRole('status').first()).toHaveText('Installed')
    await expectAccessible(card, 'home')
    await card.openFromMenu()
    await expect(card.panel.getByText('Only an administrator')).toBeVisible()
    await expectAccessible(card, 'home of somebody else')
  })

  test.describe('installer', () => {
    test.use({ portalOptions: { installed: false, scopes: ['crm', 'placement'] } })

    test('that was stopped', async ({ card }) => {
      await card.openFromMenu({ user: ADMIN })
      await expect(card.panel.getByRole('alert')).toBeVisible()
      await expectAccessible(card, 'a stopped setup')
    })
  })

  test.describe('installer', () => {
    test.use({ portalOptions: { installed: false } })

    test('at work', async ({ card, portal }) => {
      portal.faults.set({ method: 'placement.bind', kind: 'delay', ms: 20_000 })
      await card.openFromMenu({ user: ADMIN })
      await expect(card.panel.getByText(/^Adding the tab/)).toBeVisible()
      await expectAccessible(card, 'a setup at work')
    })
  })
})

test('an Arabic portal: mirrored, and accessible at every width', async ({ card }) => {
  await card.open('deal', 1486, { lang: 'ar' })
  await expect(card.list.getByRole('option').first()).toBeVisible()
  for (const width of WIDTHS) {
    await setWidth(card, width)
    await expectAccessible(card, `mirrored at ${width} px`)
  }
})

test('the switch between light and dark is remembered', async ({ card }) => {
  await card.open()
  await card.panel.getByRole('button', { name: 'Dark theme' }).click()
  await expect(card.panel.locator('html')).toHaveClass(/dark/)
  const dark = await card.panel
    .locator('body')
    .evaluate((body) => getComputedStyle(body.querySelector('aside') ?? body).backgroundColor)
  await card.page.reload()
  await expect(card.panel.getByRole('button', { name: 'Light theme' })).toBeVisible()
  await expect(card.panel.locator('html')).toHaveClass(/dark/)
  await card.panel.getByRole('button', { name: 'Light theme' }).click()
  const light = await card.panel
    .locator('body')
    .evaluate((body) => getComputedStyle(body.querySelector('aside') ?? body).backgroundColor)
  expect(light).not.toBe(dark)
})

test('everything one presses is large enough for a finger on a narrow screen', async ({ card }) => {
  await card.open('deal', undefined, { width: 360 })
  await expect(card.list.getByRole('option').first()).toBeVisible()
  const frame = await card.frame()
  const tooSmall = () =>
    frame.evaluate(() =>
      [...document.querySelectorAll('button, [role=option], input, textarea')]
        // The label around a field is part of its target size.
        .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && box.height > 1 && (box.width < 24 || box.height < 24))
        .map(({ element }) => element.getAttribute('aria-label') ?? element.textContent),
    )
  expect(await tooSmall()).toEqual([])
  await card.row(/^Laura Bennett, Telegram/).click()
  await expect(card.log).toBeVisible()
  expect(await tooSmall()).toEqual([])
})
