import { expect, test, type Card } from './card-page.ts'
import { addClientMessage, addFile } from '../portal/world/messages.ts'
import type { Chat } from '../portal/world/model.ts'
import { endlessCorpus, hostileCorpus, malformedCorpus } from '../security/corpora.ts'
import { EVIL, hostileTexts } from '../security/hostile-texts.ts'

const LAURA = /Telegram/

/** The chat of the fake portal's world that the tests write into, and its card. */
const lauraIn = (card: Card): Chat => {
  const chat = card.portal.world.state.chat(card.chatId('Laura Bennett', 'telegrambot'))
  if (!chat) throw new Error('Laura has no chat')
  return chat
}

/** Opens a card high enough to render a long conversation at once. */
const openHigh = async (card: Card): Promise<void> => {
  await card.page.setViewportSize({ width: 1280, height: 9_000 })
  await card.open()
  await card.page.locator('main.card').evaluate((main) => main.style.setProperty('--area-height', '8800px'))
  await card.row(LAURA).click()
  await expect(card.log).toBeVisible()
}

/** Text as a person compares it: without blanks, line ends and characters of no width. */
const letters = (text: string): string => text.replace(/[\s\p{Cc}\u200b\u2028\u2029\u2060-\u2069\ufeff]/gu, '')

/** Records everything that would show that the page was compromised; `expectHarmless` checks it. */
const watch = (card: Card) => {
  const { page } = card
  const seen: string[] = []
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (request.url().includes(EVIL)) seen.push(`request: ${request.url()}`)
  })
  page.context().on('page', (opened) => seen.push(`window: ${opened.url()}`))
  page.on('download', (download) => seen.push(`download: ${download.url()}`))
  return {
    expectHarmless: async (): Promise<void> => {
      const frame = await card.frame()
      expect(seen).toEqual([])
      expect(page.url()).toMatch(/\/crm\/deal\/details\/\d+\/$/)
      expect(frame.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?DOMAIN=localhost/)
      for (const window of [page.mainFrame(), frame])
        expect(await window.evaluate(() => '__pwned' in globalThis)).toBe(false)
      const foreign =
        'script:not([src]), iframe, object, embed, form[action], base, style, [style*="url("], [onerror], [onload]'
      expect(await frame.locator('body').locator(foreign).count()).toBe(0)
      const addresses = await frame.locator('a[href]').evaluateAll((all) =>
        all.map((a) => ({
          href: (a as HTMLAnchorElement).href,
          target: a.getAttribute('target'),
          rel: a.getAttribute('rel'),
        })),
      )
      for (const { href, target, rel } of addresses) {
        expect(href).toMatch(/^(?:https?|mailto|tel):/)
        expect([target, rel]).toEqual(['_blank', 'noopener noreferrer'])
      }
      const pictures = await frame
        .locator('img, video, audio')
        .evaluateAll((all) => all.map((one) => one.getAttribute('src') ?? ''))
      expect(pictures.filter((source) => !source.startsWith(card.portal.origin))).toEqual([])
    },
  }
}

test('whatever a client writes stays text: it runs nothing, asks nobody, leads nowhere by itself', async ({
  card,
  portal,
}) => {
  test.setTimeout(60_000)
  const watched = watch(card)
  const chat = lauraIn(card)
  await openHigh(card)
  for (const { text } of hostileTexts) portal.world.simulate.clientWrites({ chatId: chat.id, text })
  // The last one is harmless: once it is there, all are.
  portal.world.simulate.clientWrites({ chatId: chat.id, text: 'That was all.' })
  await expect(card.message('That was all.')).toBeVisible({ timeout: 20_000 })

  expect(hostileTexts.length).toBeGreaterThan(60)
  const unreadable = async () => {
    const texts = (await card.log.getByRole('article').allInnerTexts()).map(letters)
    return hostileTexts.filter(({ text, shows = text }) => !texts.some((shown) => shown.includes(letters(shows))))
  }
  // The rows further up follow.
  await expect.poll(unreadable).toEqual([])

  // The preview in the list and the announcement for screen readers are text as well.
  await expect(card.row(LAURA)).toHaveAccessibleName(/That was all\./)
  const sideways = await card.log.evaluate((log) => log.scrollWidth - log.clientWidth)
  expect(sideways, 'a long word sticks out').toBeLessThanOrEqual(0)

  // A press on text that looks like a command has no effect.
  const asked = portal.counters.executed('imopenlines.crm.message.add')
  for (const label of ['put it', 'send it', 'Administrator', 'General chat', 'ring', 'label 1', 'label 19'])
    await card.log.getByText(label, { exact: true }).last().click()
  expect(portal.counters.executed('imopenlines.crm.message.add')).toBe(asked)
  await expect(card.field).toHaveValue('')
  await watched.expectHarmless()
})

