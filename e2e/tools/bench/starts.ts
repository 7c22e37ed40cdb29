// The five ways in which a card is opened, for the app and the bare page in turn.
import { newVisitor, type Browser, type Visitor } from './chromium.ts'
import type { AppServer } from './app-server.ts'
import type { CardName } from './cards.ts'
import { openedChat } from './opened-chat.ts'
import { measureOpening, openBefore, WINDOW_MS, type Opening, type Start } from './opening.ts'
import { chatOf, newestText, openSite, putBarePage, type Page, type PortalPace, type Site } from './site.ts'

export const START_NAMES = ['cold', 'known', 'reopened', 'news', 'offline'] as const
export type StartName = (typeof START_NAMES)[number]

/** Starts of each page; a page that wasn't measured has none. */
export type StartsByPage = Readonly<Record<Page, readonly Start[]>>

/** One card at one pace of the portal. */
export interface CardFigures {
  readonly card: CardName
  readonly serverTime: boolean
  readonly starts: Readonly<Partial<Record<StartName, StartsByPage>>>
  /** Preflights per REST request of the app. */
  readonly preflights: number
}

/** How starts are measured. */
export interface StartSetup extends PortalPace {
  readonly card: CardName
  readonly pages: readonly Page[]
  readonly names: readonly StartName[]
  /** Starts of each page. */
  readonly tries: Readonly<Record<StartName, number>>
  readonly slowdown: number
}

/** What is new after an hour. */
const NEWS = 'One more thing: could you deliver it a week earlier?'
const HOUR_MS = 3_600_000
/** The browser keeps compiled scripts only after it has loaded them a second time. */
const VISITS_BEFORE = 2

/** Measures the starts of one card. */
export async function measureCard(browser: Browser, server: AppServer, setup: StartSetup): Promise<CardFigures> {
  const sites = await openSites(server, setup)
  try {
    const run = new CardRun(browser, server, setup, sites, await chatsOf(browser, sites))
    const starts: Partial<Record<StartName, StartsByPage>> = {}
    if (setup.names.includes('cold')) starts.cold = await run.cold()
    if (setup.names.some((name) => name !== 'cold')) {
      await run.visitTwice()
      if (setup.names.includes('known')) starts.known = await run.known()
      if (setup.names.includes('reopened') || setup.names.includes('offline')) await run.visitInFull()
      if (setup.names.includes('reopened')) starts.reopened = await run.reopened()
      if (setup.names.includes('offline')) starts.offline = await run.offline()
      if (setup.names.includes('news')) starts.news = await run.news()
      await run.leave()
    }
    const { requests, preflights } = sites.find(({ page }) => page === 'app')!.portal.counters
    return { card: setup.card, serverTime: setup.serverTime, starts, preflights: preflights / requests }
  } finally {
    await closeSites(sites)
  }
}

type Chats = Readonly<Record<Page, number>>

const openSites = (server: AppServer, setup: StartSetup, now?: () => number) =>
  Promise.all(setup.pages.map((page) => openSite(server, page, setup.card, setup, now)))

const closeSites = (sites: readonly Site[]) => Promise.all(sites.map(({ portal }) => portal.close()))

/** Which chat each page opens; the bare page does as the app. */
async function chatsOf(browser: Browser, sites: readonly Site[]): Promise<Chats> {
  const chats: Record<Page, number> = { app: 0, former: 0, bare: 0 }
  for (const site of sites) if (site.page !== 'bare') chats[site.page] = await openedChat(browser, site)
  return { ...chats, bare: chats.app }
}

/** The starts of one card, each page by a visitor of its own. */
class CardRun {
  readonly #browser: Browser
  readonly #server: AppServer
  readonly #setup: StartSetup
  readonly #sites: readonly Site[]
  readonly #chats: Chats
  readonly #visitors = new Map<Page, Visitor>()

  constructor(browser: Browser, server: AppServer, setup: StartSetup, sites: readonly Site[], chats: Chats) {
    this.#browser = browser
    this.#server = server
    this.#setup = setup
    this.#sites = sites
    this.#chats = chats
  }

