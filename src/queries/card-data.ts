import { authorKind, lastOf, sessionEndOf, type ChatFacts, type Names, type SessionEnd } from '@/domain/chat-facts'
import type { Dialog, LastMessage } from '@/domain/chat'
import type { ChatId, LineId, UserId } from '@/domain/ids'
import type { Me, People } from '@/domain/person'
import type { CardLook } from '@/portal/portal'

/** Everything known about a card, kept in the query cache under one key. */
export interface CardData extends Names {
  readonly me: Me
  /** In the portal's order: newest session change first. */
  readonly chats: readonly ChatFacts[]
}

const sameDialog = (a: Dialog | null, b: Dialog | null): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

// im.recent.list shortens texts and a history may end earlier: of two, the newer message counts, and for the same one the fuller text.
const newerLast = (known: LastMessage | null, come: LastMessage | null): LastMessage | null => {
  if (!known || !come) return come ?? known
  if (come.id > known.id) return come
  if (come.id < known.id) return known
  return known.text.length >= come.text.length ? known : { ...known, text: come.text }
}

const mergeMaps = <K, V>(old: ReadonlyMap<K, V>, come: ReadonlyMap<K, V>): ReadonlyMap<K, V> => {
  for (const [key, value] of come)
    if (JSON.stringify(old.get(key)) !== JSON.stringify(value)) return new Map([...old, ...come])
  return old
}

const sameEnd = (known: SessionEnd | null, come: SessionEnd): SessionEnd =>
  known && JSON.stringify(known) === JSON.stringify(come) ? known : come

/** People of a look: those named outright and those who wrote in its pages. */
const peopleOf = (look: CardLook): People => {
  const people = new Map(look.people)
  for (const page of look.pages.values()) for (const [id, person] of page.window.people) people.set(id, person)
  return people
}

/**
 * Adds what a look brought to what is known. Objects that didn't change stay the same objects, so their rows don't render again.
 * A look without the lists keeps the known chats; a look with them also drops chats that left the card.
 */
export const mergeLook = (known: CardData | undefined, look: CardLook): CardData | undefined => {
  const me = look.me ?? known?.me
  if (!me) return known
  const people: People = mergeMaps<UserId, People extends ReadonlyMap<UserId, infer P> ? P : never>(
    known?.people ?? new Map(),
    peopleOf(look),
  )
  const lines = mergeMaps<LineId, string>(known?.lines ?? new Map(), look.lines)
  const knownById = new Map(known?.chats.map((facts) => [facts.id, facts]))
  const recentById = new Map(look.recents.map((recent) => [recent.chatId, recent]))
  const rows = look.chats ?? known?.chats ?? []

  let changed = rows.length !== known?.chats.length
  const chats = rows.map((row, place): ChatFacts => {
    const old = knownById.get(row.id)
    const recent = recentById.get(row.id)
    const page = look.pages.get(row.id)
    const come = look.dialogs.get(row.id) ?? page?.dialog ?? null
    let dialog = come ? { ...(old?.dialog ?? null), ...withoutGaps(come, old?.dialog ?? null) } : (old?.dialog ?? null)
    if (dialog && recent && !come) dialog = { ...dialog, counter: recent.counter }
    if (sameDialog(dialog, old?.dialog ?? null)) dialog = old?.dialog ?? null
    const pageLast = page ? lastOf(page.window.messages, page.window.people) : null
    const recentLast = recent?.last
      ? { ...recent.last, from: authorKind(recent.last.authorId, me.id, people, dialog) }
      : null
    const last = newerLast(newerLast(old?.last ?? null, pageLast), recentLast)
    const facts: ChatFacts = {
      id: row.id,
      channel: row.channel,
      active: row.active,
      dialog,
      refused: dialog ? false : look.refused.has(row.id) || (old?.refused ?? false),
      last,
      status: recent ? recent.status : look.chats ? null : (old?.status ?? null),
      ended: page
        ? sameEnd(old?.ended ?? null, sessionEndOf(page.window.messages, page.window.people))
        : (old?.ended ?? null),
    }
    const same =
      old &&
      old.active === facts.active &&
      old.dialog === facts.dialog &&
      old.refused === facts.refused &&
      old.last === facts.last &&
      old.status === facts.status &&
      old.ended === facts.ended
    if (!same || known?.chats[place]?.id !== facts.id) changed = true
    return same ? old : facts
  })

  if (known && !changed && people === known.people && lines === known.lines && me === known.me) return known
  return { me, people, lines, chats: changed || !known ? chats : known.chats }
}

// A dialog out of a session history lacks what only concerns members (counter, unread, role): the known values stay.
const withoutGaps = (come: Dialog, known: Dialog | null): Dialog =>
  known && come.joined === null && come.lastMessageId === null
    ? {
        ...come,
        counter: known.counter,
        unreadId: known.unreadId,
        lastMessageId: known.lastMessageId,
        participantCount: known.participantCount,
        joined: known.joined,
        readBy: known.readBy,
      }
    : come

/** Changes the details of one chat in place. */
export const patchDialog = (known: CardData, chatId: ChatId, change: Partial<Dialog>): CardData => ({
  ...known,
  chats: known.chats.map((facts) =>
    facts.id === chatId && facts.dialog ? { ...facts, dialog: { ...facts.dialog, ...change } } : facts,
  ),
})
