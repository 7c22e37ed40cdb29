import { expect, type Browser, type Page, type Request } from '@playwright/test'
import { Card, giveKeys } from '../specs/card-page.ts'
import { startPortal } from '../portal/portal.ts'
import type { Portal } from '../portal/types.ts'
import { createWorld } from '../portal/world/world.ts'
import { readScreen, type Screen } from './screen.ts'
import type { Fault } from './fault.ts'

/** Console messages of the browser itself when a test interrupts its connection. */
const BROWSER_OWN = /^Failed to load resource|blocked by CORS policy|WebSocket connection to .* failed/
/** A request without progress for this long (real ms) hangs. */
const HANGS = 150
const GIVE_UP = 10_000

/** A card in a browser, a portal that misbehaves on demand, and a clock that both of them share. */
export class FaultScenario {
  readonly page: Page
  readonly portal: Portal
  readonly card: Card
  readonly #underWay = new Set<Request>()
  readonly #clock: { ahead: number }
  #faults: readonly Fault[] = []
  #mayHang = false
  #noiseSeen = 0
  #count = 1000

  private constructor(page: Page, portal: Portal, clock: { ahead: number }) {
    this.page = page
    this.portal = portal
    this.#clock = clock
    this.card = new Card(page, portal)
    this.card.expectNoise(BROWSER_OWN)
    const toPortal = (request: Request): boolean => request.url().startsWith(`${portal.origin}/rest/`)
    page.on('request', (request) => toPortal(request) && this.#underWay.add(request))
    page.on('requestfinished', (request) => this.#underWay.delete(request))
    page.on('requestfailed', (request) => this.#underWay.delete(request))
  }

  /** Starts a portal and prepares a page; nothing is opened yet. `appUrl`: where the built app is served. */
  static async create(browser: Browser, appUrl: string): Promise<FaultScenario> {
    const context = await browser.newContext()
    const page = await context.newPage()
    const clock = { ahead: 0 }
    // The portal's own limits would be hit besides those of a case: time runs faster here than in reality.
    const world = createWorld({ now: () => Date.now() + clock.ahead })
    const portal = await startPortal({ appUrl, world, limits: 'off' })
    giveKeys(portal)
    await page.clock.install()
    await page.addInitScript(() => {
      addEventListener('unhandledrejection', ({ reason }) => console.error(`Unhandled rejection: ${String(reason)}`))
    })
    return new FaultScenario(page, portal, clock)
  }

  /** Ends page and portal. */
  async dispose(): Promise<void> {
    await this.page.context().close()
    await this.portal.close()
  }

  /** Something is wrong right now. */
  get isFaulty(): boolean {
    return this.#faults.length > 0
  }

  /** A number that no case on this scenario has had before. */
  next(): number {
    return (this.#count += 1)
  }

  /**
   * Switches faults on. `hits`: methods that the portal's faults are for. Two faults of the portal take turns, so that neither
   * hides the other.
   */
  async startFaults(faults: readonly Fault[], hits: readonly string[]): Promise<void> {
    this.#faults = faults
    this.#mayHang = faults.some(({ name }) => name === 'hang-after')
    this.portal.faults.setInTurns(
      faults.flatMap(({ rule }) => (rule ? [hits.map((method) => ({ ...rule, method }))] : [])),
    )
    for (const { name } of faults) await this.#switch(name, false)
  }

  /** Ends one of the faults that are on, or all. */
  async endFaults(only?: Fault): Promise<void> {
    const over = only ? [only] : this.#faults
    if (!only || only.rule) this.portal.faults.clear()
    for (const { name } of over) await this.#switch(name, true)
    this.#faults = this.#faults.filter((fault) => !over.includes(fault))
  }

  async #switch(name: Fault['name'], well: boolean): Promise<void> {
    if (name === 'gone') await this.portal.setReachable(well)
    if (name === 'offline') await this.page.context().setOffline(!well)
    if (name === 'push-dead') {
      this.portal.push.setOpen(well)
      if (!well) this.portal.push.drop()
    }
  }

  /** Advances the clock (ms) of panel and portal, then waits for the answers of the requests this causes. */
  async pass(ms: number): Promise<void> {
    this.#clock.ahead += ms
    await this.page.clock.fastForward(ms)
    await this.quiet()
  }

  /** Waits until no request is pending, except those that will never be answered. */
  async quiet(): Promise<void> {
    let last = ''
    let since = performance.now()
    await expect
      .poll(
        () => {
          const now = [...this.#underWay].map((request) => request.url()).join()
          if (now !== last) {
            last = now
            since = performance.now()
          }
          return now === '' || (this.#mayHang && performance.now() - since > HANGS)
        },
        { timeout: GIVE_UP, intervals: [10, 10, 20, 30], message: 'requests that nobody answers' },
      )
      .toBe(true)
    // While the panel is reloading there is no page to ask.
    await expect(async () => {
      const frame = await this.card.frame()
      await frame.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))))
    }).toPass({ timeout: GIVE_UP })
  }

  async screen(): Promise<Screen> {
    return readScreen(await this.card.frame())
  }

  /** Presses a button of the panel by its name; false when it is gone. */
  async press(name: string): Promise<boolean> {
    const button = this.card.panel.getByRole('button', { name, exact: true, disabled: false }).first()
    if ((await button.count()) === 0) return false
    // The panel may have removed it meanwhile.
    const pressed = await button.click({ timeout: 3_000 }).then(
      () => true,
      () => false,
    )
    await this.handsOff()
    return pressed
  }

  /** Moves the pointer over the conversation: with the pointer on it, the list keeps its order and only counts updates. */
  async handsOff(): Promise<void> {
    // Not outside of the frame: a frame of another site doesn't always notice that the pointer has left it.
    await this.page.mouse.move(640, 240)
  }

  /** Console errors and unhandled rejections since the last call. */
  noise(): readonly string[] {
    const all = this.card.noise
    const fresh = all.slice(this.#noiseSeen)
    this.#noiseSeen = all.length
    return fresh
  }

  /** How often the client of a chat received a text, or a file of that name. */
  received(chatId: number, words: string): number {
    return this.card.portal.world
      .clientView(chatId)
      .filter(({ text, files }) => text === words || files.some(({ name }) => name === words)).length
  }
}
