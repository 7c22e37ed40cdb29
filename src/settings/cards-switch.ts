import { STORAGE_PREFIX, versionedName } from '@/lib/browser-storage'
import type { Portal } from '@/portal/portal'
import { createOptionStorage } from './option-storage'
import { CARDS_OFF, CARDS_OPTION, forgetStoredCards } from './stored-card'

/** Whether cards are kept as they were last seen, for everybody in the portal. */
export interface CardsSwitch {
  /** Rejects with PortalError. */
  readonly read: () => Promise<boolean>
  /** Administrators only (app.option.set). Off: what this browser holds goes at once, what others hold at their next start. Rejects with PortalError. */
  readonly set: (on: boolean) => Promise<void>
}

/** The switch for the app's own page. */
export const createCardsSwitch = (
  portal: Pick<Portal, 'id' | 'fetchOptions' | 'fetchOptionsAtStart' | 'writeOption'>,
): CardsSwitch => {
  const name = versionedName(`${STORAGE_PREFIX}:${portal.id}:options`)
  const storage = createOptionStorage(portal, name, () => undefined)
  return {
    read: async () => (await storage.read('app', CARDS_OPTION)) !== CARDS_OFF,
    set: async (on) => {
      await storage.alone(() => storage.write('app', CARDS_OPTION, on ? 'on' : CARDS_OFF, true))
      if (!on) forgetStoredCards(portal.id)
    },
  }
}
