import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { PortalErrorKind } from '@/portal/portal-error'
import type { ChatActivity } from './chat-activity'
import type { PollEvent } from './presence-protocol'

// What a poll asks and what it brings: which chats' details, own ones and those of peers. Pure: times are handed in, ms, so is chance.

/** What to ask in a poll besides the cards' lists, im.recent.list and the pages of the chats on screen. */
export interface PollPlan {
  /** Own chats whose details (imopenlines.dialog.get) are due, the most urgent first. */
  readonly own: readonly ChatId[]
  /** Own chats of which an event reported something newer: their messages are wanted. */
  readonly changed: readonly ChatId[]
  /** Chats that peers have on screen and no panel polled lately: imopenlines.dialog.get for each, refusals are no failure. */
  readonly peerChats: readonly ChatId[]
  /** The event to announce in the same batch, `seen` still empty: references to the batch's own answers go there. null = none. */
  readonly announce: PollEvent | null
}

/** What a poll or a fetch brought. */
export interface PollReport {
  /** Newest message of every chat that the answer tells of: by details, by im.recent.list, by a page. */
  readonly seen: ReadonlyMap<ChatId, MessageId>
  /** Chats whose details the portal refused to this caller. */
  readonly refused: Iterable<ChatId>
  /** `time.operating` of imopenlines.dialog.get, seconds in ten minutes, the last one in the answer; null = none. */
  readonly operating: number | null
  /** imopenlines.dialog.get met OPERATION_TIME_LIMIT inside the batch. */
  readonly overTime: boolean
}

/** Why a poll or a fetch failed. */
export interface PollFailure {
  readonly kind: PortalErrorKind
  /** ms for which the portal asks for a pause; null = it doesn't. */
  readonly retryIn: number | null
}

/** Chooses chats, the most overdue first. `budget`: what is left of the method's time, from 1 (ask freely) to 0. */
export interface ChatChooser {
  /** Own chats whose details are due. */
  readonly own: (now: number, budget: number) => ChatId[]
  /** Chats that these users have open on other panels. */
  readonly peers: (now: number, budget: number, open: ReadonlyMap<ChatId, ReadonlySet<UserId>>) => ChatId[]
  /** What the portal answered for the peers' chats chosen last. */
  readonly answered: (
    now: number,
    asked: readonly ChatId[],
    refused: ReadonlySet<ChatId>,
    seen: ReadonlyMap<ChatId, MessageId>,
  ) => void
}

/** Details hold more than the newest message (who owns the chat, who has read it): own chats have them read at least this often. */
const DETAILS_INTERVAL_MS = 45_000
const LISTED_DETAILS_INTERVAL_MS = 120_000
/** Most imopenlines.dialog.get per poll for peers, for own chats on screen and for chats that are only listed. */
const MAX_PEER_CHATS = 6
const MAX_OWN_CHATS = 6
const MAX_LISTED_CHATS = 2
/** A peer's chat is polled a little before its own panel would do it, so that that panel needn't. */
const NEARLY_DUE_RATIO = 0.6

