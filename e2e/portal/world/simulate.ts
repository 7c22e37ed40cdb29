// Actions of clients, colleagues and channels. Every action takes one plain JSON object.
import {
  addClientMessage,
  addFile,
  addMember,
  addMessage,
  addReply,
  confirmDeliveries,
  deleteMessage,
  editMessage,
} from './messages.ts'
import { type CardRef, type CardType, type Chat, STATUS } from './model.ts'
import {
  answer,
  beginSession,
  distribute,
  finish,
  intercept,
  join,
  rate,
  transferToLine,
  transferToPerson,
} from './sessions.ts'
import { seedChat } from './seed-chat.ts'
import { LINE } from './seed-lines.ts'
import { addClient } from './seed-people.ts'
import { lastSession, openSession, type State } from './state.ts'

/** One action: plain JSON in, plain JSON out; throws an Error with a readable message. */
export type Action = (input: Record<string, unknown>) => unknown

/** Actions by name. */
export interface Simulation {
  /** `{chatId, text?, kind?: 'text'|'photo'|'file'|'voice', count?}`; opens a session when the chat is closed. */
  clientWrites: Action
  /** `{type, id, connector, name?, text?, lineId?}` -> `{chatId}` */
  newClientChat: Action
  /** `{chatId, userId?, text?}`; a waiting chat becomes theirs. */
  colleagueAnswers: Action
  /** `{chatId, userId?}` */
  colleagueTakes: Action
  /** `{chatId, userId?}`; joins beside the operator. */
  colleagueJoins: Action
  /** `{chatId, userId?, text?}`; a member's reply, independent of the owner. */
  colleagueReplies: Action
  /** `{chatId, userId?}`; closes as the given user, by default as the owner. */
  colleagueFinishes: Action
  /** `{chatId, userId?, to}`; `to` as in `transfer`, `userId` transfers. */
  colleagueTransfers: Action
  /**
   * `{chatId, type?, id?, userId?, text?}`; a message in the team chat of the card (by default the chat's deal) -> `{chatId, messageId}`
   */
  colleagueWritesNote: Action
  /** `{chatId, to}`; `to` is a user id or `queue<line id>` */
  transfer: Action
  /** `{chatId, byUserId?}` */
  finish: Action
  /** `{chatId, like?: boolean, stars?: 1..5}` */
  clientRates: Action
  /** `{messageId, text}` */
  editMessage: Action
  /** `{messageId}` */
  deleteMessage: Action
  /** `{chatId}`: the channel refuses the next reply. */
  channelRefuses: Action
  /** `{chatId}`: confirms every unconfirmed reply. */
  deliver: Action
  /** `{chatId, on?}`: replies stay unconfirmed until `deliver`. */
  holdDelivery: Action
  /** `{chatId}`: the channel's reply window has passed. */
  closeWindow: Action
  /** `{connector, on}` */
  switchConnector: Action
  /** `{userId, canSeeHistory?, cards?: 'all'|'none'|[{type,id}], hidden?: [{type,id}], lines?: 'all'|'none', app?: boolean}` */
  setRight: Action
  /** `{userId}`; the person works here no more: inactive, though still a member of their chats. */
  dismiss: Action
  /** `{older?: boolean, lockMs?: number}`; how `operator.answer` handles two at once. */
  setAnswering: Action
  /** `{chatId, type, id}` */
  linkChat: Action
}

type Input = Record<string, unknown>

const CARD_TYPES: readonly string[] = ['lead', 'deal', 'contact', 'company']

function numberIn(input: Input, name: string): number {
  const value = Number(input[name])
  if (!Number.isInteger(value) || value <= 0) throw new Error(`"${name}" must be a positive whole number`)
  return value
}

function textIn(input: Input, name: string, otherwise?: string): string {
  const value = input[name] ?? otherwise
  if (typeof value !== 'string' || value === '') throw new Error(`"${name}" must be a text`)
  return value
}

function cardIn(input: Input): CardRef {
  const type = textIn(input, 'type')
  if (!CARD_TYPES.includes(type)) throw new Error(`"type" must be one of ${CARD_TYPES.join(', ')}`)
  return { type: type as CardType, id: numberIn(input, 'id') }
}

