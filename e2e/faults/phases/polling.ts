import type { Phase } from '../phase.ts'
import { chatInList, openCard, openChat, type OwnChat } from './chats.ts'

interface Awaiting extends OwnChat {
  readonly news: string
}

/** No action by the operator: the panel's own polls, while the client of the open chat writes. */
export const polling: Phase<Awaiting> = {
  name: 'polling',
  words: 'waiting for the client, hands off',
  hits: ['*'],
  open: openCard,
  arrange: async (scenario) => {
    const chat = await chatInList(scenario, 'own')
    await openChat(scenario, chat)
    return { ...chat, news: `News ${scenario.next()}` }
  },
  act: async (scenario, { chatId, news }, begin) => {
    await begin()
    scenario.portal.world.simulate.clientWrites({ chatId, text: news })
  },
  // The next poll may be a minute away, and it has the time limit of every read.
  patience: 60_000 + 26_000,
  lasts: [5_000, 27_000, 27_000, 27_000],
  handsOff: true,
  lies: (_scenario, { news }, screen, patient) =>
    patient && !screen.text.includes(news) && screen.alerts.length === 0 ? 'is out of date and does not say so' : null,
  missing: (_scenario, { news }, screen) => (screen.text.includes(news) ? null : 'what the client wrote meanwhile'),
  replyIn: async (_scenario, { chatId }) => chatId,
}
