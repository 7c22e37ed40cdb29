import { expect } from '@playwright/test'
import type { Phase } from '../phase.ts'

const LAURA = /^Laura Bennett, Telegram/

/** Opening the card. The page around it and the app's own files load; its first request meets the faults. */
export const start: Phase<null> = {
  name: 'start',
  words: 'opening the card',
  hits: ['*'],
  open: async () => undefined,
  arrange: async () => null,
  act: async (stage, _scene, begin) => {
    // The page around the panel comes from the portal, too: the portal may be unreachable only after the panel's first request.
    await stage.page.route(
      (url) => url.pathname.startsWith('/rest/'),
      async (route) => {
        await begin()
        await route.continue().catch(() => undefined)
      },
      { times: 1 },
    )
    await stage.card.open()
    await expect.poll(() => stage.troubled).toBe(true)
  },
  lasts: [1_000, 27_000],
  lies: () => null,
  missing: (_stage, _scene, screen) => (screen.hasField ? null : 'no message field'),
  replyIn: async (stage) => {
    await stage.card.choose(LAURA)
    await expect(stage.card.field).toBeVisible()
    return stage.card.chatId('Laura Bennett', 'telegrambot')
  },
}
