import type { Phase } from '../phase.ts'
import type { Stage } from '../stage.ts'
import { chatInList, openCard, openChat, type OwnChat } from './chats.ts'

interface Sending extends OwnChat {
  readonly text: string
}

const SENT = /^(?:Sent|Delivered)$/
const NOT_SENT = /did not go out|Not sent|It goes out|Next try in/
/** Something below the panel, the browser above all, sent it again by itself. */
const TWICE = /more by itself/

const falseWords = async (stage: Stage, { chatId, text }: Sending): Promise<string | null> => {
  const bubble = stage.card.message(text)
  const times = stage.received(chatId, text)
  const words = (await bubble.allInnerTexts()).join('\n')
  if ((await bubble.getByText(SENT).count()) > 0 && times === 0) return 'calls a reply sent that is not'
  if (NOT_SENT.test(words) && times > 0) return 'says that a reply is not out which the client has'
  if ((await bubble.count()) === 0) return 'has lost the reply'
  return null
}

/** Sending a reply. */
export const sending: Phase<Sending> = {
  name: 'sending',
  words: 'sending a reply',
  hits: ['*'],
  open: openCard,
  arrange: async (stage) => {
    const chat = await chatInList(stage, 'own')
    await openChat(stage, chat)
    return { ...chat, text: `Answer ${stage.next()}` }
  },
  act: async (stage, { text }, begin) => {
    await begin()
    await stage.card.reply(text)
  },
  // The time limit of a write, then the looks that tell what became of it.
  lasts: [1_000, 27_000, 40_000, 30_000, 40_000],
  lies: (stage, scene) => falseWords(stage, scene),
  missing: async (stage, { chatId, text }) => {
    const bubble = stage.card.message(text)
    if ((await bubble.getByText(SENT).count()) === 0) return 'the reply is not sent'
    return stage.received(chatId, text) > 0 ? null : 'the client has not got the reply'
  },
  replyIn: async (_stage, { chatId }) => chatId,
  excess: async (stage, { chatId, text }) => {
    const times = stage.received(chatId, text)
    const told = (await stage.card.message(text).allInnerTexts()).some((words) => TWICE.test(words))
    if (times > 1 && !told) return `the client got the reply ${times} times, and nobody is told`
    return told && times < 2 ? 'it is said that the client got the reply again, which is not so' : null
  },
}
