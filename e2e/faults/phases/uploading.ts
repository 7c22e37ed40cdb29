import type { Phase } from '../phase.ts'
import { chatInList, openCard, openChat, type OwnChat } from './chats.ts'
import { outgoing } from './outgoing.ts'

/** Sending a file. */
export const uploading: Phase<OwnChat & { readonly words: string }> = {
  name: 'uploading',
  words: 'sending a file',
  hits: ['*'],
  open: openCard,
  arrange: async (scenario) => {
    const chat = await chatInList(scenario, 'own')
    await openChat(scenario, chat)
    return { ...chat, words: `offer-${scenario.next()}.txt` }
  },
  act: async (scenario, { words: name }, begin) => {
    await scenario.card.attach([
      { name, mimeType: 'text/plain', buffer: Buffer.from('An offer that nobody can refuse') },
    ])
    await begin()
    await scenario.card.field.press('Enter')
  },
  // Until it is stored it stays above the field.
  ...outgoing('file', (scenario, name) =>
    scenario.card.panel.getByRole('list', { name: 'Files to send' }).getByText(name).count(),
  ),
}
