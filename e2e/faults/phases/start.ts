import { expect } from '@playwright/test'
import type { Phase } from '../phase.ts'

const LAURA = /^Laura Bennett, Telegram/

/** Opening the card. The page around it and the app's own files are there; its first request meets the fault. */
export const start: Phase<null> = {
  name: 'start',
  words: 'opening the card',
  hits: ['*'],
  open: async () => undefined,
  arrange: async () => null,
  act: async (scenario, _scene, begin) => {
    // The page around the panel comes from the portal, too: only when the panel asks for the first time may the portal be gone.
    await scenario.page.route(
      (url) => url.pathname.startsWith('/rest/'),
      async (route) => {
        await begin()
        await route.continue().catch(() => undefined)
      },
      { times: 1 },
    )
    await scenario.card.open()
    await expect.poll(() => scenario.isFaulty).toBe(true)
  },
  lasts: [1_000, 27_000],
  lies: () => null,
  missing: (_scenario, _scene, screen) => (screen.hasField ? null : 'no message field'),
  replyIn: async (scenario) => {
    await scenario.card.choose(LAURA)
    await expect(scenario.card.field).toBeVisible()
    return scenario.card.chatId('Laura Bennett', 'telegrambot')
  },
}
