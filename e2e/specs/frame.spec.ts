import { expect, setScreenHeight, test, type Card } from './card-page.ts'

const frameHeight = async (card: Card) => (await card.page.locator('iframe').first().boundingBox())?.height

test('on a low screen the tab keeps the 600 px it opened with, and all of the panel is inside', async ({ card }) => {
  await card.open('deal', undefined, { screenHeight: 740 })
  await expect(card.field).toBeVisible()
  expect(await frameHeight(card)).toBe(600)
  const frame = await card.frame()
  expect(await frame.evaluate(() => document.documentElement.scrollHeight)).toBe(600)
})

test('on a higher one it grows to what the screen has room for, and again with another screen', async ({ card }) => {
  await card.open('deal', undefined, { screenHeight: 1_160 })
  await expect.poll(() => frameHeight(card)).toBe(900)
  await (await card.frame()).evaluate(setScreenHeight, 1_000)
  await card.page.setViewportSize({ width: 1_000, height: 800 })
  await expect.poll(() => frameHeight(card)).toBe(740)
})

test('a frame without the right to the clipboard: a bot’s COPY button copies all the same', async ({
  card,
  portal,
}) => {
  await card.open('deal', portal.world.showcase.catalogue, { screenHeight: 8_000 })
  await card.page.setViewportSize({ width: 1280, height: 8_000 })
  const frame = await card.frame()
  await expect(card.field).toBeVisible()
  const allowed = await frame.evaluate(() =>
    (document as Document & { featurePolicy?: { allowedFeatures: () => string[] } }).featurePolicy?.allowedFeatures(),
  )
  expect(allowed).toContain('autoplay')
  expect(allowed).not.toContain('clipboard-write')
  const copy = card.panel.getByRole('button', { name: 'Copy number' })
  await copy.click()
  await expect(copy).toContainText('copied')
  await card.field.focus()
  await card.page.keyboard.press('ControlOrMeta+V')
  await expect(card.field).toHaveValue('2291')
})

test('what the portal’s slider doesn’t open is opened in a window', async ({ card, page }) => {
  await card.open()
  await card.choose(/^Laura Bennett, Telegram/)
  await page.evaluate(() => (window.hostSwitches.noSlider = true))
  const opened = page.waitForEvent('popup')
  await card.details.getByRole('button', { name: /Contact #55/ }).click()
  expect(new URL((await opened).url()).pathname).toBe('/crm/contact/details/55/')
})

test('under a slider of the card’s own the frame counts as shown: nothing tells it that it is covered', async ({
  card,
}) => {
  await card.open()
  await expect(card.field).toBeVisible()
  await card.page.getByRole('button', { name: 'Document' }).click()
  await expect(card.page.getByRole('dialog', { name: 'Document' })).toBeVisible()
  const frame = await card.frame()
  expect(await frame.evaluate(() => [document.hidden, document.hasFocus()])).toEqual([false, false])
})
