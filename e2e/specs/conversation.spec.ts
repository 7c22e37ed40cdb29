import { expect, test, type Card } from './card-page.ts'

const TELEGRAM = /^Laura Bennett, Telegram/
const GRACE = 18

const openLaura = async (card: Card): Promise<number> => {
  await card.open()
  await card.choose(TELEGRAM)
  return card.chatId('Laura Bennett', 'telegrambot')
}

test(
  'client, colleague and oneself are told apart; days, sessions and what the portal says have lines of their own',
  { tag: '@smoke' },
  async ({ card }) => {
    // High enough for both sessions: rows out of sight may not be there.
    await card.page.setViewportSize({ width: 1280, height: 2_400 })
    await openLaura(card)
    await expect(card.log.getByText('Great! And could we see it with the oak worktop?')).toBeVisible()
    const by = (name: RegExp, text: string) => card.log.getByRole('article', { name }).filter({ hasText: text })
    await expect(by(/^Laura Bennett, \d\d:\d\d$/, 'Great! And could we see it')).toHaveCount(1)
    await expect(by(/^You, \d\d:\d\d$/, 'Thanks, Laura. Then the 2.7 m island fits')).toHaveCount(1)
    await expect(by(/^Mark Olsen, \d\d:\d\d$/, 'Then see you tomorrow')).toHaveCount(1)
    await expect(card.log.getByText(/^Session 324 opened at \d\d:\d\d$/)).toBeVisible()
    await expect(card.log.getByText(/^Anna Keller closed conversation #318$/)).toBeVisible()
    await expect(card.log.getByRole('img', { name: 'Rated 5 of 5' })).toBeVisible()
    await expect(card.log.getByText('Anna Keller accepted the conversation').first()).toBeAttached()
    await expect(card.log.getByText(/^(Today|Yesterday)$/).first()).toBeAttached()
  },
)

test('opens at the unread line and marks the chat read', async ({ card, portal }) => {
  await card.open()
  await expect(card.row(TELEGRAM)).toHaveAccessibleName(/2 unread/)
  await card.choose(TELEGRAM)
  await expect(card.log.getByText('2 new messages', { exact: true })).toBeInViewport()
  await expect(card.row(TELEGRAM)).not.toHaveAccessibleName(/unread/)
  expect(portal.counters.executed('im.dialog.read')).toBeGreaterThan(0)
  // Nothing is unread any more on the next visit.
  await card.page.reload()
  await expect(card.message('Great! And could we see it')).toBeVisible()
  await expect(card.row(TELEGRAM)).not.toHaveAccessibleName(/unread/)
  await expect(card.log.getByText('2 new messages')).toHaveCount(0)
})

test('what is in sight of a conversation does not move while the rest of it comes', async ({ card }) => {
  await card.open()
  await card.choose(/^Laura Bennett, WhatsApp/)
  const frame = await card.frame()
  await frame.evaluate(() => {
    const moved: number[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        sources: { node: Node | null }[]
      })[])
        if (entry.sources.some(({ node }) => node?.parentElement?.closest('[role=log]'))) moved.push(entry.value)
    }).observe({ type: 'layout-shift' })
    Object.assign(globalThis, { moved })
  })
  await card.choose(TELEGRAM)
  await expect(card.message('Great! And could we see it')).toBeInViewport()
  // Many more rows than are in sight have come.
  const above = (log: Element) =>
    log.getBoundingClientRect().top - (log.querySelector('article')?.getBoundingClientRect().top ?? NaN)
  await expect.poll(() => card.log.evaluate(above)).toBeGreaterThan(500)
  await expect(card.field).toBeVisible()
  expect(await frame.evaluate(() => (globalThis as unknown as { moved: number[] }).moved)).toEqual([])
})

test('with more unread than anybody reads back it opens at the end', async ({ card, portal }) => {
  const chatId = card.chatId('Laura Bennett', 'telegrambot')
  portal.world.simulate.clientWrites({ chatId, text: 'Filling', count: 2_000 })
  portal.world.simulate.clientWrites({ chatId, text: 'Are you there at all?' })
  await openLaura(card)
  await expect(card.message('Are you there at all?')).toBeInViewport()
  await expect(card.panel.getByRole('button', { name: /^To the newest/ })).toHaveCount(0)
  await expect(card.row(/^Laura Bennett, Telegram.* unread/)).toHaveCount(0)
})

