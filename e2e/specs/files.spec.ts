import { expect, PORTAL_FILE, test, type Card } from './card-page.ts'
import { addClientMessage, addFile, markRead } from '../portal/world/messages.ts'

const DOWNLOAD = 'im.v2.File.download'
const ANNA = 11
const LAURA = /^Laura Bennett, Telegram/

const lauraIn = (card: Card) => {
  const chat = card.portal.world.state.chat(card.chatId('Laura Bennett', 'telegrambot'))
  if (!chat) throw new Error('Laura has no chat')
  return chat
}

/** The client sends a message with a number of images. */
const sendPictures = (card: Card, count: number): readonly number[] => {
  const { state } = card.portal.world
  const chat = lauraIn(card)
  const files = Array.from({ length: count }, (_, place) =>
    addFile(state, chat, {
      name: `view_${place + 1}.jpg`,
      type: 'image',
      art: 'photo',
      width: 800,
      height: 600,
      size: 4_000,
      authorId: chat.clientId,
    }),
  )
  const ids = files.map(({ id }) => id)
  addClientMessage(state, chat, { text: '', params: { FILE_ID: ids } })
  return ids
}

const picture = (card: Card, name: string) => card.log.getByRole('link', { name: `Picture ${name}, open` })
const viewer = (card: Card) => card.panel.getByRole('dialog', { name: 'Pictures' })
const shownWidth = (card: Card, name: string) =>
  viewer(card)
    .getByRole('img', { name })
    .evaluate((image: HTMLImageElement) => image.naturalWidth)

test('pictures open over the panel: keys walk and zoom, Esc leads back to where one was', async ({ card }) => {
  await card.open()
  await card.choose(LAURA)
  sendPictures(card, 6)
  await expect(picture(card, 'view_4.jpg')).toBeVisible()
  // An album shows four and counts the others.
  await expect(picture(card, 'view_4.jpg')).toContainText('+2')
  await expect(picture(card, 'view_5.jpg')).toHaveCount(0)

  await picture(card, 'view_3.jpg').press('Enter')
  await expect(viewer(card)).toContainText('view_3.jpg')
  await expect(viewer(card)).toContainText('Laura Bennett')
  await expect.poll(() => shownWidth(card, 'view_3.jpg')).toBeGreaterThan(0)
  await card.page.keyboard.press('End')
  await expect(viewer(card)).toContainText('view_6.jpg')
  await expect(viewer(card).getByRole('button', { name: 'Next picture' })).toBeDisabled()
  await card.page.keyboard.press('ArrowLeft')
  await expect(viewer(card)).toContainText('view_5.jpg')
  await card.page.keyboard.press('+')
  await expect(viewer(card).getByRole('button', { name: 'Zoom out' })).toBeEnabled()
  await card.page.keyboard.press('0')
  await expect(viewer(card).getByRole('button', { name: 'Zoom out' })).toBeDisabled()
  await card.page.keyboard.press('Escape')
  await expect(viewer(card)).toHaveCount(0)
  await expect(picture(card, 'view_3.jpg')).toBeFocused()
})

const isLoaded = (card: Card, name: string) =>
  expect
    .poll(() =>
      picture(card, name)
        .locator('img')
        .evaluateAll((images) => images.some((image) => (image as HTMLImageElement).naturalWidth > 0)),
    )
    .toBe(true)

/** Requests of the page about files: those by the portal's own addresses, and for one-time addresses, the files that each names. */
const watchFiles = (card: Card) => {
  const plain: string[] = []
  const asked: number[][] = []
  card.page.on('request', (request) => {
    const text = decodeURIComponent(decodeURIComponent(request.postData() ?? ''))
    if (PORTAL_FILE.test(request.url())) plain.push(request.url())
    else if (/im\.v2\.File\.download/i.test(`${request.url()} ${text}`))
      asked.push([...text.matchAll(/fileId=(\d+)/g)].map(([, id]) => Number(id)))
  })
  return { plain, asked }
}

