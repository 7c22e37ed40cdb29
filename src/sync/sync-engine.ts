import type { QueryClient } from '@tanstack/react-query'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { STORAGE_PREFIX, versionedName } from '@/lib/browser-storage'
import { openTabChannel } from '@/lib/tab-channel'
import { setActionBroadcast } from '@/mutations/execute-and-verify'
import type { AppEvent } from '@/portal/portal'
import type { PortalError } from '@/portal/portal-error'
import type { OpenedCard } from '@/queries/card-context'
import { connectAppChannel } from './app-channel'
import { createFollower } from './follower'
import { createLeader } from './leader'
import { createLeaderElection, locksOrNull } from './leader-election'
import { createOwnTab } from './own-tab'
import { watchPageLifecycle } from './page-lifecycle'
import { createPollScheduler } from './poll-scheduler'
import { parsePresenceEvent, toPublishedEvent, type PanelId, type PresenceEvent } from './presence-protocol'
import { parseTabMessage, type TabMessage } from './tab-protocol'
import { createTabRegistry } from './tab-requests'

/** Keeps the card current while the panel is visible, together with the other tabs of this browser and the colleagues' panels. */
export interface SyncEngine {
  /** The chat on screen; its messages are part of each poll. */
  readonly openChat: (chatId: ChatId | null) => void
  /** Polls as soon as the portal may be asked; further calls while a poll is out lead to one more. */
  readonly pollNow: () => void
  /** The operator types in this chat; may be called with each key. */
  readonly typing: (chatId: ChatId) => void
  /** A reply was sent: tells the colleagues with the next poll, which comes at once when one of them has the chat on screen. */
  readonly acted: (chatId: ChatId, messageId: MessageId | null) => void
  readonly stop: () => void
}

/** What the engine tells about itself. */
export interface SyncListeners {
  /** null = the last poll went well. */
  readonly onHealth: (error: PortalError | null) => void
}

/** The first poll comes this long after a start that brought everything, ms. */
const AFTER_START_MS = 5_000

/** Typing is announced at most this often (ms). */
const TYPING_EVENT_INTERVAL_MS = 15_000
/** Typing counts as activity at most this often (ms). */
const ACTIVE_EVENT_INTERVAL_MS = 3_000

/**
 * Starts keeping the card current. Polls only while a page of this browser is visible, and at once when one is shown again. `starting`: the
 * card's start is still under way; resolves to false when it failed, and a poll has to bring what it lacks.
 */