test('a new message appears by itself, is read aloud and counts as read', async ({ card, portal }) => {
  const chatId = await openLaura(card)
  portal.world.simulate.clientWrites({ chatId, text: 'The oak is decided!' })
  await expect(card.message('The oak is decided!')).toBeInViewport()
  await expect(
    card.panel.locator('[aria-live=polite]').filter({ hasText: 'Laura Bennett: The oak is decided!' }),
  ).toBeAttached()
  await expect(card.row(TELEGRAM)).toHaveAccessibleName(/The oak is decided!/)
  await expect(card.row(TELEGRAM)).not.toHaveAccessibleName(/unread/)
})

test('a message that comes while one reads further up moves nothing, and is announced', async ({ card, portal }) => {
  const chatId = await openLaura(card)
  await expect(card.message('Great! And could we see it')).toBeInViewport()
  await expect(card.field).toBeVisible()
  await card.log.hover()
  const end = card.panel.getByRole('button', { name: 'To the newest messages' })
  await card.page.mouse.wheel(0, -600)
  await expect(end).toBeVisible()
  const anchor = await inView(card)
  const before = await settled(card, anchor)

  portal.world.simulate.clientWrites({ chatId, text: 'Something new' })
  const jump = card.panel.getByRole('button', { name: 'To the newest, 1 new message' })
  await expect(jump).toBeVisible()
  expect(Math.abs((await settled(card, anchor)) - before)).toBeLessThanOrEqual(1)
  await jump.click()
  await expect(card.message('Something new')).toBeInViewport()
})

test('a colleague’s reply appears by itself', { tag: '@smoke' }, async ({ card, portal }) => {
  const chatId = await openLaura(card)
  portal.world.simulate.colleagueAnswers({ chatId, userId: 12, text: 'Oak is possible, too.' })
  await expect(
    card.log.getByRole('article', { name: /^Mark Olsen/ }).filter({ hasText: 'Oak is possible' }),
  ).toBeVisible()
})

/** The whole text of a message that is fully visible. */
const inView = async (card: Card): Promise<string> =>
  (await card.frame()).evaluate(() => {
    const log = document.querySelector('[role=log]')?.getBoundingClientRect()
    const found = [...document.querySelectorAll('[role=log] article')].find((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      return log !== undefined && top >= log.top && bottom <= log.bottom
    })
    if (!found?.textContent) throw new Error('No message is in sight')
    return found.textContent
  })

/** Position of a message, in px from the top of the frame, once it has stopped moving. */
const settled = async (card: Card, text: string): Promise<number> => {
  const frame = await card.frame()
  return frame.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        let last = NaN
        let still = 0
        const look = () => {
          const found = [...document.querySelectorAll('[role=log] article')].find((row) =>
            row.textContent.includes(wanted),
          )
          const top = found?.getBoundingClientRect().top ?? NaN
          still = top === last ? still + 1 : 0
          last = top
          if (still >= 4) resolve(top)
          else requestAnimationFrame(look)
        }
        look()
      }),
    text,
  )
}

test('scrolls back to the very first message, and what is being read never jumps', async ({ card, portal }) => {
  await openLaura(card)
  await expect(card.message('Great! And could we see it')).toBeInViewport()
  const begin = card.log.getByText('The conversation begins here')
  const frame = await card.frame()
  await card.log.hover()
  portal.faults.set({ method: 'im.dialog.messages.get', kind: 'delay', ms: 250 })

  let pages = 0
  while ((await begin.count()) === 0 && pages < 30) {
    pages += 1
    await card.page.mouse.wheel(0, -700)
    // The topmost visible message is the one being read.
    const key = await frame.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const log = document.querySelector('[role=log]')
          let last = NaN
          const look = () => {
            const top = log?.scrollTop ?? 0
            if (top !== last) {
              last = top
              requestAnimationFrame(look)
              return
            }
            const edge = log?.getBoundingClientRect().top ?? 0
            const rows = [...document.querySelectorAll<HTMLElement>('[role=log] article')]
            resolve(rows.find((row) => row.getBoundingClientRect().top >= edge)?.dataset['key'] ?? '')
          }
          requestAnimationFrame(look)
        }),
    )
    const anchor = card.log.locator(`article[data-key="${key}"]`)
    const before = await anchor.evaluate((row) => row.getBoundingClientRect().top)
    await expect(card.log.getByText('Loading older messages')).toHaveCount(0)
    const after = await anchor.evaluate((row) => row.getBoundingClientRect().top)
    expect(Math.abs(after - before), `a jump of the message ${key}`).toBeLessThanOrEqual(2)
  }
  await card.page.mouse.wheel(0, -20_000)
  await expect(card.message('Hello! Do you make kitchens to measure?').first()).toBeInViewport()
  await expect(begin).toBeInViewport()
  await expect(card.log.getByText(/^Session 260 opened at/)).toBeInViewport()

  await card.panel.getByRole('button', { name: 'To the newest messages' }).click()
  await expect(card.message('Great! And could we see it')).toBeInViewport()
})

