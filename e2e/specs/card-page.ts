import {
  test as base,
  expect,
  type Frame,
  type FrameLocator,
  type Locator,
  type Page,
  type Request,
} from '@playwright/test'
import type { Generation } from '../portal/behaviour.ts'
import { startPortal } from '../portal/portal.ts'
import type { Portal, PortalOptions } from '../portal/types.ts'
import type { CardType } from '../portal/world/world.ts'

/** How a card page is opened: user, language, width of the tab. */
export interface CardView {
  readonly user?: number
  readonly lang?: string
  /** Width of the tab in CSS px; default: all available. */
  readonly width?: number
  /** Height of the screen, in CSS px; the window's by default. The tab grows with it, from 600 px. */
  readonly screenHeight?: number
  /** `get` = iframe.src, as a static app; default is the form POST. */
  readonly open?: 'post' | 'get'
  /** The host never answers the app. */
  readonly silent?: boolean
  /** Also the chats of related records. */
  readonly related?: boolean
}

/** Console messages of the browser itself when a request fails, as tests make them do. */
const FAILED_REQUEST = /^Failed to load resource|blocked by CORS policy|net::ERR_INTERNET_DISCONNECTED/

/** Addresses of files that need the session of the portal's page. */
export const PORTAL_FILE = /\/disk\/(?:preview|show|download)\/\d+/

/** Runs in the page and its frames. Changes the height (CSS px) of the screen that they see. */
export const setScreenHeight = (height: number) =>
  Object.defineProperty(screen, 'availHeight', { get: () => height, configurable: true })

const hideRelated = () => {
  try {
    localStorage.setItem('chat-panel:related', 'hidden')
  } catch {
    // Storage is denied: related chats are shown.
  }
}

/** One browser page with a CRM card, as its users describe it (page object). */
export class Card {
  readonly page: Page
  readonly portal: Portal
  readonly #noise: string[] = []
  readonly #expected: RegExp[] = []
  readonly #underWay = new Set<Request>()

