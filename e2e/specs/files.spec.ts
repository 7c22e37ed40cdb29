import { expect, test, type Card } from './card-page.ts'
import { addClientMessage, addFile } from '../portal/world/messages.ts'

const DOWNLOAD = 'im.v2.File.download'
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

test('where the browser keeps the portal’s session from the frame, files come by the portal’s one-time addresses', async ({
  card,
  portal,
}) => {
  card.expectNoise()
  await card.open()
  await card.choose(LAURA)
  sendPictures(card, 2)
  await expect(picture(card, 'view_1.jpg')).toBeVisible()
  // Without its preview a file would no longer be shown as an image.
  const preview = picture(card, 'view_2.jpg').locator('img')
  await expect.poll(() => preview.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  portal.world.state.behaviour.fileCookies = false
  await picture(card, 'view_2.jpg').click()
  await expect.poll(() => shownWidth(card, 'view_2.jpg')).toBeGreaterThan(0)
  expect(portal.counters.executed(DOWNLOAD)).toBeGreaterThan(0)
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
})

test('a file that is gone, or may not be opened, says so', async ({ card, portal }) => {
  card.expectNoise()
  await card.open()
  await card.choose(LAURA)
  const [gone] = sendPictures(card, 1)
  await expect(picture(card, 'view_1.jpg')).toBeVisible()
  portal.world.state.files.delete(gone ?? 0)
  await picture(card, 'view_1.jpg').click()
  await expect(viewer(card).getByRole('alert').first()).toHaveText('This file is no longer there.')
  await card.page.keyboard.press('Escape')

  portal.faults.set({ method: DOWNLOAD, kind: 'refuse', code: 'ACCESS_DENIED', status: 403 })
  await card.log.getByRole('button', { name: 'Save Harbour_Cafe_island_v3.pdf' }).click()
  await expect(card.message('Harbour_Cafe_island_v3.pdf').getByRole('alert')).toHaveText('You may not open this file.')
})

test('a file is saved by the portal’s one-time address', async ({ card, portal }) => {
  await card.open()
  await card.choose(LAURA)
  const fetched = card.page
    .context()
    .waitForEvent('request', (request) => /\/disk\/download\/\d+\?token=/.test(request.url()))
  await card.log.getByRole('button', { name: 'Save Harbour_Cafe_island_v3.pdf' }).click()
  await fetched
  expect(portal.counters.executed(DOWNLOAD)).toBe(1)
})
