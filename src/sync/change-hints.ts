import type { ChatId, MessageId } from '@/domain/ids'
import type { ChatActivity } from './chat-activity'
import type { PresenceEvent } from './presence-protocol'

/** Chats of which a peer reported something new. A hint costs one fetch; the more hints prove false, the more seldom they are followed. */
export interface ChangeHints {
  /** A peer reported it; `claimed` = the message that is there, null = something happened. */
  readonly add: (chatId: ChatId, claimed: MessageId | null) => void
  /** When the next hinted chat may be read; Infinity = none is hinted. */
  readonly due: (now: number, onScreen: (chatId: ChatId) => boolean) => number
  /** Hinted chats that may be read now; they count as being read. */
  readonly take: (now: number, onScreen: (chatId: ChatId) => boolean) => readonly ChatId[]
  /** Whether reading a taken chat showed something new; null = the reading failed, so the hint is kept. */
  readonly resolve: (chatId: ChatId, changed: boolean | null) => void
  /** The chat was read up to `known` for another reason: a claim up to there is fulfilled. */
  readonly satisfied: (chatId: ChatId, known: MessageId) => void
  /** Drops hints for all other chats: they aren't shown any more. */
  readonly retain: (chats: ReadonlySet<ChatId>) => void
}

/** A chat is read because of hints at most once per this time (ms), one that is only listed more seldom. */
const GAP_MS = 2_500
const GAP_LISTED_MS = 15_000
const GAP_MAX_MS = 300_000

interface Hint {
  pending: boolean
  /** The newest claim; null = one that names no message. */
  claimed: MessageId | null
  /** When it was last read because of a hint. */
  readAt: number
  gap: number
}

/** No hints yet. */
export const createChangeHints = (): ChangeHints => {
  const hints = new Map<ChatId, Hint>()
  const readyAt = (now: number, { readAt, gap }: Hint, shown: boolean) =>
    Math.max(now, readAt + Math.max(gap, shown ? GAP_MS : GAP_LISTED_MS))
  return {
    add: (chatId, claimed) => {
      const hint = hints.get(chatId) ?? { pending: false, claimed, readAt: -Infinity, gap: GAP_MS }
      if (!hint.pending) hint.claimed = claimed
      else if (hint.claimed !== null && (claimed === null || claimed > hint.claimed)) hint.claimed = claimed
      hint.pending = true
      hints.set(chatId, hint)
    },
    due: (now, onScreen) => {
      let due = Infinity
      for (const [chatId, hint] of hints) if (hint.pending) due = Math.min(due, readyAt(now, hint, onScreen(chatId)))
      return due
    },
    take: (now, onScreen) => {
      const taken: ChatId[] = []
      for (const [chatId, hint] of hints) {
        if (!hint.pending || readyAt(now, hint, onScreen(chatId)) > now) continue
        hint.pending = false
        hint.readAt = now
        taken.push(chatId)
      }
      return taken
    },
    resolve: (chatId, changed) => {
      const hint = hints.get(chatId)
      if (!hint) return
      if (changed === null) hint.pending = true
      else hint.gap = changed ? GAP_MS : Math.min(GAP_MAX_MS, hint.gap * 2)
    },
    satisfied: (chatId, known) => {
      const hint = hints.get(chatId)
      if (!hint?.pending || hint.claimed === null || hint.claimed > known) return
      hint.pending = false
      hint.gap = GAP_MS
    },
    retain: (chats) => {
      for (const chatId of hints.keys()) if (!chats.has(chatId)) hints.delete(chatId)
    },
  }
}

/** What an event tells of chats: activity, and hints for watched ones with something newer. `isPeers`: a peer has it on screen. */
export const noteReports = (
  now: number,
  event: PresenceEvent,
  chats: ChatActivity,
  hints: ChangeHints,
  isPeers: (chatId: ChatId) => boolean,
): void => {
  if (event.kind === 'left') return
  if (event.kind === 'poll') {
    for (const [chatId, messageId] of event.seen)
      if ((chats.isKnown(chatId) || isPeers(chatId)) && chats.reported(now, chatId, messageId))
        hints.add(chatId, messageId)
    return
  }
  const { chatId } = event
  if (chats.isKnown(chatId)) chats.stateOf(now, chatId).movedAt = now
  if (event.kind !== 'acted' || !chats.watched().has(chatId)) return
  if ((event.messageId ?? Infinity) > chats.stateOf(now, chatId).observed) hints.add(chatId, event.messageId)
}
