import type { ChatRecord } from '@/domain/chat-record'
import { type CrmItem, crmItemKey, type Relations } from '@/domain/crm'
import type { ChatId, LineId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import type { Me, Person } from '@/domain/person'
import { namesIn, readText, storageOrNull, STORAGE_PREFIX, writeText } from '@/lib/browser-storage'
import { importKey, openBytes } from '@/lib/sealed-bytes'
import { fromBase64, parseStorageKeys } from '@/lib/storage-key'
import type { Portal } from '@/portal/portal'
import { isAccessLost, type PortalError } from '@/portal/portal-error'
import type { Unconfirmed } from '@/queries/merge-snapshot'
import type { StoredCard } from '@/queries/stored-card'
import { ownerKey } from './remembered-chat'

// A card as it was last seen, read before the portal has answered: in the first screen, so no valibot and no library for sealing. What is
// stored was sealed by a panel of this user and this version, whose name it carries, so a look at its shape is enough. ADR 067.

/**
 * Raise it when a type that is stored changes (domain/chat-record.ts, chat.ts, message.ts, person.ts, crm.ts): stored-card.test.ts notices.
 * What another version has stored is never read, and deleted.
 */
const CARD_VERSION = 1

/** Longer than this (ms) after it was stored a card is not shown any more. */
export const STORED_CARD_LIFETIME_MS = 12 * 60 * 60_000

/** The app's option with which administrators switch all of this off; anything else is on. */
export const CARDS_OPTION = 'cards'
export const CARDS_OFF = 'off'

/** Under it stands the time (unix ms, by this computer's clock), a space, and what is sealed, in base64. */
export const storedCardName = (portalId: string, userId: number | string, item: CrmItem): string =>
  `${STORAGE_PREFIX}:${portalId}:${userId}:card${CARD_VERSION}:${crmItemKey(item)}`

/** Names of stored cards of one portal, or of all (null), of any user and version. */
export const storedCardNames = (
  storage: Pick<Storage, 'length' | 'key'> | null,
  portalId: string | null,
): readonly string[] =>
  namesIn(storage).filter((name) => {
    const [prefix, portal, , kind = ''] = name.split(':')
    return prefix === STORAGE_PREFIX && (portalId ?? portal) === portal && /^card\d/.test(kind)
  })

/** The name that is sealed along with a card: it can't be copied to another name, nor get another time. */
export const sealedName = (name: string, at: number | string): string => `${name} ${at}`

/** What is sealed, as JSON: maps as lists, the relation of a chat as its place in the list of them. */
export interface StoredCardShape {
  readonly at: number
  readonly open: ChatId | null
  readonly me: Me
  readonly chats: readonly (Omit<ChatRecord, 'linkedThrough'> & { readonly linkedThrough: number | null })[]
  readonly related: Relations | null
  readonly people: readonly Person[]
  readonly lines: readonly (readonly [LineId, string])[]
  readonly window: (Omit<MessageWindow, 'people'> & { readonly people: readonly Person[] }) | null
}

const byId = <Entry extends { readonly id: Id }, Id>(list: readonly Entry[]): ReadonlyMap<Id, Entry> =>
  new Map(list.map((entry) => [entry.id, entry]))

const areChats = (chats: StoredCardShape['chats']): boolean =>
  chats.every(({ id, channel, unanswered }) => id > 0 && typeof channel.title === 'string' && Array.isArray(unanswered))

const areMessages = (messages: MessageWindow['messages']): boolean =>
  messages.every(({ id, text, files }) => id > 0 && typeof text === 'string' && Array.isArray(files))

/** What a stored card knows of its chats is to be confirmed, all of it. */
export const unconfirmedOf = (chatIds: readonly ChatId[], storedAt: number): Unconfirmed => ({
  storedAt,
  state: true,
  details: new Set(chatIds),
  messages: new Set(chatIds),
})

/** Throws where the text is of another shape. */
export const parseStoredCard = (text: string, owner: string): StoredCard => {
  const { at, open, me, chats, related, people, lines, window } = JSON.parse(text) as StoredCardShape
  if (String(me.id) !== owner || !(at > 0) || !areChats(chats) || (window && !areMessages(window.messages)))
    throw new TypeError()
  return {
    card: {
      me,
      chats: chats.map((chat) => {
        const linkedThrough = chat.linkedThrough === null ? null : related?.list[chat.linkedThrough]
        if (linkedThrough === undefined) throw new TypeError()
        return { ...chat, linkedThrough }
      }),
      related: related ?? undefined,
      people: byId(people),
      lines: new Map(lines),
      opened: open,
      listed: true,
      unconfirmed: unconfirmedOf(
        chats.map(({ id }) => id),
        at,
      ),
    },
    openChat: open,
    window: window && { ...window, people: byId(window.people) },
    storedAt: at,
  }
}

/** Compresses, or the other way round. A Blob's stream would cost a millisecond more. */
export const through = (bytes: BodyInit, stream: CompressionStream | DecompressionStream): Response =>
  new Response(new Response(bytes).body?.pipeThrough(stream))

/** Deletes the stored card of a record, or all of the portal. */
export const forgetStoredCards = (portalId: string, item?: CrmItem): void => {
  const storage = storageOrNull()
  for (const name of storedCardNames(storage, portalId))
    if (!item || name.endsWith(`:${crmItemKey(item)}`)) writeText(storage, name, '')
}

/** Deletes what a refusal of the portal leaves no right to: this card, or where the session or the app's access has ended, all of them. */
export const forgetAfterRefusal = (portalId: string, item: CrmItem, error: PortalError): boolean => {
  const isLost = isAccessLost(error)
  if (isLost) forgetStoredCards(portalId, error.kind === 'forbidden' ? item : undefined)
  return isLost
}

/**
 * The card as the portal's user has last seen it in this browser; null = not stored, too old, or not to be opened with their key, and then
 * it is deleted. `now`: unix ms by the computer's clock. Never rejects.
 */
export const readStoredCard = async (
  { id, storageKey, cardsOption }: Pick<Portal, 'id' | 'storageKey' | 'cardsOption'>,
  item: CrmItem,
  now: number,
): Promise<StoredCard | null> => {
  if (cardsOption === CARDS_OFF) {
    forgetStoredCards(id)
    return null
  }
  const storage = storageOrNull()
  // Who asks is known only by the portal's answer. The key is theirs: it opens nothing that another user has left.
  const owner = readText(storage, ownerKey(id)) ?? ''
  const name = storedCardName(id, owner, item)
  const [at, sealed] = readText(storage, name)?.split(' ') ?? []
  if (at === undefined) return null
  const age = now - Number(at)
  if (age >= 0 && age < STORED_CARD_LIFETIME_MS)
    for (const key of parseStorageKeys(storageKey))
      try {
        const bytes = fromBase64(sealed ?? '') ?? new Uint8Array()
        const plain = await openBytes(await importKey(key, 'decrypt'), sealedName(name, at), bytes)
        return parseStoredCard(await through(plain, new DecompressionStream('deflate-raw')).text(), owner)
      } catch {
        // Another key, changed, or of another shape.
      }
  writeText(storage, name, '')
  return null
}
