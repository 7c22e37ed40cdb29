import type { QueryClient } from '@tanstack/react-query'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { versionedName } from '@/lib/storage-version'
import { openTabChannel } from '@/lib/tab-channel'
import { setActionBroadcast } from '@/mutations/execute-and-verify'
import type { CardSnapshot, NewestReferences, AppEvent, BatchSnapshot } from '@/portal/portal'
import { asPortalError, PortalError } from '@/portal/portal-error'
import type { OpenedCard } from '@/queries/card-context'
import { newestLoaded, setViewers } from '@/queries/presence'
import { queryKeys } from '@/queries/query-keys'
import { connectAppChannel } from './app-channel'
import { createCardSync, emptyRequest, NOTHING, onlyPagesOf, toCardRequest } from './card-sync'
import { locksOrNull, createLeaderElection } from './leader-election'
import { watchPageLifecycle } from './page-lifecycle'
import { createPollScheduler, type WatchedChat } from './poll-scheduler'
import { toPublishedEvent, SEEN, parsePresenceEvent, type PollEvent, type PresenceEvent } from './presence-protocol'
import {
  packError,
  packSnapshot,
  unpackError,
  unpackSnapshot,
  type TabId,
  type TabMessage,
  type TabRequest,
} from './tab-protocol'
import { parseTabMessage } from './parse-tab-message'
import { createTabRegistry } from './tab-registry'

/** Keeps the card current while the panel is visible, together with the other pages of this browser and the colleagues' panels. */
export interface SyncEngine {
  /** The chat on screen; its messages ride along with every look. */
  readonly openChat: (chatId: ChatId | null) => void
  /** Looks as soon as the portal may be asked; further calls while a look is out lead to one more. */
  readonly pollNow: () => void
  /** The operator types in this chat; may be called with every key. */
  readonly typing: (chatId: ChatId) => void
  /** A reply was sent: tells the colleagues with a look that comes at once when somebody waits for it. */
  readonly acted: (chatId: ChatId, messageId: MessageId | null) => void
  readonly stop: () => void
}

/** What the poller tells about itself. */
export interface SyncListeners {
  /** null = the last look went well. */
  readonly onHealth: (error: PortalError | null) => void
}

/** A leader that is silent for so long (ms) after the moment it promised has lost its page or its mind. */
const LEADER_TIMEOUT_MS = 45_000
/** A hidden page has its card's lists read this seldom (ms). */
const HIDDEN_LISTS_INTERVAL_MS = 60_000
/** A card that has not been read yet is asked about again after this time (ms). */
const NOT_YET_MS = 4_000
/** Typing is told at most this often (ms). */
const TYPING_EVENT_INTERVAL_MS = 15_000
/** Typing counts as activity at most this often (ms). */
const ACTIVE_EVENT_INTERVAL_MS = 3_000

/** A page that opens a chat has just read it, or is doing so. */
const JUST_READ_MS = 15_000