for (const [portals, downloadsInBatch] of [
  ['in one request', true],
  ['one by one where a portal takes no downloads in a batch', false],
] as const)
  test(`pictures in sight come by one-time addresses, asked for ${portals}`, async ({ card, portal }) => {
    portal.world.state.behaviour.downloadsInBatch = downloadsInBatch
    const { plain, asked } = watchFiles(card)
    await card.open()
    await card.choose(LAURA)
    await expect(card.field).toBeVisible()
    sendPictures(card, 4)
    for (const number of [1, 2, 3, 4]) await isLoaded(card, `view_${number}.jpg`)
    const tried = plain.length
    expect(tried).toBeGreaterThan(0)

    // The portal's own addresses aren't tried again.
    const before = picture(card, 'view_3.jpg')
    const ids = sendPictures(card, 3)
    await expect(before).toHaveCount(2)
    for (const number of [1, 2, 3])
      await expect
        .poll(() =>
          picture(card, `view_${number}.jpg`)
            .last()
            .locator('img')
            .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth > 0)),
        )
        .toEqual([true])
    expect(plain).toHaveLength(tried)
    const named = asked.filter((files) => files.some((id) => ids.includes(id)))
    expect(named.map(({ length }) => length)).toEqual(downloadsInBatch ? [3] : [1, 1, 1])
    expect(new Set(named.flat())).toEqual(new Set(ids))
  })

test('pictures that are out of sight are asked for when they come into sight', async ({ card, portal }) => {
  const { asked } = watchFiles(card)
  const chat = lauraIn(card)
  const [id = 0] = sendPictures(card, 2)
  portal.world.simulate.clientWrites({ chatId: chat.id, text: 'Filling', count: 25 })
  // All is read: the list opens at its end.
  markRead(portal.world.state, chat, ANNA, chat.messages.at(-1)?.id ?? 0)
  await card.open()
  await card.choose(LAURA)
  await expect(card.message('Filling').last()).toBeInViewport()
  expect(asked.flat()).not.toContain(id)
  await card.log.hover()
  await expect(async () => {
    await card.page.mouse.wheel(0, -400)
    await expect(picture(card, 'view_1.jpg')).toBeInViewport({ timeout: 500 })
  }).toPass()
  await isLoaded(card, 'view_1.jpg')
  expect(asked.flat()).toContain(id)
})

test('an address that has expired is followed by another; a picture that doesn’t come says so and can be tried again', async ({
  card,
  portal,
}) => {
  card.expectNoise()
  const { asked } = watchFiles(card)
  await card.open()
  await card.choose(LAURA)
  await expect(card.field).toBeVisible()
  const byToken = /\/rest\/download\.json\?token=/
  const [id] = sendPictures(card, 1)
  // The address of this picture is used up before the browser has it.
  let spoilt = false
  await card.page.route(byToken, (route) => {
    const first = !spoilt && asked.flat().at(-1) === id
    spoilt ||= first
    return first ? route.fulfill({ status: 401 }) : route.continue()
  })
  await isLoaded(card, 'view_1.jpg')
  expect(asked.flat().filter((one) => one === id)).toHaveLength(2)
  await card.page.unroute(byToken)

  await card.page.route(byToken, (route) => route.abort())
  portal.world.simulate.clientWrites({ chatId: lauraIn(card).id, kind: 'photo', text: 'And this' })
  const tile = card.message('And this')
  await expect(tile.getByRole('alert')).toContainText('The picture did not come')
  await card.page.unroute(byToken)
  await tile.getByRole('button', { name: 'Try again' }).click()
  await expect
    .poll(() => tile.locator('img').evaluateAll((all) => all.some((one) => (one as HTMLImageElement).naturalWidth > 0)))
    .toBe(true)

  portal.faults.set({ method: DOWNLOAD, kind: 'refuse', code: 'ACCESS_DENIED', status: 403 })
  portal.world.simulate.clientWrites({ chatId: lauraIn(card).id, kind: 'photo', text: 'Not for you' })
  await expect(card.message('Not for you').getByRole('alert')).toContainText('You may not open this file.')
})

