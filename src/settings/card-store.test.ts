import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChatRecord } from '@/domain/chat-record'
import type { ChatId, UserId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import { createSealing, type Sealing } from '@/lib/sealing'
import { toBase64 } from '@/lib/storage-key'
import { PortalError } from '@/portal/portal-error'
import type { CardCache } from '@/queries/merge-snapshot'
import { queryKeys } from '@/queries/query-keys'
import { fakeStorage } from '@/testing/fake-storage'
import { MORNING, sampleCardCache, sampleDialog, sampleLast, sampleMessage, sampleRecord } from '@/testing/fixtures'
import { dropStoredCards, MAX_STORED_CARDS, startCardStore, type CardStoreEnv } from './card-store'
import { readStoredCard, STORED_CARD_LIFETIME_MS } from './stored-card'

const DEAL = { type: 'deal', id: 7 } as const
const NAME = 'chat-panel:acme.com:7:card1:deal:7'
const KEY = crypto.getRandomValues(new Uint8Array(32))
const PORTAL = { id: 'acme.com', storageKey: toBase64(KEY), cardsOption: undefined }
const me = { id: 7 as UserId, name: 'Anna', isAdmin: false }
const [FIRST, SECOND] = [11 as ChatId, 12 as ChatId]
const forbidden = new PortalError('forbidden', 'ACCESS_DENIED')

let kept: Map<string, string>
let client: QueryClient
let timers: Set<() => Promise<void>>
let now: number

beforeEach(() => {
  kept = new Map()
  client = new QueryClient()
  timers = new Set()
  now = MORNING
  vi.stubGlobal('window', { localStorage: fakeStorage(kept) })
  vi.useFakeTimers({ toFake: ['Date'], now })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const chat = (id: ChatId, more: Partial<ChatRecord> = {}) =>
  sampleRecord({ id, dialog: sampleDialog({ chatId: id }), last: sampleLast(id), ...more })
const show = (...chats: readonly ChatRecord[]) =>
  client.setQueryData<CardCache>(queryKeys.card(DEAL), sampleCardCache({ me, chats }))
const showMessages = (chatId: ChatId, count = 2) =>
  client.setQueryData<MessageWindow>(queryKeys.messages(chatId), {
    chatId,
    source: 'member',
    messages: Array.from({ length: count }, (_, place) => sampleMessage(place + 1, { chatId })),
    people: new Map(),
    hasOlder: false,
    hasNewer: false,
  })
const refuseMessages = (chatId: ChatId) =>
  client
    .fetchQuery({ queryKey: queryKeys.messages(chatId), queryFn: () => Promise.reject(forbidden), retry: false })
    .catch(() => undefined)

const start = (more: Partial<CardStoreEnv> = {}, portal: object = PORTAL) =>
  startCardStore({ portal, item: DEAL } as Parameters<typeof startCardStore>[0], client, me, {
    sealing: Promise.resolve(createSealing([KEY])),
    options: { read: () => Promise.resolve('') },
    later: (_ms, run) => {
      timers.add(run)
      return () => timers.delete(run)
    },
    now: () => now,
    ...more,
  })
/** The option has been read. */
const settle = () => new Promise((resolve) => setTimeout(resolve))
/** The time to store has come. */
const pass = async (ms = 2_000) => {
  await settle()
  now += ms
  vi.setSystemTime(now)
  for (const run of timers) {
    timers.delete(run)
    await run()
  }
}
const read = () => readStoredCard(PORTAL, DEAL, now)
const storedIds = async () => (await read())?.card.chats.flatMap(({ id, last }) => (last ? [id] : []))

describe('an open card', () => {
  it('is stored a moment after it changed, with the open chat’s messages', async () => {
    show(chat(FIRST), chat(SECOND))
    showMessages(SECOND)
    const store = start()
    store.openChat(SECOND)
    await settle()
    expect(kept.size).toBe(0)
    await pass()
    expect(await read()).toMatchObject({
      openChat: SECOND,
      window: { messages: [{ id: 1 }, { id: 2 }] },
      storedAt: MORNING,
    })
    expect(kept.get('chat-panel:acme.com:owner')).toBe('7')
    expect(atob(kept.get(NAME)?.split(' ')[1] ?? '')).not.toContain('Laura')

    show(chat(FIRST))
    store.openChat(FIRST)
    await pass()
    expect(await storedIds()).toEqual([FIRST])
    expect((await read())?.window).toBeNull()
    store.stop()
    show(chat(FIRST), chat(SECOND))
    await pass()
    expect(await storedIds()).toEqual([FIRST])
  })

  it('is not stored again while nothing changes, except that the portal has said so for minutes', async () => {
    show(chat(FIRST))
    const store = start()
    await pass()
    const first = kept.get(NAME)
    store.reportHealth(null)
    await store.storeNow()
    await pass(60_000)
    expect(kept.get(NAME)).toBe(first)
    now += 5 * 60_000
    vi.setSystemTime(now)
    store.reportHealth(null)
    await pass()
    expect((await read())?.storedAt).toBe(MORNING + 60_000 + 2_000 + 5 * 60_000)
  })

  it('is stored at once when its page may be closed', async () => {
    show(chat(FIRST))
    const store = start()
    await settle()
    await store.storeNow()
    expect(await storedIds()).toEqual([FIRST])
    expect(timers.size).toBe(0)
  })

  it.each([
    ['no key', { sealing: Promise.resolve(null) }],
    ['administrators switched it off', { options: { read: () => Promise.resolve('off') } }],
  ])('is not stored where there is %s, and what was stored goes', async (_, env) => {
    kept.set(NAME, `${MORNING} x`)
    show(chat(FIRST))
    start(env)
    await pass()
    show(chat(FIRST), chat(SECOND))
    await pass()
    expect([...kept.keys()]).toEqual([])
  })

  it('is not stored where the handshake brought that it is off; the portal is not asked', async () => {
    kept.set('chat-panel:acme.com:7:card1:lead:9', `${MORNING} x`)
    const ask = vi.fn<() => Promise<string>>(() => Promise.resolve(''))
    show(chat(FIRST))
    start({ options: { read: ask } }, { ...PORTAL, cardsOption: 'off' })
    await pass()
    expect(kept.size).toBe(0)
    expect(ask).not.toHaveBeenCalled()
  })

  it('is stored where the option can not be read', async () => {
    show(chat(FIRST))
    start({ options: { read: () => Promise.reject(new PortalError('network', 'X')) } })
    await pass()
    expect(await storedIds()).toEqual([FIRST])
  })

  it('is left out where storage is full, and older cards make room', async () => {
    const texts = Array.from({ length: 40 }, (_, place) =>
      sampleMessage(place + 1, { text: toBase64(crypto.getRandomValues(new Uint8Array(9_000))) }),
    )
    show(chat(FIRST))
    client.setQueryData(queryKeys.messages(FIRST), {
      chatId: FIRST,
      source: 'member',
      messages: texts,
      people: new Map(),
      hasOlder: false,
      hasNewer: false,
    })
    const store = start()
    store.openChat(FIRST)
    await pass()
    // Too large with its messages: the list alone.
    expect((await read())?.window).toBeNull()
    expect(await storedIds()).toEqual([FIRST])

    vi.stubGlobal('window', { localStorage: fakeStorage(new Map([['draft', 'x'.repeat(100)]]), 150) })
    const full = start()
    await pass()
    expect(await read()).toBeNull()
    full.stop()
  })
})

describe('what may not be read any more is not stored', () => {
  it.each([
    ['forbidden', []],
    ['sign-in', []],
    ['app', []],
    ['network', [FIRST]],
  ] as const)('%s', async (kind, left) => {
    show(chat(FIRST))
    const store = start()
    await pass()
    show(chat(FIRST), chat(SECOND))
    store.reportHealth(new PortalError(kind, 'X'))
    expect((await storedIds()) ?? []).toEqual(left)
    await pass()
    await store.storeNow()
    expect((await storedIds()) ?? []).toEqual(left.length > 0 ? [FIRST, SECOND] : [])
    // The right came back.
    store.reportHealth(null)
    await pass()
    expect(await storedIds()).toEqual([FIRST, SECOND])
  })

  it('a chat whose details are refused, or that left the card: at once', async () => {
    show(chat(FIRST), chat(SECOND))
    start()
    await pass()
    show(chat(FIRST), chat(SECOND, { refused: true }))
    expect(kept.has(NAME)).toBe(false)
    await pass()
    expect(await storedIds()).toEqual([FIRST])
    show(chat(SECOND, { refused: true }))
    expect(kept.has(NAME)).toBe(false)
    await pass()
    expect(await storedIds()).toEqual([])
  })

  it('a chat whose messages are refused: at once', async () => {
    show(chat(FIRST), chat(SECOND))
    showMessages(SECOND)
    const store = start()
    store.openChat(SECOND)
    await pass()
    expect((await read())?.window).not.toBeNull()
    await refuseMessages(SECOND)
    expect(kept.has(NAME)).toBe(false)
    await pass()
    expect(await storedIds()).toEqual([FIRST])
    expect((await read())?.window).toBeNull()
  })

  it('what an earlier page stored of it goes when the card opens', async () => {
    kept.set(NAME, `${MORNING} x`)
    show(chat(FIRST, { refused: true }))
    start()
    await settle()
    expect(kept.has(NAME)).toBe(false)
  })

  it('a refusal while it is being sealed', async () => {
    show(chat(FIRST), chat(SECOND))
    const sealing: Sealing = createSealing([KEY])
    let sealed = 0
    const store = start({
      sealing: Promise.resolve({
        ...sealing,
        sealBytes: async (...call) => {
          store.reportHealth(forbidden)
          sealed += 1
          return sealing.sealBytes(...call)
        },
      }),
    })
    await pass()
    expect(sealed).toBe(1)
    expect(kept.has(NAME)).toBe(false)
  })
})

describe('stored cards', () => {
  const nameOf = (id: number, portal = 'acme.com') => `chat-panel:${portal}:7:card1:deal:${id}`
  const drop = (chars = 0) => dropStoredCards(fakeStorage(kept), now, chars)

  it('go after twelve hours, and where another version or nobody known wrote them; nothing else goes', () => {
    const name = { young: nameOf(1), old: nameOf(2), abroad: nameOf(3, 'acme.org'), future: nameOf(4), odd: nameOf(5) }
    kept.set(name.young, `${now - STORED_CARD_LIFETIME_MS + 1} x`)
    kept.set(name.old, `${now - STORED_CARD_LIFETIME_MS} x`)
    kept.set(name.abroad, `${now - STORED_CARD_LIFETIME_MS} x`)
    kept.set(name.future, `${now + 1} x`)
    kept.set(name.odd, 'x')
    kept.set('chat-panel:acme.com:7:card0:deal:6', `${now} x`)
    kept.set('chat-panel:acme.com:7:open:deal:7', '11')
    kept.set('another:acme.com:7:card1:deal:7', 'x')
    drop()
    expect([...kept.keys()]).toEqual([
      name.young,
      'chat-panel:acme.com:7:open:deal:7',
      'another:acme.com:7:card1:deal:7',
    ])
  })

  it('are at most thirty: the oldest give way to a new one', () => {
    for (let id = 1; id <= MAX_STORED_CARDS + 5; id += 1) kept.set(nameOf(id), `${now - id} x`)
    drop()
    expect(kept.size).toBe(30)
    expect(kept.has(nameOf(30))).toBe(true)
    drop(10)
    expect(kept.size).toBe(29)
    expect(kept.has(nameOf(30))).toBe(false)
  })

  it('have together a limited size', () => {
    for (let id = 1; id <= 10; id += 1) kept.set(nameOf(id), `${now - id} `.padEnd(60_000, 'x'))
    drop(60_000)
    expect(kept.size).toBe(9)
    expect(kept.has(nameOf(10))).toBe(false)
  })
})
