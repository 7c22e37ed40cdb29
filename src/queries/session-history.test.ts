import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import type { ChatId, SessionId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import { newestWindow } from '@/domain/message-window'
import { sampleMessage } from '@/testing/fixtures'
import { PortalError } from '@/portal/portal-error'
import { openSessions, wholeHistory, type HistoryReader } from './session-history'
import { queryKeys } from './query-keys'
import type { Portal } from './card-context'

const CHAT = 11 as ChatId
const people = new Map()
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, place) => from + place)

/** A portal with these messages and this page size, which fails at the given call. */
const portalWith = (ids: readonly number[], size: number, failsAt: readonly number[] = []) => {
  let asked = 0
  const failing = new Set(failsAt)
  const fetchMessageRange: Portal['fetchMessageRange'] = (_chat, direction, from) => {
    asked += 1
    expect(direction).toBe('newer')
    if (failing.delete(asked)) return Promise.reject(new PortalError('network', 'NETWORK_ERROR'))
    const left = ids.filter((id) => id > from)
    const messages = left.slice(0, size).map((id) => sampleMessage(id))
    return Promise.resolve({ messages: messages.toReversed(), people, more: messages.length === size })
  }
  return { portal: { fetchMessageRange } as Portal, asked: () => asked }
}

const all = async (reader: HistoryReader) => {
  const read: number[] = []
  let failures = 0
  for (;;) {
    try {
      const page = await reader.next()
      if (!page) return { read, failures }
      read.push(...page.messages.map(({ id }) => id))
    } catch {
      failures += 1
    }
  }
}

describe('the whole history', () => {
  it('is read from the first message to the last, each once, also through failures', async () => {
    const { portal } = portalWith(numbers(1, 25), 10, [2, 3])
    expect(await all(wholeHistory(portal, CHAT))).toEqual({ read: numbers(1, 25), failures: 2 })
  })

  it('ends where a full page was the last one', async () => {
    const { portal, asked } = portalWith(numbers(1, 20), 10)
    expect((await all(wholeHistory(portal, CHAT))).read).toEqual(numbers(1, 20))
    expect(asked()).toBe(3)
  })

  it('is not read for ever from a portal that gives the same again', async () => {
    let asked = 0
    const fetchMessageRange: Portal['fetchMessageRange'] = () => {
      asked += 1
      return Promise.resolve({ messages: [sampleMessage(5), sampleMessage(6)], people, more: true })
    }
    expect((await all(wholeHistory({ fetchMessageRange } as Portal, CHAT))).read).toEqual([5, 6])
    expect(asked).toBe(2)
  })
})

const opened = (id: number, sessionId: number): Message =>
  sampleMessage(id, { authorId: null, session: { what: 'opened', sessionId: sessionId as SessionId } })

describe('the sessions that a user outside the chat may read', () => {
  const session = (id: number) => [opened(id * 10, id), sampleMessage(id * 10 + 1)]
  const portalOf = (refused: readonly number[]) => {
    const fetchSession: Portal['fetchSession'] = (_chat, id) =>
      refused.includes(id)
        ? Promise.reject(new PortalError('forbidden', 'ACCESS_DENIED'))
        : Promise.resolve({ messages: session(id), people })
    return { fetchSession } as Portal
  }
  const seeded = () => {
    const client = new QueryClient()
    client.setQueryData(
      queryKeys.messages(CHAT),
      newestWindow(CHAT, 'history', { messages: session(30), people }, false),
    )
    client.setQueryData(queryKeys.sessions(CHAT), { named: [10, 20, 30] as unknown as SessionId[], refused: [] })
    return client
  }

  it('are given oldest first, when all are here', async () => {
    expect((await all(openSessions(portalOf([]), seeded(), CHAT))).read).toEqual([100, 101, 200, 201, 300, 301])
  })

  it('leave out those that may not be read', async () => {
    expect(await all(openSessions(portalOf([20]), seeded(), CHAT))).toEqual({
      read: [100, 101, 300, 301],
      failures: 0,
    })
  })

  it('are read once each, even where their lines have lost their numbers', async () => {
    let asked = 0
    const fetchSession: Portal['fetchSession'] = (_chat, id) => {
      asked += 1
      return Promise.resolve({ messages: [sampleMessage(id * 10)], people })
    }
    expect((await all(openSessions({ fetchSession } as Portal, seeded(), CHAT))).read).toEqual([100, 200, 300, 301])
    expect(asked).toBe(2)
  })
})