  /** With an empty profile. */
  cold(): Promise<StartsByPage> {
    return this.#inTurn('cold', async (site, more) => {
      const visitor = await newVisitor(this.#browser)
      const start = await this.#open(site, { visitor, ...more })
      await visitor.leave()
      return start
    })
  }

  /** Before all other starts: the browser gets to know the files. */
  async visitTwice(): Promise<void> {
    for (const site of this.#sites) {
      this.#visitors.set(site.page, await newVisitor(this.#browser))
      for (let visit = 0; visit < VISITS_BEFORE; visit += 1) await this.#openBefore(site, { forget: true })
    }
  }

  /** Before the card is opened again: the panel keeps what it keeps. */
  async visitInFull(): Promise<void> {
    for (const site of this.#sites.filter(isApp)) await this.#openBefore(site, { untilSettled: true })
  }

  /** The browser has the files, the panel knows nothing. */
  known(): Promise<StartsByPage> {
    return this.#inTurn('known', (site, more) => this.#open(site, { forget: true, ...more }))
  }

  /** The card was open a moment ago. */
  reopened(): Promise<StartsByPage> {
    return this.#inTurn('reopened', (site, more) => this.#open(site, { untilSettled: isApp(site), ...more }))
  }

  /** The card was open an hour ago, and a client has written since. Portals of its own, on which that hour passes. */
  async news(): Promise<StartsByPage> {
    const figures = noStarts()
    for (let turn = 0; turn < this.#setup.tries.news; turn += 1) {
      const clock = { behindMs: HOUR_MS }
      const sites = await openSites(this.#server, this.#setup, () => Date.now() - clock.behindMs)
      try {
        for (const site of sites.filter(isApp)) {
          // What the client writes may make another chat the most urgent one, and the one that was open is looked at.
          const choose = this.#chats[site.page]
          await this.#openBefore(site, { untilSettled: true, behindMs: HOUR_MS, choose })
        }
        clock.behindMs = 0
        for (const site of sites) {
          const chatId = this.#chats[site.page]
          const known = newestText(chatOf(site, chatId))
          site.portal.world.simulate.clientWrites({ chatId, text: NEWS })
          figures[site.page].push(
            await this.#open(site, { known, wholeWindow: isApp(site) && this.#isLast('news', turn) }),
          )
        }
      } finally {
        await closeSites(sites)
      }
    }
    return figures
  }

  /** The card was open a moment ago, and every REST request breaks off now. */
  async offline(): Promise<StartsByPage> {
    const apps = this.#sites.filter(isApp)
    for (const { portal } of apps) portal.faults.set({ method: '*', kind: 'drop-before' })
    const starts = await this.#inTurn(
      'offline',
      (site, more) => this.#open(site, { limitMs: WINDOW_MS, ...more }),
      apps,
    )
    for (const { portal } of apps) portal.faults.clear()
    return starts
  }

  async leave(): Promise<void> {
    for (const visitor of this.#visitors.values()) await visitor.leave()
  }

  #isLast(name: StartName, turn: number): boolean {
    return turn === this.#setup.tries[name] - 1
  }

  /** The pages take turns; the requests of the last turn are counted for the whole window. */
  async #inTurn(
    name: StartName,
    start: (site: Site, more: Pick<Opening, 'wholeWindow'>) => Promise<Start>,
    sites = this.#sites,
  ): Promise<StartsByPage> {
    const figures = noStarts()
    for (let turn = 0; turn < this.#setup.tries[name]; turn += 1)
      for (const site of sites)
        figures[site.page].push(await start(site, { wholeWindow: isApp(site) && this.#isLast(name, turn) }))
    return figures
  }

  #open(site: Site, more: More): Promise<Start> {
    return measureOpening({ ...this.#opening(site, more), slowdown: this.#setup.slowdown })
  }

  #openBefore(site: Site, more: More): Promise<void> {
    return openBefore(this.#opening(site, more))
  }

  #opening(site: Site, { known, ...more }: More) {
    const chatId = this.#chats[site.page]
    const newest = newestText(chatOf(site, chatId))
    if (site.page === 'bare') putBarePage(this.#server, site, chatId)
    const visitor = more.visitor ?? this.#visitors.get(site.page)
    if (!visitor) throw new Error(`Nobody visits the ${site.page} page`)
    return { ...more, site, visitor, wanted: { newest, known: known ?? newest, composer: isApp(site) } }
  }
}

/** How one opening differs; `known`: text of the newest message of the last time. */
type More = Partial<Omit<Opening, 'site' | 'wanted' | 'slowdown'>> & { readonly known?: string }

const isApp = ({ page }: Site): boolean => page !== 'bare'

const noStarts = (): Record<Page, Start[]> => ({ app: [], former: [], bare: [] })
