import type { QueryClient } from '@tanstack/react-query'
import type { ChatId, UserId } from '@/domain/ids'
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
/** Details of other chats are read again this many per look, in turn: nothing else tells of chats one isn't in. */
const OTHER_DIALOGS = 3
const GAP_PAGES = 10

/** Starts looking. Stops by itself while the page is hidden and looks at once when it comes back. */
export const startPoller = (card: OpenedCard, client: QueryClient, news: PollerNews): Poller => {
  const { portal, item } = card
  let open: ChatId | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let looking = false
  let again = false
  let stopped = false
  let failures = 0
  let movedAt = Date.now()
  let turn = 0

  const plan = (ms: number) => {
    clearTimeout(timer)
    if (!stopped && !document.hidden) timer = setTimeout(() => void look(), ms)
  }

  const wish = () => {
    const data = client.getQueryData<CardData>(keys.card(item))
    const window = open === null ? undefined : client.getQueryData<MessageWindow>(keys.messages(open))
    const facts = data?.chats.find((chat) => chat.id === open)
    const lastKnown = window?.messages.at(-1)?.id ?? 0
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
    const others = data?.chats.filter((chat) => chat.id !== open && chat.status === null && chat.dialog) ?? []
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
      if (chat.dialog?.ownerId && !data?.people.has(chat.dialog.ownerId)) unnamed.add(chat.dialog.ownerId)
    return {
      dialogs: [...(open === null ? [] : [open]), ...inTurn.filter((id) => id !== undefined)],
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

  const look = async (): Promise<void> => {
    if (looking) {
      again = true
      return
    }
    if (stopped || !client.getQueryData(keys.card(item))) return plan(ACTIVE_EVERY)
    looking = true
    clearTimeout(timer)
    const before = client.getQueryData(keys.card(item))
    const wished = wish()
    try {
      const seen = await portal.lookAtCard(item, wished)
      // A member who was removed (transfer, closing) can't read pages any more; the next look takes the other way.
      const lost = wished.pages.some((page) => page.way === 'member' && seen.unreadable.has(page.chatId))
      if (lost && open !== null) await readOtherWay(open)
      for (const gap of applyLook(client, item, seen)) await fillGap(gap)
      failures = 0
      news.onHealth(null)
    } catch (error) {
      failures += 1
      news.onHealth(asPortalError(error))
    } finally {
      looking = false
    }
    if (client.getQueryData(keys.card(item)) !== before) movedAt = Date.now()
    if (again) {
      again = false
      return plan(0)
    }
    const calm = Date.now() - movedAt > ACTIVE_FOR ? CALM_EVERY : ACTIVE_EVERY
    // Panels that were opened together must not go on looking together.
    const jitter = 0.85 + Math.random() * 0.3
    plan((failures > 0 ? Math.min(FAILED_MOST, FAILED_FIRST * 2 ** (failures - 1)) : calm) * jitter)
  }

  const readOtherWay = async (chatId: ChatId) => {
    const { window } = await portal.newestMessages(chatId)
    client.setQueryData(keys.messages(chatId), window)
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
