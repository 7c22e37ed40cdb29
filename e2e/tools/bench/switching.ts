// From the press on a row of the list to the chat's newest message.
import { setTimeout as sleep } from 'node:timers/promises'
import type { BuiltFiles } from '../../../manifest/built-files.ts'
import { serveApp } from './app-server.ts'
import { inPage } from './cdp.ts'
import type { Browser } from './chromium.ts'
import { openCardWindow, type CardWindow, type Point } from './long-chat.ts'
import { watchSight, type Sight } from './sight.ts'
import { newestMessage, openSite, type Site } from './site.ts'
import { until } from './until.ts'

/** ms from press to paint, one per press. */
export interface SwitchFigures {
  readonly slowdown: number
  /** Chats that were open before. */
  readonly known: readonly number[]
  /** Chats whose messages the panel hasn't asked for. */
  readonly unknown: readonly number[]
}

export interface SwitchSetup {
  readonly slowdown: number
  /** Presses of each kind. */
  readonly presses: number
}

/** What a chat that was opened has to do afterwards is done by then. */
const PAUSE_MS = 1_500

/** Switches between chats of the card of forty. The portal answers at once: only the browser and one local request count. */
export async function measureSwitching(
  browser: Browser,
  built: BuiltFiles,
  { slowdown, presses }: SwitchSetup,
): Promise<SwitchFigures> {
  const server = await serveApp(built, () => 0)
  const site = await openSite(server, 'app', 'forty', { serverTime: false, latencyMs: 0 })
  markNewestMessages(site)
  try {
    const card = await openCardWindow(browser, site.url)
    await until(card.frame, () => document.querySelector('[role=log] article') !== null)
    await sleep(2 * PAUSE_MS)
    await card.frame.send('Runtime.evaluate', { expression: inPage(watchSight) })
    await card.slowDown(slowdown)

    const unknown: number[] = []
    const opened: number[] = []
    while (unknown.length < presses) {
      const read = new Set(readChats(site))
      const chatId = await findRow(card, (id) => !read.has(id), 1)
      // The rows on screen bring messages of most chats along.
      if (chatId === null) break
      unknown.push(await pressRow(card, chatId))
      opened.push(chatId)
    }
    const known: number[] = []
    while (known.length < presses) {
      const read = new Set([...readChats(site), ...opened])
      const chatId = await findRow(card, (id) => read.has(id) && id !== opened.at(-1), -1)
      if (chatId === null) throw new Error('No row of the list leads to a known chat')
      known.push(await pressRow(card, chatId))
      opened.push(chatId)
    }
    await card.close()
    return { slowdown, known, unknown }
  } finally {
    await site.portal.close()
    server.close()
  }
}

/** No two chats end alike, so that the one that was open before isn't taken for the one that was pressed. */
function markNewestMessages({ portal }: Site): void {
  for (const chat of portal.world.state.chats.values()) {
    const message = newestMessage(chat)
    if (message) message.text += ` ${markOf(chat.id)}`
  }
}

const markOf = (chatId: number) => `(no. ${chatId})`

/** Chats whose messages the portal has given away. */
function readChats({ portal, log }: Site): number[] {
  const { state } = portal.world
  return log.requests
    .flatMap(({ calls }) => calls)
    .filter(({ method }) => method === 'im.dialog.messages.get' || method === 'imopenlines.session.history.get')
    .map(({ params }) =>
      params['SESSION_ID'] === undefined
        ? Number(String(params['DIALOG_ID'] ?? params['CHAT_ID']).replace(/^chat/, ''))
        : (state.session(Number(params['SESSION_ID']))?.chat.id ?? 0),
    )
}

/** The first row in sight that fits, null = none; scrolls the list down (1) or up (-1) where there is none. */
async function findRow(card: CardWindow, fits: (chatId: number) => boolean, direction: 1 | -1): Promise<number | null> {
  for (let turns = 0; turns < 40; turns += 1) {
    const chatId = (await card.frame.run(rowsInSight)).find(fits)
    if (chatId !== undefined) return chatId
    await card.frame.run(scrollList, 200 * direction)
    await sleep(300)
  }
  return null
}

function rowsInSight(): number[] {
  return [...document.querySelectorAll<HTMLElement>('[role=option]')]
    .filter((row) => {
      const { left, top, width, height } = row.getBoundingClientRect()
      return row.contains(document.elementFromPoint(left + width / 2, top + height / 2))
    })
    .map((row) => Number(row.dataset['chat']))
}

function scrollList(top: number): void {
  let scroller = document.querySelector('[role=option]')?.parentElement
  while (scroller && scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement
  scroller?.scrollBy({ top, behavior: 'instant' })
}

/** The list may still sort itself under the pointer. */
async function stillRow(card: CardWindow, chatId: number): Promise<Point> {
  const row = `[role=option][data-chat="${chatId}"]`
  for (let last = await card.find(row); ; await sleep(200)) {
    const now = await card.find(row)
    if (now.x === last.x && now.y === last.y) return now
    last = now
  }
}

async function pressRow(card: CardWindow, chatId: number): Promise<number> {
  await card.frame.run(watchPress, markOf(chatId))
  const at = await stillRow(card, chatId)
  // One right after the other: how long a finger stays down is not the panel's time.
  await Promise.all(
    ['mousePressed', 'mouseReleased'].map((type) =>
      card.host.send('Input.dispatchMouseEvent', { type, ...at, button: 'left', clickCount: 1 }),
    ),
  )
  await sleep(PAUSE_MS)
  return await until(card.frame, () => (globalThis as unknown as { benchPress: number }).benchPress)
}

function watchPress(text: string): void {
  const page = globalThis as unknown as { benchSight: Sight; benchPress: number }
  page.benchPress = 0
  const onPress = ({ timeStamp }: Event) =>
    page.benchSight.everyFrame(() => {
      const there = page.benchSight.hasMessage(text)
      if (there) page.benchPress = performance.now() - timeStamp
      return there
    })
  addEventListener('pointerdown', onPress, { capture: true, once: true })
}
