import type { Rest } from '../sdk/rest'

/** One placement that is bound to this app. */
export interface BoundTab {
  readonly placement: string
  readonly handler: string
}

/** What the portal offers to the app. */
export interface PortalHealth {
  readonly installed: boolean
  /** Scopes granted to the app (REST `scope`). */
  readonly scopes: readonly string[]
}

/** Installing the app into the portal. */
export interface Installation {
  readonly finish: () => void
}

/** Makes the installation door. */
export const makeInstallation = (_rest: Rest, frame: { readonly installFinish: () => void }): Installation => ({
  finish: frame.installFinish,
})
