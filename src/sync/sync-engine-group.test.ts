import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CrmItem } from '@/domain/crm'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { newestWindow, type MessageWindow } from '@/domain/message-window'
import type { CardRequest, Portal, AppEvent } from '@/portal/portal'
import { PortalError } from '@/portal/portal-error'
import type { CardCache } from '@/queries/merge-snapshot'
import type { Viewer } from '@/queries/presence'
import { queryKeys } from '@/queries/query-keys'
import { createFakeLocks, fakeChannels } from '@/testing/fake-locks'
import { sampleDialog, sampleMessage, samplePerson, sampleRecord, sampleSnapshot } from '@/testing/fixtures'
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
  /** Every look: by which page, for which cards. */
  const looks: { readonly by: number; readonly items: number[]; readonly said: string[] }[] = []
  const said: AppEvent[] = []
  const lines: { page: number; word: (command: string, params: unknown) => void }[] = []
  const stuck = new Set<number>()

  const page = (number: number, chatId: ChatId) => {
    const client = new QueryClient()
    const dialog = sampleDialog({ chatId, lastMessageId: last as MessageId })
    const data: CardCache = {
      me: { id: ME, name: 'Mark', isAdmin: false },
      people: new Map([[ANNA, samplePerson(ANNA, 'operator', 'Anna')]]),
      lines: new Map(),
      chats: [sampleRecord({ id: chatId, dialog })],
    }
    client.setQueryData(queryKeys.card(deal(number)), data)
    client.setQueryData(queryKeys.messages(chatId), windowOf(chatId, last))
    const health: (string | null)[] = []
    const portal = {
      id: 'portal',
      requestCount: () => 0,
      broadcast: async (saying) => void said.push(saying),
      openAppChannel: (_user, onWord, onStatus) => {
        lines.push({ page: number, word: onWord })
        setTimeout(() => onStatus(true), 1)
        return { wake: () => undefined, close: () => undefined }
      },
      fetchCards: async (cards, _others, broadcast) => {
        const sayings = broadcast?.(new Map([[chatId, '0$result[c1][last_message_id]']])) ?? []
        looks.push({
          by: number,
          items: cards.map(({ item }) => item.id),
          said: sayings.map(({ command }) => command),
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
    const card = { portal, item: deal(number), started: Promise.resolve(sampleSnapshot()) }
    const poller = startSyncEngine(card, client, ME, { onHealth: (error) => health.push(error?.code ?? null) })
    poller.openChat(chatId)
    running.push(poller)
    return {
      poller,
      health,
      shown: () => client.getQueryData<MessageWindow>(queryKeys.messages(chatId))?.messages.length,
      team: () => client.getQueryData<readonly Viewer[]>(queryKeys.team(chatId)) ?? [],
    }
  }
  return {
    page,
    looks,
    said,
    lines,
    stuck,
    clientWrites: () => (last += 1),
    fail: (error: PortalError | null) => (failing = error),
    word: (command: string, params: object) => lines[0]?.word(command, params),
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
  for (const poller of running.splice(0)) poller.stop()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('two cards in one browser', () => {
  it('are looked at by one page, in one request, and both get what it brings', async () => {
    const { page, looks, lines, clientWrites } = browser()
    const [first, second] = [page(1, A), page(2, B)]
    await pass(1)
    clientWrites()
    await pass(60)
    expect(new Set(looks.map(({ by }) => by))).toEqual(new Set([1]))
    expect(looks.at(-1)?.items).toEqual([1, 2])
    expect([first.shown(), second.shown()]).toEqual([4, 4])
    expect(lines.map((line) => line.page)).toEqual([1])
    expect(second.health.at(-1)).toBeNull()
  })

  it('go on when the page that looks is closed', async () => {
    const { page, looks, lines, clientWrites } = browser()
    const [first, second] = [page(1, A), page(2, B)]
    await pass(30)
    first.poller.stop()
    clientWrites()
    const before = looks.length
    await pass(60)
    expect(new Set(looks.slice(before).map(({ by }) => by))).toEqual(new Set([2]))
    expect(second.shown()).toBe(4)
    expect(lines.map((line) => line.page)).toEqual([1, 2])
  })

  it('go on when the page that looks hangs', async () => {
    const { page, looks, stuck, clientWrites } = browser()
    const [first, second] = [page(1, A), page(2, B)]
    await pass(30)
    stuck.add(1)
    clientWrites()
    first.poller.pollNow()
    await pass(120)
    expect(looks.at(-1)?.by).toBe(2)
    expect(second.shown()).toBe(4)
  })

  it('both say when the portal does not answer, and when it does again', async () => {
    const { page, fail } = browser()
    const [first, second] = [page(1, A), page(2, B)]
    await pass(30)
    fail(new PortalError('network', 'NETWORK_ERROR'))
    second.poller.pollNow()
    await pass(5)
    expect([first.health.at(-1), second.health.at(-1)]).toEqual(['NETWORK_ERROR', 'NETWORK_ERROR'])
    fail(null)
    await pass(90)
    expect([first.health.at(-1), second.health.at(-1)]).toEqual([null, null])
  })

  it('tell the colleagues of a reply from either page, within the look that follows', async () => {
    const { page, looks, word } = browser()
    const second = [page(1, A), page(2, B)][1]
    await pass(30)
    word('presence.poll', { panel: 'anna', user: 2, open: [22], seen: [], spent: 1, operating: 0, within: 60 })
    second?.poller.acted(B, 9 as MessageId)
    const before = looks.length
    await pass(3)
    expect(looks.slice(before).flatMap((snapshot) => snapshot.said)).toContain('presence.acted')
  })
})

describe('colleagues', () => {
  it('are shown where they have the chat open, in every page of the browser, until they leave', async () => {
    const { page, word } = browser()
    const [first, second] = [page(1, A), page(2, B)]
    await pass(5)
    word('presence.poll', { panel: 'anna', user: 2, open: [22], seen: [], spent: 1, operating: 0, within: 60 })
    await pass(1)
    expect([first.team(), second.team()]).toEqual([[], [{ userId: ANNA, writing: false }]])
    word('presence.typing', { panel: 'anna', user: 2, chat: 22 })
    await pass(1)
    expect(second.team()).toEqual([{ userId: ANNA, writing: true }])
    await pass(35)
    expect(second.team()).toEqual([{ userId: ANNA, writing: false }])
    word('presence.left', { panel: 'anna', user: 2 })
    await pass(1)
    expect(second.team()).toEqual([])
  })

  it('hear of typing only where somebody has the chat open, and not with every key', async () => {
    const { page, said, word } = browser()
    const { poller } = page(1, A)
    await pass(5)
    poller.typing(A)
    expect(said).toEqual([])
    word('presence.poll', { panel: 'anna', user: 2, open: [11], seen: [], spent: 1, operating: 0, within: 60 })
    for (let key = 0; key < 20; key += 1) poller.typing(A)
    expect(said.map(({ command }) => command)).toEqual(['presence.typing'])
    await pass(20)
    poller.typing(A)
    expect(said).toHaveLength(2)
  })

  it('cannot make the panel do anything but look, and not for ever', async () => {
    const { page, looks, said, word } = browser()
    page(1, A)
    await pass(30)
    const before = looks.length
    for (let second = 0; second < 60; second += 1) {
      for (let time = 0; time < 20; time += 1) {
        word('presence.acted', { panel: `p${time}`, user: 2, chat: 11, message: 900_000 + second })
        word('presence.nonsense', { panel: 'p', user: 2, text: '<b>hi</b>' })
        word('presence.poll', { panel: {}, user: [], open: 'x' })
      }
      await pass(1)
    }
    expect(looks.length - before).toBeLessThanOrEqual(25)
    expect(said).toEqual([])
  })
})
