import type { ChatId, UserId } from '@/domain/ids'
import type { PanelId, PollEvent, PresenceEvent } from './presence-protocol'

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
  /** An event came, perhaps the panel's own. */
  readonly echoed: () => void
  /** Takes over a peer's event. */
  readonly heard: (now: number, event: PresenceEvent) => void
  /** A peer opened a chat that is on this screen, and can't know that this panel is there: its last announcement was before. */
  readonly isNewViewer: (now: number, event: PollEvent, isOnScreen: (chatId: ChatId) => boolean) => boolean
  /** Forgets all peers. */
  readonly reset: () => void
  /** Chats on the screens of peers, with the users who have them there. */
  readonly open: (now: number) => ReadonlyMap<ChatId, ReadonlySet<UserId>>
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
/** A panel that announced itself so recently has been heard by one that opens the same chat. */
const RECENT_ANNOUNCE_MS = 8_000
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
      return true
    },
    isConnected: () => connected,
    hearsPeers: (now) => connected && (unheardSince === null || now - unheardSince < ECHO_TIMEOUT_MS),
    announced: (now) => {
      unheardSince ??= now
      announcedAt = now
    },
    echoed: () => {
      unheardSince = null
    },
    heard: (now, event) => {
      expire(now)
      const { panel, userId } = event
      switch (event.kind) {
        case 'poll': {
          if (!peers.has(panel) && peers.size >= MAX_PEERS) return
          const lifetime = Math.min(MAX_LIFETIME_MS, Math.max(MIN_LIFETIME_MS, event.within + LIFETIME_SLACK_MS))
          peers.set(panel, { userId, open: event.open, until: now + lifetime })
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
    isNewViewer: (now, event, isOnScreen) => {
      if (event.userId === me || now - announcedAt < RECENT_ANNOUNCE_MS) return false
      const known = open(now)
      return event.open.some((chatId) => isOnScreen(chatId) && !known.get(chatId)?.has(event.userId))
    },
    reset: () => {
      peers.clear()
      typing.clear()
      unheardSince = null
    },
    open,
    colleagues: (now, chatId) => {
      expire(now)
      const typers = new Set([...typing.values()].flatMap((one) => (one.chatId === chatId ? [one.userId] : [])))
      const users = new Set([...(open(now).get(chatId) ?? []), ...typers])
      users.delete(me)
      return [...users].map((userId) => ({ userId, writing: typers.has(userId) }))
    },
  }
}
