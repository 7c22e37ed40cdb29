import { test as base, expect, type FrameLocator, type Locator, type Page } from '@playwright/test'
import { startPortal, type Portal, type PortalOptions } from './portal/portal.ts'
import type { CardType } from './portal/world/world.ts'

/** How a card page is opened: who sits at the screen, in which language, how wide the tab is. */
export interface CardView {
  readonly user?: number
  readonly lang?: string
  /** Width of the tab in CSS px; default all there is. */
  readonly width?: number
  /** `get` = iframe.src, as a static app; default is the form POST. */
  readonly open?: 'post' | 'get'
  /** The host never answers the app. */
  readonly silent?: boolean
}

/** One browser page with a CRM card, in the words of the people who use it. */
export class Card {
  readonly page: Page
  readonly portal: Portal

  constructor(page: Page, portal: Portal) {
    this.page = page
    this.portal = portal
  }

  /** Opens the Chats tab of a card. Id 0 is the card of a record that isn't saved yet. */
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
    await this.page.goto(url.href)
  }

  /** The app inside the card's tab. */
  get panel(): FrameLocator {
    return this.page.frameLocator('iframe').first()
  }
  get list(): Locator {
    return this.panel.getByRole('listbox', { name: 'Chats' })
  }
  /** A row of the list by what its sentence says. */
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
  get field(): Locator {
    return this.panel.getByRole('textbox', { name: 'Message' })
  }
  get send(): Locator {
    return this.panel.getByRole('button', { name: 'Send', exact: true })
  }
  get details(): Locator {
    return this.panel.getByRole('complementary', { name: 'Details' })
  }

  /** Types a reply and presses Enter. */
  async reply(text: string): Promise<void> {
    await this.field.fill(text)
    await this.field.press('Enter')
  }
  /** Number of the chat of a client on a connector. Throws when the world has none. */
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
  /** Texts that the client's phone shows, oldest first. */
  clientSees(chatId: number): string[] {
    return this.portal.world.clientView(chatId).map((message) => message.text)
  }
}

/** `portal`: one local portal per test, set up by `portalOptions`; `card`: a page on it that fails the test on console errors. */
export const test = base.extend<{
  portalOptions: Partial<PortalOptions>
  portal: Portal
  card: Card
  /** Console errors and unhandled rejections that a test expects (faults make the browser complain about the network). */
  expectedNoise: RegExp[]
}>({
  portalOptions: [{}, { option: true }],
  expectedNoise: [[], { option: true }],
  portal: async ({ baseURL, portalOptions }, use) => {
    if (!baseURL) throw new Error('The app has no address: see playwright.config.ts')
    const portal = await startPortal({ appUrl: baseURL, ...portalOptions })
    await use(portal)
    await portal.close()
  },
  card: async ({ page, portal, expectedNoise }, use) => {
    const noise: string[] = []
    const hear = (text: string) => {
      if (!expectedNoise.some((pattern) => pattern.test(text))) noise.push(text)
    }
    page.on('console', (message) => {
      if (message.type() === 'error') hear(message.text())
    })
    page.on('pageerror', (error) => hear(String(error)))
    await use(new Card(page, portal))
    expect(noise, 'the console stays clean').toEqual([])
  },
})

export { expect }
