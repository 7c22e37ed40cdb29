import type { Phase } from '../phase.ts'
import type { Stage } from '../stage.ts'
import { chatInList, openCard, openChat, type OwnChat } from './chats.ts'

interface Uploading extends OwnChat {
  readonly name: string
}

const SENT = /^(?:Sent|Delivered)$/
const NOT_SENT = /did not go out|Not sent|It goes out|Next try in/
/** Something below the panel, the browser above all, sent it again by itself. */
const TWICE = /more by itself/

/** Sending a file. */
export const uploading: Phase<Uploading> = {
  name: 'uploading',
  words: 'sending a file',
  hits: ['*'],
  open: openCard,
  arrange: async (stage: Stage) => {
    const chat = await chatInList(stage, 'own')
    await openChat(stage, chat)
    return { ...chat, name: `offer-${stage.next()}.txt` }
  },
  act: async (stage, { name }, begin) => {
    await stage.card.attach([{ name, mimeType: 'text/plain', buffer: Buffer.from('An offer that nobody can refuse') }])
    await begin()
    await stage.card.field.press('Enter')
  },
  lasts: [1_000, 27_000, 40_000, 30_000, 40_000],
  lies: async (stage, { chatId, name }) => {
    // Until it is stored it stays above the field.
    const chosen = await stage.card.panel.getByRole('list', { name: 'Files to send' }).getByText(name).count()
    const bubble = stage.card.message(name)
    const times = stage.received(chatId, name)
    const words = (await bubble.allInnerTexts()).join('\n')
    if ((await bubble.getByText(SENT).count()) > 0 && times === 0) return 'calls a file sent that is not'
    if (NOT_SENT.test(words) && times > 0) return 'says that a file is not out which the client has'
    return chosen + (await bubble.count()) === 0 ? 'has lost the file' : null
  },
  missing: async (stage, { chatId, name }) => {
    if ((await stage.card.message(name).getByText(SENT).count()) === 0) return 'the file is not sent'
    return stage.received(chatId, name) > 0 ? null : 'the client has not got the file'
  },
  replyIn: async (_stage, { chatId }) => chatId,
  excess: async (stage, { chatId, name }) => {
    const times = stage.received(chatId, name)
    const told = (await stage.card.message(name).allInnerTexts()).some((words) => TWICE.test(words))
    if (times > 1 && !told) return `the client got the file ${times} times, and nobody is told`
    return told && times < 2 ? 'it is said that the client got the file again, which is not so' : null
  },
}