  constructor(page: Page, portal: Portal) {
    this.page = page
    this.portal = portal
    page.on('console', (message) => {
      // The first preview of a page fails where the portal's session is kept from the frame, as everywhere.
      const isPreview = PORTAL_FILE.test(message.location().url) && message.text().includes('401')
      if (message.type() === 'error' && !isPreview) this.#noise.push(message.text())
    })
    page.on('pageerror', (error) => this.#noise.push(String(error)))
    page.on('request', (request) => {
      if (request.url().includes('/rest/')) this.#underWay.add(request)
    })
    for (const end of ['requestfinished', 'requestfailed'] as const)
      page.on(end as 'requestfinished', (request) => this.#underWay.delete(request))
  }

  /** Unexpected console errors and uncaught exceptions of the whole page. */
  get noise(): readonly string[] {
    return this.#noise.filter((text) => !this.#expected.some((pattern) => pattern.test(text)))
  }
  /** Allows console messages; by default those of requests that a test makes fail. */
  expectNoise(pattern: RegExp = FAILED_REQUEST): void {
    this.#expected.push(pattern)
  }

  /** Advances the page's installed clock (ms), and gives the portal's answers the real time they need. For requests that do end. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 2_000) {
      await this.page.clock.runFor(Math.min(left, 2_000))
      await expect.poll(() => this.#underWay.size, { intervals: [10, 20, 50] }).toBe(0)
    }
  }

  /** Opens the Chats tab of a card. Id 0 = a record that isn't saved yet. */
  async open(
    type: CardType = 'deal',
    id: number = this.portal.world.showcase.deal,
    view: CardView = {},
  ): Promise<void> {
    const url = new URL(`/crm/${type}/details/${id}/`, this.portal.origin)
    if (view.user) url.searchParams.set('user', String(view.user))
    if (view.lang) url.searchParams.set('lang', view.lang)
    if (view.width) url.searchParams.set('width', String(view.width))
    if (view.open) url.searchParams.set('open', view.open)
    if (view.silent) url.searchParams.set('silent', '1')
    // A frame of another site sees the screen of a browser without one, whatever the window.
    await this.page.addInitScript(setScreenHeight, view.screenHeight ?? this.page.viewportSize()?.height ?? 0)
    // Most tests are about the card's own chats.
    if (!view.related) await this.page.addInitScript(hideRelated)
    await this.page.goto(url.href)
  }

  /** Opens the app from its menu item: the installer before the installation, else the home page. */
  async openFromMenu(view: Pick<CardView, 'user' | 'lang' | 'open'> = {}): Promise<void> {
    const url = new URL('/market/app/', this.portal.origin)
    for (const [name, value] of Object.entries(view)) url.searchParams.set(name, String(value))
    await this.page.goto(url.href)
  }

  /** The app inside the card's tab. */
  get panel(): FrameLocator {
    return this.page.frameLocator('iframe').first()
  }
  /** The app's frame, to evaluate code in its document. */
  async frame(): Promise<Frame> {
    const element = await this.page.locator('iframe').first().elementHandle()
    const frame = await element?.contentFrame()
    if (!frame) throw new Error('The app has no frame')
    return frame
  }
  get list(): Locator {
    return this.panel.getByRole('listbox', { name: 'Chats' })
  }
  /** A row of the list by its accessible name. */
  row(text: string | RegExp): Locator {
    return this.list.getByRole('option', { name: text })
  }
  /** The open conversation of a client. */
  conversation(client: string): Locator {
    return this.panel.getByRole('region', { name: client })
  }
  get log(): Locator {
    return this.panel.getByRole('log', { name: 'Conversation' })
  }
  /** Messages of the open conversation that contain a text. */
  message(text: string | RegExp): Locator {
    return this.log.getByRole('article').filter({ hasText: text })
  }
  /** Selects a chat of the list and waits for its messages. */
  async choose(text: string | RegExp): Promise<void> {
    await this.row(text).click()
    await expect(this.row(text)).toHaveAttribute('aria-selected', 'true')
    await expect(this.log).toBeVisible()
  }
  get field(): Locator {
    return this.panel.getByRole('textbox', { name: 'Message' })
  }
  get send(): Locator {
    return this.panel.getByRole('button', { name: 'Send', exact: true })
  }
  get details(): Locator {
    return this.panel.getByRole('complementary', { name: 'Details' })
  }

  /** Chooses files in the picker of the reply or the note, whichever is open. */
  async attach(files: readonly { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    await this.panel
      .getByLabel('Attach files')
      .and(this.panel.locator('input'))
      .setInputFiles([...files])
  }
  /** Types a reply and presses Enter. */
  async reply(text: string): Promise<void> {
    await this.field.fill(text)
    await this.field.press('Enter')
  }
  /** Id of a client's chat on a connector. Throws when there is none. */
  chatId(title: string | RegExp, connector?: string): number {
    const found = this.portal.world
      .chats()
      .find(
        (chat) =>
          (typeof title === 'string' ? chat.title.includes(title) : title.test(chat.title)) &&
          (!connector || chat.connector === connector),
      )
    if (!found) throw new Error(`There is no chat "${String(title)}"`)
    return found.chatId
  }
  /** Texts on the client's phone, oldest first. */
  clientSees(chatId: number): string[] {
    return this.portal.world.clientView(chatId).map((message) => message.text)
  }
}

/** The staff has used the panel before: the portal keeps the key of what their browsers store. */
export const giveKeys = ({ world, application }: Portal): void => {
  for (const { id } of world.staff) application.setUserOptions(id, { key: Buffer.alloc(32, id).toString('base64') })
}

/**
 * `portal`: one fake portal per test, of the project's `generation`, set up by `portalOptions`; `card`: a page on it that fails the test on
 * console errors.
 */
export const test = base.extend<{
  generation: Generation
  portalOptions: Partial<PortalOptions>
  /** The staff has never used the panel, and so has no key for what its browsers store: the first page of each makes one. */
  newUsers: boolean
  portal: Portal
  card: Card
}>({
  generation: ['cloud', { option: true }],
  portalOptions: [{}, { option: true }],
  newUsers: [false, { option: true }],
  portal: async ({ baseURL, generation, portalOptions, newUsers }, use) => {
    if (!baseURL) throw new Error('The app has no address: see playwright.config.ts')
    const portal = await startPortal({ appUrl: baseURL, generation, ...portalOptions })
    if (!newUsers) giveKeys(portal)
    await use(portal)
    await portal.close()
  },
  card: async ({ page, portal }, use) => {
    const card = new Card(page, portal)
    await use(card)
    expect(card.noise, 'the console stays clean').toEqual([])
  },
})

export { expect }
