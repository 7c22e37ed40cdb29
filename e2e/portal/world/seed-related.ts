// Deals whose clients write to related records, too: to the contact, the company, the lead.
import { ENGLISH } from './phrases.ts'
import { type CardRef, STATUS } from './model.ts'
import { addCard } from './seed-cards.ts'
import { DAY, HOUR, MINUTE, seedChat, seedSession, type ScriptLine } from './seed-chat.ts'
import { LINE } from './seed-lines.ts'
import { addClient, ODD_PEOPLE } from './seed-people.ts'
import type { State } from './state.ts'

/** Cards with related chats. Their 40 chats are bound to `deal`, `contact`, `company` and `lead`, some to several. */
export const RELATED = {
  deal: 1600,
  contact: 70,
  company: 40,
  lead: 1220,
  /** A deal without a chat of its own; its contact has three. */
  quietDeal: 1601,
  quietContact: 71,
  /** A deal whose company one person may not see; its contact and the company have two chats each. */
  guardedDeal: 1602,
  guardedContact: 72,
  guardedCompany: 41,
} as const

/** How many chats `RELATED.deal` and its relations have together. */
export const RELATED_CHATS = 40

const deal: CardRef = { type: 'deal', id: RELATED.deal }
const contact: CardRef = { type: 'contact', id: RELATED.contact }
const company: CardRef = { type: 'company', id: RELATED.company }
const lead: CardRef = { type: 'lead', id: RELATED.lead }

const BINDINGS: readonly CardRef[][] = [
  [deal],
  [deal, contact],
  [contact],
  [contact, company],
  [company],
  [lead],
  [lead, contact],
  [deal, contact, company, lead],
]

const STATES = [
  STATUS.client,
  STATUS.close,
  STATUS.new,
  STATUS.operator,
  STATUS.clientAfterOperator,
  STATUS.waitClient,
  STATUS.close,
] as const

const CONNECTORS = ['telegrambot', 'whatsappbytwilio', 'livechat', 'fbinstagramdirect', 'viber'] as const
const FIRST_NAMES = ['Nora', 'Hugo', 'Ines', 'Felix', 'Clara', 'Jonas', 'Mina', 'Otto'] as const
const LAST_NAMES = ['Vogel', 'Castro', 'Lindqvist', 'Marsh', 'Okafor'] as const

/** Seeds the cards and their chats; ids are the same in every world. */
export function seedRelated(state: State): void {
  addCard(
    state,
    'deal',
    RELATED.deal,
    'Fit-out of Hotel Meridian',
    2,
    [contact, company, lead],
    [['Amount', '€ 212,000']],
  )
  addCard(state, 'contact', RELATED.contact, 'Nora Vogel', 0, [company], [['Position', 'Purchasing, Hotel Meridian']])
  addCard(state, 'company', RELATED.company, 'Hotel Meridian', 0, [contact], [['Industry', 'Hotels']])
  addCard(
    state,
    'lead',
    RELATED.lead,
    'Hotel Meridian: enquiry at the trade fair',
    3,
    [contact],
    [['Source', 'Trade fair']],
  )
  for (let index = 0; index < RELATED_CHATS; index += 1) seedOne(state, index, BINDINGS[index % BINDINGS.length] ?? [])

  const quiet: CardRef = { type: 'contact', id: RELATED.quietContact }
  addCard(state, 'deal', RELATED.quietDeal, 'Second bathroom, villa Castro', 0, [quiet], [['Amount', '€ 14,300']])
  addCard(state, 'contact', RELATED.quietContact, 'Hugo Castro', 0)
  for (const index of [40, 42, 45]) seedOne(state, index, [quiet])

  const open: CardRef = { type: 'contact', id: RELATED.guardedContact }
  const guarded: CardRef = { type: 'company', id: RELATED.guardedCompany }
  addCard(state, 'deal', RELATED.guardedDeal, 'Bank branch, ground floor', 1, [open, guarded], [['Amount', '€ 58,000']])
  addCard(state, 'contact', RELATED.guardedContact, 'Clara Marsh', 0)
  addCard(state, 'company', RELATED.guardedCompany, 'Marsh & Okafor Bank', 0)
  for (const index of [46, 49]) seedOne(state, index, [open])
  for (const index of [47, 50]) seedOne(state, index, [guarded])
  state.rights.set(ODD_PEOPLE.assistant, { canSeeHistory: false, cards: 'all', hidden: [guarded] })
}

function seedOne(state: State, index: number, cards: CardRef[]): void {
  const now = state.now()
  const status = STATES[index % STATES.length] ?? STATUS.close
  // Few are Anna's: her own chats come with her list, the others have to be requested.
  const operatorId = [11, 12, 14, 15, 16, 17][index % 6] ?? 12
  const lastAt = status >= STATUS.close ? now - (2 + index) * DAY : now - (4 + index * 7) * MINUTE
  const chat = seedChat(state, {
    client: addClient(state, `${FIRST_NAMES[index % FIRST_NAMES.length]} ${LAST_NAMES[index % LAST_NAMES.length]}`),
    connector: CONNECTORS[index % CONNECTORS.length] ?? 'livechat',
    lineId: status === STATUS.new || index % 2 ? LINE.support : LINE.sales,
    cards,
    createdAt: lastAt - 30 * DAY,
  })
  if (index % 3 === 0) {
    seedSession(state, chat, {
      startedAt: lastAt - 20 * DAY,
      operatorId,
      lines: talk(index + 5, lastAt - 20 * DAY, operatorId),
      status: STATUS.close,
    })
  }
  const lines = status === STATUS.new ? [] : talk(index, lastAt - 2 * HOUR, operatorId)
  const [question, reply] = ENGLISH[(index + 2) % ENGLISH.length] ?? ['Hello?', 'Thank you!']
  const theirs = status === STATUS.operator || status === STATUS.waitClient || status === STATUS.close
  lines.push({ from: 'client', at: lastAt - 5 * MINUTE, text: question })
  if (theirs) lines.push({ from: operatorId, at: lastAt, text: reply })
  seedSession(state, chat, {
    startedAt: lastAt - 2 * HOUR - MINUTE,
    operatorId: status === STATUS.new ? 0 : operatorId,
    lines,
    status,
  })
}

function talk(offset: number, startedAt: number, operatorId: number): ScriptLine[] {
  const [question, reply] = ENGLISH[offset % ENGLISH.length] ?? ['Good morning!', 'Good morning!']
  return [
    { from: 'client', at: startedAt, text: question },
    { from: operatorId, at: startedAt + 4 * MINUTE, text: reply },
  ]
}