/** Chooses among the chats of `chats`. */
export const createChatChooser = (chats: ChatActivity, random: () => number): ChatChooser => {
  const access = createAccessBackoff()
  let openFor: ReadonlyMap<ChatId, ReadonlySet<UserId>> = new Map()
  return {
    own: (now, budget) => {
      const overdue = (onScreen: boolean) =>
        [...chats.watched().values()]
          .filter((chat) => chat.onScreen === onScreen)
          .map(({ chatId, member }) => {
            const state = chats.stateOf(now, chatId)
            const details = (onScreen ? DETAILS_INTERVAL_MS : LISTED_DETAILS_INTERVAL_MS) / Math.max(budget, 0.2)
            // Of a chat that the caller isn't in, nothing but the details tells whether it has a new message.
            const wait = onScreen && !member ? Math.min(details, chats.intervalOf(state)) : details
            const since = onScreen && !member ? Math.max(state.detailsAt, state.polledAt) : state.detailsAt
            return { chatId, ratio: (now - since) / wait }
          })
          .filter(({ ratio }) => ratio >= NEARLY_DUE_RATIO)
          .toSorted((a, b) => b.ratio - a.ratio)
          .map(({ chatId }) => chatId)
      return [
        ...overdue(true).slice(0, MAX_OWN_CHATS),
        ...overdue(false).slice(0, Math.round(MAX_LISTED_CHATS * budget)),
      ]
    },
    peers: (now, budget, open) => {
      openFor = open
      const most = Math.floor(MAX_PEER_CHATS * budget + random())
      return [...openFor]
        .filter(([chatId, users]) => !chats.isOnScreen(chatId) && access.shouldTry(now, chatId, users))
        .map(([chatId]) => {
          const state = chats.stateOf(now, chatId)
          // Two panels that poll at the same moment should not choose the same chats.
          return { chatId, ratio: ((now - state.polledAt) / chats.intervalOf(state)) * (0.9 + random() * 0.2) }
        })
        .filter(({ ratio }) => ratio >= NEARLY_DUE_RATIO)
        .toSorted((a, b) => b.ratio - a.ratio)
        .slice(0, most)
        .map(({ chatId }) => chatId)
    },
    answered: (now, asked, refused, seen) => {
      for (const chatId of asked) {
        const users = openFor.get(chatId) ?? []
        if (refused.has(chatId)) access.refused(now, chatId, users)
        else if (seen.has(chatId)) access.granted(chatId, users)
      }
    },
  }
}

/** Whose chats this caller may see, learnt from refusals: asking costs time of the method's budget, even in vain. */
interface AccessBackoff {
  /** Whether asking for this chat, which these users have open, is worth a try. */
  readonly shouldTry: (now: number, chatId: ChatId, users: Iterable<UserId>) => boolean
  readonly granted: (chatId: ChatId, users: Iterable<UserId>) => void
  readonly refused: (now: number, chatId: ChatId, users: Iterable<UserId>) => void
}

/** A refused chat is not asked for during this time (ms). */
const CHAT_BACKOFF_MS = 30 * 60_000
/** Nor are all chats of a user after the first refusal; each further one in a row makes it four times as long. */
const USER_BACKOFF_MS = 5 * 60_000
const USER_BACKOFF_MAX_MS = 4 * 3_600_000
const MAX_REMEMBERED = 2_000

// The oldest entry of a map is its first.
const remember = <K, V>(map: Map<K, V>, key: K, value: V) => {
  map.delete(key)
  map.set(key, value)
  if (map.size > MAX_REMEMBERED) map.delete(map.keys().next().value as K)
}

/** Nothing learnt yet: everything is worth one try. */
const createAccessBackoff = (): AccessBackoff => {
  const chats = new Map<ChatId, number>()
  const users = new Map<UserId, { readonly refusals: number; readonly until: number }>()
  return {
    shouldTry: (now, chatId, openFor) =>
      (chats.get(chatId) ?? 0) <= now && [...openFor].some((userId) => (users.get(userId)?.until ?? 0) <= now),
    granted: (chatId, openFor) => {
      chats.delete(chatId)
      for (const userId of openFor) users.delete(userId)
    },
    refused: (now, chatId, openFor) => {
      remember(chats, chatId, now + CHAT_BACKOFF_MS)
      for (const userId of openFor) {
        const known = users.get(userId)
        // Several chats refused in one poll count as one refusal of their user.
        if (known && known.until > now) continue
        const refusals = (known?.refusals ?? 0) + 1
        const rest = Math.min(USER_BACKOFF_MAX_MS, USER_BACKOFF_MS * 4 ** Math.min(refusals - 1, 8))
        remember(users, userId, { refusals, until: now + rest })
      }
    },
  }
}
