import type { ChatId, UserId } from '@/domain/ids'
import type { LookWord, PanelId } from './presence-protocol'

/** A panel that was heard. */
interface Panel {
  readonly userId: UserId
  readonly open: readonly ChatId[]
  /** When it counts as gone unless it is heard again. */
  readonly until: number
}

/** Who is there, as far as words tell. Times in ms of the scheduler. */
export interface Office {
  readonly heard: (now: number, word: LookWord) => void
  readonly writes: (now: number, panel: PanelId, userId: UserId, chatId: ChatId) => void
  /** It sent or acted, so it isn't writing any more. */
  readonly finished: (panel: PanelId) => void
  readonly left: (panel: PanelId) => void
  readonly forget: () => void
  /** Chats on somebody's screen, with the users who have them there. */
  readonly open: (now: number) => ReadonlyMap<ChatId, ReadonlySet<UserId>>
  readonly writers: (now: number, chatId: ChatId) => ReadonlySet<UserId>
}

/** A panel that said little of when it will speak again is given this long. */
const LEAST = 30_000
const MOST = 600_000
const SLACK = 10_000
/** Typing is told again every 15 to 20 s while it lasts. */
const WRITING = 25_000
/** More panels than any portal has; whoever talks nonsense can't make us remember more. */
const MOST_PANELS = 1_000

/** An office in which nobody was heard yet. */
export const makeOffice = (): Office => {
  const panels = new Map<PanelId, Panel>()
  const writing = new Map<PanelId, { readonly userId: UserId; readonly chatId: ChatId; readonly until: number }>()

  const expire = (now: number) => {
    for (const [id, { until }] of panels) if (until <= now) panels.delete(id)
    for (const [id, { until }] of writing) if (until <= now) writing.delete(id)
  }

  return {
    heard: (now, word) => {
      expire(now)
      if (!panels.has(word.panel) && panels.size >= MOST_PANELS) return
      const until = now + Math.min(MOST, Math.max(LEAST, word.within + SLACK))
      panels.set(word.panel, { userId: word.userId, open: word.open, until })
    },
    writes: (now, panel, userId, chatId) => {
      expire(now)
      if (writing.size < MOST_PANELS || writing.has(panel)) writing.set(panel, { userId, chatId, until: now + WRITING })
    },
    finished: (panel) => void writing.delete(panel),
    left: (panel) => {
      panels.delete(panel)
      writing.delete(panel)
    },
    forget: () => {
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
    writers: (now, chatId) => {
      expire(now)
      return new Set([...writing.values()].flatMap((who) => (who.chatId === chatId ? [who.userId] : [])))
    },
  }
}
