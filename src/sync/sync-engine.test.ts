import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Dialog } from '@/domain/chat'
import type { ChatRecord } from '@/domain/chat-record'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { newestWindow, type MessageWindow } from '@/domain/message-window'
import {
  sampleCardCache,
  sampleDialog,
  sampleMessage,
  samplePerson,
  sampleRecord,
  sampleSnapshot,
  sampleStart,
} from '@/testing/fixtures'
import type { CardSnapshot, SnapshotRequest, Portal, MessageRange } from '@/portal/portal'
import { PortalError } from '@/portal/portal-error'
import type { CardCache } from '@/queries/merge-snapshot'
import { queryKeys } from '@/queries/query-keys'
import { startSyncEngine, type SyncEngine } from './sync-engine'

const DEAL = { type: 'deal', id: 7 } as const
const A = 11 as ChatId
const B = 12 as ChatId
const C = 13 as ChatId
const ME = 1 as UserId

const nothing = sampleSnapshot()
const windowOf = (from: number, to: number, way: MessageWindow['source'] = 'member'): MessageWindow =>
  newestWindow(
    A,
    way,
    {
      messages: Array.from({ length: to - from + 1 }, (_, index) => sampleMessage(from + index)),
      people: new Map(),
    },
    way === 'member',
  )
const forbidden = new PortalError('forbidden', 'ACCESS_ERROR', 403)

/** A page around the engine, the only tab of its browser: visible or hidden, with its events. */
const page = () => {
  const document = Object.assign(new EventTarget(), { hidden: false })
  const window = new EventTarget()
  vi.stubGlobal('document', document)
  vi.stubGlobal('window', window)
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('BroadcastChannel', undefined)
  return {
    show: (visible: boolean) => {
      document.hidden = !visible
      document.dispatchEvent(new Event('visibilitychange'))
    },
    online: () => window.dispatchEvent(new Event('online')),
  }
}

let engine: SyncEngine | undefined

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000)

