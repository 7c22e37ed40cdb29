import { refusal, type RestParams } from '@/portal/transport/rest-client'
import { createFakeRest } from './fake-rest'

/** The origin of the portal of `cardPortal`. */
export const ORIGIN = 'https://company.bitrix24.example'
/** Its only card. */
export const DEAL = { type: 'deal', id: 7 } as const

/** A row of the card's list. */
export const row = (chatId: number, connector = 'telegram') => ({
  CHAT_ID: String(chatId),
  CONNECTOR_ID: connector,
  CONNECTOR_TITLE: connector,
})
/** Details of a chat. */
export const dialog = (chatId: number) => ({ id: chatId, name: `Client ${chatId}`, owner: 1 })
/** The newest messages of a chat, for members. */
export const memberPage = (chatId: number) => ({
  chat_id: chatId,
  messages: [{ id: chatId * 10, author_id: 5, text: 'hi', params: [] }],
  users: [{ id: 5, name: 'Laura' }],
  files: [],
})
const history = (chatId: number) => ({
  chatId,
  sessionId: 3,
  message: { [chatId * 10]: { id: String(chatId * 10), senderid: '5', text: 'old' } },
  users: [],
  files: [],
  chat: { [chatId]: { id: String(chatId), name: `From history ${chatId}` } },
})

/** The id behind `chat`; everything else is refused, as the portal does. */
export const chatOf = (value: unknown): number => {
  const digits = /^(?:chat|0)?(\d+)$/.exec(String(value))?.[1]
  if (!digits) throw refusal('ACCESS_ERROR', 400)
  return Number(digits)
}

/** Answers by method. */
export type Answers = Record<string, (params: RestParams) => unknown>

/** A card with chats 11, 12 and 13: 11 active and the caller's own, 12 of another user, 13 with refused details. */
export const cardPortal = (answers: Answers = {}) =>
  createFakeRest({
    profile: () => ({ ID: '1', NAME: 'Anna', LAST_NAME: 'Keller', ADMIN: false }),
    'imopenlines.crm.chat.get': ({ ACTIVE_ONLY }) => (ACTIVE_ONLY === 'N' ? [row(11), row(12), row(13)] : [row(11)]),
    'im.recent.list': () => ({
      items: [{ chat_id: 11, counter: 2, message: { id: 110, text: 'hi', author_id: 5 }, lines: { status: 20 } }],
    }),
    'imopenlines.dialog.get': ({ DIALOG_ID }) => {
      const chatId = chatOf(DIALOG_ID)
      if (chatId === 13) throw refusal('ACCESS_ERROR', 400)
      return dialog(chatId)
    },
    'im.dialog.messages.get': ({ DIALOG_ID }) => {
      const chatId = chatOf(DIALOG_ID)
      if (chatId !== 11) throw refusal('ACCESS_ERROR', 403)
      return memberPage(chatId)
    },
    'imopenlines.session.history.get': ({ CHAT_ID }) => history(chatOf(CHAT_ID)),
    ...answers,
  })
