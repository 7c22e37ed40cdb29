// The cards that are opened: from few chats to many.
import { createWorld, type World } from '../../portal/world/world.ts'
import { STATUS, type CardRef } from '../../portal/world/model.ts'
import { ENGLISH } from '../../portal/world/phrases.ts'
import { addCard } from '../../portal/world/seed-cards.ts'
import { DAY, MINUTE, seedChat, seedSession } from '../../portal/world/seed-chat.ts'
import { LINE } from '../../portal/world/seed-lines.ts'
import { addClient } from '../../portal/world/seed-people.ts'
import type { State } from '../../portal/world/state.ts'

export const CARD_NAMES = ['small', 'showcase', 'forty'] as const
export type CardName = (typeof CARD_NAMES)[number]

interface BenchCard {
  readonly title: string
  /** Id of the deal. */
  readonly deal: (world: World) => number
}

/** A deal of the bench's own. */
const SMALL_DEAL = 1750

export const CARDS: Readonly<Record<CardName, BenchCard>> = {
  small: { title: 'small: 7 chats, no relations', deal: () => SMALL_DEAL },
  showcase: { title: 'showcase: 7 chats, 13 more on four relations', deal: ({ showcase }) => showcase.deal },
  forty: { title: 'forty: 40 chats, 15 of them its own', deal: ({ showcase }) => showcase.related.deal },
}

/** A portal's world with all cards in it. */
export function benchWorld(now: () => number = Date.now): World {
  const world = createWorld({ now })
  seedSmallCard(world.state)
  return world
}

/** Two chats wait, two are in work, three are closed; all of them are the operator's own. */
const SMALL_STATES = [
  STATUS.client,
  STATUS.operator,
  STATUS.clientAfterOperator,
  STATUS.operator,
  STATUS.close,
  STATUS.close,
  STATUS.close,
] as const
const CLIENTS = ['Ada Winter', 'Ben Sommer', 'Cleo Hart', 'Dan Fields', 'Eva Stone', 'Finn Lake', 'Gus Woods'] as const
const CONNECTORS = ['telegrambot', 'livechat', 'whatsappbytwilio', 'viber'] as const

function seedSmallCard(state: State): void {
  const deal: CardRef = { type: 'deal', id: SMALL_DEAL }
  const operatorId = state.staff[0]?.id ?? 0
  addCard(state, 'deal', SMALL_DEAL, 'Counter for a bookshop', 1, [], [['Amount', '€ 4,200']])
  for (const [index, status] of SMALL_STATES.entries()) {
    const lastAt = state.now() - (status === STATUS.close ? index * DAY : (5 + index * 9) * MINUTE)
    const chat = seedChat(state, {
      client: addClient(state, CLIENTS[index] ?? 'Guest'),
      connector: CONNECTORS[index % CONNECTORS.length] ?? 'livechat',
      lineId: LINE.sales,
      cards: [deal],
      createdAt: lastAt - 30 * DAY,
    })
    const theirs = status === STATUS.client || status === STATUS.clientAfterOperator
    const lines = ENGLISH.slice(index, index + 10).flatMap(([question, reply], place) => {
      const at = lastAt - (9 - place) * 12 * MINUTE
      const asked = { from: 'client' as const, at: at - MINUTE, text: question }
      return place === 9 && theirs ? [asked] : [asked, { from: operatorId, at, text: reply }]
    })
    seedSession(state, chat, { startedAt: lastAt - 120 * MINUTE, operatorId, lines, status })
  }
}
