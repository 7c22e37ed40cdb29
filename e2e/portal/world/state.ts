import { type Behaviour, GENERATIONS } from '../behaviour.ts'
import { MessageLog } from './message-log.ts'
import {
  type CardRef,
  type CardType,
  type Chat,
  type CrmCard,
  type Line,
  type PortalUser,
  type Rights,
  type Session,
  STATUS,
  type StoredFile,
} from './model.ts'
import { createRandom, type Random } from './random.ts'

/** All data of the fake portal, with look-ups. Its rules are in sessions.ts, messages.ts, access.ts. */
export class State {
  /** How this portal behaves; may be changed at any time. */
  readonly behaviour: Behaviour = { ...GENERATIONS.cloud }
  readonly users = new Map<number, PortalUser>()
  readonly staff: PortalUser[] = []
  readonly lines = new Map<number, Line>()
  readonly chats = new Map<number, Chat>()
  readonly files = new Map<number, StoredFile>()
  readonly rights = new Map<number, Rights>()
  readonly connectorsOff = new Set<string>()
  /** For this long (ms) after an answer the portal refuses that of another operator; nothing else separates two at once. */
  answerLockMs = 300
  /** Who answered a chat last by REST, and when (unix ms). */
  readonly lastAnswers = new Map<number, { userId: number; at: number }>()
  /** The plan shows messages of this many days; null = all. */
  historyDays: number | null = null
  /** Tokens of one-time addresses that have not been used, and their files. */
  readonly fileTokens = new Map<string, number>()
  /** The portal has no room for another file. */
  diskIsFull = false
  readonly quickAnswers: string[] = []
  /** The lines have a list for quick answers. */
  hasQuickAnswerList = true
  /** What messages were shared as (im.message.share). */
  readonly shared: { type: string; messageId: number; chatId: number; userId: number }[] = []
  readonly now: () => number
  readonly random: Random
  /** Scheme, host and port of the portal; '' until it listens. */
  origin = ''

  readonly #cards = new Map<string, CrmCard>()
  readonly #listeners = new Set<(chatId: number) => void>()
  readonly #chatOfSession = new Map<number, number>()
  readonly #chatOfMessage: { fromId: number; toId: number; chatId: number }[] = []
  #nextId = { user: 501, chat: 2001, session: 21, message: 60001, file: 5001 }

  constructor(seed: number, now: () => number) {
    this.random = createRandom(seed)
    this.now = now
  }

  /** A new id; message ids have gaps, as on a busy portal. */
  id(kind: 'user' | 'chat' | 'session' | 'message' | 'file'): number {
    const id = this.#nextId[kind]
    this.#nextId[kind] += kind === 'message' ? 2 : 1
    return id
  }

  /** Reserves a range of ids and returns the first. */
  reserve(kind: 'message' | 'session', count: number): number {
    const first = this.#nextId[kind]
    this.#nextId[kind] += count
    return first
  }

  /** Lets the next session ids start at `id`. */
  continueSessionsAt(id: number): void {
    this.#nextId.session = Math.max(this.#nextId.session, id)
  }

  addUser(user: PortalUser): PortalUser {
    this.users.set(user.id, user)
    return user
  }

  user(id: number): PortalUser | undefined {
    return this.users.get(id)
  }

  /** Name for system messages; '' for unknown ids. */
  nameOf(id: number): string {
    return this.users.get(id)?.name ?? ''
  }

  addCard(card: CrmCard): CrmCard {
    this.#cards.set(`${card.type}:${card.id}`, card)
    return card
  }

  card(type: CardType, id: number): CrmCard | undefined {
    return this.#cards.get(`${type}:${id}`)
  }

  cards(): CrmCard[] {
    return [...this.#cards.values()]
  }

  /** Adds a chat with defaults for most fields. */
  addChat(
    chat: Partial<Chat> & Pick<Chat, 'kind' | 'title' | 'createdAt'>,
    messages: MessageLog = new MessageLog(),
  ): Chat {
    const id = chat.id ?? this.id('chat')
    const whole: Chat = {
      color: '#4ba984',
      owner: 0,
      members: new Map(),
      sessions: [],
      entityId: '',
      description: null,
      muted: new Set(),
      pinnedBy: new Set(),
      markedUnreadBy: new Set(),
      hiddenBy: new Map(),
      diskFolderId: 0,
      clientId: 0,
      connectors: [],
      lineId: 0,
      externalChatId: '',
      externalUserId: '',
      cards: [],
      pinned: false,
      waitAction: false,
      silent: false,
      blockDate: 0,
      blockReason: '',
      legacyData: false,
      refusesNext: false,
      holdsDelivery: false,
      ...chat,
      id,
      messages,
    }
    this.chats.set(id, whole)
    return whole
  }

  chat(id: number): Chat | undefined {
    return this.chats.get(id)
  }

  addSession(chat: Chat, session: Session): Session {
    chat.sessions.push(session)
    this.#chatOfSession.set(session.id, chat.id)
    return session
  }

  /** A session by id, with its chat. */
  session(id: number): { chat: Chat; session: Session } | undefined {
    const chat = this.chats.get(this.#chatOfSession.get(id) ?? 0)
    const session = chat?.sessions.find((each) => each.id === id)
    return chat && session ? { chat, session } : undefined
  }

  /** Registers the chat of a message id (or a reserved range of them). */
  indexMessages(chatId: number, fromId: number, toId: number = fromId): void {
    const last = this.#chatOfMessage.at(-1)
    if (last && last.chatId === chatId && fromId > last.toId) last.toId = toId
    else this.#chatOfMessage.push({ fromId, toId, chatId })
  }

  /** A message by id, with its chat. */
  message(id: number) {
    const run = this.#chatOfMessage.findLast((each) => id >= each.fromId && id <= each.toId)
    const chat = this.chats.get(run?.chatId ?? 0)
    const message = chat?.messages.get(id)
    return chat && message ? { chat, message } : undefined
  }

  /** Open Channel chats bound to a card, whatever their state. */
  chatsOf(card: CardRef): Chat[] {
    return [...this.chats.values()].filter(
      (chat) => chat.kind === 'lines' && chat.cards.some((each) => each.type === card.type && each.id === card.id),
    )
  }

  changed(chatId: number): void {
    for (const listener of this.#listeners) listener(chatId)
  }

  onChange(listener: (chatId: number) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

/** The newest session of a chat, open or closed. */
export function lastSession(chat: Chat): Session | undefined {
  return chat.sessions.at(-1)
}

/** The open session of a chat. */
export function openSession(chat: Chat): Session | undefined {
  const session = chat.sessions.at(-1)
  return session && session.status < STATUS.close ? session : undefined
}
