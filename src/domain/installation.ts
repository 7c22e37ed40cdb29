import type { CrmEntityType } from './crm'

/** What the app is and what it asks of a portal: the contents of manifest/app.json. */
export interface AppManifest {
  readonly name: string
  readonly version: string
  /** REST scopes the app asks for. */
  readonly scopes: readonly string[]
  /** Those among them that are only needed for speed. */
  readonly optionalScopes: readonly string[]
  readonly tab: {
    /** Placement codes, for example CRM_DEAL_DETAIL_TAB. */
    readonly placements: readonly string[]
    /** Title of the tab by language; `en` is used for all other languages. */
    readonly title: Readonly<Record<string, string>>
  }
}

/** One CRM card's tab as the portal has it: bound once to this page, not bound, bound more than once, or to another address. */
export interface TabState {
  readonly placement: string
  readonly state: 'bound' | 'missing' | 'repeated' | 'otherAddress'
}

/** Whether the portal provides something the app needs: a scope, a method. */
export interface Provision {
  readonly name: string
  readonly provided: boolean
}

/**
 * Why the app can't work. By who can help:
 * developer: `scope` (not granted), `place` (placement not offered), `context`, `address` (of this page), `full` (too many handlers);
 * administrator: `module` (a part of the portal is off, named by its scope), `methods` (portal too old), `rights` (caller is no administrator),
 * `plan` (no REST), `grant` (app not granted to this user), `unsettled` (the tabs did not end up as bound);
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

/** State of the app in this portal. */
export interface PortalHealth {
  /** INSTALLED of app.info; null = not known. */
  readonly installed: boolean | null
  /** The app's scopes; empty = not known. */
  readonly scopes: readonly Provision[]
  /** The methods without which the panel can't work; empty = not known. */
  readonly methods: readonly Provision[]
  /** null = readable only for administrators (placement.get), or not known. */
  readonly tabs: readonly TabState[] | null
  readonly obstacles: readonly Obstacle[]
}

/** Installing the app into the portal. Nothing here throws: failures are returned as obstacles. */
export interface Installation {
  /** Reads what the portal provides, in one request. Any user may. */
  readonly check: (manifest: AppManifest) => Promise<PortalHealth>
  /**
   * Binds the tabs to this page and makes sure that exactly one binding of each is left. Administrators only; may be repeated.
   * `onBound` is called with each placement as the portal accepts it.
   */
  readonly bindTabs: (manifest: AppManifest, onBound?: (placement: string) => void) => Promise<readonly Obstacle[]>
  /** Finishes the installation; the portal answers by reloading the page. Call it after everything else has completed. */
  readonly finish: () => void
}

/** The card type of a tab placement; null for any other placement. */
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
