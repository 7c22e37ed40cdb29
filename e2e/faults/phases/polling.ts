import type { Phase } from '../phase.ts'
import { chatInList, openCard, openChat, type OwnChat } from './chats.ts'

interface Awaiting extends OwnChat {
  readonly news: string
}

/** Doing nothing: the panel polls while the client of the open chat writes. */
export const looking: Phase<Awaiting> = {
  name: 'looking',
  words: 'waiting for the client, hands off',
  hits: ['*'],
  open: openCard,
  arrange: async (stage) => {
    const chat = await chatInList(stage, 'own')
    await openChat(stage, chat)
    return { ...chat, news: `News ${stage.next()}` }
  },
  act: async (stage, { chatId, news }, begin) => {
    await begin()
    stage.portal.world.simulate.clientWrites({ chatId, text: news })
  },
  // The next poll may be a minute away, and it has the time limit of every read.
  patience: 60_000 + 26_000,
  lasts: [5_000, 27_000, 27_000, 27_000],
  handsOff: true,
  lies: (_stage, { news }, screen, patient) =>
    patient && !screen.text.includes(news) && screen.alerts.length === 0 ? 'is out of date and does not say so' : null,
  missing: (_stage, { news }, screen) => (screen.text.includes(news) ? null : 'what the client wrote meanwhile'),
  replyIn: async (_stage, { chatId }) => chatId,
}
