import type { MethodTable } from '../rest/method.ts'
import { createMethods } from '../methods/method-index.ts'
import { confirmDeliveries } from './messages.ts'
import type { CardType, CrmCard, PortalUser } from './model.ts'
import { seedCatalogue } from './catalogue.ts'
import { seedBig } from './seed-big.ts'
import { CARD, seedCards } from './seed-cards.ts'
import { seedOtherChats } from './seed-other-chats.ts'
import { seedLines } from './seed-lines.ts'
import { ODD_PEOPLE, seedPeople } from './seed-people.ts'
import { RELATED, seedRelated } from './seed-related.ts'
import { seedDemoChats } from './seed-demo-chats.ts'
import { seedTeam } from './seed-team.ts'
import { createSimulation, type Simulation } from './simulate.ts'
import { lastSession, State } from './state.ts'

export type { CardType, CrmCard, PortalUser } from './model.ts'
export type { Simulation } from './simulate.ts'

/** Options of a world. Same seed and same `now`: same world. */
export interface WorldOptions {
  /** Default 1. */
  seed?: number
  /** Adds a deal with 300 chats, one of them with 100,000 messages. */
  big?: boolean
  /** Unix ms; default Date.now. */
  now?: () => number
}

/** A message on the client's phone; `date` in unix ms. */
export interface ClientMessage {
  id: number
  from: 'client' | 'operator' | 'system'
  author: string
  text: string
  date: number
  files: { name: string }[]
}

/** Summary of a chat, for the control page. `operator` is a name. */
export interface ChatSummary {
  chatId: number
  title: string
  connector: string
  /** Status code of the newest session. */
  status: number
  operator: string | null
  cards: { type: CardType; id: number }[]
}

/** One portal's people, cards, chats and methods, all in memory. */
export interface World {
  readonly users: ReadonlyMap<number, PortalUser>
  /** Possible users of the panel; the first is the default one, no administrator. */
  readonly staff: PortalUser[]
  /** `crowded` (deal with 300 chats) and `long` (chat of 100,000 messages) are 0 unless the world is big. */
  readonly showcase: {
    deal: number
    lead: number
    contact: number
    company: number
    /** A deal whose one chat has every kind of message. */
    catalogue: number
    crowded: number
    long: number
    /** A deal with three relations and 40 chats on all of them, and two deals with special relations. */
    related: typeof RELATED
    /** Ids of people with unusual rights. */
    people: typeof ODD_PEOPLE
  }
  card(type: CardType, id: number): CrmCard | undefined
  cards(): CrmCard[]
  /** REST methods over this world: imopenlines, im, crm, user, profile. */
  readonly methods: MethodTable
  readonly simulate: Simulation
  /** Messages on the client's phone, oldest first, the last 200. */
  clientView(chatId: number): ClientMessage[]
  chats(): ChatSummary[]
  /** Calls back with the id of every chat that changes; returns how to stop. */
  onChange(listener: (chatId: number) => void): () => void
  /** Scheme, host and port for absolute addresses of files; set once the portal listens. */
  origin: string
  /** All data, for the portal's own parts and tests. */
  readonly state: State
}

/** A portal after months of use: about 20 cards, more than 60 chats. */
export function createWorld(options: WorldOptions = {}): World {
  const state = new State(options.seed ?? 1, options.now ?? Date.now)
  seedPeople(state)
  seedLines(state)
  seedCards(state)
  seedTeam(state)
  seedOtherChats(state)
  seedDemoChats(state)
  state.continueSessionsAt(326)
  seedRelated(state)
  seedCatalogue(state)
  const big = options.big ? seedBig(state) : { crowded: 0, long: 0 }

  return {
    users: state.users,
    staff: state.staff,
    showcase: {
      deal: CARD.deal,
      lead: CARD.lead,
      contact: CARD.contact,
      company: CARD.company,
      catalogue: CARD.catalogue,
      related: RELATED,
      people: ODD_PEOPLE,
      ...big,
    },
    card: (type, id) => state.card(type, id),
    cards: () => state.cards(),
    methods: createMethods(state),
    simulate: createSimulation(state),
    clientView: (chatId) => clientView(state, chatId),
    chats: () => summaries(state),
    onChange: (listener) => state.onChange(listener),
    get origin() {
      return state.origin
    },
    set origin(origin) {
      state.origin = origin
    },
    state,
  }
}

function clientView(state: State, chatId: number): ClientMessage[] {
  const chat = state.chat(chatId)
  if (!chat || chat.kind !== 'lines') return []
  confirmDeliveries(state, chat)
  return chat.messages
    .slice(chat.messages.length - 200)
    .filter((message) => message.toClient)
    .map((message) => ({
      id: message.id,
      from: message.authorId === chat.clientId ? 'client' : message.authorId === 0 ? 'system' : 'operator',
      author: state.nameOf(message.authorId),
      text: message.text,
      date: message.date,
      files: filesOf(message.params['FILE_ID']).map((id) => ({ name: state.files.get(id)?.name ?? '' })),
    }))
}

const filesOf = (value: unknown): number[] => (Array.isArray(value) ? value.map(Number) : [])

function summaries(state: State): ChatSummary[] {
  return [...state.chats.values()]
    .filter((chat) => chat.kind === 'lines')
    .map((chat) => ({
      chatId: chat.id,
      title: chat.title,
      connector: chat.connectors[0] ?? '',
      status: lastSession(chat)?.status ?? 0,
      operator: chat.owner ? state.nameOf(chat.owner) : null,
      cards: chat.cards,
    }))
}
