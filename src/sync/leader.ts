import type { ChatId, MessageId } from '@/domain/ids'
import type { AppEvent, BatchSnapshot, CardSnapshot, NewestReferences, Portal } from '@/portal/portal'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import type { WatchedChat } from './chat-activity'
import type { OwnTab } from './own-tab'
import type { PollScheduler } from './poll-scheduler'
import { SEEN, type PanelId, type PollEvent } from './presence-protocol'
import { packError, packSnapshot, type TabId, type TabMessage, type TabRequest } from './tab-protocol'
import { onlyPagesOf, toCardRequest, type TabRegistry } from './tab-requests'

/** The tab that polls for all tabs of this browser. In a follower it only keeps the scheduler told what is watched. */
export interface Leader {
  /** Sets the timer for what is due next; to be called after everything that the scheduler was told. */
  readonly arm: () => void
  readonly disarm: () => void
  /** Something else is on screen: the scheduler has to know at once. */
  readonly rewatch: () => void
  /** Polls as soon as the portal may be asked. */
  readonly pollSoon: () => void
  /** The operator did something to a chat, in this tab or a follower: announced with the next poll. */
  readonly acted: (chatId: ChatId, messageId: MessageId | null) => void
  /** A tab opened and wants to know how polling goes. */
  readonly onTabOpened: () => void
  /** A tab told what it asks for without having been called. */
  readonly onTabRequest: () => void
}

/** What a leader works with. */
export interface LeaderParts {
  readonly portal: Portal
  readonly scheduler: PollScheduler
  readonly tab: OwnTab
  readonly others: TabRegistry
  readonly isLeader: () => boolean
  readonly isStopped: () => boolean
  readonly tell: (message: TabMessage) => void
  /** The name of this browser's panel on the application channel. */
  readonly panel: () => PanelId
  readonly isChannelOpen: () => boolean
  readonly announceOf: (event: PollEvent) => AppEvent
  readonly actedOf: (chatId: ChatId, messageId: MessageId | null) => AppEvent
  /** Before this time (ms of performance.now()) nothing is due: the start brings it. */
  readonly notBefore: () => number
}

/** A card that has not been read yet is asked about again after this time (ms). */
const NOT_YET_MS = 4_000
/** Followers wait no longer than this for the next poll, ms. */
const MAX_WITHIN_MS = 3_600_000

