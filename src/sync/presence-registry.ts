import type { ChatId, UserId } from '@/domain/ids'
import type { PollEvent, PanelId } from './presence-protocol'

/** A panel that was heard. */
interface Panel {
  readonly userId: UserId
  readonly open: readonly ChatId[]
  /** When it counts as gone unless it is heard again. */
  readonly until: number
}

/** Who is there, as far as words tell. Times in ms of the scheduler. */
export interface PresenceRegistry {
  readonly onPoll: (now: number, event: PollEvent) => void
  readonly typing: (now: number, panel: PanelId, userId: UserId, chatId: ChatId) => void
  /** It sent or acted, so it isn't writing any more. */
  readonly finished: (panel: PanelId) => void
  readonly left: (panel: PanelId) => void
  readonly reset: () => void
  /** Chats on somebody's screen, with the users who have them there. */
  readonly open: (now: number) => ReadonlyMap<ChatId, ReadonlySet<UserId>>
  readonly typers: (now: number, chatId: ChatId) => ReadonlySet<UserId>
}

/** A panel that said little of when it will speak again is given this long. */
const MIN_LIFETIME_MS = 30_000
const MAX_OPEN_CHATS = 600_000
const LIFETIME_SLACK_MS = 10_000
/** Typing is told again every 15 to 20 s while it lasts. */
const TYPING_SHOWN_MS = 25_000
/** More panels than any portal has; whoever talks nonsense can't make us remember more. */
const MAX_PANELS = 1_000

/** An office in which nobody was heard yet. */
export const createPresenceRegistry = (): PresenceRegistry => {
  const panels = new Map<PanelId, Panel>()
  const writing = new Map<PanelId, { readonly userId: UserId; readonly chatId: ChatId; readonly until: number }>()

  const expire = (now: number) => {
    for (const [id, { until }] of panels) if (until <= now) panels.delete(id)
    for (const [id, { until }] of writing) if (until <= now) writing.delete(id)
  }

  return {
    onPoll: (now, event) => {
      expire(now)
      if (!panels.has(event.panel) && panels.size >= MAX_PANELS) return
      const until = now + Math.min(MAX_OPEN_CHATS, Math.max(MIN_LIFETIME_MS, event.within + LIFETIME_SLACK_MS))
      panels.set(event.panel, { userId: event.userId, open: event.open, until })
    },
    typing: (now, panel, userId, chatId) => {
      expire(now)
      if (writing.size < MAX_PANELS || writing.has(panel))
        writing.set(panel, { userId, chatId, until: now + TYPING_SHOWN_MS })
    },
    finished: (panel) => void writing.delete(panel),
    left: (panel) => {
      panels.delete(panel)
      writing.delete(panel)
    },
    reset: () => {
      panels.clear()
      writing.clear()
    },
    open: (now) => {
      expire(now)
      const open = new Map<ChatId, Set<UserId>>()
      for (const panel of panels.values())
        for (const chatId of panel.open) open.set(chatId, (open.get(chatId) ?? new Set()).add(panel.userId))
      return open
    },
    typers: (now, chatId) => {
      expire(now)
      return new Set([...writing.values()].flatMap((who) => (who.chatId === chatId ? [who.userId] : [])))
    },
  }
}
