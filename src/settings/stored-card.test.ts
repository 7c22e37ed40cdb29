import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { UserId } from '@/domain/ids'
import type { ChatId } from '@/domain/ids'
import { createSealing } from '@/lib/sealing'
import { toBase64 } from '@/lib/storage-key'
import { PortalError } from '@/portal/portal-error'
import type { CardCache } from '@/queries/merge-snapshot'
import { fakeStorage } from '@/testing/fake-storage'
import {
  sampleCardCache,
  sampleDialog,
  sampleFile,
  sampleLast,
  sampleMessage,
  samplePerson,
  sampleRecord,
  MORNING,
} from '@/testing/fixtures'
import {
  forgetAfterRefusal,
  forgetStoredCards,
  readStoredCard,
  sealedName,
  STORED_CARD_LIFETIME_MS,
  storedCardName,
  unconfirmedOf,
  through,
} from './stored-card'
import { STORED_CARD_LIMITS, storedCardContent } from './stored-card-content'

const DEAL = { type: 'deal', id: 7 } as const
const LEAD = { type: 'lead', id: 7 } as const
const ANNA = 7
const KEY = crypto.getRandomValues(new Uint8Array(32))
const BENS_KEY = crypto.getRandomValues(new Uint8Array(32))
const NOW = MORNING + 60 * 60_000
const PORTAL = { id: 'acme.com', storageKey: toBase64(KEY), cardsOption: undefined }
const me = { id: ANNA as UserId, name: 'Anna', isAdmin: false }

let kept: Map<string, string>

beforeEach(() => {
  kept = new Map([['chat-panel:acme.com:owner', String(ANNA)]])
  vi.stubGlobal('window', { localStorage: fakeStorage(kept) })
})
afterEach(() => void vi.unstubAllGlobals())

/** Stores a text as a panel does. */
const put = async (text: string, at = NOW, item: typeof DEAL | typeof LEAD = DEAL, key = KEY) => {
  const name = storedCardName('acme.com', ANNA, item)
  const sealed = await createSealing([key]).sealBytes(
    sealedName(name, at),
    await through(text, new CompressionStream('deflate-raw')).arrayBuffer(),
  )
  kept.set(name, `${at} ${toBase64(sealed)}`)
  return name
}

const card = (more: Partial<CardCache> = {}): CardCache =>
  sampleCardCache({
    me,
    chats: [sampleRecord({ dialog: sampleDialog(), last: sampleLast(5) })],
    related: undefined,
    people: new Map([[3 as UserId, samplePerson(3, 'client', 'Laura Bennett')]]),
    ...more,
  })
const textOf = (from: CardCache) =>
  JSON.stringify({ at: NOW - 1, ...storedCardContent(from, null, null, STORED_CARD_LIMITS) })