/** A leader that waits for its election. */
export const createLeader = (parts: LeaderParts): Leader => {
  const { portal, scheduler, tab, others, isLeader, isStopped, tell } = parts
  const now = () => performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  let polling = false
  let commands: { readonly chatId: ChatId; readonly messageId: MessageId | null }[] = []
  /** Pages for which the last batch had no room. */
  const crowdedOut = new Set<TabId>()

  const arm = () => {
    clearTimeout(timer)
    if (isStopped() || polling || !isLeader()) return
    const wait = Math.max(scheduler.next(now()).at, parts.notBefore()) - now()
    if (wait < Infinity) timer = setTimeout(() => void run(), Math.max(0, wait))
  }

  /** What all tabs ask for: this one first, then those that found no room in the last poll, then visible ones. */
  const allRequests = async (watched: readonly WatchedChat[]): Promise<readonly TabRequest[]> => {
    const requests = await others.collect((round) => tell({ type: 'ask', round }))
    const rank = ({ page, visible }: TabRequest) => Number(crowdedOut.has(page)) * 2 + Number(visible)
    return [tab.nextRequest(watched), ...requests.toSorted((a, b) => rank(b) - rank(a))]
  }

  const watchAll = (requests: readonly TabRequest[]) => {
    const all = new Map<ChatId, WatchedChat>()
    for (const { watchedChats } of requests)
      for (const chat of watchedChats) {
        const known = all.get(chat.chatId)
        all.set(chat.chatId, known ? { ...chat, onScreen: known.onScreen || chat.onScreen } : chat)
      }
    scheduler.watch(now(), [...all.values()])
    for (const { requestCount } of requests) if (requestCount > 0) scheduler.requestsMade(now(), requestCount)
  }

  const rewatch = () => {
    const watched = tab.watchedChats()
    if (!watched) return
    watchAll([tab.emptyRequest(watched), ...others.known()])
    arm()
  }

  const eventsOf = (announce: PollEvent | null, done: typeof commands) => (newest: NewestReferences) => {
    const events = done.map(({ chatId, messageId }) => parts.actedOf(chatId, messageId))
    if (announce) {
      const { command, params } = parts.announceOf(announce)
      events.push({ command, params: { ...params, [SEEN]: [...newest] } })
    }
    return events
  }

  /** Hands each tab its part, this one last: what it reads besides may fail. */
  const dispatch = async (
    requests: readonly TabRequest[],
    seen: BatchSnapshot,
    startedAt: number,
  ): Promise<boolean> => {
    let own: CardSnapshot | PortalError | null = null
    for (const [place, { page }] of requests.entries()) {
      const part = seen.cards[place]
      if (part) crowdedOut.delete(page)
      else crowdedOut.add(page)
      if (!part) continue
      if (page === tab.id) own = part
      else {
        // Each page has a clock of its own that may stand still while the computer sleeps; what they share is the time of day.
        const leftAt = Date.now() - (now() - startedAt)
        tell({ type: 'part', page, startedAt: leftAt, part: packSnapshot(part) })
      }
    }
    return own !== null && tab.apply(own, startedAt)
  }

  const tellState = (error: PortalError | null, seen: BatchSnapshot['newest']) => {
    const within = Math.min(scheduler.next(now()).at - now(), MAX_WITHIN_MS)
    tell({ type: 'state', panel: parts.panel(), error: error && packError(error), seen, within })
  }

  /** Reads only the chats of which something newer was reported. */
  const fetch = async (watched: readonly WatchedChat[]) => {
    const requests = [tab.emptyRequest(watched), ...others.known()]
    watchAll(requests)
    const startedAt = now()
    const hinted = scheduler.startFetch(startedAt)
    const concerned = requests.flatMap((request) => onlyPagesOf(request, hinted))
    tab.requestKnown()
    const seen = await portal.fetchCards(
      concerned.map((request) => toCardRequest(request, [], hinted)),
      [],
      null,
    )
    return { seen, urgent: await dispatch(concerned, seen, startedAt) }
  }

  /** Reads everything that is due, and announces what happened. */
  const poll = async (watched: readonly WatchedChat[]) => {
    const requests = await allRequests(watched)
    watchAll(requests)
    const startedAt = now()
    const plan = scheduler.startPoll(startedAt)
    const done = parts.isChannelOpen() ? commands : []
    tab.requestKnown()
    const seen = await portal.fetchCards(
      requests.map((request) => toCardRequest(request, plan.own, plan.changed)),
      plan.peerChats,
      plan.announce || done.length > 0 ? eventsOf(plan.announce, done) : null,
    )
    commands = parts.isChannelOpen() ? commands.filter((command) => !done.includes(command)) : []
    return { seen, urgent: await dispatch(requests, seen, startedAt) }
  }

  /** The poll or fetch that is due. */
  const run = async (): Promise<void> => {
    if (isStopped() || polling || !isLeader()) return
    const watched = tab.watchedChats()
    if (!watched) {
      timer = setTimeout(arm, NOT_YET_MS)
      return
    }
    const due = scheduler.next(now())
    if (due.at > now() + 1) return arm()
    polling = true
    clearTimeout(timer)
    let isUrgent = false
    try {
      const { seen, urgent } = await (due.what === 'fetch' ? fetch(watched) : poll(watched))
      isUrgent = urgent
      const { newest, refused, operating, overTime } = seen
      scheduler.ended(now(), { seen: newest, refused, operating, overTime })
      tab.reportHealth(null)
      tellState(null, newest)
    } catch (thrown) {
      const error = asPortalError(thrown)
      const retryIn = error.retryAt === null ? null : Math.max(0, error.retryAt - Date.now())
      scheduler.failed(now(), { kind: error.kind, retryIn })
      tab.reportHealth(error)
      tellState(error, new Map())
    } finally {
      polling = false
    }
    if (isUrgent) scheduler.wake(now(), 'focus')
    arm()
  }

  return {
    arm,
    disarm: () => clearTimeout(timer),
    rewatch,
    pollSoon: () => {
      scheduler.wake(now(), 'focus')
      arm()
    },
    acted: (chatId, messageId) => {
      scheduler.acted(now(), chatId)
      if (!isLeader()) return
      commands.push({ chatId, messageId })
      arm()
    },
    onTabOpened: () => {
      if (isLeader() && !polling) tellState(null, new Map())
    },
    onTabRequest: () => {
      if (isLeader() && !polling) rewatch()
    },
  }
}
