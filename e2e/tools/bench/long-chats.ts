// Typing, scrolling and memory in chats of 10,000 and 100,000 messages, and on a page that does nothing.
import type { BuiltFiles } from '../../../manifest/built-files.ts'
import { startPortal } from '../../portal/portal.ts'
import type { Portal } from '../../portal/types.ts'
import { serveApp } from './app-server.ts'
import type { Browser } from './chromium.ts'
import { goToFirstMessage, type WayUp } from './first-message.ts'
import { openChat, openCardWindow, type CardWindow } from './long-chat.ts'
import { plainPage } from './plain-page.ts'
import { measureScrolling, type ScrolledFrames } from './scrolling.ts'
import { measureTyping } from './typing.ts'

/** Measurements at one speed of the processor. */
export interface Handling {
  /** How many times slower than this machine. */
  readonly slowdown: number
  /** ms from key press to paint, one per key. */
  readonly keys: readonly number[]
  readonly scrolled: ScrolledFrames
}

/** Measurements of one chat; `way` is null for the plain page. */
export interface ChatFigures {
  readonly name: string
  readonly handling: readonly Handling[]
  readonly way: WayUp | null
}

/** Which long chats are measured, and how. */
export interface LongChatSetup {
  readonly keys: number
  /** Seconds of scrolling. */
  readonly seconds: number
  /** Times slower, in turn. */
  readonly slowdowns: readonly number[]
  /** Also the chat of 100,000. */
  readonly longest: boolean
}

/** A frame that takes longer missed a beat of the screen. */
export const SLOW_FRAME_MS = 20

/** Share of frames that took too long. */
export const slowFrames = ({ frames }: ScrolledFrames): number =>
  frames.filter((ms) => ms > SLOW_FRAME_MS).length / frames.length

const CHATS = [
  { client: 'Long Talk', name: '10,000 messages' },
  { client: 'Longest Talk', name: '100,000 messages' },
]

/** Measures the long chats of the crowded deal, the plain page first. Without latency: only the browser counts here. */
export async function measureLongChats(
  browser: Browser,
  built: BuiltFiles,
  setup: LongChatSetup,
): Promise<ChatFigures[]> {
  const server = await serveApp(built, () => 0)
  server.put('plain/index.html', plainPage)
  const portals = {
    app: await startPortal({ appUrl: `${server.origin}/`, limits: 'off', big: true }),
    plain: await startPortal({ appUrl: `${server.origin}/plain/`, limits: 'off' }),
  }
  try {
    const figures: ChatFigures[] = []
    const { plain, app } = portals
    const plainWindow = await openCardWindow(browser, `${plain.origin}/crm/deal/details/${plain.world.showcase.deal}/`)
    figures.push({ name: 'plain page', handling: await handle(plainWindow, setup), way: null })
    await plainWindow.close()

    for (const { client, name } of setup.longest ? CHATS : CHATS.slice(0, 1)) {
      const card = await openCardWindow(browser, `${app.origin}/crm/deal/details/${app.world.showcase.crowded}/`)
      await openChat(card, client)
      const handling = await handle(card, setup)
      const way = await goToFirstMessage(card, await card.find('[role=log]'), app, firstText(app, client))
      figures.push({ name, handling, way })
      await card.close()
    }
    return figures
  } finally {
    await Promise.all(Object.values(portals).map((portal) => portal.close()))
    server.close()
  }
}

async function handle(card: CardWindow, { keys, seconds, slowdowns }: LongChatSetup): Promise<Handling[]> {
  const log = await card.find('[role=log]')
  const figures: Handling[] = []
  for (const slowdown of slowdowns) {
    await card.slowDown(slowdown)
    const typed = await measureTyping(card, 'textarea', keys)
    figures.push({ slowdown, keys: typed, scrolled: await measureScrolling(card, log, seconds) })
  }
  await card.slowDown(1)
  return figures
}

/** The first text of a chat: its very first message is the system message that opens the session. */
function firstText({ world }: Portal, client: string): string {
  const chat = [...world.state.chats.values()].find(({ title }) => title.startsWith(`${client} - `))
  const text = chat?.messages.at(1)?.text
  if (!text) throw new Error(`The big world has no chat of ${client}`)
  return text
}
