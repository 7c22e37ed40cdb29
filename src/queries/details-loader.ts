import type { QueryClient } from '@tanstack/react-query'
import type { ChatRecord } from '@/domain/chat-record'
import type { ChatId, UserId } from '@/domain/ids'
import type { SnapshotRequest } from '@/portal/portal'
import { applySnapshot } from './apply-snapshot'
import type { CardCache } from './merge-snapshot'
import { queryKeys } from './query-keys'
import type { OpenedCard } from './card-context'
import { newestSession } from './session-history'

/** Fetches missing details of rows on screen, in batches. */
export interface DetailsLoader {
  /** Replaces the previous request. */
  readonly request: (requested: DetailsRequest) => void
}

/** Chats on screen or being searched. */
export interface DetailsRequest {
  /** Rows on screen: details, preview, names. */
  readonly rows: readonly ChatId[]
  /** Chats that need only name and state, for a search; fetched after the rows on screen. */
  readonly known: readonly ChatId[]
}

/** Rows that scroll by within this time share a request. */
const COLLECT_MS = 60
// Details are expensive on a real portal (0.1 to 0.4 s each): a request stays well under its 60 s and leaves budget for others.
const DIALOGS_AT_ONCE = 20
const PREVIEWS_AT_ONCE = 8
const PEOPLE_AT_ONCE = 50
/**
 * Number of recently changed chats that are loaded without being on screen: clients without an answer are among them and belong to the top.
 * Chats further down are loaded when the operator scrolls or searches.
 */
const KNOWN_FROM_LIST = 50
const PAUSE_AFTER_FAILURE_MS = 10_000
/** Chats that are not on screen wait until the card has started, ms. */
const OTHERS_AFTER_MS = 3_000

const loaders = new WeakMap<OpenedCard, DetailsLoader>()

/** The loader of a card; one per opened card. */
export const detailsOf = (card: OpenedCard, client: QueryClient): DetailsLoader => {
  const known = loaders.get(card)
  if (known) return known
  const made = createDetailsLoader(card, client)
  loaders.set(card, made)
  return made
}

/** Messages have to be read: there is no preview, or the newest one alone doesn't tell since when the client waits. */
const needsMessages = ({ last, ended, active, dialog }: ChatRecord): boolean =>
  !last ||
  (ended === null && last.from !== 'me' && last.from !== 'operator' && (active === true || dialog?.sessionId !== null))

const createDetailsLoader = (card: OpenedCard, client: QueryClient): DetailsLoader => {
  let requested: DetailsRequest = { rows: [], known: [] }
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy = false
  let requestedLines = false
  const requestedPreviews = new Set<ChatId>()
  const requestedPeople = new Set<UserId>()

  let pauseUntil = 0
  const startedAt = Date.now()

  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void fetchMissing(), Math.max(ms, pauseUntil - Date.now()))
  }

  /** Previews of chats that the portal refuses by the chat's id: their newest sessions (imopenlines up to 25.0 knows sessions only). */
  const readBySession = async (refused: ReadonlySet<ChatId>): Promise<void> => {
    const chats = client.getQueryData<CardCache>(queryKeys.card(card.item))?.chats ?? []
    const pages: SnapshotRequest['pages'][number][] = []
    for (const facts of chats.filter(({ id }) => refused.has(id))) {
      const sessionId = await newestSession(card, client, facts)
      if (sessionId !== null) pages.push({ chatId: facts.id, way: 'history', sessionId })
    }
    if (pages.length === 0) return
    const startedAt = performance.now()
    const snapshot = await card.portal.fetchChats({ dialogs: [], pages, older: [], people: [], lines: false })
    applySnapshot(client, card.item, snapshot, startedAt)
  }

  const fetchMissing = async (): Promise<void> => {
    const data = client.getQueryData<CardCache>(queryKeys.card(card.item))
    if (busy || !data) return
    const request = new Set(requested.rows)
    const rows = data.chats.filter((facts) => request.has(facts.id))
    const known = new Set(requested.known)
    const isStarted = Date.now() - startedAt >= OTHERS_AFTER_MS
    const others = data.chats.filter(
      (facts, place) => !request.has(facts.id) && (known.has(facts.id) || (isStarted && place < KNOWN_FROM_LIST)),
    )
    const { unconfirmed } = data
    const dialogs = [...rows, ...others]
      .filter((facts) => (!facts.dialog || unconfirmed?.details.has(facts.id) === true) && !facts.refused)
      .slice(0, DIALOGS_AT_ONCE)
    const previews = rows
      .filter((facts) => needsMessages(facts) || unconfirmed?.messages.has(facts.id) === true)
      .filter((facts) => !requestedPreviews.has(facts.id))
      .slice(0, PREVIEWS_AT_ONCE)
    // A search and a filter also use the names of lines and operators.
    const named = data.chats.filter((facts) => request.has(facts.id) || known.has(facts.id))
    const people = named
      .flatMap((facts) => [facts.dialog?.ownerId ?? [], facts.last?.authorId ?? []].flat())
      .filter((id) => !data.people.has(id) && !requestedPeople.has(id))
    const lines = !requestedLines && named.some((facts) => facts.dialog?.lineId && !data.lines.has(facts.dialog.lineId))
    if (dialogs.length + previews.length + people.length === 0 && !lines) {
      if (!isStarted) later(OTHERS_AFTER_MS - (Date.now() - startedAt))
      return
    }

    busy = true
    for (const facts of previews) requestedPreviews.add(facts.id)
    try {
      const startedAt = performance.now()
      const peopleNow = [...new Set(people)].slice(0, PEOPLE_AT_ONCE)
      const snapshot = await card.portal.fetchChats({
        dialogs: dialogs.map((facts) => facts.id),
        pages: previews.map(({ id, dialog }) => ({
          chatId: id,
          // Closing a session removes all members of the chat.
          way: dialog && (dialog.joined === false || dialog.sessionId === null) ? ('history' as const) : 'either',
          sessionId: dialog?.sessionId ?? null,
        })),
        older: [],
        people: peopleNow,
        lines,
      })
      for (const id of peopleNow) requestedPeople.add(id)
      requestedLines ||= lines
      applySnapshot(client, card.item, snapshot, startedAt)
      await readBySession(
        new Set([...snapshot.unreadable].flatMap(([id, { kind }]) => (kind === 'forbidden' ? id : []))),
      )
      // A call can fail inside a successful request: repeating it at once would loop.
      if (dialogs.some(({ id }) => !snapshot.dialogs.has(id) && !snapshot.refused.has(id)))
        pauseUntil = Date.now() + PAUSE_AFTER_FAILURE_MS
    } catch {
      // Rows stay as they are; the poll shows that the portal doesn't answer.
      for (const facts of previews) requestedPreviews.delete(facts.id)
      pauseUntil = Date.now() + PAUSE_AFTER_FAILURE_MS
    }
    busy = false
    later(0)
  }

  return {
    request: (now) => {
      requested = now
      later(COLLECT_MS)
    },
  }
}