/** A running engine over a card with chats A, B and C; `answer` and the others stand for the portal. */
const running = (
  given: {
    chats?: ChatRecord[]
    answer?: (request: SnapshotRequest) => Partial<CardSnapshot>
    aside?: (request: SnapshotRequest) => Partial<CardSnapshot>
    range?: (from: number) => MessageRange
    takes?: number
    card?: boolean
  } = {},
) => {
  const browser = page()
  const client = new QueryClient()
  const facts = given.chats ?? [A, B, C].map((id) => sampleRecord({ id, dialog: sampleDialog({ chatId: id }) }))
  const data = sampleCardCache({
    people: new Map([[1 as UserId, samplePerson(1, 'operator', 'Anna')]]),
    chats: facts,
  })
  if (given.card !== false) client.setQueryData(queryKeys.card(DEAL), data)
  const rows = facts.map(({ id, channel, active }) => ({ id, channel, active }))
  const requests: SnapshotRequest[] = []
  const health: (string | null)[] = []
  let out = 0
  let most = 0
  const portal = {
    id: 'portal',
    requestCount: () => 0,
    openAppChannel: () => ({ wake: () => undefined, close: () => undefined }),
    fetchCards: async ([card], others) => {
      if (!card || others.length > 0) throw new Error('One card polls for itself')
      const { request } = card
      requests.push(request)
      most = Math.max(most, (out += 1))
      await new Promise((resolve) => setTimeout(resolve, given.takes ?? 10))
      out -= 1
      const dialogs = new Map(
        request.dialogs.flatMap((id) => {
          const known = facts.find((chat) => chat.id === id)?.dialog
          return known ? [[id, known] as const] : []
        }),
      )
      const snapshot = { ...nothing, ...(card.lists && { chats: rows }), dialogs, ...given.answer?.(request) }
      const newest = new Map(
        [...snapshot.pages].map(([id, { window }]) => [id, window.messages.at(-1)?.id ?? (0 as MessageId)]),
      )
      return { cards: [snapshot], newest, refused: new Set(), operating: null, overTime: false, said: true }
    },
    fetchChats: async (request) => ({ ...nothing, ...given.aside?.(request) }),
    fetchMessageRange: async (_, _direction, from) => {
      if (!given.range) throw new PortalError('malformed', 'UNEXPECTED')
      return given.range(from)
    },
  } as Partial<Portal> as Portal
  const card = { portal, item: DEAL, ...sampleStart() }
  engine = startSyncEngine(card, client, ME, { onHealth: (error) => health.push(error?.code ?? null) })
  const shown = () => client.getQueryData<MessageWindow>(queryKeys.messages(A))?.messages.map(({ id }) => id)
  const openA = () => {
    client.setQueryData(queryKeys.messages(A), windowOf(1, 3))
    engine?.openChat(A)
  }
  /** So many polls, one after the other. */
  const poll = async (times = 1) => {
    for (let index = 0; index < times; index += 1) {
      engine?.pollNow()
      await pass(4)
    }
  }
  return { engine, openA, poll, client, requests, health, browser, rows, shown, most: () => most }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => {
  engine?.stop()
  engine = undefined
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('polling', () => {
  it('goes on by itself, every few seconds at first and more seldom when nothing happens', async () => {
    const { requests, health, openA } = running()
    openA()
    await pass(300)
    const first = requests.length
    expect(first).toBeGreaterThanOrEqual(5)
    await pass(1200)
    const before = requests.length
    await pass(300)
    expect(requests.length - before).toBeGreaterThanOrEqual(1)
    expect(requests.length - before).toBeLessThan(first)
    expect(new Set(health)).toEqual(new Set([null]))
  })

  it('stops while the page is hidden, whatever happens, and polls at once when it is shown again', async () => {
    const { requests, browser, engine, openA } = running()
    openA()
    await pass(15)
    browser.show(false)
    const before = requests.length
    browser.online()
    engine.pollNow()
    await pass(600)
    expect(requests).toHaveLength(before)
    browser.show(true)
    await pass(0.1)
    expect(requests).toHaveLength(before + 1)
  })

  it('polls at once when the network is back', async () => {
    const { requests, browser } = running()
    await pass(1)
    browser.online()
    await pass(2)
    expect(requests).toHaveLength(1)
  })

  it('never has two polls out; asked meanwhile, it polls once more', async () => {
    const { requests, engine, most } = running({ takes: 2_000 })
    engine.pollNow()
    await pass(1)
    for (let index = 0; index < 5; index += 1) engine.pollNow()
    await pass(5)
    expect(requests).toHaveLength(2)
    await pass(60)
    expect(most()).toBe(1)
  })

  it('ends when it is stopped', async () => {
    const { requests, engine, browser } = running()
    engine.stop()
    browser.show(true)
    engine.pollNow()
    await pass(60)
    expect(requests).toEqual([])
  })

  it('waits for the card', async () => {
    const { requests } = running({ card: false })
    await pass(30)
    expect(requests).toEqual([])
  })
})

describe('a failure', () => {
  it('is reported, and polls come more and more seldom until one succeeds', async () => {
    let broken = true
    const { requests, health, openA } = running({
      answer: () => {
        if (broken) throw new PortalError('network', 'NETWORK_ERROR')
        return {}
      },
    })
    openA()
    await pass(300)
    expect(health[0]).toBe('NETWORK_ERROR')
    expect(requests.length).toBeGreaterThanOrEqual(5)
    expect(requests.length).toBeLessThanOrEqual(12)
    broken = false
    await pass(90)
    expect(health.at(-1)).toBeNull()
    const before = requests.length
    await pass(120)
    expect(requests.length - before).toBeGreaterThanOrEqual(1)
  })

  it('for a limit keeps the pause that the portal asks for, whatever happens', async () => {
    const { requests, engine, browser, openA } = running({
      answer: () => {
        throw new PortalError('limit', 'OPERATION_TIME_LIMIT', 429, Date.now() + 60_000)
      },
    })
    openA()
    engine.pollNow()
    await pass(1)
    expect(requests).toHaveLength(1)
    engine.pollNow()
    browser.online()
    await pass(55)
    expect(requests).toHaveLength(1)
    await pass(40)
    expect(requests).toHaveLength(2)
  })
})

describe('the open chat', () => {
  it('has its newest messages read with each poll, and its details as soon as they are older than those', async () => {
    let last = 3
    const details = () => sampleDialog({ chatId: A, lastMessageId: last as MessageId })
    const { requests, shown, openA, poll } = running({
      chats: [sampleRecord({ id: A, dialog: details() })],
      answer: ({ dialogs }) => ({
        pages: new Map([[A, { window: windowOf(1, last), dialog: null }]]),
        dialogs: new Map(dialogs.map((id) => [id, details()])),
      }),
    })
    openA()
    await poll(3)
    expect(requests.map((request) => request.pages)).toEqual(requests.map(() => [{ chatId: A, way: 'member' }]))
    last = 4
    await poll()
    expect(shown()).toEqual([1, 2, 3, 4])
    const before = requests.length
    await poll(3)
    expect(requests.slice(before).map(({ dialogs }) => dialogs)).toEqual([[A], [], []])
  })

  it('loses what was deleted and shows what was edited, in older messages as well, a page at a time', async () => {
    const { client, requests, shown, engine } = running({
      answer: (request) => ({
        pages: new Map([[A, { window: windowOf(121, 150), dialog: null }]]),
        older: new Map(
          request.older.map(({ chatId, before }) => {
            const messages = windowOf(before - 50, before - 1).messages.flatMap((message) => {
              if (message.id === 90) return []
              return message.id === 40 ? [{ ...message, text: 'changed', edited: true }] : [message]
            })
            return [chatId, { messages, people: new Map(), before }]
          }),
        ),
      }),
    })
    client.setQueryData(queryKeys.messages(A), windowOf(1, 150))
    engine.openChat(A)
    await pass(400)
    expect(shown()).toHaveLength(149)
    expect(shown()).not.toContain(90)
    expect(client.getQueryData<MessageWindow>(queryKeys.messages(A))?.messages[39]).toMatchObject({ text: 'changed' })
    expect(Math.max(...requests.map((request) => request.older.length))).toBe(1)
  })

  it('has missing messages read when more came than a page holds', async () => {
    const asked: number[] = []
    const { poll, openA, shown } = running({
      answer: () => ({ pages: new Map([[A, { window: windowOf(40, 69), dialog: null }]]) }),
      range: (from) => {
        asked.push(from)
        return { messages: windowOf(from + 1, 69).messages, people: new Map(), more: false }
      },
    })
    openA()
    await poll()
    expect(asked).toEqual([1])
    expect(shown()).toHaveLength(69)
  })

  const removed = (aside: (request: SnapshotRequest) => Partial<CardSnapshot>) => {
    const all = running({ answer: () => ({ unreadable: new Map([[A, forbidden]]) }), aside })
    all.openA()
    return all
  }

  it('is read as non-members read it once the operator was removed', async () => {
    const dialog = sampleDialog({ ownerId: 2 as UserId })
    const { client, health, poll } = removed(() => ({
      pages: new Map([[A, { window: windowOf(2, 5, 'history'), dialog }]]),
    }))
    await poll()
    expect(client.getQueryData(queryKeys.messages(A))).toMatchObject({ source: 'history' })
    expect(client.getQueryData<CardCache>(queryKeys.card(DEAL))?.chats[0]?.dialog).toMatchObject({
      ownerId: 2,
      joined: false,
    })
    expect(health).toEqual([null])
  })

  it('goes from the screen when they may not read it at all, and the card goes on', async () => {
    const { shown, health, requests, poll } = removed(() => ({ unreadable: new Map([[A, forbidden]]) }))
    await poll(5)
    expect(shown()).toBeUndefined()
    expect(new Set(health)).toEqual(new Set([null]))
    expect(requests.length).toBeGreaterThanOrEqual(4)
  })

  it('stays as it is when its messages met a limit inside a successful poll', async () => {
    const limit = new PortalError('limit', 'OPERATION_TIME_LIMIT', 400)
    const { openA, poll, shown, health } = running({ answer: () => ({ unreadable: new Map([[A, limit]]) }) })
    openA()
    await poll()
    expect([shown(), health]).toEqual([[1, 2, 3], [null]])
  })

  it('of a non-member is read again only when its details name a newer message, and once for that', async () => {
    const details = (last: number): Partial<Dialog> => ({ chatId: A, lastMessageId: last as MessageId, joined: false })
    let last = 3
    const { engine, client, requests, poll } = running({
      chats: [sampleRecord({ id: A, dialog: sampleDialog(details(3)) })],
      answer: (request) => ({
        dialogs: new Map([[A, sampleDialog(details(last))]]),
        // The history never holds message 9: it belongs to no session.
        pages: new Map(request.pages.map(() => [A, { window: windowOf(1, 3, 'history'), dialog: null }])),
      }),
    })
    client.setQueryData(queryKeys.messages(A), windowOf(1, 3, 'history'))
    engine.openChat(A)
    await poll(3)
    expect(requests.length).toBeGreaterThan(1)
    expect(requests.flatMap((request) => request.pages)).toEqual([])
    last = 9
    await poll(4)
    expect(requests.flatMap((request) => request.pages)).toEqual([{ chatId: A, way: 'either', sessionId: 318 }])
  })
})

describe('other chats', () => {
  it('have their details read in turn, a few with each poll', async () => {
    const chats = Array.from({ length: 10 }, (_, index) => {
      const id = (index + 1) as ChatId
      return sampleRecord({ id, dialog: sampleDialog({ chatId: id }) })
    })
    const { requests, poll } = running({ chats })
    await poll(12)
    expect(Math.max(...requests.map((request) => request.dialogs.length))).toBeLessThanOrEqual(3)
    expect(new Set(requests.flatMap((request) => request.dialogs)).size).toBe(10)
  })

  it('are read at once when they leave the active list, and not for ever after', async () => {
    const chats = Array.from({ length: 8 }, (_, index) => {
      const id = (index + 11) as ChatId
      return sampleRecord({ id, active: true, status: 20, dialog: sampleDialog({ chatId: id }) })
    })
    const left = 18 as ChatId
    const recents = chats.map(({ id }) => ({ chatId: id, last: null, counter: 0, status: 20 }))
    const { requests, rows, poll } = running({
      chats,
      answer: () => ({ recents, chats: rows.map((row) => ({ ...row, active: row.id !== left })) }),
    })
    await poll()
    expect(requests.map(({ dialogs }) => dialogs.includes(left))).toEqual([false, true])
    await pass(20)
    expect(requests.length).toBeLessThanOrEqual(3)
  })

  it('do not keep the engine polling when the portal’s order keeps changing', async () => {
    let turned = false
    const { requests, rows } = running({
      answer: () => {
        turned = !turned
        return { chats: turned ? rows.toReversed() : rows }
      },
    })
    await pass(60)
    expect(requests.length).toBeLessThanOrEqual(40)
  })

  it('have an operator without a name asked for once', async () => {
    const led = sampleRecord({ id: B, dialog: sampleDialog({ chatId: B, ownerId: 77 as UserId }) })
    const { requests, poll } = running({ chats: [led] })
    await poll(3)
    expect(requests.length).toBeGreaterThan(1)
    expect(requests.flatMap((request) => request.people)).toEqual([77])
  })
})