test('links lead to where they say, in a window that knows nothing of the panel', async ({ card, portal }) => {
  const { id: chatId } = lauraIn(card)
  await card.open()
  await card.choose(LAURA)
  portal.world.simulate.clientWrites({
    chatId,
    text: `[url=https://${EVIL}/]https://portal.example/[/url] is the place`,
  })
  const link = card.log.getByRole('link', { name: `https://portal.example/ (${EVIL})` })
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
  await expect(link).toHaveAttribute('target', '_blank')
  await expect(link).toHaveAttribute('title', `https://${EVIL}/`)
  // A card's path opens in the portal's own slider, however it was written; no other path of the portal becomes a link.
  portal.world.simulate.clientWrites({
    chatId,
    text: '[url=/crm/contact/details/57/]her card[/url] and [url=/?logout=yes]bye[/url]',
  })
  await expect(card.log.getByRole('button', { name: 'her card' })).toBeVisible()
  await expect(card.log.getByRole('link', { name: 'bye' })).toHaveCount(0)
  await expect(card.log.getByText('bye')).toBeVisible()
})

test('attachments, keyboards and files with hostile fields are shown, never run', async ({ card, portal }) => {
  const watched = watch(card)
  const chat = lauraIn(card)
  const { state } = portal.world
  const bad = 'javascript:window.__pwned=1'
  addClientMessage(state, chat, {
    text: 'Attached',
    params: {
      ATTACH: [
        {
          ID: 1,
          COLOR: `red;background:url(https://${EVIL}/c)`,
          BLOCKS: [
            { MESSAGE: `<img src=x onerror=window.__pwned=1> [url=${bad}]in text[/url]` },
            { HTML: '<script>window.__pwned=1</script>' },
            { LINK: [{ NAME: 'Bad link', LINK: bad, DESC: '<b>desc</b>', PREVIEW: `https://${EVIL}/p.png` }] },
            { LINK: [{ NAME: 'https://portal.example/', LINK: `https://${EVIL}/`, HTML: '<i>x</i>' }] },
            { IMAGE: [{ NAME: 'A picture', LINK: `https://${EVIL}/i.png`, PREVIEW: `https://${EVIL}/i.png` }] },
            { USER: [{ NAME: 'Portal support', AVATAR: `https://${EVIL}/a.png`, LINK: `data:text/html,x` }] },
            {
              GRID: [
                { NAME: '<u>label</u>', VALUE: `[url=${bad}]value[/url]`, COLOR: `url(//${EVIL})`, WIDTH: 99_999 },
              ],
            },
          ],
        },
      ],
      KEYBOARD: [
        { TEXT: 'Close the chat', ACTION: 'SEND', ACTION_VALUE: '/close', BG_COLOR: `red;background:url(//${EVIL})` },
        { TEXT: 'Open', LINK: bad, FUNCTION: 'window.__pwned=1' },
        { TEXT: '<b>Bold</b>', APP_ID: 1, COMMAND: 'finish' },
      ],
    },
  })
  const names = [
    'invoice\u202efdp.exe',
    '<img src=x onerror=window.__pwned=1>.png',
    `${'n'.repeat(400)}.zip`,
    '../../etc/passwd',
    '\u200b',
  ]
  for (const name of names) {
    const type = name.endsWith('.png') ? 'image' : 'file'
    const file = addFile(state, chat, {
      authorId: chat.clientId,
      name,
      type,
      size: -1,
      art: type === 'image' ? 'photo' : 'text',
      width: 1e9,
      height: -5,
    })
    addClientMessage(state, chat, { text: '', params: { FILE_ID: [file.id] } })
  }
  await card.page.setViewportSize({ width: 1280, height: 1_600 })
  await card.open()
  await card.choose(LAURA)

  const attached = card.message('Attached')
  for (const text of [
    'in text',
    'Bad link',
    '<b>desc</b>',
    'A picture',
    'Portal support',
    '<u>label</u>',
    'Close the chat',
    '<b>Bold</b>',
  ])
    await expect(attached.getByText(text).first()).toBeVisible()
  await expect(attached.getByRole('link')).toHaveText([`https://portal.example/ (${EVIL})`, 'A picture'])
  await expect(attached.getByRole('button')).toHaveCount(0)
  await expect(card.log.getByText('invoicefdp.exe')).toBeVisible()
  await expect(card.log.getByText('../../etc/passwd')).toBeVisible()
  await attached.getByText('Close the chat').click()
  await watched.expectHarmless()
  expect(portal.counters.executed('imopenlines.operator.finish')).toBe(0)
})

