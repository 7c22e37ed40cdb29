import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { OfficeWord } from '@/realtime/office-word'
import { createRandom } from '../portal/world/random.ts'
import type { MethodTable } from '../portal/rest/method.ts'
import { Clock } from './clock.ts'
import { SimulatedPanel, type SimulatedCard, type PanelEnv } from './panel.ts'
import { SimulatedPortal, type SimulatedChat } from './portal.ts'
import { SimulatedOperator } from './operator.ts'

/** An office to simulate. */
export interface DayPlan {
  readonly name: string
  readonly operators: number
  readonly channel: boolean
  /** Share of operators whose clients only they may see, and who see nobody else's. */
  readonly apart: number
  readonly seed: number
}

/** What a day brought. */
export interface DayFigures {
  readonly plan: DayPlan
  readonly hours: number
  /** Requests per minute. */
  readonly minutes: readonly number[]
  readonly refused: number
  readonly overTime: number
  /** Seconds in the worst ten minutes, by method. */
  readonly operating: ReadonlyMap<string, number>
  /** ms until a client's message was on screen, for chats that stood on a visible screen; of those with common rights, of the others. */
  readonly delays: readonly number[]
  readonly delaysApart: readonly number[]
  /** Messages that came into such a chat and weren't seen before the operator left the card. */
  readonly missed: number
  readonly clientMessages: number
  readonly replies: number
  readonly looks: number
  readonly fetches: number
  readonly helped: number
  /** Share of the time in which a panel is on screen. */
  readonly visible: number
}

const HOURS = 8
const CLIENTS = 20

/** Lives through eight working hours. Same plan, same figures. */
export function simulateDay(plan: DayPlan, methods: MethodTable): DayFigures {
  // Everybody has a random sequence of their own, so that another pace doesn't make another day.
  let seeds = plan.seed * 1_000
  const nextRandom = () => createRandom((seeds += 1))
  const random = nextRandom()
  const clock = new Clock()
  const portal = new SimulatedPortal(clock, methods)
  const users = Array.from({ length: plan.operators }, (_, index) => (index + 1) as UserId)
  const isApart = (userId: UserId) => userId <= plan.operators * plan.apart

  const chats = new Map<ChatId, SimulatedChat>()
  let lastMessage = 0
  const makeChat = (owner: UserId): SimulatedChat => {
    const chat: SimulatedChat = { id: (chats.size + 100) as ChatId, owner, messages: [] }
    chat.messages.push({ id: (lastMessage += 1) as MessageId, at: -1, from: 'operator' })
    chats.set(chat.id, chat)
    return chat
  }
  const cards = new Map<UserId, readonly SimulatedCard[]>(
    users.map((userId) => [
      userId,
      Array.from({ length: CLIENTS }, () => ({
        chat: makeChat(userId),
        // Closed chats: nobody is in them.
        listed: Array.from({ length: random.pick([0, 0, 0, 1, 1, 2]) }, () => makeChat(0 as UserId)),
      })),
    ]),
  )
  const ownChats = new Map(users.map((userId) => [userId, (cards.get(userId) ?? []).map(({ chat }) => chat)]))

  const panels: SimulatedPanel[] = []
  const say = (word: OfficeWord): void =>
    clock.after(100 + random.next() * 400, () => {
      for (const panel of panels) panel.heard(word)
    })
  const delays: number[] = []
  const delaysApart: number[] = []
  let missed = 0
  const worldOf = (userId: UserId): PanelEnv => ({
    clock,
    portal,
    random: nextRandom(),
    say: plan.channel ? say : null,
    maySee: (viewer, chat) => chat.owner === viewer || chat.owner === 0 || (!isApart(viewer) && !isApart(chat.owner)),
    chatOf: (chatId) => chats.get(chatId)!,
    chatsOf: (owner) => ownChats.get(owner) ?? [],
    onSeen: (delay) => void (isApart(userId) ? delaysApart : delays).push(delay),
    onMissed: (count) => {
      missed += count
    },
  })
  for (const userId of users) panels.push(new SimulatedPanel(worldOf(userId), userId))
  const operators = panels.map(
    (panel) =>
      new SimulatedOperator(
        {
          clock,
          random: nextRandom(),
          portal,
          cardsOf: (userId) => cards.get(userId) ?? [],
          colleagueCard: (userId) => {
            const other = random.pick(users)
            return isApart(userId) || isApart(other) || other === userId ? null : random.pick(cards.get(other) ?? [])
          },
        },
        panel,
      ),
  )
  const end = HOURS * 3_600_000
  clock.runUntil(end)
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
  return {
    plan,
    hours: HOURS,
    minutes: Array.from({ length: HOURS * 60 }, (_, minute) => portal.minutes[minute] ?? 0),
    refused: portal.refused,
    overTime: portal.overTime,
    operating: portal.worstOperating,
    delays,
    delaysApart,
    missed,
    clientMessages: sum(
      [...chats.values()].map((chat) => chat.messages.filter(({ from }) => from === 'client').length),
    ),
    replies: sum(operators.map((operator) => operator.replies)),
    looks: sum(panels.map((panel) => panel.looks)),
    fetches: sum(panels.map((panel) => panel.fetches)),
    helped: sum(panels.map((panel) => panel.helped)),
    visible: sum(panels.map((panel) => panel.visibleFor)) / end / plan.operators,
  }
}
