import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import type { ChatId, LineId, SessionId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import { type MessageWindow, newestWindow } from '@/domain/message-window'
import { sampleDialog, sampleMessage, sampleStart } from '@/testing/fixtures'
import { PortalError } from '@/portal/portal-error'
import {
  loadEarlierSessions,
  newestSession,
  openSessions,
  readLastSessions,
  wholeHistory,
  type HistoryReader,
} from './session-history'
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

const DIALOG = sampleDialog({
  chatId: CHAT,
  connector: 'telegrambot',
  lineId: 4 as LineId,
  externalChatId: 'a',
  externalUserId: 'b',
})
const REFUSAL = new PortalError('forbidden', 'ACCESS_DENIED')
const OWN_CODE = 'telegrambot|4|a|b'

/**
 * A card whose portal tells these sessions of the chat (`listed`, in pages of two; the last of each page belongs to another chat), refuses
 * some of them, and counts requests.
 */
const cardWith = (listed: readonly number[], refused: readonly number[] = [], named = true) => {
  const asked: { lists: number; sessions: number[][] } = { lists: 0, sessions: [] }
  const session = (id: number) => [...(named ? [opened(id * 10, id)] : []), sampleMessage(id * 10 + 1)]
  const portal: Pick<Portal, 'fetchCardSessions' | 'fetchSessions' | 'fetchNewestMessages'> = {
    fetchCardSessions: (_item, page) => {
      asked.lists += 1
      const sessions = listed
        .slice(page * 2, page * 2 + 2)
        .map((id) => ({ sessionId: id as SessionId, userCode: OWN_CODE }))
      const other = { sessionId: 999 as SessionId, userCode: 'livechat|1|x|y' }
      return Promise.resolve({ sessions: [...sessions, other], more: listed.length > (page + 1) * 2 })
    },
    fetchSessions: (_chat, ids) => {
      asked.sessions.push([...ids])
      const pages = new Map(
        ids.filter((id) => !refused.includes(id)).map((id) => [id, { messages: session(id), people, dialog: null }]),
      )
      return Promise.resolve({ pages, foreign: [], refused: ids.filter((id) => refused.includes(id)) })
    },
    fetchNewestMessages: () => Promise.reject(REFUSAL),
  }
  const card = {
    portal: portal as Portal,
    item: { type: 'deal', id: 7 },
    ...sampleStart(),
  } as const
  const client = new QueryClient()
  const show = (id: number) =>
    client.setQueryData(
      queryKeys.messages(CHAT),
      newestWindow(CHAT, 'history', { messages: session(id), people }, false),
    )
  const shown = () => client.getQueryData<MessageWindow>(queryKeys.messages(CHAT))?.messages.map(({ id }) => id)
  return { card, client, asked, show, shown, chat: { id: CHAT, dialog: DIALOG } }
}

describe('the sessions before a history', () => {
  it('are the chat’s own of the card, several in one request, and the list is asked for once', async () => {
    const { card, client, asked, show, shown, chat } = cardWith([30, 20])
    show(30)
    await loadEarlierSessions(card, client, chat)
    expect(shown()).toEqual([200, 201, 300, 301])
    await loadEarlierSessions(card, client, chat)
    expect(asked).toEqual({ lists: 1, sessions: [[20]] })
  })

  it('are looked for on further pages of the list only when those before are read', async () => {
    const { card, client, asked, show, shown, chat } = cardWith([60, 50, 40, 30, 20])
    show(60)
    await loadEarlierSessions(card, client, chat)
    expect(asked).toEqual({ lists: 1, sessions: [[50]] })
    await loadEarlierSessions(card, client, chat)
    await loadEarlierSessions(card, client, chat)
    await loadEarlierSessions(card, client, chat)
    expect(asked).toEqual({ lists: 3, sessions: [[50], [40, 30], [20]] })
    expect(shown()?.[0]).toBe(200)
  })

  it('are read once each, even where their lines have lost their numbers', async () => {
    const { card, client, asked, show, shown, chat } = cardWith([30, 20, 10], [], false)
    show(30)
    for (let turn = 0; turn < 5; turn += 1) await loadEarlierSessions(card, client, chat)
    expect(shown()).toEqual([101, 201, 301])
    expect(asked.sessions.flat().toSorted((a, b) => a - b)).toEqual([10, 20, 30])
  })

  it('that may not be read are left out, and not asked for again', async () => {
    const { card, client, asked, show, shown, chat } = cardWith([30, 20], [20])
    show(30)
    await loadEarlierSessions(card, client, chat)
    await loadEarlierSessions(card, client, chat)
    expect(shown()).toEqual([300, 301])
    expect(asked.sessions).toEqual([[20]])
  })

  it('a list that may not be read proves nothing; one that fails is asked for again', async () => {
    const { card, client, asked, show, chat } = cardWith([30, 20])
    show(30)
    const { fetchCardSessions } = card.portal
    const failing = {
      ...card,
      portal: { ...card.portal, fetchCardSessions: () => Promise.reject(new PortalError('network', 'X')) },
    }
    await expect(loadEarlierSessions(failing, client, chat)).rejects.toMatchObject({ kind: 'network' })
    const refusing = {
      ...card,
      portal: { ...card.portal, fetchCardSessions: () => Promise.reject(new PortalError('forbidden', 'X')) },
    }
    await loadEarlierSessions(refusing, client, chat)
    await loadEarlierSessions({ ...card, portal: { ...card.portal, fetchCardSessions } }, client, chat)
    expect(asked).toEqual({ lists: 0, sessions: [] })
  })
})

describe('the newest messages of a chat that the portal refuses by its id', () => {
  it('are found by one list of the record, also when several chats want it at once', async () => {
    const { card, client, asked, chat } = cardWith([30, 20])
    const other = { id: 12 as ChatId, dialog: { ...DIALOG, chatId: 12 as ChatId, externalChatId: 'z' } }
    const newest = await Promise.all([newestSession(card, client, chat), newestSession(card, client, other)])
    expect(newest).toEqual([30, null])
    expect(asked).toEqual({ lists: 1, sessions: [] })
  })

  it('come from its last sessions', async () => {
    const { card, client, asked, chat } = cardWith([30, 20])
    const { source, messages } = await readLastSessions(card, client, chat, REFUSAL)
    expect({ source, ids: messages.map(({ id }) => id) }).toEqual({ source: 'history', ids: [200, 201, 300, 301] })
    expect(asked).toEqual({ lists: 1, sessions: [[30, 20]] })
  })

  it('are refused where no session is known, or none may be read', async () => {
    for (const { card, client, chat } of [cardWith([]), cardWith([30], [30])])
      await expect(readLastSessions(card, client, chat, REFUSAL)).rejects.toBe(REFUSAL)
  })
})

describe('the sessions that a user outside the chat may read', () => {
  it('are given oldest first, when all are here', async () => {
    const { card, client, show, chat } = cardWith([30, 20, 10])
    show(30)
    expect((await all(openSessions(card, client, chat))).read).toEqual([100, 101, 200, 201, 300, 301])
  })

  it('leave out those that may not be read', async () => {
    const { card, client, show, chat } = cardWith([30, 20, 10], [20])
    show(30)
    expect(await all(openSessions(card, client, chat))).toEqual({ read: [100, 101, 300, 301], failures: 0 })
  })
})
