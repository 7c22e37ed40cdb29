import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChatId, LineId, UserId } from '@/domain/ids'
import type { CardSnapshot, SnapshotRequest, Portal } from '@/portal/portal'
import { PortalError } from '@/portal/portal-error'
import {
  sampleCardCache,
  sampleDialog,
  samplePerson,
  sampleRecord,
  sampleSnapshot,
  sampleStart,
} from '@/testing/fixtures'
import type { OpenedCard } from './card-context'
import { detailsOf } from './details-loader'
import { queryKeys } from './query-keys'

const DEAL = { type: 'deal', id: 7 } as const
const chats = (count: number) => Array.from({ length: count }, (_, index) => (index + 1) as ChatId)
const nothing = sampleSnapshot()
const dialogsOf = (request: SnapshotRequest, more: object = {}) =>
  new Map(request.dialogs.map((chatId) => [chatId, sampleDialog({ chatId, ownerId: null, ...more })]))

/** A card of `count` chats without details, which `answer` provides. */
const cardOf = (count: number, answer: (request: SnapshotRequest) => Partial<CardSnapshot>) => {
  const requests: SnapshotRequest[] = []
  const portal = {
    fetchChats: async (request: SnapshotRequest) => {
      requests.push(request)
      return { ...nothing, ...answer(request) }
    },
  } as Partial<Portal> as Portal
  const card: OpenedCard = { portal, item: DEAL, ...sampleStart() }
  const client = new QueryClient()
  client.setQueryData(queryKeys.card(DEAL), sampleCardCache({ chats: chats(count).map((id) => sampleRecord({ id })) }))
  return { queue: detailsOf(card, client), requests, card, client }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the queue for details', () => {
  it('is one per card', () => {
    const { queue, card, client } = cardOf(1, () => ({}))
    expect(detailsOf(card, client)).toBe(queue)
  })

  it('gathers rows that scroll by into one request, those on screen first', async () => {
    const { queue, requests } = cardOf(80, (request) => ({ dialogs: dialogsOf(request) }))
    for (let from = 50; from <= 60; from += 1) {
      queue.request({ rows: chats(80).slice(from, from + 5), known: [] })
      await vi.advanceTimersByTimeAsync(5)
    }
    expect(requests).toEqual([])
    await vi.advanceTimersByTimeAsync(5_000)
    expect(requests[0]?.dialogs.slice(0, 5)).toEqual([61, 62, 63, 64, 65])
    const asked = new Set(requests.flatMap((request) => request.dialogs))
    // Rows that only scrolled by are not fetched.
    expect([51, 55, 60].filter((id) => asked.has(id as ChatId))).toEqual([])
  })

  it('knows the chats that changed last without their being on screen, but reads no messages of theirs', async () => {
    const { queue, requests } = cardOf(80, (request) => ({ dialogs: dialogsOf(request) }))
    queue.request({ rows: chats(2), known: [] })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(new Set(requests.flatMap((request) => request.dialogs))).toEqual(new Set(chats(50)))
    expect(requests.flatMap((request) => request.pages.map(({ chatId }) => chatId))).toEqual([1, 2])
  })

  it('knows all that a search needs', async () => {
    const { queue, requests } = cardOf(80, (request) => ({ dialogs: dialogsOf(request) }))
    queue.request({ rows: [], known: chats(80) })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(new Set(requests.flatMap((request) => request.dialogs)).size).toBe(80)
  })

  it('fetches everything that is wanted, in few requests of a bounded size, and then rests', async () => {
    const { queue, requests } = cardOf(45, (request) => ({ dialogs: dialogsOf(request) }))
    queue.request({ rows: chats(45), known: [] })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(requests.flatMap((request) => request.dialogs)).toEqual(chats(45))
    expect(Math.max(...requests.map((request) => request.dialogs.length))).toBeLessThanOrEqual(20)
    expect(requests.length).toBeLessThanOrEqual(6)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('asks for names of operators and lines once, known or not', async () => {
    const { queue, requests } = cardOf(3, (request) => ({
      dialogs: dialogsOf(request, { ownerId: 2, lineId: 5 as LineId }),
      people: request.people.length > 0 ? new Map([[9 as UserId, samplePerson(9, 'operator', 'Else')]]) : new Map(),
    }))
    queue.request({ rows: chats(3), known: [] })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(requests.flatMap((request) => request.people)).toEqual([2])
    expect(requests.filter((request) => request.lines)).toHaveLength(1)
  })

  it('does not ask again for what the portal refuses', async () => {
    const { queue, requests } = cardOf(2, (request) => ({ refused: new Set(request.dialogs) }))
    queue.request({ rows: chats(2), known: [] })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(requests).toHaveLength(1)
  })

  it('takes a pause when calls fail inside a request that went well', async () => {
    const { queue, requests } = cardOf(2, () => ({}))
    queue.request({ rows: chats(2), known: [] })
    await vi.advanceTimersByTimeAsync(9_000)
    expect(requests).toHaveLength(1)
    queue.request({ rows: chats(1), known: [] })
    await vi.advanceTimersByTimeAsync(500)
    expect(requests).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(requests).toHaveLength(2)
  })

  it('takes a pause after a failed request, then asks again, previews too', async () => {
    let failures = 1
    const { queue, requests } = cardOf(2, (request) => {
      if (failures-- > 0) throw new PortalError('network', 'NETWORK_ERROR')
      return { dialogs: dialogsOf(request) }
    })
    queue.request({ rows: chats(2), known: [] })
    await vi.advanceTimersByTimeAsync(9_000)
    expect(requests).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(requests[1]?.dialogs).toEqual([1, 2])
    expect(requests[1]?.pages.map(({ chatId }) => chatId)).toEqual([1, 2])
  })

  it('never has two requests out at once', async () => {
    let out = 0
    let most = 0
    const { queue, card } = cardOf(40, () => ({}))
    const slow = async (request: SnapshotRequest) => {
      most = Math.max(most, (out += 1))
      await new Promise((resolve) => setTimeout(resolve, 700))
      out -= 1
      return { ...nothing, dialogs: dialogsOf(request) }
    }
    Object.assign(card.portal, { fetchChats: slow })
    for (let round = 0; round < 20; round += 1) {
      queue.request({ rows: chats(40), known: [] })
      await vi.advanceTimersByTimeAsync(200)
    }
    expect(most).toBe(1)
  })
})
