import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import type { ChatId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import { newestWindow, type MessageWindow } from '@/domain/message-window'
import type { CardSnapshot } from '@/portal/portal'
import { sampleMessage, sampleSnapshot } from '@/testing/fixtures'
import { applySnapshot, joinNewest } from './apply-snapshot'
import { queryKeys } from './query-keys'

const CHAT = 11 as ChatId
const DEAL = { type: 'deal', id: 7 } as const

const run = (from: number, to: number): Message[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => sampleMessage(from + index))
const windowOf = (from: number, to: number, more: Partial<MessageWindow> = {}): MessageWindow => ({
  ...newestWindow(CHAT, 'member', { messages: run(from, to), people: new Map() }, true),
  ...more,
})
const ids = (window: MessageWindow) => window.messages.map(({ id }) => id)

describe('the newest page', () => {
  it('is the window when there was none', () => {
    const newest = windowOf(1, 3)
    expect(joinNewest(undefined, newest)).toEqual({ window: newest, gap: false })
  })

  it('joins where it overlaps, and leaves the window the same object when it brings nothing', () => {
    const known = windowOf(1, 5)
    expect(ids(joinNewest(known, windowOf(4, 7)).window)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(joinNewest(known, windowOf(4, 5)).window).toBe(known)
  })

  it('says that messages lie between, and then changes nothing', () => {
    const known = windowOf(1, 5)
    expect(joinNewest(known, windowOf(40, 69))).toEqual({ window: known, gap: true })
  })

  it('replaces everything when it is all there is and has nothing in common: the member came back', () => {
    const newest = windowOf(40, 45, { hasOlder: false })
    expect(joinNewest(windowOf(1, 5), newest)).toEqual({ window: newest, gap: false })
  })

  it('replaces a window that was read in another way', () => {
    const newest = windowOf(4, 7)
    expect(joinNewest(windowOf(1, 5, { source: 'history' }), newest).window).toBe(newest)
    const history = windowOf(3, 5, { source: 'history', hasOlder: false })
    expect(joinNewest(windowOf(1, 5), history).window).toBe(history)
  })

  it('replaces the history of a session by that of the next one', () => {
    const next = windowOf(8, 9, { source: 'history', hasOlder: false })
    expect(joinNewest(windowOf(1, 5, { source: 'history', hasOlder: false }), next)).toEqual({
      window: next,
      gap: false,
    })
  })

  it('waits while newer messages than those on screen were dropped', () => {
    const known = windowOf(1, 5, { hasNewer: true })
    expect(joinNewest(known, windowOf(4, 7))).toEqual({ window: known, gap: false })
  })

  it('may be empty', () => {
    const known = windowOf(1, 5)
    const nothing = windowOf(1, 0)
    expect(joinNewest(known, nothing).window).toBe(known)
    expect(joinNewest(nothing, known).window).toBe(known)
  })
})

describe('a snapshot', () => {
  const snapshot = (newest: MessageWindow): CardSnapshot =>
    sampleSnapshot({
      me: { id: 1 as never, name: 'Anna', isAdmin: false },
      chats: [{ id: CHAT, channel: { connector: 'telegram', title: 'Telegram' }, active: true }],
      pages: new Map([[CHAT, { window: newest, dialog: null }]]),
    })

  it('is written into the cache, card and messages', () => {
    const client = new QueryClient()
    expect(applySnapshot(client, DEAL, snapshot(windowOf(1, 3)))).toEqual([])
    expect(client.getQueryData(queryKeys.card(DEAL))).toMatchObject({ chats: [{ id: 11 }] })
    expect(ids(client.getQueryData<MessageWindow>(queryKeys.messages(CHAT)) as MessageWindow)).toEqual([1, 2, 3])
  })

  it('that changes nothing touches nothing', () => {
    const client = new QueryClient()
    applySnapshot(client, DEAL, snapshot(windowOf(1, 3)))
    const before = [client.getQueryState(queryKeys.card(DEAL)), client.getQueryState(queryKeys.messages(CHAT))]
    applySnapshot(client, DEAL, snapshot(windowOf(1, 3)))
    expect(client.getQueryState(queryKeys.card(DEAL))).toBe(before[0])
    expect(client.getQueryState(queryKeys.messages(CHAT))).toBe(before[1])
  })

  it('names the chats with a gap', () => {
    const client = new QueryClient()
    applySnapshot(client, DEAL, snapshot(windowOf(1, 3)))
    expect(applySnapshot(client, DEAL, snapshot(windowOf(50, 79)))).toEqual([CHAT])
  })
})