/** The actions over one state. */
export function createSimulation(state: State): Simulation {
  const chatIn = (input: Input): Chat => {
    const chat = state.chat(numberIn(input, 'chatId'))
    if (!chat || chat.kind !== 'lines') throw new Error(`There is no Open Channel chat ${String(input['chatId'])}`)
    return chat
  }
  const openIn = (chat: Chat) => {
    const session = openSession(chat)
    if (!session) throw new Error(`Chat ${chat.id} has no open session`)
    return session
  }
  const messageIn = (input: Input) => {
    const found = state.message(numberIn(input, 'messageId'))
    if (!found) throw new Error(`There is no message ${String(input['messageId'])}`)
    return found.message
  }
  /** The given colleague, by default one who isn't the user of the card. */
  const colleagueIn = (input: Input, chat: Chat, name = 'userId'): number => {
    if (input[name] !== undefined) {
      const id = numberIn(input, name)
      if (!state.user(id)) throw new Error(`There is no user ${id}`)
      return id
    }
    const screen = state.staff[0]?.id
    const other = chat.owner !== 0 && chat.owner !== screen ? chat.owner : state.staff[1]?.id
    return other ?? 0
  }

  const clientWritesOnce = (chat: Chat, kind: string, text: string): number => {
    if (!openSession(chat)) distribute(state, chat, beginSession(state, chat))
    const files = {
      photo: { name: 'photo.jpg', type: 'image', size: 348_160, width: 1280, height: 960, art: 'photo' },
      file: { name: 'Order form.pdf', type: 'file', size: 51_200, art: 'pdf' },
      voice: { name: 'voice.wav', type: 'audio', size: 4_044, voiceNote: true, art: 'voice' },
    } as const
    if (kind === 'text') return addClientMessage(state, chat, { text }).id
    if (kind !== 'photo' && kind !== 'file' && kind !== 'voice') throw new Error(`Unknown kind "${kind}"`)
    const file = addFile(state, chat, { ...files[kind], authorId: chat.clientId })
    return addClientMessage(state, chat, { text, params: { FILE_ID: [file.id] } }).id
  }

  const handOver = (input: Input): { owner: number } => {
    const chat = chatIn(input)
    const session = openIn(chat)
    const from = input['userId'] === undefined ? chat.owner : colleagueIn(input, chat)
    const to = String(input['to'] ?? '')
    if (to.startsWith('queue')) {
      const line = state.lines.get(Number(to.slice(5)))
      if (!line) throw new Error(`There is no line "${to}"`)
      transferToLine(state, chat, session, from, line)
    } else {
      const target = state.user(numberIn(input, 'to'))
      if (!target || target.connector) throw new Error(`There is no colleague ${to}`)
      transferToPerson(state, chat, session, from, target.id)
    }
    return { owner: chat.owner }
  }

  return {
    clientWrites(input) {
      const chat = chatIn(input)
      const kind = textIn(input, 'kind', 'text')
      const count = input['count'] === undefined ? 1 : numberIn(input, 'count')
      const given = typeof input['text'] === 'string' ? input['text'] : undefined
      const messageIds: number[] = []
      for (let index = 0; index < count; index += 1) {
        const text = given ?? (kind === 'text' ? 'Are you there?' : '')
        messageIds.push(clientWritesOnce(chat, kind, count > 1 ? `${text} (${index + 1})` : text))
      }
      return { messageIds }
    },

    newClientChat(input) {
      const card = cardIn(input)
      if (!state.card(card.type, card.id)) throw new Error(`There is no ${card.type} ${card.id}`)
      const lineId = input['lineId'] === undefined ? LINE.sales : numberIn(input, 'lineId')
      if (!state.lines.has(lineId)) throw new Error(`There is no line ${lineId}`)
      const chat = seedChat(state, {
        client: addClient(state, textIn(input, 'name', 'New client')),
        connector: textIn(input, 'connector', 'livechat'),
        lineId,
        cards: [card],
        createdAt: state.now(),
      })
      clientWritesOnce(chat, 'text', textIn(input, 'text', 'Hello! I have a question.'))
      return { chatId: chat.id }
    },

    colleagueAnswers(input) {
      const chat = chatIn(input)
      const userId = colleagueIn(input, chat)
      const session = openIn(chat)
      if (session.status < STATUS.answer) answer(state, chat, userId)
      else if (!chat.members.has(userId)) throw new Error(`User ${userId} is not in chat ${chat.id}`)
      const reply = addReply(state, chat, {
        authorId: userId,
        text: textIn(input, 'text', 'Good day! I am looking into it.'),
      })
      return { messageId: reply.id }
    },

    colleagueTakes(input) {
      const chat = chatIn(input)
      const session = openIn(chat)
      const userId = colleagueIn(input, chat)
      if (chat.owner === userId) throw new Error(`User ${userId} has the chat already`)
      if (chat.owner && session.status >= STATUS.answer) intercept(state, chat, session, userId)
      else answer(state, chat, userId)
      return { owner: chat.owner }
    },

    colleagueJoins(input) {
      const chat = chatIn(input)
      openIn(chat)
      const userId = colleagueIn(input, chat)
      join(state, chat, userId)
      state.changed(chat.id)
      return { userId }
    },

    colleagueReplies(input) {
      const chat = chatIn(input)
      openIn(chat)
      const userId = colleagueIn(input, chat)
      if (!chat.members.has(userId)) throw new Error(`User ${userId} is not in chat ${chat.id}`)
      return { messageId: addReply(state, chat, { authorId: userId, text: textIn(input, 'text', 'One moment.') }).id }
    },

    colleagueFinishes(input) {
      const chat = chatIn(input)
      finish(state, chat, openIn(chat), colleagueIn(input, chat))
      return { status: lastSession(chat)?.status ?? null }
    },

    colleagueTransfers(input) {
      return handOver(input)
    },

    colleagueWritesNote(input) {
      const card =
        input['type'] === undefined
          ? (chatIn(input).cards.find(({ type }) => type === 'deal') ?? chatIn(input).cards[0])
          : cardIn(input)
      const entityId = card ? `${card.type.toUpperCase()}|${card.id}` : ''
      const team = [...state.chats.values()].find((chat) => chat.kind === 'crm' && chat.entityId === entityId)
      if (!team) throw new Error(`There is no team chat of ${entityId || 'this chat'}`)
      const authorId = colleagueIn(input, team)
      addMember(team, authorId)
      const text = textIn(input, 'text', 'For us only: the price is final.')
      return { chatId: team.id, messageId: addMessage(state, team, { authorId, text }).id }
    },

    transfer(input) {
      return handOver(input)
    },

    finish(input) {
      const chat = chatIn(input)
      finish(
        state,
        chat,
        openIn(chat),
        input['byUserId'] === undefined ? chat.owner || colleagueIn(input, chat) : numberIn(input, 'byUserId'),
      )
      return { status: lastSession(chat)?.status ?? null }
    },

    clientRates(input) {
      const chat = chatIn(input)
      const session = lastSession(chat)
      if (!session) throw new Error(`Chat ${chat.id} has no session`)
      const stars = input['stars'] === undefined ? undefined : numberIn(input, 'stars')
      if (stars !== undefined && stars > 5) throw new Error('"stars" must be 1 to 5')
      const likes = stars === undefined ? input['like'] !== false : stars >= 4
      rate(state, chat, session, likes ? 5 : 1, stars)
      return { sessionId: session.id, status: session.status }
    },

    editMessage(input) {
      editMessage(state, messageIn(input), textIn(input, 'text'))
      return {}
    },

    deleteMessage(input) {
      deleteMessage(state, messageIn(input))
      return {}
    },

    channelRefuses(input) {
      chatIn(input).refusesNext = true
      return {}
    },

    deliver(input) {
      const chat = chatIn(input)
      const confirmed = confirmDeliveries(state, chat, true)
      state.changed(chat.id)
      return { confirmed }
    },

    holdDelivery(input) {
      chatIn(input).holdsDelivery = input['on'] !== false
      return {}
    },

    closeWindow(input) {
      const chat = chatIn(input)
      chat.blockDate = state.now() - 60_000
      chat.blockReason = '24H'
      state.changed(chat.id)
      return {}
    },

    switchConnector(input) {
      const connector = textIn(input, 'connector')
      if (input['on'] === false) state.connectorsOff.add(connector)
      else state.connectorsOff.delete(connector)
      return {}
    },

    setRight(input) {
      const userId = numberIn(input, 'userId')
      if (!state.user(userId)) throw new Error(`There is no user ${userId}`)
      const rights = state.rights.get(userId) ?? { canSeeHistory: false, cards: 'all' }
      if (input['canSeeHistory'] !== undefined) rights.canSeeHistory = input['canSeeHistory'] === true
      const cards = input['cards']
      if (cards === 'all' || cards === 'none') rights.cards = cards
      else if (Array.isArray(cards)) rights.cards = cards.map((card) => cardIn(card as Input))
      if (Array.isArray(input['hidden'])) rights.hidden = input['hidden'].map((card) => cardIn(card as Input))
      if (input['lines'] === 'none') rights.lines = 'none'
      else if (input['lines'] !== undefined) delete rights.lines
      if (input['app'] === false) rights.app = 'denied'
      else if (input['app'] !== undefined) delete rights.app
      state.rights.set(userId, rights)
      return {}
    },

    dismiss(input) {
      const user = state.user(numberIn(input, 'userId'))
      if (!user || user.connector) throw new Error(`There is no colleague ${String(input['userId'])}`)
      user.active = false
      return {}
    },

    setAnswering(input) {
      if (input['older'] !== undefined) state.behaviour.lateAnswerIsTrue = input['older'] === true
      if (typeof input['lockMs'] === 'number') state.answerLockMs = Math.max(0, input['lockMs'])
      return {}
    },

    linkChat(input) {
      const chat = chatIn(input)
      const card = cardIn(input)
      if (!state.card(card.type, card.id)) throw new Error(`There is no ${card.type} ${card.id}`)
      if (!chat.cards.some((each) => each.type === card.type && each.id === card.id)) chat.cards = [...chat.cards, card]
      state.changed(chat.id)
      return {}
    },
  }
}
