import type { QueryClient } from '@tanstack/react-query'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { addRange, type MessageWindow, refreshMessages } from '@/domain/message-window'
import type { TeamChat } from '@/domain/team-chat'
import type { CardSnapshot, SnapshotRequest } from '@/portal/portal'
import { applySnapshot, isStale } from '@/queries/apply-snapshot'
import type { OpenedCard } from '@/queries/card-context'
import type { CardCache } from '@/queries/merge-snapshot'
import { queryKeys } from '@/queries/query-keys'
import { withRelations } from '@/queries/relations'
import type { WatchedChat } from './chat-activity'

/** One card's part in the polls: what it asks for, and how it applies the answers. */
export interface CardSync {
  /** The chat on screen, or null. */
  readonly openChat: (chatId: ChatId | null) => void
  /** The newest message of a chat by its row or its details; null = unknown. */
  readonly newestReported: (chatId: ChatId) => MessageId | null
  /** Users whose names are wanted. True = the next poll will ask for one that was never wanted before. */
  readonly wantNames: (userIds: readonly UserId[]) => boolean
  /** Chats worth watching; null while the card has not been read. */
  readonly watchedChats: (visible: boolean) => readonly WatchedChat[] | null
  /** What a poll should read, besides the card's lists and the details that the scheduler chooses. `now` in ms of performance.now(). */
  readonly nextRequest: (now: number) => SnapshotRequest
  /** Applies the answer of a poll. Resolves to true when it showed that another poll should follow at once. */
  readonly apply: (snapshot: CardSnapshot, startedAt: number) => Promise<boolean>
}

/** Chats whose details are read again per poll because the lists show that they have changed. */
const MAX_CHANGED_DIALOGS = 10
const MAX_GAP_PAGES = 10
const PEOPLE_PER_REQUEST = 20
/** Rows whose newest message is read per poll, where the details name a newer one: im.recent.list has only chats the caller is in. */
const PREVIEWS_AT_ONCE = 2
/** More users than any office has: made-up ones in events must not cause requests for ever. */
const MAX_PEOPLE = 500
/** Interval (ms) for older messages, and for a history: only edits and deletions are to be found there. */
const REREAD_INTERVAL_MS = 45_000
/** After so long (ms, by the wall clock: the computer may have slept) a poll reads as much as a start: so many details and histories. */
const OLD_MS = 600_000
const OLD_DIALOGS = 10
const OLD_ROWS = 3
/** Messages that each poll reads anyway, and those that one older page adds. */
const READ_ANYWAY = 30
const REREAD_PAGE = 50
/** A closed chat this far up in the list may be opened again without moving there. */
const WATCHED_CLOSED = 5

/**
 * Chats whose details are probably outdated after a poll: those that came to or left the active list, and those that moved up in the
 * portal's order, which is by the last change of the session.
 */
export const changedChats = (before: CardCache | undefined, after: CardCache | undefined): readonly ChatId[] => {
  if (!before || !after || before.chats === after.chats) return []
  const old = new Map(before.chats.map((chat, place) => [chat.id, { active: chat.active, place }]))
  const changed: ChatId[] = []
  let mostUrgent = Infinity
  for (const chat of after.chats.toReversed()) {
    const was = old.get(chat.id)
    if (!was) continue
    if (was.place > mostUrgent || was.active !== chat.active) changed.unshift(chat.id)
    mostUrgent = Math.min(mostUrgent, was.place)
  }
  return changed
}