test('older messages that do not load are reported where they are missing, and can be asked for again', async ({
  card,
  portal,
}) => {
  card.expectNoise()
  await openLaura(card)
  await expect(card.message('Great! And could we see it')).toBeInViewport()
  portal.faults.set({ method: 'im.dialog.messages.get', kind: 'refuse', code: 'INTERNAL_SERVER_ERROR', status: 500 })
  await card.log.hover()
  const failed = card.log.getByRole('alert').filter({ hasText: 'Older messages did not load.' })
  await expect(async () => {
    await card.page.mouse.wheel(0, -20_000)
    await expect(failed).toBeVisible({ timeout: 1_000 })
  }).toPass()
  portal.faults.clear()
  await failed.locator('..').getByRole('button', { name: 'Try again' }).click()
  await expect(failed).toHaveCount(0)
  await expect(async () => {
    await card.page.mouse.wheel(0, -500)
    await expect(card.log.getByText(/^Session 303 opened at/)).toBeInViewport({ timeout: 200 })
  }).toPass()
})

test.describe('an operator who is not in a chat', () => {
  test('reads its last session through the card, and is told what it would take to write', async ({ card, portal }) => {
    await card.open('deal', undefined, { user: GRACE })
    await card.choose(TELEGRAM)
    await expect(card.message('Great! And could we see it with the oak worktop?')).toBeVisible()
    await expect(card.log.getByRole('article', { name: /^Anna Keller/ }).first()).toBeVisible()
    await expect(card.panel.getByText('You are not in this chat')).toBeVisible()
    await expect(card.panel.getByRole('button', { name: 'Join', exact: true })).toBeVisible()
    // Reading a colleague's chat leaves its read marks alone.
    expect(portal.counters.executed('im.dialog.read')).toBe(0)

    portal.world.simulate.clientWrites({ chatId: card.chatId('Laura Bennett', 'telegrambot'), text: 'Anybody there?' })
    await expect(card.message('Anybody there?')).toBeVisible()
  })

  test('reads closed chats, with how they were rated', async ({ card }) => {
    await card.open()
    await card.choose(/^Harbour Café, Instagram/)
    await expect(card.message('Thank you, everything arrived!')).toBeVisible()
    await expect(card.log.getByText(/^Mark Olsen closed conversation #316$/)).toBeVisible()
    await expect(card.log.getByRole('img', { name: 'Rated 5 of 5' })).toBeVisible()
  })
})

test.describe('what clients send stays what it is:', () => {
  test('markup and scripts are text', { tag: '@smoke' }, async ({ card }) => {
    await card.open('lead', 1205)
    await card.choose(/^Sarah Whitmore, Telegram/)
    await expect(
      card.log.getByText('<img src=x onerror=alert(1)> <b>not bold</b> &lt;already escaped&gt; &amp;'),
    ).toBeVisible()
    await expect(card.log.locator('img[src="x"]')).toHaveCount(0)
  })

  test('only addresses that are safe become links', async ({ card }) => {
    await card.open('contact', 55)
    await card.choose(/^Guest, WhatsApp/)
    await expect(card.log.getByRole('link', { name: 'the catalogue' })).toHaveAttribute(
      'href',
      'https://example.com/catalogue?a=1&b=2',
    )
    await expect(card.log.getByRole('link', { name: 'x', exact: true })).toHaveCount(0)
    for (const link of await card.log.getByRole('link').all())
      await expect(link).toHaveAttribute('href', /^https?:\/\//)
  })

  test('links leave the panel alone', async ({ card }) => {
    await card.open('contact', 55)
    await card.choose(/^Guest, WhatsApp/)
    const link = card.log.getByRole('link', { name: 'the catalogue' })
    await expect(link).toHaveAttribute('target', '_blank')
    await expect(link).toHaveAttribute('rel', /noopener/)
  })

  test('right-to-left text runs from the right', async ({ card }) => {
    await card.open('contact', 55)
    await card.choose(/^محمد الأحمد, Telegram/)
    const arabic = card.log.locator('[dir=auto]').filter({ hasText: /[\u0600-\u06FF]{3}/ })
    await expect(arabic.first()).toHaveCSS('direction', 'rtl')
  })

  test('a bot’s buttons are shown, but are not ours to press', async ({ card }) => {
    await card.open()
    await card.choose(/^Harbour Café, VK/)
    const buttons = card.log.getByRole('group', { name: 'Buttons the client sees' })
    await expect(buttons).toContainText('Book a visit')
    await expect(buttons.getByRole('button')).toHaveCount(0)
  })
})

test('an edited message changes and says so, a deleted one leaves its place', async ({ card, portal }) => {
  const chatId = await openLaura(card)
  const seen = portal.world.clientView(chatId)
  const [works, last] = seen.slice(-2)
  await expect(card.message('That works for us')).toBeVisible()
  portal.world.simulate.editMessage({ messageId: last?.id, text: 'And with the walnut worktop?' })
  portal.world.simulate.deleteMessage({ messageId: works?.id })
  await expect(card.message('And with the walnut worktop?').getByText('edited')).toBeVisible()
  await expect(card.message('oak worktop')).toHaveCount(0)
  await expect(card.message('Message deleted')).toBeVisible()
  await expect(card.message('That works for us')).toHaveCount(0)
})

test('files: pictures are shown, documents named with their size, both open in the portal; voice can be played', async ({
  card,
  portal,
}) => {
  const chatId = await openLaura(card)
  await expect(card.message('Great! And could we see it')).toBeVisible()
  const document = card.log.getByRole('link', { name: 'Open Harbour_Cafe_island_v3.pdf' })
  await expect(document).toHaveAttribute('href', new RegExp(`^${portal.origin}/`))
  await expect(card.message('Harbour_Cafe_island_v3.pdf').getByText('1.9 MB')).toBeVisible()
  const picture = card.log.getByRole('link', { name: 'Picture floor_plan.svg, open' })
  await picture.scrollIntoViewIfNeeded()
  await expect(picture).toBeInViewport()
  const image = picture.locator('img')
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).not.toBe(0)

  portal.world.simulate.clientWrites({ chatId, kind: 'voice' })
  const play = card.log.getByRole('button', { name: 'Play voice.wav' })
  await play.click()
  await expect(card.log.getByRole('slider', { name: 'Position in voice.wav' })).toBeVisible()
})

test('an answer shows what it answers, and leads there', async ({ card }) => {
  await openLaura(card)
  await card.log.getByRole('button', { name: /Laura Bennett:? Good morning! The wall is 2\.84 m/ }).click()
  const answered = card.log
    .getByRole('article', { name: /^Laura Bennett/ })
    .filter({ hasText: 'Good morning! The wall' })
  await expect(answered).toBeInViewport()
  await expect(answered).toBeFocused()
})

test('formatting of the portal becomes formatting', async ({ card, portal }) => {
  const chatId = await openLaura(card)
  portal.world.simulate.colleagueAnswers({
    chatId,
    userId: 12,
    text: '[b]chalk[/b], [i]fog[/i] and [code]a < b[/code]',
  })
  await expect(card.log.locator('b, strong').filter({ hasText: /^chalk$/ })).toBeVisible()
  await expect(card.log.locator('code').filter({ hasText: 'a < b' })).toBeVisible()
})

test.describe('messages that cannot be shown are the business of their pane alone:', () => {
  const calls = ['im.dialog.messages.get', 'imopenlines.session.history.get']

  test('when they do not load, Try again brings them', async ({ card, portal }) => {
    for (const method of calls)
      portal.faults.set({ method, kind: 'refuse', code: 'INTERNAL_SERVER_ERROR', status: 500 })
    await card.open()
    const alert = card.conversation('Tom Ashby').getByRole('alert')
    await expect(alert).toContainText('Messages did not load')
    await expect(card.row(TELEGRAM)).toBeVisible()
    portal.faults.clear()
    await alert.getByRole('button', { name: 'Try again' }).click()
    await expect(card.message('Hi! Is installation included in the price?')).toBeVisible()
  })

  test('when one may not read them, it is said who can help', async ({ card, portal }) => {
    for (const method of calls) portal.faults.set({ method, kind: 'refuse', code: 'ACCESS_ERROR', status: 403 })
    await card.open()
    const alert = card.conversation('Tom Ashby').getByRole('alert')
    await expect(alert).toContainText('You cannot read this chat')
    await expect(alert).toContainText('an administrator can give you access')
    await expect(card.row(TELEGRAM)).toBeVisible()
  })
})

test('while the portal does not answer the panel says that it may be old, and recovers by itself', async ({
  card,
  portal,
}) => {
  card.expectNoise()
  const chatId = await openLaura(card)
  portal.faults.set({ method: 'batch', kind: 'bad-gateway' })
  const banner = card.panel.getByRole('alert').filter({ hasText: 'What you see may be old' })
  await expect(banner).toBeVisible()
  portal.faults.clear()
  portal.world.simulate.clientWrites({ chatId, text: 'Hello again' })
  await expect(card.message('Hello again')).toBeVisible()
  await expect(banner).toHaveCount(0)
})
