import type { Phase } from '../phase.ts'
import { chatInList, openCard, openChat, type OwnChat } from './chats.ts'
import { goneOut } from './leave.ts'

/** Sending a file. */
export const uploading: Phase<OwnChat & { readonly words: string }> = {
  name: 'uploading',
  words: 'sending a file',
  hits: ['*'],
  open: openCard,
  arrange: async (stage) => {
    const chat = await chatInList(stage, 'own')
    await openChat(stage, chat)
    return { ...chat, words: `offer-${stage.next()}.txt` }
  },
  act: async (stage, { words: name }, begin) => {
    await stage.card.attach([{ name, mimeType: 'text/plain', buffer: Buffer.from('An offer that nobody can refuse') }])
    await begin()
    await stage.card.field.press('Enter')
  },
  // Until it is stored it stays above the field.
  ...goneOut('file', (stage, name) =>
    stage.card.panel.getByRole('list', { name: 'Files to send' }).getByText(name).count(),
  ),
}