describe('a stored card', () => {
  it('is read again, and stays stored', async () => {
    const name = await put(textOf(card()))
    expect(await readStoredCard(PORTAL, DEAL, NOW + 5)).toEqual({
      card: card({ unconfirmed: unconfirmedOf([11 as ChatId], NOW - 1) }),
      openChat: null,
      window: null,
      storedAt: NOW - 1,
    })
    expect(kept.has(name)).toBe(true)
  })

  it('comes back with any text in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const from = card({ chats: [sampleRecord({ last: sampleLast(1, { text: text.slice(0, 200) }) })] })
        await put(textOf(from))
        expect((await readStoredCard(PORTAL, DEAL, NOW))?.card.chats).toStrictEqual(from.chats)
      }),
      { numRuns: 30 },
    )
  })

  it('is that of its record, portal and version', async () => {
    const name = await put(textOf(card()))
    expect(await readStoredCard(PORTAL, LEAD, NOW)).toBeNull()
    expect(await readStoredCard({ ...PORTAL, id: 'acme.org' }, DEAL, NOW)).toBeNull()
    // Its name and its time are sealed along.
    kept.set(storedCardName('acme.com', ANNA, LEAD), kept.get(name) ?? '')
    expect(await readStoredCard(PORTAL, LEAD, NOW)).toBeNull()
    kept.set(name, (kept.get(name) ?? '').replace(String(NOW), String(NOW + 1)))
    expect(await readStoredCard(PORTAL, DEAL, NOW + 1)).toBeNull()
    expect([...kept.keys()].filter((key) => key.includes('card'))).toEqual([])
  })

  it('is opened by each of the user’s keys', async () => {
    await put(textOf(card()), NOW, DEAL, BENS_KEY)
    const storageKey = `${toBase64(KEY)} ${toBase64(BENS_KEY)}`
    expect(await readStoredCard({ ...PORTAL, storageKey }, DEAL, NOW)).not.toBeNull()
  })

  it.each([toBase64(BENS_KEY), '', undefined, 7])(
    'of another user, or without a key (%j), can not be opened, and goes',
    async (storageKey) => {
      const name = await put(textOf(card()))
      expect(await readStoredCard({ ...PORTAL, storageKey }, DEAL, NOW)).toBeNull()
      expect(kept.has(name)).toBe(false)
    },
  )

  it('that names another user than its owner is none', async () => {
    const name = await put(textOf(card({ me: { ...me, id: 8 as UserId } })))
    expect(await readStoredCard(PORTAL, DEAL, NOW)).toBeNull()
    expect(kept.has(name)).toBe(false)
  })

  it.each([
    [0, true],
    [STORED_CARD_LIFETIME_MS - 1, true],
    [STORED_CARD_LIFETIME_MS, false],
    // The clock was set back.
    [-1, false],
  ])('is shown %d ms after it was stored: %j', async (age, shown) => {
    const name = await put(textOf(card()))
    expect((await readStoredCard(PORTAL, DEAL, NOW + age)) !== null).toBe(shown)
    expect(kept.has(name)).toBe(shown)
  })

  it('is neither read nor left where administrators switched it off', async () => {
    await put(textOf(card()))
    await put(textOf(card()), NOW, LEAD)
    kept.set('chat-panel:acme.org:7:card1:deal:7', 'of another portal')
    kept.set('chat-panel:acme.com:7:sealed:11', 'a draft')
    expect(await readStoredCard({ ...PORTAL, cardsOption: 'off' }, DEAL, NOW)).toBeNull()
    expect([...kept.keys()]).toEqual([
      'chat-panel:acme.com:owner',
      'chat-panel:acme.org:7:card1:deal:7',
      'chat-panel:acme.com:7:sealed:11',
    ])
  })

  it('is none in a browser that denies its storage', async () => {
    vi.stubGlobal('window', {
      get localStorage(): Storage {
        throw new DOMException('no', 'SecurityError')
      },
    })
    expect(await readStoredCard(PORTAL, DEAL, NOW)).toBeNull()
  })

  const whole = () => JSON.parse(textOf(card())) as Record<string, unknown>
  it.each([
    ['no JSON', '{"half'],
    ['null', 'null'],
    ['a list', '[]'],
    ['nobody’s', JSON.stringify({ ...whole(), me: null })],
    ['without a time', JSON.stringify({ ...whole(), at: null })],
    ['without chats', JSON.stringify({ ...whole(), chats: undefined })],
    ['with an odd chat', JSON.stringify({ ...whole(), chats: [{}] })],
    ['with an odd relation', JSON.stringify({ ...whole(), chats: [{ ...sampleRecord(), linkedThrough: 1 }] })],
    ['with odd people', JSON.stringify({ ...whole(), people: 7 })],
    ['with odd lines', JSON.stringify({ ...whole(), lines: [7] })],
    ['with an odd page', JSON.stringify({ ...whole(), window: {} })],
    ['with an odd message', JSON.stringify({ ...whole(), window: { messages: [{ id: 1 }], people: [] } })],
  ])('of another shape is none, and goes: %s', async (_, text) => {
    const name = await put(text)
    expect(await readStoredCard(PORTAL, DEAL, NOW)).toBeNull()
    expect(kept.has(name)).toBe(false)
  })

  it.each(['', ' ', '7', `${NOW}`, `${NOW} %%%`, `${NOW} ${btoa('short')}`, 'x y z'])(
    'that was not sealed is none, and goes: %j',
    async (stored) => {
      const name = storedCardName('acme.com', ANNA, DEAL)
      kept.set(name, stored)
      expect(await readStoredCard(PORTAL, DEAL, NOW)).toBeNull()
      expect(kept.has(name)).toBe(false)
    },
  )
})

