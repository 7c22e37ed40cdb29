import type { QueryClient } from '@tanstack/react-query'
import type { ChatId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import type { Me } from '@/domain/person'
import { storageOrNull, writeText } from '@/lib/browser-storage'
import { portalNow } from '@/lib/portal-clock'
import type { Sealing } from '@/lib/sealing'
import { toBase64 } from '@/lib/storage-key'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import type { OpenedCard } from '@/queries/card-context'
import type { CardCache } from '@/queries/merge-snapshot'
import { queryKeys } from '@/queries/query-keys'
import type { OptionStorage } from './option-storage'
import { ownerKey } from './remembered-chat'
import {
  CARDS_OFF,
  CARDS_OPTION,
  forgetAfterRefusal,
  forgetStoredCards,
  sealedName,
  STORED_CARD_LIFETIME_MS,
  storedCardName,
  storedCardNames,
  through,
} from './stored-card'
import { STORED_CARD_LIMITS, storedCardContent, type StoredCardLimits } from './stored-card-content'

/** Keeps the open card for its next opening; stored-card.ts reads it. */
export interface CardStore {
  /** Another chat is on screen. */
  readonly openChat: (chatId: ChatId | null) => void
  /** What each poll has come to: null = it went well. A refusal, or the end of the session, deletes what is stored. */
  readonly reportHealth: (error: PortalError | null) => void
  /** The page goes into the background, and may be closed there. */
  readonly storeNow: () => Promise<void>
  readonly stop: () => void
}

/** What the store stands on. */
export interface CardStoreEnv {
  readonly sealing: Promise<Sealing | null>
  readonly options: Pick<OptionStorage, 'read'>
  /** Returns what calls it off. What it runs never rejects. */
  readonly later: (ms: number, run: () => Promise<void>) => () => void
  /** Unix ms by this computer's clock. */
  readonly now: () => number
}

/** What changes within this time (ms) is stored together. */
const COLLECT_MS = 2_000
/** A card that doesn't change is stored again after this time (ms): it is that new by the portal's answers. */
const RENEW_AFTER_MS = 5 * 60_000
export const MAX_STORED_CARDS = 30
/** Stored characters of one card, and of all: a browser gives an origin five million, and drafts need a place, too. */
const MAX_CARD_CHARS = 60_000
const MAX_ALL_CHARS = 600_000
/** What is left out of a card that is too large. */
const LIMITS: readonly StoredCardLimits[] = [
  STORED_CARD_LIMITS,
  { ...STORED_CARD_LIMITS, messages: 10 },
  { ...STORED_CARD_LIMITS, messages: 0 },
]

const timeOf = (stored: string | null): number => Number(/^\d+(?= )/.exec(stored ?? '')?.[0])

/**
 * Deletes stored cards that are too old or of another version, of all portals and users; then the oldest until one of `chars` characters
 * has room.
 */
export const dropStoredCards = (storage: Storage, now: number, chars = 0): void => {
  const version = storedCardName('', '', { type: 'deal', id: 1 }).split(':')[3]
  const cards = storedCardNames(storage, null)
    .map((name) => {
      const stored = storage.getItem(name)
      const age = now - timeOf(stored)
      const valid = name.split(':')[3] === version && age >= 0 && age < STORED_CARD_LIFETIME_MS
      return { name, chars: stored?.length ?? 0, age: valid ? age : Infinity }
    })
    .toSorted((a, b) => a.age - b.age)
  let room = MAX_ALL_CHARS - chars
  for (const [place, card] of cards.entries()) {
    room -= card.chars
    if (card.age === Infinity || room < 0 || place >= (chars > 0 ? MAX_STORED_CARDS - 1 : MAX_STORED_CARDS))
      storage.removeItem(card.name)
  }
}

/** What is stored under `name`; null = it would be too large. */
const sealCard = async (
  sealing: Sealing,
  name: string,
  now: number,
  contentWithin: (limits: StoredCardLimits) => string,
): Promise<string | null> => {
  for (const limits of LIMITS) {
    const sealed = await sealing.sealBytes(
      sealedName(name, now),
      await through(contentWithin(limits), new CompressionStream('deflate-raw')).arrayBuffer(),
    )
    const text = `${now} ${toBase64(sealed)}`
    if (text.length <= MAX_CARD_CHARS) return text
  }
  return null
}

/** Stores what the portal has answered since this opening. */
export const startCardStore = (
  { portal, item }: Pick<OpenedCard, 'portal' | 'item'>,
  client: QueryClient,
  me: Me,
  env: CardStoreEnv,
): CardStore => {
  const storage = storageOrNull()
  const name = storedCardName(portal.id, me.id, item)
  let open: ChatId | null = null
  /** The portal's answers until then (its clock) are in the cache. */
  let seenAt = portalNow()
  let storedAt = 0
  let storedContent = ''
  /** Chats of which words may be stored; null = not known: an earlier page stored them. */
  let storedChats: ReadonlySet<ChatId> | null = null
  let ready = false
  let refused = false
  let cancel: (() => void) | null = null
  /** Number of the last change of what is stored: what was begun before it isn't stored any more. */
  let turn = 0

  const cardNow = () => client.getQueryData<CardCache>(queryKeys.card(item))
  const isForbidden = (chatId: ChatId): boolean => {
    const error = client.getQueryState(queryKeys.messages(chatId))?.error
    return !!error && asPortalError(error).kind === 'forbidden'
  }
  /** A chat whose messages are refused counts as refused, whatever its details say. */
  const readableCard = (): CardCache | undefined => {
    const card = cardNow()
    return (
      card && { ...card, chats: card.chats.map((chat) => (isForbidden(chat.id) ? { ...chat, refused: true } : chat)) }
    )
  }

  const cancelPending = () => {
    cancel?.()
    cancel = null
  }
  const forget = () => {
    turn += 1
    storedContent = ''
    storedAt = 0
    storedChats = new Set()
    writeText(storage, name, '')
  }

  const store = async (): Promise<void> => {
    cancelPending()
    const sealing = await env.sealing
    const card = readableCard()
    // What was stored doesn't get younger by being shown.
    if (!ready || refused || !card || card.unconfirmed?.state || !storage) return
    if (!sealing) return forget()
    const [at, shown] = [seenAt, open]
    const window = shown === null ? undefined : client.getQueryData<MessageWindow>(queryKeys.messages(shown))
    const contentWithin = (limits: StoredCardLimits) => storedCardContent(card, shown, window ?? null, limits)
    const content = JSON.stringify(contentWithin(STORED_CARD_LIMITS))
    if (content === storedContent && at - storedAt < RENEW_AFTER_MS) return
    turn += 1
    const mine = turn
    try {
      const now = env.now()
      const text = await sealCard(sealing, name, now, (limits) => JSON.stringify({ at, ...contentWithin(limits) }))
      if (mine !== turn) return
      // What stands there may be older than a refusal: it goes, also where nothing takes its place.
      forget()
      storedContent = content
      storedAt = at
      if (text === null) return
      dropStoredCards(storage, now, text.length)
      storage.setItem(ownerKey(portal.id), String(me.id))
      storage.setItem(name, text)
      storedChats = new Set(card.chats.flatMap(({ id, refused: gone }) => (gone ? [] : [id])))
    } catch {
      // No room, no storage, or a browser that can't compress: the card opens without it.
    }
  }
  const storeSoon = () => {
    if (ready && !refused) cancel ??= env.later(COLLECT_MS, store)
  }

  /** Words of a chat that left the card, or may not be read any more, go at once. */
  const dropRefused = () => {
    const card = readableCard()
    const readable = new Set(card?.chats.flatMap(({ id, refused: gone }) => (gone ? [] : [id])))
    const lost = storedChats
      ? [...storedChats].some((id) => !readable.has(id))
      : (card?.chats.some(({ refused: gone }) => gone) ?? false)
    if (lost) forget()
  }

  const stopListening = client.getQueryCache().subscribe(({ type, query }) => {
    const [kind] = query.queryKey
    if (type !== 'updated' || (kind !== 'card' && kind !== 'messages')) return
    dropRefused()
    storeSoon()
  })

  const start = async () => {
    // The handshake's value is as old as the page around the panel.
    const option =
      portal.cardsOption === CARDS_OFF ? CARDS_OFF : await env.options.read('app', CARDS_OPTION).catch(() => '')
    if (option === CARDS_OFF) return forgetStoredCards(portal.id)
    ready = true
    if (storage) dropStoredCards(storage, env.now())
    dropRefused()
    storeSoon()
  }
  start().catch(() => undefined)

  return {
    openChat: (chatId) => {
      open = chatId
      storeSoon()
    },
    reportHealth: (error) => {
      if (error && forgetAfterRefusal(portal.id, item, error)) {
        refused = true
        cancelPending()
        forget()
      }
      if (error) return
      refused = false
      seenAt = portalNow()
      if (seenAt - storedAt >= RENEW_AFTER_MS) storeSoon()
    },
    storeNow: store,
    stop: () => {
      ready = false
      turn += 1
      cancelPending()
      stopListening()
    },
  }
}