test('a client’s name, picture and colour are no way in', { tag: '@smoke' }, async ({ card, portal }) => {
  const watched = watch(card)
  const chat = lauraIn(card)
  const client = portal.world.state.users.get(chat.clientId)
  if (!client) throw new Error('Laura is not there')
  const name = '<img src=x onerror=window.__pwned=1> \u202eretrevnI'
  Object.assign(client, {
    name,
    firstName: name,
    lastName: '',
    avatar: '/disk/avatar/x"onerror="window.__pwned=1',
    color: `red;background:url(//${EVIL})`,
  })
  Object.assign(chat, { title: `${name} - Open line`, color: `url(https://${EVIL}/c)` })
  await card.open()
  await card.choose(LAURA)
  await expect(card.panel.getByText('<img src=x onerror=window.__pwned=1> retrevnI').first()).toBeVisible()
  await expect(card.details.getByText('<img src=x onerror=window.__pwned=1> retrevnI').first()).toBeVisible()
  card.expectNoise()
  await watched.expectHarmless()
})

const corpora = [...hostileCorpus, ...malformedCorpus]
/** How many the high screen renders at once. */
const AT_ONCE = 120
/** Number of texts per test: several workers share them. */
const PER_TEST = 3 * AT_ONCE
const parts = Array.from({ length: Math.ceil(corpora.length / PER_TEST) }, (_, part) =>
  corpora.slice(part * PER_TEST, (part + 1) * PER_TEST),
)

test('the corpora are there, and every text is in a part', () => {
  expect(corpora.length).toBeGreaterThan(800)
  expect(parts.flat()).toEqual(corpora)
})

for (const [index, texts] of parts.entries()) {
  test(`corpora of hostile and malformed texts, part ${index + 1}: run nothing, leave no bubble, lose no text`, async ({
    card,
    portal,
  }) => {
    test.setTimeout(120_000)
    const watched = watch(card)
    const chat = lauraIn(card)
    await openHigh(card)
    const sticksOut = () =>
      card.log.getByRole('article').evaluateAll((all) =>
        all.flatMap((article) => {
          const { left, right } = article.getBoundingClientRect()
          return [...article.querySelectorAll('*')].some((inner) => {
            const box = inner.getBoundingClientRect()
            return box.width > 0 && !inner.closest('.sr-only') && (box.left < left - 24 || box.right > right + 24)
          })
            ? [article.textContent.slice(0, 80)]
            : []
        }),
      )
    for (let from = 0; from < texts.length; from += AT_ONCE) {
      const part = texts.slice(from, from + AT_ONCE)
      for (const { text } of part) portal.world.simulate.clientWrites({ chatId: chat.id, text })
      portal.world.simulate.clientWrites({ chatId: chat.id, text: `That was all up to ${from}.` })
      await expect(card.message(`That was all up to ${from}.`)).toBeVisible({ timeout: 60_000 })
      const seen = letters((await card.log.getByRole('article').allInnerTexts()).join('\n'))
      const plain = part.filter(({ text, shows }) => text !== shows && /^[a-z ]+$/.test(shows))
      expect(plain.filter(({ shows }) => !seen.includes(letters(shows)))).toEqual([])
      expect(await sticksOut()).toEqual([])
    }
    await watched.expectHarmless()
  })
}

test('texts without an end are folded, and the panel goes on working', async ({ card, portal }) => {
  test.setTimeout(180_000)
  const watched = watch(card)
  const chat = lauraIn(card)
  await card.open()
  await card.choose(LAURA)
  for (const { text } of endlessCorpus) portal.world.simulate.clientWrites({ chatId: chat.id, text })
  portal.world.simulate.clientWrites({ chatId: chat.id, text: 'That was all.' })
  await expect(card.message('That was all.')).toBeVisible({ timeout: 60_000 })
  await expect(card.log.getByRole('button', { name: /^Show all \([\d,]+ characters\)$/ }).last()).toBeVisible()
  await card.reply('Understood')
  await expect(card.message('Understood')).toBeVisible()
  expect(await card.log.evaluate((log) => log.scrollWidth - log.clientWidth)).toBeLessThanOrEqual(0)
  await watched.expectHarmless()
})
