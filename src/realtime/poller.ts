import type { QueryClient } from '@tanstack/react-query'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { MessageWindow } from '@/domain/message-window'
import { addNewer } from '@/domain/message-window'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { applyLook } from '@/queries/apply-look'
import type { CardData } from '@/queries/card-data'
import { keys } from '@/queries/keys'
import type { OpenedCard } from '@/queries/portal-context'

/** Looks at the card again and again while the panel is visible. */
export interface Poller {
  /** The chat on screen; its messages ride along with every look. */
  readonly openChat: (chatId: ChatId | null) => void
  /** Looks at once; further calls while a look is out lead to one more. */
  readonly lookNow: () => void
  readonly stop: () => void
}

/** What the poller tells about itself. */
export interface PollerNews {
  /** null = the last look went well. */
  readonly onHealth: (error: PortalError | null) => void
}

/** Distance between looks, ms: fast for a while after something moved, slower with time. */
const ACTIVE_EVERY = 4_000
const CALM_EVERY = 10_000
const ACTIVE_FOR = 120_000
const FAILED_FIRST = 4_000
const FAILED_MOST = 60_000
/** Details of other chats are read again this many per look, in turn: little else tells of chats one isn't in. */
const OTHER_DIALOGS = 3
/** Chats that the lists say have changed, per look. */
const CHANGED_DIALOGS = 10
const GAP_PAGES = 10

/**
 * Chats whose details are probably old after a look: those that came to or left the active list, and those that moved up in the portal's
 * order, which is by the last change of the session.
 */
export const changedChats = (before: CardData | undefined, after: CardData | undefined): readonly ChatId[] => {
  if (!before || !after || before.chats === after.chats) return []
  const old = new Map(before.chats.map((chat, place) => [chat.id, { active: chat.active, place }]))
  const changed: ChatId[] = []
  let foremost = Infinity
  for (const chat of after.chats.toReversed()) {
    const was = old.get(chat.id)
    if (!was) continue
    if (was.place > foremost || was.active !== chat.active) changed.unshift(chat.id)
    foremost = Math.min(foremost, was.place)
  }
  return changed
}

