import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CrmItem } from '@/domain/crm'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { newestWindow, type MessageWindow } from '@/domain/message-window'
import type { CardRequest, Portal, AppEvent } from '@/portal/portal'
import { PortalError } from '@/portal/portal-error'
import type { Viewer } from '@/queries/presence'
import { queryKeys } from '@/queries/query-keys'
import { createFakeLocks, fakeChannels } from '@/testing/fake-locks'
import {
  sampleCardCache,
  sampleDialog,
  sampleMessage,
  samplePerson,
  sampleRecord,
  sampleSnapshot,
  sampleStart,
} from '@/testing/fixtures'
import { startSyncEngine, type SyncEngine } from './sync-engine'

const ME = 1 as UserId
const ANNA = 2 as UserId
const A = 11 as ChatId
const B = 22 as ChatId
const deal = (id: number): CrmItem => ({ type: 'deal', id })
const windowOf = (chatId: ChatId, last: number): MessageWindow => {
  const messages = Array.from({ length: last }, (_, index) => ({ ...sampleMessage(index + 1), chatId }))
  return newestWindow(chatId, 'member', { messages, people: new Map() }, false)
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000)

const running: SyncEngine[] = []

/** One browser with an application channel; every page has a card of its own. */
const browser = () => {
  let last = 3
  let failing: PortalError | null = null
  /** Each poll: by which page, for which cards, with which events. */
  const polls: {
    readonly by: number
    readonly items: number[]
    readonly published: string[]
    readonly people: UserId[]
  }[] = []
  const published: AppEvent[] = []
  const channels: { page: number; event: (command: string, params: unknown) => void }[] = []
  const stuck = new Set<number>()

  const page = (number: number, chatId: ChatId) => {
    const client = new QueryClient()
    const dialog = sampleDialog({ chatId, lastMessageId: last as MessageId })
    const data = sampleCardCache({
      me: { id: ME, name: 'Mark', isAdmin: false },
      people: new Map([[ANNA, samplePerson(ANNA, 'operator', 'Anna')]]),
      chats: [sampleRecord({ id: chatId, dialog })],
    })
    client.setQueryData(queryKeys.card(deal(number)), data)
    client.setQueryData(queryKeys.messages(chatId), windowOf(chatId, last))
    const health: (string | null)[] = []
    const portal = {
      id: 'portal',
      requestCount: () => 0,
      broadcast: async (event) => void published.push(event),
      openAppChannel: (_user, onEvent, onStatus) => {
        channels.push({ page: number, event: onEvent })
        setTimeout(() => onStatus(true), 1)
        return { wake: () => undefined, close: () => undefined }
      },
      fetchCards: async (cards, _others, broadcast) => {
        const events = broadcast?.(new Map([[chatId, '0$result[c1][last_message_id]']])) ?? []
        polls.push({
          by: number,
          items: cards.map(({ item }) => item.id),
          published: events.map(({ command }) => command),
          people: cards.flatMap(({ request }) => request.people),
        })
        if (stuck.has(number)) return new Promise<never>(() => undefined)
        await new Promise((resolve) => setTimeout(resolve, 20))
        if (failing) throw failing
        const answer = ({ request, lists }: CardRequest) =>
          sampleSnapshot({
            ...(lists && { chats: [] }),
            pages: new Map(
              request.pages.map((one) => [one.chatId, { window: windowOf(one.chatId, last), dialog: null }]),
            ),
          })
        const newest = new Map(
          cards.flatMap(({ request }) => request.pages.map((one) => [one.chatId, last as MessageId] as const)),
        )
        return { cards: cards.map(answer), newest, refused: new Set(), operating: null, overTime: false, said: true }
      },
    } as Partial<Portal> as Portal
    const card = { portal, item: deal(number), ...sampleStart() }
    const engine = startSyncEngine(card, client, ME, { onHealth: (error) => health.push(error?.code ?? null) })
    engine.openChat(chatId)
    running.push(engine)
    return {
      engine,
      health,
      shown: () => client.getQueryData<MessageWindow>(queryKeys.messages(chatId))?.messages.length,
      team: () => client.getQueryData<readonly Viewer[]>(queryKeys.team(chatId)) ?? [],
    }
  }
  return {
    page,
    polls,
    published,
    channels,
    stuck,
    clientWrites: () => (last += 1),
    fail: (error: PortalError | null) => (failing = error),
    event: (command: string, params: object) => channels[0]?.event(command, params),
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('navigator', { locks: createFakeLocks() })
  vi.stubGlobal('BroadcastChannel', fakeChannels())
})
afterEach(() => {
  for (const engine of running.splice(0)) engine.stop()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('two cards in one browser', () => {
  it('are polled by one page, in one request, and both get its answer', async () => {
    const { page, polls, channels, clientWrites } = browser()
    const [first, second] = [page(1, A), page(2, B)]
    await pass(1)
    clientWrites()
    await pass(60)
    expect(new Set(polls.map(({ by }) => by))).toEqual(new Set([1]))
    expect(polls.at(-1)?.items).toEqual([1, 2])
    expect([first.shown(), second.shown()]).toEqual([4, 4])
    expect(channels.map((channel) => channel.page)).toEqual([1])
    expect(second.health.at(-1)).toBeNull()
  })

  it('go on when the leader is closed', async () => {
    const { page, polls, channels, clientWrites } = browser()
    const [first, second] = [page(1, A), page(2, B)]
    await pass(30)
    first.engine.stop()
    clientWrites()
    const before = polls.length
    await pass(60)
    expect(new Set(polls.slice(before).map(({ by }) => by))).toEqual(new Set([2]))
    expect(second.shown()).toBe(4)
    expect(channels.map((channel) => channel.page)).toEqual([1, 2])
  })

  it('go on when the leader hangs', async () => {
    const { page, polls, stuck, clientWrites } = browser()
    const [first, second] = [page(1, A), page(2, B)]
    await pass(30)
    stuck.add(1)
    clientWrites()
    first.engine.pollNow()
    await pass(120)
    expect(polls.at(-1)?.by).toBe(2)
    expect(second.shown()).toBe(4)
  })

  it('both report when the portal does not answer, and when it does again', async () => {
    const { page, fail } = browser()
    const [first, second] = [page(1, A), page(2, B)]
    await pass(30)
    fail(new PortalError('network', 'NETWORK_ERROR'))
    second.engine.pollNow()
    await pass(5)
    expect([first.health.at(-1), second.health.at(-1)]).toEqual(['NETWORK_ERROR', 'NETWORK_ERROR'])
    fail(null)
    await pass(90)
    expect([first.health.at(-1), second.health.at(-1)]).toEqual([null, null])
  })

  it('tell the colleagues of a reply from either page, with the poll that follows', async () => {
    const { page, polls, event } = browser()
    const second = [page(1, A), page(2, B)][1]
    await pass(30)
    event('presence.poll', { panel: 'anna', user: 2, open: [22], seen: [], spent: 1, operating: 0, within: 60 })
    second?.engine.acted(B, 9 as MessageId)
    const before = polls.length
    await pass(3)
    expect(polls.slice(before).flatMap((poll) => poll.published)).toContain('presence.acted')
  })
})

describe('colleagues', () => {
  it('are shown where they have the chat open, in every page of the browser, until they leave', async () => {
    const { page, event } = browser()
    const [first, second] = [page(1, A), page(2, B)]
    await pass(5)
    event('presence.poll', { panel: 'anna', user: 2, open: [22], seen: [], spent: 1, operating: 0, within: 60 })
    await pass(1)
    expect([first.team(), second.team()]).toEqual([[], [{ userId: ANNA, writing: false }]])
    event('presence.typing', { panel: 'anna', user: 2, chat: 22 })
    await pass(1)
    expect(second.team()).toEqual([{ userId: ANNA, writing: true }])
    await pass(35)
    expect(second.team()).toEqual([{ userId: ANNA, writing: false }])
    event('presence.left', { panel: 'anna', user: 2 })
    await pass(1)
    expect(second.team()).toEqual([])
  })

  it('whose names are unknown have them asked for at once, and only once', async () => {
    const { page, polls, event } = browser()
    page(1, A)
    await pass(60)
    const before = polls.length
    for (let time = 0; time < 5; time += 1) {
      event('presence.poll', { panel: 'ben', user: 77, open: [11], viewers: [1], seen: [], spent: 0, within: 60 })
      await pass(1)
    }
    expect(polls.slice(before).map(({ people }) => people)).toEqual([[77]])
  })

  it('are told of typing only where one of them has the chat open, and not with each key', async () => {
    const { page, published, event } = browser()
    const { engine } = page(1, A)
    await pass(5)
    engine.typing(A)
    expect(published).toEqual([])
    event('presence.poll', { panel: 'anna', user: 2, open: [11], seen: [], spent: 1, operating: 0, within: 60 })
    for (let key = 0; key < 20; key += 1) engine.typing(A)
    expect(published.map(({ command }) => command)).toEqual(['presence.typing'])
    await pass(20)
    engine.typing(A)
    expect(published).toHaveLength(2)
  })

  it('cannot make the panel do anything but poll, and not without limit', async () => {
    const { page, polls, published, event } = browser()
    page(1, A)
    await pass(30)
    const before = polls.length
    for (let second = 0; second < 60; second += 1) {
      for (let time = 0; time < 20; time += 1) {
        event('presence.acted', { panel: `p${time}`, user: 2, chat: 11, message: 900_000 + second })
        event('presence.unknown', { panel: 'p', user: 2, text: '<b>hi</b>' })
        event('presence.poll', { panel: {}, user: [], open: 'x' })
      }
      await pass(1)
    }
    expect(polls.length - before).toBeLessThanOrEqual(25)
    expect(published).toEqual([])
  })
})
