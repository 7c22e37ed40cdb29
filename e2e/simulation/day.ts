import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { PresenceEvent } from '../../src/sync/presence-protocol'
import { createRandom } from '../portal/world/random.ts'
import type { MethodTable } from '../portal/rest/method.ts'
import { Clock } from './clock.ts'
import { OfficePanel, type OfficeCard, type PanelWorld } from './panel.ts'
import { OfficePortal, type OfficeChat } from './portal.ts'
import { OfficeWorker } from './operator.ts'

/** A company to simulate. */
export interface OfficePlan {
  readonly name: string
  readonly operators: number
  readonly channel: boolean
  /** Share of operators whose clients only they may see, and who see only their own. */
  readonly apart: number
  readonly seed: number
}

/** What a day brought. */
export interface OfficeFigures {
  readonly plan: OfficePlan
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
  /** Messages that came into such a chat and weren't seen before the operator left the chat. */
  readonly missed: number
  readonly clientMessages: number
  readonly replies: number
  readonly polls: number
  readonly fetches: number
  readonly helped: number
  /** Share of the time in which a panel is on screen. */
  readonly visible: number
}

const HOURS = 8
const CLIENTS = 20

/** Lives through eight working hours. Same plan, same figures. */
export function simulateDay(plan: OfficePlan, methods: MethodTable): OfficeFigures {
  // Each operator has random numbers of their own, so that a change of pace doesn't change the whole day.
  let seeds = plan.seed * 1_000
  const chance = () => createRandom((seeds += 1))
  const random = chance()
  const clock = new Clock()
  const portal = new OfficePortal(clock, methods)
  const users = Array.from({ length: plan.operators }, (_, index) => (index + 1) as UserId)
  const isApart = (userId: UserId) => userId <= plan.operators * plan.apart

  const chats = new Map<ChatId, OfficeChat>()
  let lastMessage = 0
  const makeChat = (owner: UserId): OfficeChat => {
    const chat: OfficeChat = { id: (chats.size + 100) as ChatId, owner, messages: [] }
    chat.messages.push({ id: (lastMessage += 1) as MessageId, at: -1, from: 'operator' })
    chats.set(chat.id, chat)
    return chat
  }
  const cards = new Map<UserId, readonly OfficeCard[]>(
    users.map((userId) => [
      userId,
      Array.from({ length: CLIENTS }, () => ({
        chat: makeChat(userId),
        // Closed chats have no members.
        listed: Array.from({ length: random.pick([0, 0, 0, 1, 1, 2]) }, () => makeChat(0 as UserId)),
      })),
    ]),
  )
  const ownChats = new Map(users.map((userId) => [userId, (cards.get(userId) ?? []).map(({ chat }) => chat)]))

  const panels: OfficePanel[] = []
  const say = (word: PresenceEvent): void =>
    clock.after(100 + random.next() * 400, () => {
      for (const panel of panels) panel.heard(word)
    })
  const delays: number[] = []
  const delaysApart: number[] = []
  let missed = 0
  const worldOf = (userId: UserId): PanelWorld => ({
    clock,
    portal,
    random: chance(),
    broadcast: plan.channel ? say : null,
    maySee: (viewer, chat) => chat.owner === viewer || chat.owner === 0 || (!isApart(viewer) && !isApart(chat.owner)),
    chatOf: (chatId) => chats.get(chatId)!,
    chatsOf: (owner) => ownChats.get(owner) ?? [],
    onSeen: (delay) => void (isApart(userId) ? delaysApart : delays).push(delay),
    onMissed: (count) => {
      missed += count
    },
  })
  for (const userId of users) panels.push(new OfficePanel(worldOf(userId), userId))
  const workers = panels.map(
    (panel) =>
      new OfficeWorker(
        {
          clock,
          random: chance(),
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
    replies: sum(workers.map((worker) => worker.replies)),
    polls: sum(panels.map((panel) => panel.polls)),
    fetches: sum(panels.map((panel) => panel.fetches)),
    helped: sum(panels.map((panel) => panel.helped)),
    visible: sum(panels.map((panel) => panel.visibleFor)) / end / plan.operators,
  }
}