/** Starts looking. Stops by itself while the page is hidden and looks at once when it comes back. */
export const startPoller = (card: OpenedCard, client: QueryClient, news: PollerNews): Poller => {
  const { portal, item } = card
  let open: ChatId | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let looking = false
  let again = false
  let hurried = false
  let stopped = false
  let failures = 0
  let movedAt = Date.now()
  let turn = 0
  /** Nothing is asked before this moment (unix ms): the portal said so. */
  let silentUntil = 0
  let changed: readonly ChatId[] = []
  const askedPeople = new Set<UserId>()
  /** Up to which message a history has been read, though it may not hold that message itself. */
  const historyReadTo = new Map<ChatId, MessageId>()

  const plan = (ms: number) => {
    clearTimeout(timer)
    if (!stopped && !document.hidden) timer = setTimeout(() => void look(), ms)
  }

  const wish = () => {
    const data = client.getQueryData<CardData>(keys.card(item))
    const window = open === null ? undefined : client.getQueryData<MessageWindow>(keys.messages(open))
    const facts = data?.chats.find((chat) => chat.id === open)
    const lastKnown = Math.max(window?.messages.at(-1)?.id ?? 0, open === null ? 0 : (historyReadTo.get(open) ?? 0))
    // A history is the whole session each time: it is read again only when the details say that something came.
    const historyMoved = (facts?.dialog?.lastMessageId ?? 0) > lastKnown
    const pages =
      open === null || !window
        ? []
        : window.way === 'member'
          ? [{ chatId: open, way: 'member' as const }]
          : historyMoved
            ? [{ chatId: open, way: 'either' as const }]
            : []
    const moved = changed.filter((id) => id !== open).slice(0, CHANGED_DIALOGS)
    // Of the caller's own chats the look tells everything but which message is the first unread one.
    const others =
      data?.chats.filter(
        ({ id, status, dialog }) =>
          id !== open &&
          !moved.includes(id) &&
          dialog &&
          (status === null || (dialog.counter > 0 && dialog.unreadId === null)),
      ) ?? []
    const inTurn =
      others.length > 0
        ? Array.from(
            { length: Math.min(OTHER_DIALOGS, others.length) },
            (_, index) => others[(turn + index) % others.length]?.id,
          )
        : []
    turn += OTHER_DIALOGS
    const unnamed = new Set<UserId>()
    for (const chat of data?.chats ?? [])
      if (chat.dialog?.ownerId && !data?.people.has(chat.dialog.ownerId) && !askedPeople.has(chat.dialog.ownerId))
        unnamed.add(chat.dialog.ownerId)
    return {
      dialogs: [...(open === null ? [] : [open]), ...moved, ...inTurn.filter((id) => id !== undefined)],
      pages,
      people: [...unnamed].slice(0, 20),
      lines: false,
    }
  }

  const fillGap = async (chatId: ChatId) => {
    const shown = client.getQueryData<MessageWindow>(keys.messages(chatId))
    const last = shown?.messages.at(-1)
    if (!shown || !last) return
    const missing = await portal.readStretch(chatId, 'newer', last.id, GAP_PAGES)
    client.setQueryData<MessageWindow>(keys.messages(chatId), (now) => now && addNewer(now, missing, missing.more))
  }

  // A member who was removed (transfer, closing) reads the chat as everybody else does, if he may.
  const readAsOutsider = async (chatId: ChatId) => {
    const wish = { dialogs: [], pages: [{ chatId, way: 'either' as const }], people: [], lines: false }
    const seen = await portal.lookAtChats(wish)
    applyLook(client, item, seen)
    // What he may not read any more has to go from the screen.
    if (seen.unreadable.get(chatId)?.kind === 'forbidden')
      await client.resetQueries({ queryKey: keys.messages(chatId) })
  }

  const lookOnce = async (): Promise<void> => {
    const before = client.getQueryData<CardData>(keys.card(item))
    const wished = wish()
    const dialogBefore = before?.chats.find((chat) => chat.id === open)?.dialog
    const seen = await portal.lookAtCard(item, wished)
    for (const id of wished.people) askedPeople.add(id)
    for (const { chatId, way } of wished.pages)
      if (way === 'either' && dialogBefore?.lastMessageId && seen.pages.has(chatId))
        historyReadTo.set(chatId, dialogBefore.lastMessageId)
    const gaps = applyLook(client, item, seen)
    const after = client.getQueryData<CardData>(keys.card(item))
    changed = changedChats(before, after).filter((id) => !seen.dialogs.has(id) && !seen.refused.has(id))
    for (const { chatId, way } of wished.pages)
      if (way === 'member' && seen.unreadable.get(chatId)?.kind === 'forbidden') await readAsOutsider(chatId)
    for (const gap of gaps) await fillGap(gap)
  }

  const look = async (): Promise<void> => {
    if (stopped || document.hidden) return
    if (looking) {
      again = true
      return
    }
    if (!client.getQueryData(keys.card(item))) return plan(ACTIVE_EVERY)
    if (Date.now() < silentUntil) return plan(silentUntil - Date.now())
    looking = true
    clearTimeout(timer)
    const before = client.getQueryData(keys.card(item))
    try {
      await lookOnce()
      failures = 0
      news.onHealth(null)
    } catch (thrown) {
      const error = asPortalError(thrown)
      failures += 1
      silentUntil = error.retryAt ?? 0
      news.onHealth(error)
    } finally {
      looking = false
    }
    if (client.getQueryData(keys.card(item)) !== before) movedAt = Date.now()
    // A list whose order never rests must not keep us running.
    hurried = failures === 0 && changed.length > 0 && !hurried
    if (again || hurried) {
      again = false
      return plan(0)
    }
    const calm = Date.now() - movedAt > ACTIVE_FOR ? CALM_EVERY : ACTIVE_EVERY
    // Panels that were opened together must not go on looking together.
    const jitter = 0.85 + Math.random() * 0.3
    const pause = (failures > 0 ? Math.min(FAILED_MOST, FAILED_FIRST * 2 ** (failures - 1)) : calm) * jitter
    plan(Math.max(pause, silentUntil - Date.now()))
  }

  const onVisible = () => {
    if (document.hidden) clearTimeout(timer)
    else void look()
  }
  const onOnline = () => void look()
  document.addEventListener('visibilitychange', onVisible)
  window.addEventListener('online', onOnline)
  plan(ACTIVE_EVERY)

  return {
    openChat: (chatId) => {
      if (open === chatId) return
      open = chatId
      movedAt = Date.now()
      // What was shown from the cache may be old; the first chat has only just been read.
      if (chatId !== null && client.getQueryData(keys.messages(chatId)) && turn > 0) void look()
      turn += 1
    },
    lookNow: () => {
      movedAt = Date.now()
      void look()
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onVisible)
      window.removeEventListener('online', onOnline)
    },
  }
}
