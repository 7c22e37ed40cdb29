import type { Page } from '@playwright/test'
import { expect, test, type Card } from './card-page.ts'

/** Keeps back files of the app; returns how to let them come. */
const hold = async (page: Page, files: RegExp): Promise<() => void> => {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await page.route(files, async (route) => {
    await held
    await route.fallback()
  })
  return letGo
}
const SCRIPTS = /\/assets\/.*\.js$/
const SHEET = /\/assets\/.*\.css$/
const FIRST_SCREEN = /\/assets\/first-screen-[^/]*\.js$/
const DEFERRED = /\/assets\/deferred-[^/]*\.js$/
const ANSWERS = /\/rest\//

const skeleton = (card: Card) => card.panel.locator('.sk')

/** Where the visible parts of the skeleton are, React's as well as the page's own: x, y, width, height. */
const placesOf = async (card: Card): Promise<Record<string, readonly (readonly number[])[]>> =>
  (await card.frame()).evaluate(() => {
    const parts = {
      list: '.sk-list, aside[aria-label]',
      search: '.sk-search, label:has([type=search])',
      icon: '.sk-search svg, label:has([type=search]) svg',
      bones: '.sk-chips i, .sk-rows i, .sk-top i, .sk-log i',
      conversation: '.sk-chat',
    }
    const boxes = (selector: string) =>
      [...document.querySelectorAll(selector)]
        .map((element) => element.getBoundingClientRect())
        .flatMap(({ x, y, width, height }) => (width > 0 ? [[x, y, width, height]] : []))
    return Object.fromEntries(Object.entries(parts).map(([name, selector]) => [name, boxes(selector)]))
  })

const background = async (card: Card): Promise<readonly string[]> =>
  (await card.frame()).evaluate(() =>
    [document.documentElement, document.body, ...document.querySelectorAll('.sk, .sk-list, .sk-chat, .sk-top')].map(
      (element) => getComputedStyle(element).backgroundColor,
    ),
  )

const WIDTHS = [
  { width: 1250, list: 320, conversation: 930 },
  { width: 1000, list: 288, conversation: 712 },
  { width: 560, list: 224, conversation: 336 },
  { width: 360, list: 360, conversation: 0 },
] as const

for (const { width, list, conversation } of WIDTHS)
  test(
    `at ${width} px the page paints its panes before scripts and styles have come, and the panel draws over them`,
    { tag: width === 1250 ? '@smoke' : [] },
    async ({ card, page }) => {
      await hold(page, DEFERRED)
      const letScriptsGo = await hold(page, SCRIPTS)
      const letSheetGo = await hold(page, SHEET)
      const letAnswersGo = await hold(page, ANSWERS)
      // The frame keeps its height.
      await card.open('deal', undefined, { width, screenHeight: 740 })
      await expect(card.panel.locator('.sk-row').first()).toBeVisible()
      const frame = await card.frame()
      const painted = await frame.waitForFunction(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      )
      expect(await painted.jsonValue()).toBeGreaterThan(0)
      // Screen readers are told nothing that nobody has written.
      await expect(skeleton(card)).toHaveAttribute('aria-hidden', 'true')
      await expect(card.panel.locator('#root')).toHaveText('')

      const before = await placesOf(card)
      expect(before['list']).toEqual([[0, 0, list, 600]])
      expect(before['conversation']).toEqual(conversation === 0 ? [] : [[list, 0, conversation, 600]])
      expect(before['bones']?.length).toBeGreaterThan(20)

      letSheetGo()
      letScriptsGo()
      await expect(skeleton(card)).toHaveCount(0)
      await expect(card.panel.getByRole('status').filter({ hasText: 'Loading' })).toBeAttached()
      expect(await placesOf(card)).toEqual(before)

      // The rows come in the place of their bones.
      const [row] = await card.panel
        .locator('.sk-row')
        .evaluateAll((rows) => rows.map((r) => r.getBoundingClientRect()))
      letAnswersGo()
      await expect(card.row(/^Tom Ashby/)).toBeVisible()
      const boxOf = (name: RegExp) => card.row(name).evaluate((element) => element.getBoundingClientRect().toJSON())
      expect(await boxOf(/^Tom Ashby/)).toMatchObject({ y: row?.y })
      expect(await boxOf(/^Marco Silva/)).toMatchObject({ height: row?.height })
    },
  )