test('a portal older than one-time addresses shows files as tiles, asked once', async ({ card, portal }) => {
  const { asked } = watchFiles(card)
  portal.faults.set({ method: DOWNLOAD, kind: 'refuse', code: 'ERROR_METHOD_NOT_FOUND', status: 404 })
  card.expectNoise()
  await card.open()
  await card.choose(LAURA)
  await expect(card.field).toBeVisible()
  sendPictures(card, 1)
  await expect(card.log.getByRole('link', { name: 'Open view_1.jpg' })).toBeVisible()
  const before = asked.length
  expect(before).toBeGreaterThan(0)
  portal.world.simulate.clientWrites({ chatId: lauraIn(card).id, kind: 'photo', text: 'And this' })
  await expect(card.message('And this').getByRole('link', { name: /^Open / })).toBeVisible()
  await expect(card.log.getByRole('alert')).toHaveCount(0)
  expect(asked).toHaveLength(before)

  const opened = card.page.context().waitForEvent('request', (request) => PORTAL_FILE.test(request.url()))
  await card.log.getByRole('link', { name: 'Open view_1.jpg' }).click()
  await opened
})

test('where the browser does send the portal’s session, no addresses are asked for', async ({ card, portal }) => {
  portal.world.state.behaviour.fileCookies = true
  await card.open()
  await card.choose(LAURA)
  await expect(card.field).toBeVisible()
  sendPictures(card, 2)
  await isLoaded(card, 'view_2.jpg')
  await picture(card, 'view_2.jpg').click()
  await expect.poll(() => shownWidth(card, 'view_2.jpg')).toBeGreaterThan(0)
  expect(portal.counters.executed(DOWNLOAD)).toBe(0)
})

test('pictures in the viewer and voices come by one-time addresses', async ({ card, portal }) => {
  await card.open()
  await card.choose(LAURA)
  await expect(card.field).toBeVisible()
  sendPictures(card, 2)
  await isLoaded(card, 'view_2.jpg')
  const { plain } = watchFiles(card)
  await picture(card, 'view_2.jpg').click()
  await expect.poll(() => shownWidth(card, 'view_2.jpg')).toBeGreaterThan(0)
  await card.page.keyboard.press('ArrowLeft')
  await expect.poll(() => shownWidth(card, 'view_1.jpg')).toBeGreaterThan(0)
  await card.page.keyboard.press('Escape')

  portal.world.simulate.clientWrites({ chatId: lauraIn(card).id, kind: 'voice' })
  await card.log.getByRole('button', { name: 'Play voice.wav' }).click()
  const position = card.log.getByRole('slider', { name: 'Position in voice.wav' })
  // It is half a second long.
  await expect(position).toHaveAttribute('max', '0.5')
  // The waveform as bars; three swells.
  const bars = position.locator('xpath=..').locator('rect')
  await expect(bars).toHaveCount(48)
  const heights = await bars.evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().height))
  expect(Math.max(...heights)).toBeGreaterThan(3 * Math.min(...heights))
  await card.log.getByRole('button', { name: 'Speed 1×' }).click()
  await expect(card.log.getByRole('button', { name: 'Speed 1.5×' })).toBeVisible()
  expect(plain).toEqual([])
})

test('a file that is gone, or may not be opened, says so', async ({ card, portal }) => {
  card.expectNoise()
  await card.open()
  await card.choose(LAURA)
  const [gone] = sendPictures(card, 1)
  await isLoaded(card, 'view_1.jpg')
  portal.world.state.files.delete(gone ?? 0)
  await picture(card, 'view_1.jpg').click()
  await expect(viewer(card).getByRole('alert').first()).toContainText('This file is no longer there.')
  await card.page.keyboard.press('Escape')

  portal.faults.set({ method: DOWNLOAD, kind: 'refuse', code: 'ACCESS_DENIED', status: 403 })
  await card.log.getByRole('button', { name: 'Save Harbour_Cafe_island_v3.pdf' }).click()
  await expect(card.message('Harbour_Cafe_island_v3.pdf').getByRole('alert')).toHaveText('You may not open this file.')
})

for (const [action, role] of [
  ['Save', 'button'],
  ['Open', 'link'],
] as const)
  test(`${action} takes the portal’s one-time address`, async ({ card, portal }) => {
    await card.open()
    await card.choose(LAURA)
    const file = card.log.getByRole(role, { name: `${action} Harbour_Cafe_island_v3.pdf` })
    await expect(file).toBeVisible()
    const before = portal.counters.executed(DOWNLOAD)
    const fetched = card.page
      .context()
      .waitForEvent('request', (request) => /\/rest\/download\.json\?token=/.test(request.url()))
    await file.click()
    await fetched
    expect(portal.counters.executed(DOWNLOAD)).toBeGreaterThan(before)
  })
