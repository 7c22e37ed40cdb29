import type { Phase } from '../phase.ts'
import { chatInList, openCard, openChat, type OwnChat } from './chats.ts'
import { goneOut } from './leave.ts'

/** Sending a reply. */
export const sending: Phase<OwnChat & { readonly words: string }> = {
  name: 'sending',
  words: 'sending a reply',
  hits: ['*'],
  open: openCard,
  arrange: async (stage) => {
    const chat = await chatInList(stage, 'own')
    await openChat(stage, chat)
    return { ...chat, words: `Answer ${stage.next()}` }
  },
  act: async (stage, { words }, begin) => {
    await begin()
    await stage.card.reply(words)
  },
  ...goneOut('reply'),
}