/** The part of one opened card, whose state lives in the cache. */
export const createCardSync = ({ portal, item }: OpenedCard, client: QueryClient): CardSync => {
  let open: ChatId | null = null
  let changed: readonly ChatId[] = []
  let pressing = false
  const requestedPeople = new Set<UserId>()
  let requesting: readonly UserId[] = []
  const missingPeople = new Set<UserId>()
  /** Users of whom `wantNames` has told before: made-up ones must not cause a poll each time. */
  const wantedPeople = new Set<UserId>()
  /** Up to which message a history has been read, though it may not hold that message itself. */
  const historyReadTo = new Map<ChatId, MessageId>()
  /** The newest message because of which a row's preview was asked for. */
  const previewAskedFor = new Map<ChatId, MessageId>()
  /** The newest message because of which the open chat's details were asked for. */
  const detailsAskedFor = new Map<ChatId, MessageId>()
  /** Each poll asks about one relation, in turn: the lists cost operating time, and a batch is shared by all tabs. */
  let turn = 0
  let rereadAt = 0
  let takenAt = Date.now()
  /** Where the reading of older messages goes on; null = at the newest end. */
  let rereadBelow: MessageId | null = null

  const cardNow = () => client.getQueryData<CardCache>(queryKeys.card(item))
  const windowOf = (chatId: ChatId) => client.getQueryData<MessageWindow>(queryKeys.messages(chatId))
  const factsOf = (chatId: ChatId | null) => cardNow()?.chats.find((chat) => chat.id === chatId)

  const eitherWay = (chatId: ChatId): SnapshotRequest['pages'][number] => ({
    chatId,
    way: 'either',
    sessionId: factsOf(chatId)?.dialog?.sessionId ?? null,
  })

  const pagesOf = (chatId: ChatId, now: number): SnapshotRequest['pages'] => {
    const window = windowOf(chatId)
    if (!window) return []
    if (window.source === 'member') return [{ chatId, way: 'member' }]
    // A history is the whole session each time: it is read again when the details name a newer message, and now and then.
    const lastKnown = Math.max(window.messages.at(-1)?.id ?? 0, historyReadTo.get(chatId) ?? 0)
    const moved = (factsOf(chatId)?.dialog?.lastMessageId ?? 0) > lastKnown
    if (!moved && now - rereadAt < REREAD_INTERVAL_MS) return []
    rereadAt = now
    return [eitherWay(chatId)]
  }

  /** One page of older messages, each time a little older, until the oldest loaded message. */
  const olderOf = (chatId: ChatId, now: number): SnapshotRequest['older'] => {
    const window = windowOf(chatId)
    if (window?.source !== 'member' || window.messages.length <= READ_ANYWAY || now - rereadAt < REREAD_INTERVAL_MS)
      return []
    const { messages } = window
    const from = rereadBelow === null ? -1 : messages.findIndex(({ id }) => id >= (rereadBelow ?? 0))
    const place = from > 0 ? from : messages.length - READ_ANYWAY
    const before = messages[place]?.id
    if (before === undefined) return []
    rereadAt = now
    rereadBelow = messages[place - REREAD_PAGE]?.id ?? null
    return [{ chatId, before }]
  }

  /** Details older than the newest message: it may have changed whose turn it is, or opened the reply window again. */
  const outdatedDetails = (chatId: ChatId): readonly ChatId[] => {
    const last = windowOf(chatId)?.messages.at(-1)?.id
    const dialog = factsOf(chatId)?.dialog
    if (!last || !dialog || last <= (dialog.lastMessageId ?? 0) || last <= (detailsAskedFor.get(chatId) ?? 0)) return []
    detailsAskedFor.set(chatId, last)
    return [chatId]
  }

  /** Rows of chats the caller isn't in, whose details name a message that this panel hasn't read. */
  const outdatedRows = (): readonly (readonly [ChatId, MessageId])[] =>
    (cardNow()?.chats ?? []).flatMap(({ id, dialog, last, status }) => {
      const newest = dialog?.lastMessageId
      if (id === open || status !== null || !last || !newest || newest <= last.id) return []
      return newest > Math.max(previewAskedFor.get(id) ?? 0, historyReadTo.get(id) ?? 0) ? [[id, newest]] : []
    })

  const relationInTurn = (data: CardCache | undefined) => {
    const list = (data?.related?.list ?? []).filter(({ access }) => access !== 'denied')
    turn += 1
    return list.length === 0
      ? []
      : list
          .slice(turn % list.length)
          .slice(0, 1)
          .map((one) => one.item)
  }

  const nextRequest = (now: number): SnapshotRequest => {
    const data = cardNow()
    const team = client.getQueryData<TeamChat>(queryKeys.teamChat(item))
    const old = Date.now() - takenAt > OLD_MS
    const moved = outdatedRows().slice(0, PREVIEWS_AT_ONCE)
    for (const [chatId, newest] of moved) previewAskedFor.set(chatId, newest)
    const first = (data?.chats ?? []).filter(({ id, dialog }) => id !== open && dialog)
    const rows = old
      ? first
          .filter(({ status }) => status === null)
          .slice(0, OLD_ROWS)
          .map(({ id }) => id)
      : moved.map(([chatId]) => chatId)
    for (const chat of data?.chats ?? []) if (chat.dialog?.ownerId) missingPeople.add(chat.dialog.ownerId)
    const unnamed = [...missingPeople].filter((id) => !data?.people.has(id) && !requestedPeople.has(id))
    missingPeople.clear()
    requesting = requestedPeople.size < MAX_PEOPLE ? unnamed.slice(0, PEOPLE_PER_REQUEST) : []
    return {
      dialogs: [
        ...new Set([
          ...(open === null ? [] : old ? [open] : outdatedDetails(open)),
          ...changed.slice(0, MAX_CHANGED_DIALOGS),
          ...(old ? first.slice(0, OLD_DIALOGS).map(({ id }) => id) : []),
        ]),
      ],
      pages: [
        ...(open === null ? [] : pagesOf(open, now)),
        ...(team?.kind === 'inside' ? [{ chatId: team.id, way: 'member' as const }] : []),
        ...rows.map(eitherWay),
      ],
      older: open === null ? [] : olderOf(open, now),
      people: requesting,
      lines: false,
      related: relationInTurn(data),
    }
  }

  // It begins somewhat before the end: what changed there since is in no other page that is read.
  const fillGap = async (chatId: ChatId) => {
    const { messages = [] } = windowOf(chatId) ?? {}
    const from = messages.at(-READ_ANYWAY) ?? messages[0]
    if (!from) return
    const missing = await portal.fetchMessageRange(chatId, 'newer', from.id, MAX_GAP_PAGES)
    client.setQueryData<MessageWindow>(
      queryKeys.messages(chatId),
      // A window that was reloaded meanwhile may end at another message: what doesn't join it would leave an unmarked gap.
      (now) => now && addRange(refreshMessages(now, missing), from.id, 'newer', missing, missing.more),
    )
  }

  // A member who was removed (transfer, closing) reads the chat as non-members do, if they may.
  const readAsNonMember = async (chatId: ChatId) => {
    const startedAt = performance.now()
    const asked: SnapshotRequest = {
      dialogs: [],
      pages: [eitherWay(chatId)],
      older: [],
      people: [],
      lines: false,
    }
    const seen = await portal.fetchChats(asked)
    applySnapshot(client, item, seen, startedAt)
    // What they may not read any more has to go from the screen.
    if (seen.unreadable.get(chatId)?.kind === 'forbidden')
      await client.resetQueries({ queryKey: queryKeys.messages(chatId) })
  }

  return {
    openChat: (chatId) => {
      if (chatId === open) return
      open = chatId
      rereadBelow = null
    },
    newestReported: (chatId) => factsOf(chatId)?.last?.id ?? factsOf(chatId)?.dialog?.lastMessageId ?? null,
    wantNames: (userIds) => {
      const known = cardNow()?.people
      const unnamed = userIds.filter((id) => !known?.has(id) && !requestedPeople.has(id))
      for (const id of unnamed) if (missingPeople.size < MAX_PEOPLE) missingPeople.add(id)
      const fresh = unnamed.filter((id) => !wantedPeople.has(id) && wantedPeople.size < MAX_PEOPLE)
      for (const id of fresh) wantedPeople.add(id)
      return fresh.length > 0
    },
    watchedChats: (visible) => {
      const data = cardNow()
      if (!data) return null
      return data.chats.flatMap((chat, place): WatchedChat[] => {
        const shown = chat.id === open
        const closed = chat.active !== true && chat.dialog?.sessionId === null
        if (!shown && (!chat.dialog || (closed && place >= WATCHED_CLOSED))) return []
        const way = shown ? windowOf(chat.id)?.source : undefined
        const member = way ? way === 'member' : chat.status !== null
        return [{ chatId: chat.id, onScreen: shown && visible, member }]
      })
    },
    nextRequest,
    apply: async (snapshot, startedAt) => {
      const before = cardNow()
      const ways = new Map([...snapshot.unreadable.keys()].map((chatId) => [chatId, windowOf(chatId)?.source]))
      // As it was when the poll was sent: the details in it may already name newer messages than its pages hold.
      for (const chatId of snapshot.pages.keys()) {
        const last = factsOf(chatId)?.dialog?.lastMessageId
        if (last) historyReadTo.set(chatId, last)
      }
      const gaps = applySnapshot(
        client,
        item,
        withRelations(before, snapshot, false, (id) => isStale(client, id, startedAt)),
        startedAt,
      )
      for (const id of requesting) requestedPeople.add(id)
      requesting = []
      let urgent = false
      if (snapshot.chats) {
        takenAt = Date.now()
        const wasActive = new Map(before?.chats.map((chat) => [chat.id, chat.active]))
        changed = changedChats(before, cardNow()).filter((id) => !snapshot.dialogs.has(id) && !snapshot.refused.has(id))
        urgent = changed.some((id) => {
          const chat = factsOf(id)
          // For the caller's own chats that are in work im.recent.list has already returned the rest.
          return !chat || chat.status === null || chat.status < 10 || chat.active !== wasActive.get(id)
        })
      }
      urgent ||= snapshot.dialogs.size > 0 && outdatedRows().length > 0
      for (const [chatId, { kind }] of snapshot.unreadable)
        if (kind === 'forbidden' && ways.get(chatId) === 'member') await readAsNonMember(chatId)
      for (const gap of gaps) await fillGap(gap)
      // A list whose order keeps changing must not keep the polls running.
      pressing = urgent && !pressing
      return pressing
    },
  }
}
