import { authorKind, lastOf, sessionEndOf, type ChatRecord, type Names, type SessionEnd } from '@/domain/chat-record'
import type { Dialog, LastMessage, Waiting } from '@/domain/chat'
import type { ChatId, LineId, MessageId, UserId } from '@/domain/ids'
import type { Me, People } from '@/domain/person'
import { appendMessage, mergeUnanswered, findUnanswered } from '@/domain/wait-time'
import type { ListedChat, Relation, Relations } from '@/domain/crm'
import type { CardSnapshot } from '@/portal/portal'
import type { PortalError } from '@/portal/portal-error'

/** What is shown of an earlier opening, until the portal's answers have confirmed or replaced it. */
export interface Unconfirmed {
  /** Until when the portal's answers are in it, unix ms. */
  readonly storedAt: number
  /** Which chats are open, in work, waiting. */
  readonly state: boolean
  /** Chats whose details are earlier ones. */
  readonly details: ReadonlySet<ChatId>
  /** Chats of which preview, waits and end of the session are earlier ones. */
  readonly messages: ReadonlySet<ChatId>
}

/** Everything known about a card, kept in the query cache under one key. */
export interface CardCache extends Names {
  readonly me: Me
  /** The card's own, in the portal's order: newest session change first; then those of its relations. */
  readonly chats: readonly ChatRecord[]
  /** undefined until they are loaded. */
  readonly related?: Relations | undefined
  /** Why they could not be loaded. */
  readonly relatedError?: PortalError | null
  /** The chat that was read first, before it was known which one needs attention most; null = none. */
  readonly opened: ChatId | null
  /** The state of the card's own chats is known, or can't be read for now: their order means something. */
  readonly listed: boolean
  /** null = all of it comes from this opening. */
  readonly unconfirmed: Unconfirmed | null
}

const sameDialog = (a: Dialog | null, b: Dialog | null): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

const sameLast = (a: LastMessage | null, b: LastMessage | null): boolean => JSON.stringify(a) === JSON.stringify(b)

const mergeMaps = <K, V>(old: ReadonlyMap<K, V>, received: ReadonlyMap<K, V>): ReadonlyMap<K, V> => {
  for (const [key, value] of received)
    if (JSON.stringify(old.get(key)) !== JSON.stringify(value)) return new Map([...old, ...received])
  return old
}

const nobodyWaits: readonly Waiting[] = []

const without = (ids: ReadonlySet<ChatId>, confirmed: ReadonlySet<ChatId>): ReadonlySet<ChatId> => {
  const left = [...ids].filter((id) => !confirmed.has(id))
  return left.length === ids.size ? ids : new Set(left)
}

/** What is still unconfirmed after a snapshot. */
const confirm = (known: Unconfirmed, snapshot: CardSnapshot): Unconfirmed | null => {
  const recent = (snapshot.recents ?? []).flatMap(({ chatId, last }) => (last ? chatId : []))
  const details = without(known.details, new Set([...snapshot.dialogs.keys(), ...snapshot.refused]))
  const messages = without(known.messages, new Set([...snapshot.pages.keys(), ...snapshot.refused, ...recent]))
  const state = known.state && !(snapshot.recents && snapshot.chats?.every(({ active }) => active !== null))
  return state || details.size + messages.size > 0 ? { ...known, state, details, messages } : null
}

const sameEnd = (known: SessionEnd | null, received: SessionEnd): SessionEnd =>
  known && JSON.stringify(known) === JSON.stringify(received) ? known : received

/** A record as far as it may stay: what of it is from an earlier opening goes when the portal tells otherwise. */
const confirmed = (
  old: ChatRecord | undefined,
  unconfirmed: Unconfirmed | null,
  { refused, pages }: CardSnapshot,
  recentId: MessageId | null,
): ChatRecord | undefined => {
  if (!old || !unconfirmed) return old
  if (unconfirmed.details.has(old.id) && refused.has(old.id))
    return { ...old, dialog: null, last: null, unanswered: nobodyWaits, ended: null }
  const isReplaced = pages.has(old.id) || (recentId !== null && recentId !== old.last?.id)
  return unconfirmed.messages.has(old.id) && isReplaced
    ? { ...old, last: null, unanswered: nobodyWaits, ended: null }
    : old
}

/** People of a snapshot: those listed and the authors of its pages. */
const peopleOf = (snapshot: CardSnapshot): People => {
  const people = new Map(snapshot.people)
  for (const page of snapshot.pages.values()) for (const [id, person] of page.window.people) people.set(id, person)
  return people
}

/**
 * Merges a snapshot into the cache. Unchanged objects stay the same objects, so their rows don't render again.
 * A snapshot without the lists keeps the known chats; one with them also drops chats that left the card.
 */
