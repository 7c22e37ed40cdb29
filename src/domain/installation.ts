import type { CrmEntityType } from './crm'

/** What the app is and what it asks of a portal: the contents of manifest/app.json. */
export interface AppManifest {
  readonly name: string
  readonly version: string
  /** REST scopes the app asks for. */
  readonly scopes: readonly string[]
  /** Those among them without which everything works, only later. */
  readonly optionalScopes: readonly string[]
  readonly tab: {
    /** Placement codes, for example CRM_DEAL_DETAIL_TAB. */
    readonly placements: readonly string[]
    /** Title of the tab by language; `en` is the one for all other languages. */
    readonly title: Readonly<Record<string, string>>
  }
}

/** One CRM card's tab as the portal has it: bound once to this page, not at all, more than once, or once to another address. */
export interface TabState {
  readonly placement: string
  readonly state: 'bound' | 'missing' | 'repeated' | 'elsewhere'
}

/** Whether the portal has something the app needs: a scope, a method. */
export interface Provision {
  readonly name: string
  readonly provided: boolean
}

/**
 * What stands between the app and its work. By who can help:
 * developer: `scope` (not granted), `place` (placement not offered), `context`, `address` (of this page), `full` (too many handlers);
 * administrator: `module` (a part of the portal is off, named by its scope), `methods` (portal too old), `rights` (caller is no administrator), `plan` (no REST),
 * `grant` (app not opened to this person), `unsettled` (the tabs did not end up as bound);
 * anybody, by trying again: `limit`, `sign-in`, `silence` (no answer, or an unreadable one), `other`.
 */
export type ObstacleKind =
  | 'scope'
  | 'place'
  | 'context'
  | 'address'
  | 'full'
  | 'module'
  | 'methods'
  | 'rights'
  | 'plan'
  | 'grant'
  | 'unsettled'
  | 'limit'
  | 'sign-in'
  | 'silence'
  | 'other'

/** One obstacle. `names`: the scopes, methods or placements it is about. `code`: the portal's error code, for support. */
export interface Obstacle {
  readonly kind: ObstacleKind
  readonly names: readonly string[]
  readonly code: string | null
}

/** How the app stands in this portal. */
export interface PortalHealth {
  /** INSTALLED of app.info; null = the portal didn't tell. */
  readonly installed: boolean | null
  /** The app's scopes; empty when the portal didn't tell. */
  readonly scopes: readonly Provision[]
  /** The methods without which the panel can't work; empty when the portal didn't tell. */
  readonly methods: readonly Provision[]
  /** null = only administrators may ask (placement.get), or the portal didn't tell. */
  readonly tabs: readonly TabState[] | null
  readonly obstacles: readonly Obstacle[]
}

/** Installing the app into the portal. Nothing here throws: what goes wrong comes back as obstacles. */
export interface Installation {
  /** Asks the portal what it offers, in one request. Any user may. */
  readonly look: (manifest: AppManifest) => Promise<PortalHealth>
  /**
   * Binds the tabs to this page and makes sure that exactly one binding of each is left. Administrators only; may be repeated
   * at will. `onBound` hears each placement as the portal accepts it.
   */
  readonly bindTabs: (manifest: AppManifest, onBound?: (placement: string) => void) => Promise<readonly Obstacle[]>
  /** Ends the installation; the portal answers by loading the page anew. Call it once everything has really completed. */
  readonly finish: () => void
}

/** Whose card a tab placement belongs to; null for any other placement. */
export const tabOwner = (placement: string): CrmEntityType | null => {
  switch (placement) {
    case 'CRM_LEAD_DETAIL_TAB':
      return 'lead'
    case 'CRM_DEAL_DETAIL_TAB':
      return 'deal'
    case 'CRM_CONTACT_DETAIL_TAB':
      return 'contact'
    case 'CRM_COMPANY_DETAIL_TAB':
      return 'company'
    default:
      return null
  }
}
