import type { ChatId, MessageId } from '@/domain/ids'
import type { OwnTab } from './own-tab'
import type { PollScheduler } from './poll-scheduler'
import { unpackError, unpackSnapshot, type TabMessage } from './tab-protocol'

type MessageOf<Type extends TabMessage['type']> = Extract<TabMessage, { readonly type: Type }>

/** A tab that lets the leader poll: answers its calls, takes over its part, and takes its place when it is silent. */
export interface Follower {
  /** The leader asks what this tab wants of the next poll. */
  readonly onAsk: (message: MessageOf<'ask'>) => void
  /** Some tab's part of a poll. */
  readonly onPart: (message: MessageOf<'part'>) => void
  /** How the leader's last poll went. */
  readonly onState: (message: MessageOf<'state'>) => void
  /** Another tab leads now; it is to be heard within this time, ms. */
  readonly watchLeader: (within: number) => void
  readonly unwatchLeader: () => void
  /** Asks the leader for a poll at once. */
  readonly pollSoon: () => void
  /** Tells the leader what happened here. */
  readonly acted: (chatId: ChatId, messageId: MessageId | null) => void
  readonly typing: (chatId: ChatId) => void
  readonly chatOpened: () => void
}

/** What a follower works with. */
export interface FollowerParts {
  readonly scheduler: PollScheduler
  readonly tab: OwnTab
  readonly isLeader: () => boolean
  readonly isStopped: () => boolean
  readonly tell: (message: TabMessage) => void
  /** Takes the lead away from a tab that holds it and doesn't poll. */
  readonly steal: () => void
}

/** If the leader is this late (ms) after the moment it told, its lock is taken: its page hangs or is gone. */
const LEADER_TIMEOUT_MS = 45_000

/** A follower that has heard of no leader yet. */
export const createFollower = (parts: FollowerParts): Follower => {
  const { scheduler, tab, isLeader, isStopped, tell, steal } = parts
  const now = () => performance.now()
  let watchdog: ReturnType<typeof setTimeout> | undefined

  const watchLeader = (within: number) => {
    clearTimeout(watchdog)
    if (isStopped() || isLeader()) return
    watchdog = setTimeout(steal, within + LEADER_TIMEOUT_MS)
  }

  return {
    onAsk: ({ round }) => {
      watchLeader(0)
      const watched = tab.watchedChats()
      if (watched) tell({ type: 'want', round, request: tab.nextRequest(watched) })
    },
    onPart: ({ page, part, startedAt }) => {
      if (page !== tab.id) return
      tab.apply(unpackSnapshot(part), now() - (Date.now() - startedAt)).then(
        (urgent) => {
          if (urgent) tell({ type: 'poll-soon' })
        },
        // What was read besides failed (a gap, a chat left): the next poll finds it again.
        () => undefined,
      )
    },
    onState: ({ within, seen, error }) => {
      watchLeader(within)
      for (const [chatId, messageId] of seen) scheduler.observed(now(), chatId, messageId)
      tab.reportHealth(error && unpackError(error))
    },
    watchLeader,
    unwatchLeader: () => clearTimeout(watchdog),
    pollSoon: () => tell({ type: 'poll-soon' }),
    acted: (chatId, messageId) => tell({ type: 'command', chatId, messageId }),
    typing: (chatId) => tell({ type: 'active', chatId }),
    chatOpened: () => {
      const watched = tab.watchedChats()
      if (watched) tell({ type: 'want', round: 0, request: tab.emptyRequest(watched) })
    },
  }
}
