import type { ChatId, UserId } from '@/domain/ids'
import type { PanelId, PresenceEvent } from './presence-protocol'

// Which peers are there, by their events, and whether this panel hears them at all. Times in ms of the scheduler, handed in.

/** A colleague with a chat on their screen. */
export interface Colleague {
  readonly userId: UserId
  readonly writing: boolean
}

/** A peer that was heard. */
interface Peer {
  readonly userId: UserId
  readonly open: readonly ChatId[]
  /** When it counts as gone unless it is heard again. */
  readonly until: number
  /** It has a chat of this screen open and hasn't heard this panel: when an announcement is to follow; null = it has. */
  answerAt: number | null
  /** Announcements made for it since it last named this panel's user. */
  answers: number
}

/** The peers of one browser's panel. */
export interface PresenceRegistry {
  /** The application channel opened or closed; false = it already was so. */
  readonly channel: (open: boolean) => boolean
  readonly isConnected: () => boolean
  /** The channel is open, and events come back: the panel's own ones at least. */
  readonly hearsPeers: (now: number) => boolean
  /** This panel announces itself now. */
  readonly announced: (now: number) => void
  /** When an announcement is due: a peer hasn't heard this panel, or the first one on an open channel brought no echo. */
  readonly announceDue: () => number
  /** The panel's own event came back: all connected panels have heard it. */
  readonly echoed: (event: PresenceEvent) => void
  /** Takes over a peer's event; a peer that has to be answered is answered after `delay` ms. */
  readonly heard: (
    now: number,
    event: PresenceEvent,
    isOnScreen: (chatId: ChatId) => boolean,
    delay: () => number,
  ) => void
  /** Forgets all peers. */
  readonly reset: () => void
  /** Chats on the screens of peers, with the users who have them there. */
  readonly open: (now: number) => ReadonlyMap<ChatId, ReadonlySet<UserId>>
  /** Colleagues whose panels have one of these chats on screen. */
  readonly viewersOf: (now: number, chatIds: readonly ChatId[]) => readonly UserId[]
  /** Who else has this chat on screen or types in it. */
  readonly colleagues: (now: number, chatId: ChatId) => readonly Colleague[]
}

/** A peer that doesn't tell when it announces again counts as there for this long. */
const MIN_LIFETIME_MS = 30_000
const MAX_LIFETIME_MS = 600_000
const LIFETIME_SLACK_MS = 10_000
/** Typing is announced again every 15 to 20 s while it lasts. */
const TYPING_SHOWN_MS = 25_000
/** More peers than any portal has: made-up ones must not fill the memory. */
const MAX_PEERS = 1_000
/** A peer's event that is heard so soon after this panel's announcement may have been made before it arrived. */
const ANNOUNCE_GAP_MS = 5_000
/** A peer that still doesn't name this panel after so many announcements is not answered any more. */
const MAX_ANSWERS = 3
/** The first announcement on an open channel is repeated once when it brought no echo within this time. */
const FIRST_ECHO_MS = 8_000
/** Without an echo of the panel's own events for so long, the channel counts as dead. */
const ECHO_TIMEOUT_MS = 40_000

/** Nobody heard yet, the channel closed. `me`: the user of this panel. */
export const createPresenceRegistry = (me: UserId): PresenceRegistry => {
  const peers = new Map<PanelId, Peer>()
  const typing = new Map<PanelId, { readonly userId: UserId; readonly chatId: ChatId; readonly until: number }>()
  let connected = false
  let announcedAt = -Infinity
  /** When this panel first announced something without having heard anything since. */
  let unheardSince: number | null = null
  /** The announcement that brought no echo may be repeated. */
  let mayRepeat = false

  const expire = (now: number) => {
    for (const [id, { until }] of peers) if (until <= now) peers.delete(id)
    for (const [id, { until }] of typing) if (until <= now) typing.delete(id)
  }

  const open = (now: number): ReadonlyMap<ChatId, ReadonlySet<UserId>> => {
    expire(now)
    const viewers = new Map<ChatId, Set<UserId>>()
    for (const peer of peers.values())
      for (const chatId of peer.open) viewers.set(chatId, (viewers.get(chatId) ?? new Set()).add(peer.userId))
    return viewers
  }

  return {
    channel: (isOpen) => {
      if (connected === isOpen) return false
      connected = isOpen
      unheardSince = null
      mayRepeat = isOpen
      return true
    },
    isConnected: () => connected,
    hearsPeers: (now) => connected && (unheardSince === null || now - unheardSince < ECHO_TIMEOUT_MS),
    announced: (now) => {
      if (unheardSince === null) unheardSince = now
      else if (now - unheardSince >= FIRST_ECHO_MS) mayRepeat = false
      announcedAt = now
      for (const peer of peers.values()) {
        if (peer.answerAt !== null) peer.answers += 1
        peer.answerAt = null
      }
    },
    announceDue: () => {
      if (!connected) return Infinity
      let due = unheardSince !== null && mayRepeat ? unheardSince + FIRST_ECHO_MS : Infinity
      for (const { answerAt } of peers.values())
        if (answerAt !== null) due = Math.min(due, Math.max(answerAt, announcedAt + ANNOUNCE_GAP_MS))
      return due
    },
    echoed: ({ kind }) => {
      unheardSince = null
      mayRepeat = false
      if (kind === 'poll') for (const peer of peers.values()) peer.answerAt = null
    },
    heard: (now, event, isOnScreen, delay) => {
      expire(now)
      unheardSince = null
      mayRepeat = false
      const { panel, userId } = event
      switch (event.kind) {
        case 'poll': {
          const known = peers.get(panel)
          if (!known && peers.size >= MAX_PEERS) return
          const lifetime = Math.min(MAX_LIFETIME_MS, Math.max(MIN_LIFETIME_MS, event.within + LIFETIME_SLACK_MS))
          const hasHeard = userId === me || event.viewers.includes(me)
          const answers = hasHeard ? 0 : (known?.answers ?? 0)
          const isMissed = !hasHeard && answers < MAX_ANSWERS && event.open.some(isOnScreen)
          const answerAt = isMissed ? (known?.answerAt ?? now + delay()) : null
          peers.set(panel, { userId, open: event.open, until: now + lifetime, answerAt, answers })
          return
        }
        case 'typing':
          if (typing.size < MAX_PEERS || typing.has(panel))
            typing.set(panel, { userId, chatId: event.chatId, until: now + TYPING_SHOWN_MS })
          return
        case 'left':
          peers.delete(panel)
          typing.delete(panel)
          return
        case 'acted':
          typing.delete(panel)
      }
    },
    reset: () => {
      peers.clear()
      typing.clear()
      unheardSince = null
    },
    open,
    viewersOf: (now, chatIds) => {
      const openChats = open(now)
      const users = new Set(chatIds.flatMap((chatId) => [...(openChats.get(chatId) ?? [])]))
      users.delete(me)
      return [...users]
    },
    colleagues: (now, chatId) => {
      expire(now)
      const typers = new Set([...typing.values()].flatMap((one) => (one.chatId === chatId ? [one.userId] : [])))
      const users = new Set([...(open(now).get(chatId) ?? []), ...typers])
      users.delete(me)
      return [...users].map((userId) => ({ userId, writing: typers.has(userId) }))
    },
  }
}
