import type { ChatId, MessageId } from '@/domain/ids'
import { LIST_MAX_INTERVAL_MS, LIST_MIN_INTERVAL_MS, pollInterval } from './poll-intervals'

// When something last happened in each chat and when it was last polled, and from that: when it is due. Pure: times are handed in, ms.

/** A chat that a card of this browser shows. */
export interface WatchedChat {
  readonly chatId: ChatId
  /** Its messages are on a visible screen; the others are rows of a list. */
  readonly onScreen: boolean
  /** The caller is in it, so im.recent.list returns its newest message. */
  readonly member: boolean
}

/** What is known of one chat. */
export interface ChatState {
  /** Last sign of activity. */
  movedAt: number
  /** When any panel last polled it. */
  polledAt: number
  /** When this panel last read its details. */
  detailsAt: number
  /** Newest message that this panel read itself, and that any panel reported; 0 = none. */
  observed: MessageId | 0
  reported: MessageId | 0
}

/** The chats of one browser and of its peers. */
export interface ChatActivity {
  /** Replaces the watched chats; returns those that came on screen. */
  readonly watch: (now: number, list: readonly WatchedChat[]) => readonly ChatId[]
  readonly watched: () => ReadonlyMap<ChatId, WatchedChat>
  readonly onScreen: () => readonly ChatId[]
  readonly isOnScreen: (chatId: ChatId) => boolean
  /** Watched, or known from a peer. */
  readonly isKnown: (chatId: ChatId) => boolean
  /** State of a chat, made when it is unknown. */
  readonly stateOf: (now: number, chatId: ChatId) => ChatState
  /** This panel read the chat up to this message. */
  readonly observed: (now: number, chatId: ChatId, messageId: MessageId) => void
  /** A peer reported this message as the newest one. True = newer than what this panel has read of a watched chat. */
  readonly reported: (now: number, chatId: ChatId, messageId: MessageId) => boolean
  /** The card's lists were read. */
  readonly listsRead: (now: number) => void
  /** Nothing read before counts as recent. */
  readonly forgetPolls: () => void
  /** How long the chat may go without a poll, ms. */
  readonly intervalOf: (state: ChatState) => number
  /** When a chat on screen or the lists are due, all intervals longer by `pace`; null = nothing was ever watched. */
  readonly due: (now: number, pace: number) => number | null
}

/** Most chats of which a state is kept. */
const MAX_CHATS = 3_000
/** A chat that comes on screen counts as silent for so long (ms): most of them are only read. */
const OPENED_SILENCE_MS = 60_000

/** Before everything (ms), yet a number that can be compared and subtracted. */
const NEVER = -1e12

/** Nothing watched, nothing known. */
export const createChatActivity = (): ChatActivity => {
  let watched: ReadonlyMap<ChatId, WatchedChat> = new Map()
  const states = new Map<ChatId, ChatState>()
  /** When the lists were last read; a start counts. */
  let listedAt: number | null = null
  let listMovedAt = -Infinity
  let watchedSince = -Infinity

  const stateOf = (now: number, chatId: ChatId): ChatState => {
    const known = states.get(chatId)
    if (known) return known
    const fresh: ChatState = {
      movedAt: now - OPENED_SILENCE_MS,
      polledAt: NEVER,
      detailsAt: NEVER,
      observed: 0,
      reported: 0,
    }
    if (states.size >= MAX_CHATS)
      for (const id of states.keys()) {
        if (watched.has(id)) continue
        states.delete(id)
        break
      }
    states.set(chatId, fresh)
    return fresh
  }

  const onScreen = () => [...watched.values()].filter((chat) => chat.onScreen).map(({ chatId }) => chatId)
  const intervalOf = (state: ChatState) => pollInterval(Math.max(0, state.polledAt - state.movedAt))

  return {
    watch: (now, list) => {
      const before = new Set(onScreen())
      watched = new Map(list.map((chat) => [chat.chatId, chat]))
      if (listedAt === null) listedAt = watchedSince = now
      const opened = onScreen().filter((chatId) => !before.has(chatId))
      for (const chatId of opened) {
        const state = stateOf(now, chatId)
        state.movedAt = Math.max(state.movedAt, now - OPENED_SILENCE_MS)
      }
      return opened
    },
    watched: () => watched,
    onScreen,
    isOnScreen: (chatId) => watched.get(chatId)?.onScreen === true,
    isKnown: (chatId) => watched.has(chatId) || states.has(chatId),
    stateOf,
    observed: (now, chatId, messageId) => {
      const state = stateOf(now, chatId)
      if (messageId > state.observed) {
        // What was there before the first reading is no sign of activity.
        if (state.observed > 0) {
          state.movedAt = now
          if (watched.has(chatId)) listMovedAt = now
        }
        state.observed = messageId
      }
      state.reported = messageId
      state.polledAt = now
    },
    reported: (now, chatId, messageId) => {
      const state = stateOf(now, chatId)
      // Older than what this panel has read: the peer doesn't see all messages of the chat.
      if (messageId < state.observed) return false
      state.polledAt = now
      if (messageId > state.reported) {
        if (state.reported > 0) state.movedAt = now
        state.reported = messageId
      }
      return watched.has(chatId) && messageId > state.observed
    },
    listsRead: (now) => {
      listedAt = now
    },
    forgetPolls: () => {
      for (const state of states.values()) state.polledAt = NEVER
    },
    intervalOf,
    due: (now, pace) => {
      if (listedAt === null) return null
      let due = Infinity
      for (const chatId of onScreen()) {
        const state = stateOf(now, chatId)
        due = Math.min(due, state.polledAt + intervalOf(state) * pace)
      }
      // Where only the list is on screen, a client who writes for the first time is what its operator waits for.
      const listOnly = onScreen().length === 0
      const movedAt = listOnly ? Math.max(listMovedAt, watchedSince - OPENED_SILENCE_MS) : listMovedAt
      const interval = pollInterval(
        Math.max(0, listedAt - movedAt),
        listOnly ? undefined : LIST_MIN_INTERVAL_MS,
        LIST_MAX_INTERVAL_MS,
      )
      return Math.min(due, listedAt + interval * pace)
    },
  }
}