export const startSyncEngine = (
  card: OpenedCard,
  client: QueryClient,
  me: UserId,
  listeners: SyncListeners,
  starting: Promise<boolean> | null = null,
): SyncEngine => {
  const { portal } = card
  const now = () => performance.now()
  const page = crypto.randomUUID()
  const scheduler = createPollScheduler({ panel: page, userId: me, random: Math.random })
  const tab = createOwnTab(page, card, client, scheduler, listeners.onHealth, () => pollSoon())
  const others = createTabRegistry()
  /** The name of this browser on the application channel: that of its first page, handed on from leader to leader. */
  let panel: PanelId = page
  let stopped = false
  let channelOpen = false
  let hasLeft = false
  let notBefore = starting ? Infinity : -Infinity
  const stopWaiting = () => {
    notBefore = -Infinity
  }

  const name = versionedName(`${STORAGE_PREFIX}:${portal.id}:${me}`)
  const locks = locksOrNull()
  const who = { panel: page, userId: me }
  const toAppEvent = (event: PresenceEvent): AppEvent => toPublishedEvent({ ...event, panel })

  const isLeader = () => election.isLeader()
  const isStopped = () => stopped
  const tell = (message: TabMessage) => tabs.tell(message)
  const leader = createLeader({
    portal,
    scheduler,
    tab,
    others,
    isLeader,
    isStopped,
    tell,
    panel: () => panel,
    isChannelOpen: () => channelOpen,
    announceOf: toAppEvent,
    notBefore: () => notBefore,
    actedOf: (chatId, messageId) => toAppEvent({ kind: 'acted', ...who, chatId, messageId }),
  })
  const follower = createFollower({ scheduler, tab, isLeader, isStopped, tell, steal: () => election.steal() })

  const pollSoon = () => {
    stopWaiting()
    ;(isLeader() ? leader : follower).pollSoon()
  }

  const hear = (command: string, params: unknown) => {
    const event = parsePresenceEvent(command, params)
    if (!event) return
    scheduler.heard(now(), event.panel === panel ? { ...event, panel: page } : event)
    tab.showViewers()
    leader.arm()
  }

  const setChannel = (isOpen: boolean) => {
    channelOpen = isOpen
    scheduler.channel(now(), isOpen)
    leader.arm()
  }

  const onTabMessage = (raw: unknown): void => {
    const message = parseTabMessage(raw)
    if (stopped || !message) return
    switch (message.type) {
      case 'here':
        others.joined(message.page)
        leader.onTabOpened()
        if (channel.open() !== null) tell({ type: 'channel', open: channel.open() === true })
        return
      case 'gone':
        return others.left(message.page)
      case 'ask':
        return follower.onAsk(message)
      case 'want':
        if (!others.reply(message.round, message.request)) leader.onTabRequest()
        return
      case 'part':
        return follower.onPart(message)
      case 'state':
        panel = message.panel
        return follower.onState(message)
      case 'poll-soon':
        return leader.pollSoon()
      case 'active':
        return scheduler.active(now(), message.chatId)
      case 'command':
        return leader.acted(message.chatId, message.messageId)
      case 'app-event':
        return hear(message.command, message.params)
      case 'channel':
        return setChannel(message.open)
    }
  }

  const tabs = openTabChannel<TabMessage>(locks ? name : `${name}:${page}`, onTabMessage)
  const election = createLeaderElection(`${name}:leader`, locks, (leads) => {
    follower.unwatchLeader()
    if (leads) leader.arm()
    else {
      leader.disarm()
      follower.watchLeader(0)
    }
  })
  const channel = connectAppChannel(
    portal,
    me,
    `${name}:app-channel`,
    locks,
    (command, params) => {
      tell({ type: 'app-event', command, params })
      hear(command, params)
    },
    (isOpen) => {
      tell({ type: 'channel', open: isOpen })
      setChannel(isOpen)
    },
  )

  const resume = (why: 'focus' | 'online' | 'slept') => {
    if (!tab.isVisible()) return
    stopWaiting()
    scheduler.wake(now(), why)
    if (why !== 'focus') channel.wake()
    if (isLeader()) leader.arm()
    else follower.pollSoon()
  }

  /** No panel of this browser is visible any more: colleagues who have the same chat on screen needn't wait until they notice. */
  const leave = () => {
    if (hasLeft || others.known().some((request) => request.visible)) return
    hasLeft = true
    const event = scheduler.leaveEvent(now())
    if (event) portal.broadcast(toAppEvent(event)).catch(() => undefined)
  }

  const stopWatching = watchPageLifecycle({
    onVisible: (shown) => {
      hasLeft = false
      scheduler.show(now(), shown)
      leader.rewatch()
      election.campaign(shown)
      if (shown) return resume('focus')
      leader.disarm()
      leave()
    },
    onResume: resume,
    onLeave: () => {
      tell({ type: 'gone', page })
      leave()
    },
    onTick: tab.showViewers,
  })
  setActionBroadcast(card, (chatId) => {
    scheduler.active(now(), chatId)
    return channelOpen ? toAppEvent({ kind: 'acted', ...who, chatId, messageId: null }) : null
  })

  scheduler.show(now(), tab.isVisible())
  leader.rewatch()
  tell({ type: 'here', page })
  election.campaign(tab.isVisible())

  void starting?.then((complete) => {
    if (notBefore === Infinity) notBefore = complete ? now() + AFTER_START_MS : -Infinity
    leader.arm()
  })

  let activeAt = -Infinity
  let typingAnnouncedAt = -Infinity
  return {
    openChat: (chatId) => {
      if (!tab.openChat(chatId)) return
      leader.rewatch()
      tab.showViewers()
      if (!isLeader()) follower.chatOpened()
    },
    pollNow: pollSoon,
    typing: (chatId) => {
      if (now() - activeAt > ACTIVE_EVENT_INTERVAL_MS) {
        activeAt = now()
        scheduler.active(now(), chatId)
        if (!isLeader()) follower.typing(chatId)
        leader.arm()
      }
      if (!channelOpen || now() - typingAnnouncedAt < TYPING_EVENT_INTERVAL_MS) return
      if (scheduler.colleagues(now(), chatId).length === 0) return
      typingAnnouncedAt = now()
      portal.broadcast(toAppEvent({ kind: 'typing', ...who, chatId })).catch(() => undefined)
    },
    acted: (chatId, messageId) => {
      typingAnnouncedAt = -Infinity
      stopWaiting()
      ;(isLeader() ? leader : follower).acted(chatId, messageId)
    },
    stop: () => {
      stopped = true
      leader.disarm()
      follower.unwatchLeader()
      stopWatching()
      tell({ type: 'gone', page })
      tabs.close()
      election.campaign(false)
      channel.close()
    },
  }
}
