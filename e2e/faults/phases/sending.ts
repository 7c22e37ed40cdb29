import type { Phase } from '../phase.ts'
import { chatInList, openCard, openChat, type OwnChat } from './chats.ts'
import { outgoing } from './outgoing.ts'

/** Sending a reply. */
export const sending: Phase<OwnChat & { readonly words: string }> = {
  name: 'sending',
  words: 'sending a reply',
  hits: ['*'],
  open: openCard,
  arrange: async (scenario) => {
    const chat = await chatInList(scenario, 'own')
    await openChat(scenario, chat)
    return { ...chat, words: `Answer ${scenario.next()}` }
  },
  act: async (scenario, { words }, begin) => {
    await begin()
    await scenario.card.reply(words)
  },
  ...outgoing('reply'),
}