describe('what a refusal leaves no right to goes', () => {
  const fill = () => {
    for (const name of [
      'acme.com:7:card1:deal:7',
      'acme.com:8:card0:deal:7',
      'acme.com:7:card1:deal:77',
      'b.org:7:card1:deal:7',
    ])
      kept.set(`chat-panel:${name}`, 'x')
  }
  const left = () => [...kept.keys()].flatMap((name) => /([^:]+:\d+:card.*)/.exec(name)?.[1] ?? [])

  it('one record, of any user and version', () => {
    fill()
    expect(forgetAfterRefusal('acme.com', DEAL, new PortalError('forbidden', 'ACCESS_DENIED'))).toBe(true)
    expect(left()).toEqual(['acme.com:7:card1:deal:77', 'b.org:7:card1:deal:7'])
  })

  it.each(['sign-in', 'app'] as const)('all of the portal: %s', (kind) => {
    fill()
    expect(forgetAfterRefusal('acme.com', DEAL, new PortalError(kind, 'X'))).toBe(true)
    expect(left()).toEqual(['b.org:7:card1:deal:7'])
  })

  it.each(['network', 'limit', 'unavailable', 'refused', 'malformed'] as const)('and no other failure: %s', (kind) => {
    fill()
    expect(forgetAfterRefusal('acme.com', DEAL, new PortalError(kind, 'X'))).toBe(false)
    expect(left()).toHaveLength(4)
  })

  it('also where a name begins like it', () => {
    fill()
    kept.set('chat-panel:acme.com.au:7:card1:deal:7', 'x')
    forgetStoredCards('acme.com')
    expect(left()).toEqual(['b.org:7:card1:deal:7', 'acme.com.au:7:card1:deal:7'])
  })
})

// A field that is added, removed or renamed: raise CARD_VERSION, then write the fields down here.
it('the types of what is stored are those of this version', () => {
  expect(storedCardName('p', 1, DEAL)).toBe('chat-panel:p:1:card1:deal:7')
  const fieldsOf = (value: object) => Object.keys(value).toSorted().join(' ')
  expect(fieldsOf(sampleRecord())).toBe('active channel dialog ended id last linkedThrough refused status unanswered')
  expect(fieldsOf(sampleDialog())).toBe(
    'avatarUrl bindings chatId closing color connector counter createdAt externalChatId externalUserId headVote joined lastMessageId lineId mayJoin messageCount mutedBy name ownerId participantCount pinned readBy replyBlockReason replyBlockedFrom sessionId sessionStartedAt silent unreadId',
  )
  expect(fieldsOf(sampleLast(1))).toBe('authorId authorName date from hasFile id text')
  expect(fieldsOf(sampleMessage(1))).toBe(
    'attach authorId authorName buttons chatId date deleted delivery edited files form forwardedFrom hidden id large likes pinned rating replyTo session text',
  )
  expect(fieldsOf(sampleFile(1, 'a.txt', 1))).toBe(
    'downloadUrl extension height id kind name previewUrl showUrl size width',
  )
  expect(fieldsOf(samplePerson(1, 'bot', 'B'))).toBe('avatarUrl color firstName id kind name position')
})