export const mergeSnapshot = (known: CardCache | undefined, snapshot: CardSnapshot): CardCache | undefined => {
  const me =
    known && (!snapshot.me || JSON.stringify(known.me) === JSON.stringify(snapshot.me)) ? known.me : snapshot.me
  if (!me) return known
  const people: People = mergeMaps<UserId, People extends ReadonlyMap<UserId, infer P> ? P : never>(
    known?.people ?? new Map(),
    peopleOf(snapshot),
  )
  const lines = mergeMaps<LineId, string>(known?.lines ?? new Map(), snapshot.lines)
  const knownById = new Map(known?.chats.map((facts) => [facts.id, facts]))
  const recentById = new Map(snapshot.recents?.map((recent) => [recent.chatId, recent]))
  const related = snapshot.related ?? known?.related
  const own = snapshot.chats ?? known?.chats.filter(({ linkedThrough }) => !linkedThrough) ?? []
  const seen = new Set(own.map(({ id }) => id))
  const rows: readonly (ListedChat & { readonly via?: Relation | null })[] = [
    ...own,
    // A chat of several records is listed once, as the first one's.
    ...(related?.list ?? []).flatMap((via) =>
      (via.chats ?? []).flatMap((row) => (seen.size < seen.add(row.id).size ? { ...row, via } : [])),
    ),
  ]

  let changed = rows.length !== known?.chats.length
  const chats = rows.map((row, place): ChatRecord => {
    const recent = recentById.get(row.id)
    const page = snapshot.pages.get(row.id)
    const old = confirmed(knownById.get(row.id), known?.unconfirmed ?? null, snapshot, recent?.last?.id ?? null)
    const nonMember = page?.dialog ? nonMemberDialog(page.dialog, old?.dialog ?? null) : null
    const received = snapshot.dialogs.get(row.id) ?? nonMember
    let dialog = received ?? old?.dialog ?? null
    // Known only from a session history.
    const mayJoin = nonMember?.mayJoin ?? old?.dialog?.mayJoin ?? null
    const headVote = nonMember?.headVote ?? old?.dialog?.headVote ?? null
    if (dialog && (dialog.mayJoin !== mayJoin || dialog.headVote !== headVote))
      dialog = { ...dialog, mayJoin, headVote }
    if (dialog && recent && !received)
      dialog = { ...dialog, counter: recent.counter, unreadId: recent.counter === 0 ? null : dialog.unreadId }
    if (sameDialog(dialog, old?.dialog ?? null)) dialog = old?.dialog ?? null
    const pageLast = page ? lastOf(page.window.messages, page.window.people) : null
    const pageEnd = page?.window.messages.at(-1)?.id ?? 0
    const shown = pageLast && pageEnd >= (old?.last?.id ?? 0) ? pageLast : (old?.last ?? null)
    // im.recent.list shortens texts: it is used only where it has a newer message, and a system message doesn't replace
    // a message of a person.
    const fresh =
      recent?.last && recent.last.id > Math.max(shown?.id ?? 0, pageEnd) && (recent.last.authorId !== null || !shown)
        ? { ...recent.last, from: authorKind(recent.last.authorId, me.id, people, dialog) }
        : shown
    const last = sameLast(old?.last ?? null, fresh) ? (old?.last ?? null) : fresh
    let unanswered = old?.unanswered ?? nobodyWaits
    if (page && pageEnd >= (old?.last?.id ?? 0)) {
      const { messages, people: writers, hasOlder } = page.window
      const range = findUnanswered(messages, ({ authorId }) => authorKind(authorId, me.id, writers, dialog))
      const from = messages[0]?.id ?? 0
      unanswered = mergeUnanswered(unanswered, range, from, hasOlder && from <= (old?.last?.id ?? 0))
    }
    if (last && last.id > Math.max(old?.last?.id ?? 0, pageEnd))
      unanswered = appendMessage(unanswered, { ...last, from: authorKind(last.authorId, me.id, people, dialog) })
    if (old && JSON.stringify(unanswered) === JSON.stringify(old.unanswered)) unanswered = old.unanswered
    const facts: ChatRecord = {
      id: row.id,
      channel: row.channel,
      linkedThrough: row.via ?? null,
      active: row.active ?? old?.active ?? null,
      dialog,
      // Details that call the caller a member are wrong once the portal refuses them: the caller was removed from the chat.
      refused: received
        ? false
        : (old?.refused ?? false) || (snapshot.refused.has(row.id) && (!dialog || dialog.joined === true)),
      last,
      // A chat that isn't among the caller's own has no status; a list that failed says nothing about it.
      status: recent ? recent.status : snapshot.chats && snapshot.recents ? null : (old?.status ?? null),
      unanswered,
      ended: page
        ? sameEnd(old?.ended ?? null, sessionEndOf(page.window.messages, page.window.people))
        : (old?.ended ?? null),
    }
    const same =
      old &&
      old.linkedThrough === facts.linkedThrough &&
      old.active === facts.active &&
      old.dialog === facts.dialog &&
      old.refused === facts.refused &&
      old.last === facts.last &&
      old.status === facts.status &&
      old.unanswered === facts.unanswered &&
      old.ended === facts.ended
    if (!same || known?.chats[place]?.id !== facts.id) changed = true
    return same ? old : facts
  })

  const listed = known?.listed === true || chats.every(({ active }) => active !== null)
  if (
    known &&
    !changed &&
    !known.unconfirmed &&
    listed === known.listed &&
    people === known.people &&
    lines === known.lines &&
    me === known.me &&
    related === known.related
  )
    return known
  return {
    me,
    people,
    lines,
    related,
    unconfirmed: known?.unconfirmed ? confirm(known.unconfirmed, snapshot) : null,
    chats: changed || !known ? chats : known.chats,
    opened: known?.opened ?? null,
    listed,
  }
}

// Details from a session history lack some values, which stay as known, and values of members only: its reader is none.
const nonMemberDialog = (received: Dialog, known: Dialog | null): Dialog => ({
  ...received,
  lastMessageId: received.lastMessageId ?? known?.lastMessageId ?? null,
  participantCount: known?.participantCount ?? received.participantCount,
  joined: false,
  readBy: known?.readBy ?? received.readBy,
})

/** Changes the details of one chat. */
export const patchDialog = (known: CardCache, chatId: ChatId, change: Partial<Dialog>): CardCache => ({
  ...known,
  chats: known.chats.map((facts) =>
    facts.id === chatId && facts.dialog ? { ...facts, dialog: { ...facts.dialog, ...change } } : facts,
  ),
})