/** Starts keeping the card current. Looks only while a page of this browser is visible, and at once when one comes back. */
export const startSyncEngine = (
  card: OpenedCard,
  client: QueryClient,
  me: UserId,
  changed: SyncListeners,
): SyncEngine => {
  const { portal, item } = card
  const now = () => performance.now()
  const page = crypto.randomUUID()
  const scheduler = createPollScheduler({ panel: page, userId: me, random: Math.random })
  const part = createCardSync(card, client)
  /** The name by which this browser speaks: that of its first page, handed on from leader to leader. */
  let panel: string = page

  let stopped = false
  let open: ChatId | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let polling = false
  let lineOpen = false
  let hiddenListsAt = 0
  let accounted = portal.requestCount()
  /** The portal refused this card, whatever became of the look. */
  let cardError: PortalError | null = null
  const opened = new Set<ChatId>()
  let joinedTabs = false
  let commands: { readonly chatId: ChatId; readonly messageId: MessageId | null }[] = []

  const others = createTabRegistry()
  /** Pages for which the batch had no room. */
  const crowdedOut = new Set<TabId>()
  let watchdog: ReturnType<typeof setTimeout> | undefined

  const visible = () => !document.hidden
  const name = versionedName(`chat-panel:${portal.id}:${me}`)
  const locks = locksOrNull()

  const outward = (word: PresenceEvent): AppEvent => toPublishedEvent({ ...word, panel })
  const who = { panel: page, userId: me }

  // ---- colleagues

  const showTeam = () => {
    if (open === null) return
    const team = scheduler.colleagues(now(), open)
    part.unknownUsers(team.map(({ userId }) => userId))
    setViewers(client, open, team)
  }

  const hear = (command: string, params: unknown) => {
    const word = parsePresenceEvent(command, params)
    if (!word) return
    scheduler.heard(now(), word.panel === panel ? { ...word, panel: page } : word)
    showTeam()
    arm()
  }

  const setLine = (isOpen: boolean) => {
    lineOpen = isOpen
    scheduler.channel(now(), isOpen)
    arm()
  }

  // ---- what this page wants

  const account = (): number => {
    const made = portal.requestCount() - accounted
    accounted += made
    return made
  }

  const emptyOwnRequest = (watched: readonly WatchedChat[]): TabRequest => emptyRequest(page, item, visible(), watched)

  const ownRequest = (watched: readonly WatchedChat[]): TabRequest => {
    const lists = visible() || now() - hiddenListsAt > HIDDEN_LISTS_INTERVAL_MS
    if (lists) hiddenListsAt = now()
    return {
      ...emptyOwnRequest(watched),
      request: visible() ? part.nextRequest(now()) : NOTHING,
      lists,
      requestCount: account(),
    }
  }

  const report = (error: PortalError | null) => changed.onHealth(error ?? cardError)

  const applyResult = async (come: CardSnapshot | PortalError, startedAt: number): Promise<boolean> => {
    cardError = come instanceof PortalError ? come : null
    if (come instanceof PortalError) return false
    const urgent = await part.apply(come, startedAt)
    showTeam()
    return urgent
  }

  // ---- leading

  const arm = () => {
    clearTimeout(timer)
    if (stopped || polling || !leadership.isLeader()) return
    const wait = scheduler.next(now()).at - now()
    if (wait < Infinity) timer = setTimeout(() => void run(), Math.max(0, wait))
  }

  /** What all pages want: this one first, then those that found no room in the last look, then visible ones. */
  const allRequests = async (watched: readonly WatchedChat[]): Promise<readonly TabRequest[]> => {
    const requests = await others.collect((round) => pages.tell({ type: 'ask', round }))
    const rank = ({ page: id, visible: shown }: TabRequest) => Number(crowdedOut.has(id)) * 2 + Number(shown)
    return [ownRequest(watched), ...requests.toSorted((a, b) => rank(b) - rank(a))]
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

  /** Something else is on screen: the scheduler has to know at once. */
  const rewatch = () => {
    const watched = part.watchedChats(visible())
    if (!watched) return
    watchAll([emptyOwnRequest(watched), ...others.known()])
    arm()
  }

  const events = (broadcast: PollEvent | null, done: typeof commands) => (newest: NewestReferences) => {
    const words = done.map((command) => outward({ kind: 'acted', ...who, ...command }))
    if (broadcast) {
      const { command, params } = outward(broadcast)
      words.push({ command, params: { ...params, [SEEN]: [...newest] } })
    }
    return words
  }

  /** Hands every page its part, this one last: what it reads aside may fail. */
  const dispatch = async (
    requests: readonly TabRequest[],
    seen: BatchSnapshot,
    startedAt: number,
  ): Promise<boolean> => {
    let own: CardSnapshot | PortalError | null = null
    for (const [place, request] of requests.entries()) {
      const come = seen.cards[place]
      if (come) crowdedOut.delete(request.page)
      else crowdedOut.add(request.page)
      if (!come) continue
      if (request.page === page) own = come
      else {
        // Each page has a clock of its own that may stand still while the computer sleeps; what they share is the time of day.
        const leftAt = Date.now() - (now() - startedAt)
        pages.tell({ type: 'part', page: request.page, startedAt: leftAt, part: packSnapshot(come) })
      }
    }
    return own !== null && applyResult(own, startedAt)
  }

  const tellState = (error: PortalError | null, seen: BatchSnapshot['newest']) => {
    const next = scheduler.next(now()).at - now()
    const within = Math.min(next, 3_600_000)
    pages.tell({ type: 'state', panel, error: error && packError(error), seen, within })
  }

  /** The look or fetch that is due. */
  const run = async (): Promise<void> => {
    if (stopped || polling || !leadership.isLeader()) return
    const watched = part.watchedChats(visible())
    if (!watched) {
      timer = setTimeout(arm, NOT_YET_MS)
      return
    }
    const due = scheduler.next(now())
    if (due.at > now() + 1) return arm()
    polling = true
    clearTimeout(timer)
    let urgent = false
    try {
      const fetching = due.what === 'fetch'
      const requests = fetching ? [emptyOwnRequest(watched), ...others.known()] : await allRequests(watched)
      watchAll(requests)
      const startedAt = now()
      let seen: BatchSnapshot
      if (fetching) {
        const hinted = scheduler.startFetch(startedAt)
        const concerned = requests.flatMap((request) => onlyPagesOf(request, hinted))
        accounted += 1
        seen = await portal.fetchCards(
          concerned.map((request) => toCardRequest(request, [], hinted)),
          [],
          null,
        )
        urgent = await dispatch(concerned, seen, startedAt)
      } else {
        const plan = scheduler.startPoll(startedAt)
        const done = lineOpen ? commands : []
        const broadcast = plan.announce || done.length > 0 ? events(plan.announce, done) : null
        accounted += 1
        seen = await portal.fetchCards(
          requests.map((request) => toCardRequest(request, plan.own, plan.changed)),
          plan.peerChats,
          broadcast,
        )
        commands = commands.filter((command) => !done.includes(command))
        if (!lineOpen) commands = []
        urgent = await dispatch(requests, seen, startedAt)
      }
      const { newest, refused, operating, overTime } = seen
      scheduler.ended(now(), { seen: newest, refused, operating, overTime })
      report(null)
      tellState(null, newest)
    } catch (thrown) {
      const error = asPortalError(thrown)
      const retryIn = error.retryAt === null ? null : Math.max(0, error.retryAt - Date.now())
      scheduler.failed(now(), { kind: error.kind, retryIn })
      report(error)
      tellState(error, new Map())
    } finally {
      polling = false
    }
    if (urgent) scheduler.wake(now(), 'focus')
    arm()
  }

  /** A look as soon as it may be. */
  const pollSoon = () => {
    scheduler.wake(now(), 'focus')
    arm()
  }

  // ---- following

  const watchLeader = (within: number) => {
    clearTimeout(watchdog)
    if (stopped || leadership.isLeader()) return
    watchdog = setTimeout(() => leadership.steal(), within + LEADER_TIMEOUT_MS)
  }

  const follow = (message: unknown): void => {
    const talk = parseTabMessage(message)
    if (stopped || !talk) return
    switch (talk.type) {
      case 'here':
        others.joined(talk.page)
        if (leadership.isLeader() && !polling) tellState(null, new Map())
        if (line.open() !== null) pages.tell({ type: 'channel', open: line.open() === true })
        return
      case 'gone':
        others.left(talk.page)
        return
      case 'ask': {
        watchLeader(0)
        const watched = part.watchedChats(visible())
        if (watched) pages.tell({ type: 'want', round: talk.round, request: ownRequest(watched) })
        return
      }
      case 'want':
        if (!others.reply(talk.round, talk.request) && leadership.isLeader() && !polling) rewatch()
        return
      case 'part':
        if (talk.page === page)
          void applyResult(unpackSnapshot(talk.part), now() - (Date.now() - talk.startedAt)).then(
            (urgent) => {
              if (urgent) pages.tell({ type: 'poll-soon' })
            },
            // What was read aside failed (a gap, a chat left): the next look finds it again.
            () => undefined,
          )
        return
      case 'state':
        panel = talk.panel
        watchLeader(talk.within)
        for (const [chatId, messageId] of talk.seen) scheduler.observed(now(), chatId, messageId)
        report(talk.error && unpackError(talk.error))
        return
      case 'poll-soon':
        return pollSoon()
      case 'active':
        return scheduler.active(now(), talk.chatId)
      case 'command':
        return act(talk.chatId, talk.messageId)
      case 'app-event':
        return hear(talk.command, talk.params)
      case 'channel':
        return setLine(talk.open)
    }
  }

  const act = (chatId: ChatId, messageId: MessageId | null) => {
    scheduler.acted(now(), chatId)
    if (!leadership.isLeader()) return
    commands.push({ chatId, messageId })
    arm()
  }

  // ---- this page and its browser

  const pages = openTabChannel<TabMessage>(locks ? name : `${name}:${page}`, follow)
  const leadership = createLeaderElection(`${name}:leader`, locks, (leads) => {
    clearTimeout(watchdog)
    if (leads) arm()
    else {
      clearTimeout(timer)
      watchLeader(0)
    }
  })
  const line = connectAppChannel(
    portal,
    me,
    `${name}:app-channel`,
    locks,
    (command, params) => {
      pages.tell({ type: 'app-event', command, params })
      hear(command, params)
    },
    (isOpen) => {
      pages.tell({ type: 'channel', open: isOpen })
      setLine(isOpen)
    },
  )

  const comeBack = (why: 'focus' | 'online' | 'slept') => {
    if (!visible()) return
    scheduler.wake(now(), why)
    if (why !== 'focus') line.wake()
    if (leadership.isLeader()) arm()
    else pages.tell({ type: 'poll-soon' })
  }

  /** Nobody sees this browser's panels any more: colleagues who see the same chat need not wait until they notice. */
  const leave = () => {
    if (joinedTabs || others.known().some((request) => request.visible)) return
    joinedTabs = true
    const word = scheduler.leaveEvent(now())
    if (word) portal.broadcast(outward(word)).catch(() => undefined)
  }

  const stopWatching = watchPageLifecycle({
    onVisible: (shown) => {
      joinedTabs = false
      scheduler.show(now(), shown)
      rewatch()
      leadership.campaign(shown)
      if (shown) return comeBack('focus')
      clearTimeout(timer)
      leave()
    },
    onResume: comeBack,
    onLeave: () => {
      pages.tell({ type: 'gone', page })
      leave()
    },
    onTick: showTeam,
  })
  setActionBroadcast(card, (chatId) => {
    scheduler.active(now(), chatId)
    return lineOpen ? outward({ kind: 'acted', ...who, chatId, messageId: null }) : null
  })

  scheduler.show(now(), visible())
  rewatch()
  pages.tell({ type: 'here', page })
  leadership.campaign(visible())

  let activeAt = -Infinity
  let writingAt = -Infinity
  return {
    openChat: (chatId) => {
      if (open === chatId) return
      open = chatId
      part.openChat(chatId)
      if (chatId !== null && !opened.has(chatId)) {
        opened.add(chatId)
        // The first chat came with the start, and another one is being read right now.
        const age = Date.now() - (client.getQueryState(queryKeys.messages(chatId))?.dataUpdatedAt ?? Date.now())
        const last = newestLoaded(client, chatId) || part.newestReported(chatId)
        if (last && age < JUST_READ_MS) scheduler.observed(now(), chatId, last)
      }
      rewatch()
      showTeam()
      if (!leadership.isLeader()) {
        const watched = part.watchedChats(visible())
        if (watched) pages.tell({ type: 'want', round: 0, request: emptyOwnRequest(watched) })
      }
    },
    pollNow: () => {
      if (leadership.isLeader()) pollSoon()
      else pages.tell({ type: 'poll-soon' })
    },
    typing: (chatId) => {
      if (now() - activeAt > ACTIVE_EVENT_INTERVAL_MS) {
        activeAt = now()
        scheduler.active(now(), chatId)
        if (!leadership.isLeader()) pages.tell({ type: 'active', chatId })
        arm()
      }
      if (!lineOpen || now() - writingAt < TYPING_EVENT_INTERVAL_MS || scheduler.colleagues(now(), chatId).length === 0)
        return
      writingAt = now()
      portal.broadcast(outward({ kind: 'typing', ...who, chatId })).catch(() => undefined)
    },
    acted: (chatId, messageId) => {
      writingAt = -Infinity
      if (leadership.isLeader()) act(chatId, messageId)
      else pages.tell({ type: 'command', chatId, messageId })
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
      clearTimeout(watchdog)
      stopWatching()
      pages.tell({ type: 'gone', page })
      pages.close()
      leadership.campaign(false)
      line.close()
    },
  }
}
