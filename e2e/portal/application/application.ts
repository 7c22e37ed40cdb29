import { createHash } from 'node:crypto'
import { OptionStore, type OptionValues } from './option-store.ts'
import { CARD_TABS } from './placement-codes.ts'
import { Tokens, type Session, type TokenState } from './tokens.ts'

/** Names of a placement in one language, as `placement.bind` takes them. */
export interface PlacementTexts {
  readonly TITLE: string
  readonly DESCRIPTION: string
  readonly GROUP_NAME: string
}

/** One bound placement, with the keys of `placement.get`. */
export interface BoundPlacement {
  readonly placement: string
  /** 0 = for all users. */
  readonly userId: number
  readonly handler: string
  readonly options: Readonly<Record<string, string>>
  readonly title: string
  readonly description: string
  /** By lower-case language id. */
  readonly langAll: Readonly<Record<string, PlacementTexts>>
}

/** Initial state of the application. */
export interface ApplicationOptions {
  /** Address of the app's page. */
  readonly appUrl: string
  readonly scopes: readonly string[]
  /** True: installed, with the four card tabs bound to `appUrl`. */
  readonly installed: boolean
  /** Lifetime of an access token, in seconds. */
  readonly tokenSeconds: number
}

const DEFAULT_TITLES: Readonly<Record<string, string>> = { en: 'Chats', de: 'Chats', ru: 'Чаты' }

/** The app as the portal knows it: installed or not, its placements, options and tokens. */
export class Application {
  /** Address of the app's page; another one after an update of a static app. */
  appUrl: string
  readonly scopes: ReadonlySet<string>
  /** Identifies this portal towards apps. */
  readonly memberId: string
  #installed: boolean
  #placements: BoundPlacement[] = []
  readonly #tokens: Tokens
  readonly #appStore = new OptionStore()
  readonly #userStores = new Map<number, OptionStore>()
  readonly #usersWhoRan = new Set<number>()

  constructor(options: ApplicationOptions) {
    this.appUrl = options.appUrl
    this.scopes = new Set(options.scopes)
    this.memberId = createHash('md5').update('local portal').digest('hex')
    this.#installed = options.installed
    this.#tokens = new Tokens(options.tokenSeconds, this.memberId)
    if (options.installed) this.#placements = CARD_TABS.map((placement) => defaultPlacement(placement, options.appUrl))
  }

  /** False until the installer has finished: users see nothing of the app. */
  get installed(): boolean {
    return this.#installed
  }

  get placements(): readonly BoundPlacement[] {
    return this.#placements
  }

  /** A new session for a user who opens the app. */
  issueSession(userId: number): Session {
    return this.#tokens.issue(userId)
  }

  /** A new session for an old refresh token; null when the token is unknown. */
  refresh(refreshId: string): Session | null {
    return this.#tokens.refresh(refreshId)
  }

  checkToken(accessToken: string): TokenState {
    return this.#tokens.check(accessToken)
  }

  /** From now on every access token issued so far is answered with 401 expired_token. */
  expireTokens(): void {
    this.#tokens.expireAll()
  }

  /** As `setInstallFinish`: the placements become visible. */
  finishInstall(): void {
    this.#installed = true
  }

  /**
   * Installs another version from the Market, at another address where one is given: the app counts as not installed until an administrator
   * has run the new version's installer. Bindings stay, with the old address; tokens and options stay, too.
   */
  update(appUrl: string = this.appUrl): void {
    this.appUrl = appUrl
    this.#installed = false
  }

  /** Removes placements, options and tokens, as a portal does when a local app is deleted. */
  uninstall(): void {
    this.#installed = false
    this.#placements = []
    this.#tokens.revokeAll()
    this.#appStore.clear()
    this.#userStores.clear()
    this.#usersWhoRan.clear()
  }

  bindPlacement(placement: BoundPlacement): void {
    this.#placements = [...this.#placements, placement]
  }

  /** Removes the handlers of a placement (only `handler` where given); returns how many. */
  unbindPlacement(code: string, handler?: string): number {
    const stays = this.#placements.filter(
      (bound) => bound.placement !== code || (handler !== undefined && bound.handler !== handler),
    )
    const removed = this.#placements.length - stays.length
    this.#placements = stays
    return removed
  }

  /** Title of the first handler of a placement in a language, e.g. for a card's tab. */
  titleFor(placement: string, lang: string): string {
    const bound = this.#placements.find((item) => item.placement === placement)
    return bound?.langAll[lang.toLowerCase()]?.TITLE || bound?.title || 'Chats'
  }

  /** True the first time a user opens the app. */
  firstRun(userId: number): boolean {
    const isFirst = !this.#usersWhoRan.has(userId)
    this.#usersWhoRan.add(userId)
    return isFirst
  }

  /** What is stored for the whole app. */
  get appOptions(): OptionValues {
    return this.#appStore.read()
  }

  /** What is stored for one user. */
  userOptions(userId: number): OptionValues {
    return this.#userStore(userId).read()
  }

  /** Merges into the app's options; see {@link OptionStore.change} for `writer` and `since`. */
  setAppOptions(changes: OptionValues, writer?: object, since?: number): void {
    this.#appStore.change(changes, writer, since)
  }

  /** Merges into a user's options; see {@link OptionStore.change} for `writer` and `since`. */
  setUserOptions(userId: number, changes: OptionValues, writer?: object, since?: number): void {
    this.#userStore(userId).change(changes, writer, since)
  }

  #userStore(userId: number): OptionStore {
    const store = this.#userStores.get(userId) ?? new OptionStore()
    this.#userStores.set(userId, store)
    return store
  }
}

function defaultPlacement(placement: string, handler: string): BoundPlacement {
  const langAll = Object.fromEntries(
    Object.entries(DEFAULT_TITLES).map(([lang, TITLE]) => [lang, { TITLE, DESCRIPTION: '', GROUP_NAME: '' }]),
  )
  return { placement, userId: 0, handler, options: {}, title: 'Chats', description: '', langAll }
}