for (const theme of ['light', 'dark'] as const)
  test(`in ${theme} the page shows through until the theme is known, whatever the computer’s is`, async ({
    card,
    page,
  }) => {
    await page.emulateMedia({ colorScheme: theme === 'dark' ? 'light' : 'dark' })
    await page.addInitScript((stored) => {
      // The frame's empty first document has no storage.
      if (location.protocol.startsWith('http')) localStorage.setItem('chat-panel:theme', stored)
    }, theme)
    const letScriptsGo = await hold(page, SCRIPTS)
    const letFirstScreenGo = await hold(page, FIRST_SCREEN)
    const letSheetGo = await hold(page, SHEET)
    await card.open()
    await expect(card.panel.locator('.sk-row').first()).toBeVisible()
    expect(new Set(await background(card))).toEqual(new Set(['rgba(0, 0, 0, 0)']))
    const frame = await card.frame()
    // A frame with another scheme than the page around it would get an opaque ground.
    expect(await frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('normal')

    letSheetGo()
    await frame.waitForFunction(() => document.styleSheets.length === 2)
    expect(new Set(await background(card))).toEqual(new Set(['rgba(0, 0, 0, 0)']))

    letScriptsGo()
    await expect(card.panel.locator('html')).toHaveClass(theme)
    await expect(skeleton(card)).toBeVisible()
    await expect(card.panel.locator('.sk-list')).toHaveCSS(
      'background-color',
      theme === 'dark' ? 'rgb(38, 38, 38)' : 'rgb(255, 255, 255)',
    )
    letFirstScreenGo()
    await expect(card.log.getByRole('article').last()).toBeVisible()
  })

test('the page of an unsaved record does not show the skeleton of a card while it loads', async ({ card, page }) => {
  const letGo = await hold(page, /\/assets\/other-pages-[^/]*\.js$/)
  await card.open('deal', 0)
  await expect(skeleton(card)).toHaveCount(0)
  await expect(card.panel.locator('#root')).toBeEmpty()
  letGo()
  await expect(card.panel.getByRole('heading', { name: 'Save this deal first' })).toBeVisible()
})

/** Runs in the page and its frames: notes shifts of the layout, and frames of the screen with neither bones nor rows in the list. */
const watchLayout = () => {
  const seen = { shifts: [] as string[], frames: 0, blank: 0 }
  Object.assign(globalThis, { seen })
  const boxOf = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join()
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: LayoutShiftSource[] })[])
      for (const { node, previousRect, currentRect } of entry.sources) {
        const element = node instanceof Element ? node : node?.parentElement
        // The log's own rows: e2e/specs/conversation.spec.ts.
        if (element?.closest('[role=log]')) continue
        seen.shifts.push(`${element?.outerHTML.slice(0, 120)}: ${boxOf(previousRect)} to ${boxOf(currentRect)}`)
      }
  }).observe({ type: 'layout-shift', buffered: true })
  // A task posted by a frame's callbacks runs after layout and paint of that frame.
  const { port1, port2 } = new MessageChannel()
  const nextFrame = () => requestAnimationFrame(() => port2.postMessage(null))
  port1.addEventListener('message', () => {
    const rows = [...document.querySelectorAll('.sk-row, [role=option]')]
    const visible = rows.filter((row) => row.checkVisibility({ visibilityProperty: true }))
    seen.frames += 1
    if (visible.length === 0) seen.blank += 1
    nextFrame()
  })
  port1.start()
  addEventListener('DOMContentLoaded', nextFrame)
}
interface LayoutShiftSource {
  readonly node: Node | null
  readonly previousRect: DOMRectReadOnly
  readonly currentRect: DOMRectReadOnly
}

const CARDS = [
  ['small', 'en'],
  ['showcase', 'en'],
  ['related', 'en'],
  ['showcase', 'ar'],
] as const

for (const width of [1250, 560])
  for (const [what, lang] of CARDS)
    test(`nothing moves from the skeleton to the answer: ${what} card, ${width} px, ${lang}`, async ({
      card,
      page,
      portal,
    }) => {
      const { showcase } = portal.world
      const id = { small: 1483, showcase: showcase.deal, related: showcase.related.deal }[what]
      await page.addInitScript(watchLayout)
      await hold(page, DEFERRED)
      const letScriptsGo = await hold(page, SCRIPTS)
      const letAnswersGo = await hold(page, ANSWERS)
      // The frame grows from 600 px while the skeleton is shown.
      await card.open('deal', id, { width, lang, related: true, screenHeight: 1_160 })
      await expect(card.panel.locator('.sk-row').first()).toBeVisible()
      letScriptsGo()
      await expect(card.panel.getByRole('status').filter({ hasText: 'Loading' })).toBeAttached()
      letAnswersGo()
      await expect(card.log.getByRole('article').last()).toBeVisible()
      await expect(card.list.getByRole('option').first()).toBeVisible()
      const frame = await card.frame()
      // What the answer sets in motion is on screen a few frames later.
      const seen = await frame.evaluate(async () => {
        for (let frames = 0; frames < 5; frames += 1) await new Promise((next) => requestAnimationFrame(next))
        const { seen: noted } = globalThis as unknown as {
          seen: { shifts: string[]; frames: number; blank: number }
        }
        return { ...noted, several: noted.frames > 3, height: innerHeight }
      })
      expect(seen).toMatchObject({ shifts: [], blank: 0, several: true, height: 900 })
    })
