import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { PortalErrorKind } from '@/portal/portal-error'
import { createAccessBackoff } from './access-backoff'
import { createChangeHints } from './change-hints'
import { createPresenceRegistry } from './presence-registry'
import type { LeftEvent, PollEvent, PresenceEvent, PanelId } from './presence-protocol'
import {
  remainingBudget,
  OPERATING_LIMIT_S,
  createLoadFactor,
  pollInterval,
  pauseAfterFailures,
} from './poll-intervals'

// Decides when to look and at what. Pure: time is handed in, ms that never run backwards (performance.now), so is chance; no timers.
// What it decides and why: docs/reliability.md, "Always current".

/** A chat that a card of this browser shows. */
export interface WatchedChat {
  readonly chatId: ChatId
  /** Its messages stand on a visible screen; the others are rows of a list. */
  readonly onScreen: boolean
  /** The caller is in it, so im.recent.list tells its newest message. */
  readonly member: boolean
}

/** What is due next. `at` in the scheduler's ms, never earlier than now; Infinity = not until something happens. */
export interface Next {
  /** poll = one batch for everything, see `startPoll`; fetch = only the chats of `startFetch`: a colleague's panel told of a newer message. */
  readonly what: 'poll' | 'fetch'
  readonly at: number
}

/** What to ask in a look besides the cards' lists, im.recent.list and the pages of the chats on screen. */
export interface PollPlan {
  /** Own chats whose details (imopenlines.dialog.get) are due, the most urgent first. */
  readonly own: readonly ChatId[]
  /** Own chats of which a word told something newer: their messages are wanted. */
  readonly changed: readonly ChatId[]
  /** Chats that others have on screen and nobody looked at lately: imopenlines.dialog.get for each, refusals are no failure. */
  readonly peerChats: readonly ChatId[]
  /** The word to say in the same batch, `seen` still empty: references to the batch's own answers go there. null = nothing to say. */
  readonly announce: PollEvent | null
}

/** What a look or a fetch brought. */
export interface PollReport {
  /** Newest message of every chat that was told of in it: by details, by im.recent.list, by a page. */
  readonly seen: ReadonlyMap<ChatId, MessageId>
  /** Chats whose details the portal refused to this caller. */
  readonly refused: Iterable<ChatId>
  /** `time.operating` of imopenlines.dialog.get, seconds in ten minutes, the last one in the answer; null = not told. */
  readonly operating: number | null
  /** imopenlines.dialog.get met OPERATION_TIME_LIMIT inside the batch. */
  readonly overTime: boolean
}

/** Why a look or a fetch failed. */
export interface PollFailure {
  readonly kind: PortalErrorKind
  /** ms for which the portal wants to be left alone; null = it didn't say. */
  readonly retryIn: number | null
}

/** A colleague with a chat on his screen. */
export interface Colleague {
  readonly userId: UserId
  readonly writing: boolean
}

/** The decisions of one browser. Every call tells the time, ms. */
export interface PollScheduler {
  /** What to do next, and when. Ask again after every other call. While a look or fetch is out: Infinity. */
  readonly next: (now: number) => Next
  /** The look leaves now. */
  readonly startPoll: (now: number) => PollPlan
  /** The fetch leaves now: these chats' newest messages are wanted. Never empty when `next` said fetch. */
  readonly startFetch: (now: number) => readonly ChatId[]
  /** The look or fetch that is out came back. */
  readonly ended: (now: number, report: PollReport) => void
  /** The look or fetch that is out failed as a whole. */
  readonly failed: (now: number, failure: PollFailure) => void
  /** All chats of all cards of this browser; replaces what was said before. */
  readonly watch: (now: number, chats: readonly WatchedChat[]) => void
  /** Whether any card of this browser is visible. Coming back looks at once. */
  readonly show: (now: number, visible: boolean) => void
  /** Focus or the network is back, or the computer woke up (then nothing heard before is believed): look at once. */
  readonly wake: (now: number, why: 'focus' | 'online' | 'slept') => void
  /** Whether words can be said and heard. */
  readonly channel: (now: number, open: boolean) => void
  /** A word came; own words may come, too. */
  readonly heard: (now: number, event: PresenceEvent) => void
  /** The operator types in this chat. */
  readonly active: (now: number, chatId: ChatId) => void
  /** The operator has sent a reply or acted on this chat: looks at once when colleagues who have it on screen are to be told. */
  readonly acted: (now: number, chatId: ChatId) => void
  /** Something else read this chat up to this message (start, action, sent reply). */
  readonly observed: (now: number, chatId: ChatId, messageId: MessageId) => void
  /** Requests made outside of looks and fetches. */
  readonly requestsMade: (now: number, requests: number) => void
  /** Colleagues who have this chat on screen; never the caller himself. */
  readonly colleagues: (now: number, chatId: ChatId) => readonly Colleague[]
  /** The word for going away, when somebody is there to care; else null. */
  readonly leaveEvent: (now: number) => LeftEvent | null
}

/** Who this browser is, and its chance (0 <= n < 1). */
export interface PollSchedulerSelf {
  readonly panel: PanelId
  readonly userId: UserId
  readonly random: () => number
}

/** Looks (ms) are never closer than this, whatever happens. */
const MIN_POLL_GAP_MS = 2_000
/** A look this young is good enough for somebody who comes back to the window. */
const FRESH_MS = 3_000
/** A hidden panel: often enough that coming back finds no desert, seldom enough to cost nothing. */
const HIDDEN_INTERVAL_MS = 15 * 60_000
/** The lists of a card (new chats, what happens in chats that aren't on screen). */
const LIST_MIN_INTERVAL_MS = 15_000
const LIST_MAX_INTERVAL_MS = 60_000
/** A chat that comes on screen is told to the others after this time at most: they might know it is being answered. */
const ANNOUNCE_WITHIN_MS = 3_000
/** Whoever spoke so recently (ms) has been heard by somebody who comes to the same chat. */
const RECENT_ANNOUNCE_MS = 8_000
/** Alone, nobody tells how many share the address: all pauses are longer by this. */
const ALONE_FACTOR = 2
/** Details say more than the newest message (who owns the chat, who has read it): own chats have them read at least this seldom. */
const DETAILS_INTERVAL_MS = 45_000
const LISTED_DETAILS_INTERVAL_MS = 120_000
/** Most imopenlines.dialog.get per look for others, for chats on screen and for chats that are only listed. */
const MAX_PEER_CHATS = 6
const MAX_OWN_CHATS = 6
const MAX_LISTED_CHATS = 2
/** A chat is due for help a little before its own panel would look, so that this needn't. */
const NEARLY_DUE_RATIO = 0.6
/** Load is counted over this time (ms). */
const LOAD_WINDOW_MS = 30_000
/** Without an echo of our own words for so long, the channel is taken for dead. */
const ECHO_TIMEOUT_MS = 40_000
/** Whoever is called this much later than he asked for was asleep, and the computer with him. */
const SLEEP_DETECT_MS = 60_000
/** A look that never comes back is given up. */
const REQUEST_LOST_MS = 120_000
/** Refusals that no waiting heals are asked again this seldom. */
const PERMANENT_ERROR_RETRY_MS = 5 * 60_000
/** What the portal says of a method's time is believed this long. */
const OPERATING_FRESH_MS = 120_000
const OVER_TIME_MS = 60_000
const MAX_CHATS = 3_000
/** A chat that comes on screen is looked at as one that has been silent so long (ms): most of them are only read. */
const OPENED_SILENCE_MS = 60_000
/** Pauses differ by chance, up to this: whoever looks first spares the others their look. */
const MAX_JITTER = 1.5
/** A look due within this time (ms) needs no fetch before it. */
const COALESCE_MS = 1_000
/** Timers aren't more exact than this (ms). */
const TIMER_TOLERANCE_MS = 50
/** Panels that get their network back together look within this time (ms). */
const RECONNECT_JITTER_MS = 2_000

/** Long before everything (ms), yet a number one can compare by. */
const NEVER = -1e12

interface ChatState {
  /** Last sign of life. */
  movedAt: number
  /** When anybody last looked at it. */
  polledAt: number
  /** When this panel last read its details. */
  detailsAt: number
  /** Newest message that this panel saw itself, and that anybody told of; 0 = none. */
  observed: MessageId | 0
  reported: MessageId | 0
}

/** A look or fetch that has not come back yet. */
interface InFlight {
  readonly what: Next['what']
  readonly since: number
  /** Chats read because of hints. */
  readonly changed: readonly ChatId[]
  readonly own: readonly ChatId[]
  readonly others: readonly ChatId[]
}

/** A scheduler that has just been made: nothing watched, visible, no channel. */
export const createPollScheduler = (self: PollSchedulerSelf): PollScheduler => {
  const { panel, userId, random } = self
  const who = { panel, userId }
  const presence = createPresenceRegistry()
  const accessBackoff = createAccessBackoff()
  const hints = createChangeHints()
  const loadFactor = createLoadFactor()

  let watched: ReadonlyMap<ChatId, WatchedChat> = new Map()
  const chats = new Map<ChatId, ChatState>()
  let visible = true
  let connected = false
  /** When we first spoke without having heard anything since. */
  let unheardSince: number | null = null

  let calledAt = -Infinity
  let promisedAt = Infinity
  let inFlight: InFlight | null = null
  let openFor: ReadonlyMap<ChatId, ReadonlySet<UserId>> = new Map()
  let lookedAt = -Infinity
  /** Of the last look that went well; a start counts as one. */
  let listedAt: number | null = null
  /** A look is wanted at this moment at the latest. */
  let requestedAt = Infinity
  let listMovedAt = -Infinity
  let watchedSince = -Infinity
  let jitter = 1
  let failures = 0
  let backOffUntil = -Infinity
  let rateLimited = false
  let unannouncedRequests = 0
  let announcedAt = -Infinity
  let load: { readonly at: number; readonly requests: number }[] = []
  let operating = { at: -Infinity, seconds: 0 }

  const drawJitter = () => {
    jitter = 1 + random() * (MAX_JITTER - 1)
  }
  drawJitter()

  const stateOf = (now: number, chatId: ChatId): ChatState => {
    const known = chats.get(chatId)
    if (known) return known
    const fresh: ChatState = {
      movedAt: now - OPENED_SILENCE_MS,
      polledAt: NEVER,
      detailsAt: NEVER,
      observed: 0,
      reported: 0,
    }
    if (chats.size >= MAX_CHATS)
      for (const id of chats.keys()) {
        if (watched.has(id)) continue
        chats.delete(id)
        break
      }
    chats.set(chatId, fresh)
    return fresh
  }

  const isOnScreen = (chatId: ChatId) => watched.get(chatId)?.onScreen === true
  const talking = (now: number) => connected && (unheardSince === null || now - unheardSince < ECHO_TIMEOUT_MS)
  const effort = (now: number) => (now - operating.at < OPERATING_FRESH_MS ? remainingBudget(operating.seconds) : 1)

  const perSecond = (now: number): number => {
    load = load.filter(({ at }) => now - at < LOAD_WINDOW_MS)
    return load.reduce((sum, { requests }) => sum + requests, 0) / (LOAD_WINDOW_MS / 1000)
  }

  const backOff = (now: number, kind: PortalErrorKind, retryIn: number | null) => {
    failures += 1
    rateLimited = kind === 'limit'
    const pauseMs = pauseAfterFailures(failures, random())
    if (rateLimited) {
      loadFactor.onRateLimited()
      backOffUntil = now + Math.max(retryIn ?? 0, pauseMs) * (1 + random() * 0.3)
    } else backOffUntil = now + (kind === 'app' || kind === 'forbidden' ? PERMANENT_ERROR_RETRY_MS : pauseMs)
  }

  const resetPresence = () => {
    presence.reset()
    loadFactor.reset()
    load = []
    unheardSince = null
    for (const state of chats.values()) state.polledAt = NEVER
  }

  /** Ends what is out; `proves` tells what the reading of a hinted chat showed. */
  const comeBack = (proves: ((chatId: ChatId) => boolean) | null): InFlight | null => {
    const was = inFlight
    inFlight = null
    for (const chatId of was?.changed ?? []) hints.resolve(chatId, proves && proves(chatId))
    return was
  }

  /** Every call passes here: time moves on. */
  const advance = (now: number) => {
    const passed = now - calledAt
    if (inFlight && now - inFlight.since > REQUEST_LOST_MS) {
      comeBack(null)
      backOff(now, 'network', null)
    }
    if (visible && now > promisedAt + SLEEP_DETECT_MS) {
      resetPresence()
      requestedAt = now
    }
    if (passed > 0) {
      if (passed < Infinity) loadFactor.update(passed, talking(now) ? perSecond(now) : null)
      calledAt = now
    }
    promisedAt = Infinity
  }

  const spend = (now: number, requests: number) => {
    unannouncedRequests += requests
    load.push({ at: now, requests })
  }

  /** This panel saw with its own eyes. */
  const see = (now: number, chatId: ChatId, messageId: MessageId) => {
    const state = stateOf(now, chatId)
    if (messageId > state.observed) {
      // What was there before the first sight is no sign of life.
      if (state.observed > 0) {
        state.movedAt = now
        if (watched.has(chatId)) listMovedAt = now
      }
      state.observed = messageId
    }
    state.reported = messageId
    state.polledAt = now
    hints.satisfied(chatId, messageId)
  }

  const pauseOf = (state: ChatState) => pollInterval(Math.max(0, state.polledAt - state.movedAt))

  const pollDue = (now: number): number => {
    if (!visible) return lookedAt === -Infinity ? Infinity : lookedAt + HIDDEN_INTERVAL_MS * jitter
    const pace = loadFactor.now * jitter * (talking(now) ? 1 : ALONE_FACTOR)
    let due = requestedAt
    for (const { chatId, onScreen } of watched.values()) {
      if (!onScreen) continue
      const state = stateOf(now, chatId)
      due = Math.min(due, state.polledAt + pauseOf(state) * pace)
    }
    if (listedAt === null) return due
    // Where nothing but the list is in sight, a client who writes for the first time is what its operator waits for.
    const only = onScreen().length === 0
    const movedAt = only ? Math.max(listMovedAt, watchedSince - OPENED_SILENCE_MS) : listMovedAt
    const listPause = pollInterval(
      Math.max(0, listedAt - movedAt),
      only ? undefined : LIST_MIN_INTERVAL_MS,
      LIST_MAX_INTERVAL_MS,
    )
    due = Math.min(due, listedAt + listPause * pace)
    return Math.max(due, lookedAt + MIN_POLL_GAP_MS)
  }

  /** A word told the newest message of a chat. */
  const onReported = (now: number, chatId: ChatId, messageId: MessageId) => {
    const own = watched.get(chatId)
    if (!own && !chats.has(chatId) && !presence.open(now).has(chatId)) return
    const state = stateOf(now, chatId)
    // Older than what we saw ourselves: whoever says so doesn't look at what we look at.
    if (messageId < state.observed) return
    state.polledAt = now
    if (messageId > state.reported) {
      if (state.reported > 0) state.movedAt = now
      state.reported = messageId
    }
    if (own && messageId > state.observed) hints.add(chatId, messageId)
  }

  const requestPoll = (at: number) => {
    requestedAt = Math.min(requestedAt, at)
  }

  const ownDetails = (now: number): ChatId[] => {
    const left = effort(now)
    const overdue = (onScreen: boolean) =>
      [...watched.values()]
        .filter((chat) => chat.onScreen === onScreen)
        .map(({ chatId, member }) => {
          const state = stateOf(now, chatId)
          const details = (onScreen ? DETAILS_INTERVAL_MS : LISTED_DETAILS_INTERVAL_MS) / Math.max(left, 0.2)
          // Of a chat that the caller isn't in nothing but the details tells whether it moved.
          const wait = onScreen && !member ? Math.min(details, pauseOf(state)) : details
          const since = onScreen && !member ? Math.max(state.detailsAt, state.polledAt) : state.detailsAt
          return { chatId, ratio: (now - since) / wait }
        })
        .filter(({ ratio }) => ratio >= NEARLY_DUE_RATIO)
        .toSorted((a, b) => b.ratio - a.ratio)
        .map(({ chatId }) => chatId)
    return [...overdue(true).slice(0, MAX_OWN_CHATS), ...overdue(false).slice(0, Math.round(MAX_LISTED_CHATS * left))]
  }

  const peerChatsDue = (now: number): ChatId[] => {
    openFor = presence.open(now)
    const most = Math.floor(MAX_PEER_CHATS * effort(now) + random())
    return [...openFor]
      .filter(([chatId, users]) => !isOnScreen(chatId) && accessBackoff.shouldTry(now, chatId, users))
      .map(([chatId]) => {
        const state = stateOf(now, chatId)
        // Two panels that look at the same moment had better not choose alike.
        return { chatId, ratio: ((now - state.polledAt) / pauseOf(state)) * (0.9 + random() * 0.2) }
      })
      .filter(({ ratio }) => ratio >= NEARLY_DUE_RATIO)
      .toSorted((a, b) => b.ratio - a.ratio)
      .slice(0, most)
      .map(({ chatId }) => chatId)
  }

  /** Somebody came to a chat that is on our screen, and can't know that we are here: we last spoke before. */
  const isNewViewer = (now: number, { userId: speaker, open }: PollEvent): boolean => {
    if (speaker === userId || now - announcedAt < RECENT_ANNOUNCE_MS) return false
    const known = presence.open(now)
    return open.some((chatId) => isOnScreen(chatId) && !known.get(chatId)?.has(speaker))
  }

  const onScreen = () => [...watched.values()].filter((chat) => chat.onScreen).map(({ chatId }) => chatId)

  return {
    next: (now) => {
      advance(now)
      if (inFlight) return { what: 'poll', at: Infinity }
      const due = Math.max(backOffUntil, pollDue(now))
      // Pauses change while they are waited for: a moment that keeps moving away by less and less is now.
      const snapshot = due < now + TIMER_TOLERANCE_MS ? now : due
      const fetch = visible ? Math.max(now, backOffUntil, hints.due(now, isOnScreen)) : Infinity
      promisedAt = Math.min(snapshot, fetch)
      if (fetch < snapshot - COALESCE_MS) return { what: 'fetch', at: fetch }
      // A look that is nearly due brings the news, too.
      return { what: 'poll', at: Math.min(snapshot, Math.max(fetch, lookedAt + MIN_POLL_GAP_MS)) }
    },

    startPoll: (now) => {
      advance(now)
      spend(now, 1)
      const changed = hints.take(now, isOnScreen)
      const own = ownDetails(now)
      const peerChats = visible && talking(now) ? peerChatsDue(now) : []
      inFlight = { what: 'poll', since: now, changed, own, others: peerChats }
      lookedAt = now
      requestedAt = Infinity
      drawJitter()
      if (!connected || !visible) return { own, changed, peerChats, announce: null }
      unheardSince ??= now
      const announce: PollEvent = {
        kind: 'poll',
        ...who,
        open: onScreen(),
        seen: new Map(),
        requests: unannouncedRequests,
        operating: now - operating.at < OPERATING_FRESH_MS ? operating.seconds : 0,
        within: LIST_MAX_INTERVAL_MS * MAX_JITTER * loadFactor.now,
      }
      unannouncedRequests = 0
      announcedAt = now
      return { own, changed, peerChats, announce }
    },

    startFetch: (now) => {
      advance(now)
      spend(now, 1)
      const changed = hints.take(now, isOnScreen)
      inFlight = { what: 'fetch', since: now, changed, own: [], others: [] }
      return changed
    },

    ended: (now, report) => {
      advance(now)
      failures = 0
      backOffUntil = -Infinity
      const knownBefore = new Map((inFlight?.changed ?? []).map((chatId) => [chatId, stateOf(now, chatId).observed]))
      for (const [chatId, messageId] of report.seen) see(now, chatId, messageId)
      const was = comeBack((chatId) => stateOf(now, chatId).observed > (knownBefore.get(chatId) ?? 0))
      if (report.overTime) operating = { at: now + OVER_TIME_MS, seconds: OPERATING_LIMIT_S }
      else if (report.operating !== null) operating = { at: now, seconds: report.operating }
      if (!was) return

      // Also what the portal kept silent about was looked at: asking again at once would bring no more.
      const polled = was.what === 'poll' ? [...onScreen(), ...was.own, ...was.others] : was.changed
      for (const chatId of polled) stateOf(now, chatId).polledAt = now
      if (was.what === 'poll') listedAt = now
      const refused = new Set(report.refused)
      for (const chatId of was.own) stateOf(now, chatId).detailsAt = now
      for (const chatId of was.others) {
        const users = openFor.get(chatId) ?? []
        if (refused.has(chatId)) accessBackoff.refused(now, chatId, users)
        else if (report.seen.has(chatId)) accessBackoff.granted(chatId, users)
      }
    },

    failed: (now, { kind, retryIn }) => {
      advance(now)
      comeBack(null)
      backOff(now, kind, retryIn)
      // The screen says that the portal doesn't answer: it must not go on saying so when it does.
      requestPoll(backOffUntil)
    },

    watch: (now, list) => {
      advance(now)
      const before = new Set(onScreen())
      watched = new Map(list.map((chat) => [chat.chatId, chat]))
      hints.retain(new Set(watched.keys()))
      if (listedAt === null) listedAt = watchedSince = now
      for (const chatId of onScreen()) {
        if (before.has(chatId)) continue
        const state = stateOf(now, chatId)
        state.movedAt = Math.max(state.movedAt, now - OPENED_SILENCE_MS)
        if (connected) requestPoll(now + ANNOUNCE_WITHIN_MS * (0.5 + random() / 2) * Math.min(loadFactor.now, 3))
      }
    },

    show: (now, isVisible) => {
      advance(now)
      if (isVisible && !visible) requestPoll(Math.max(now, lookedAt + FRESH_MS))
      visible = isVisible
    },

    wake: (now, why) => {
      advance(now)
      if (why === 'slept') resetPresence()
      // All panels of an office get their network back at the same moment.
      requestPoll(why === 'online' ? now + random() * RECONNECT_JITTER_MS : Math.max(now, lookedAt + FRESH_MS))
      if (!rateLimited) backOffUntil = -Infinity
    },

    channel: (now, open) => {
      advance(now)
      if (connected === open) return
      connected = open
      unheardSince = null
      if (open && visible && watched.size > 0) requestPoll(now + ANNOUNCE_WITHIN_MS * (0.5 + random()))
    },

    heard: (now, event) => {
      advance(now)
      unheardSince = null
      if (event.panel === self.panel) return
      switch (event.kind) {
        case 'poll':
          if (isNewViewer(now, event))
            requestPoll(now + ANNOUNCE_WITHIN_MS * (0.5 + random() / 2) * Math.min(loadFactor.now, 3))
          presence.onPoll(now, event)
          if (event.requests > 0) load.push({ at: now, requests: event.requests })
          // One's own reading is worth more than what somebody says.
          if (event.operating > 0 && now - operating.at > OPERATING_FRESH_MS / 2)
            operating = { at: now, seconds: event.operating }
          for (const [chatId, messageId] of event.seen) onReported(now, chatId, messageId)
          return
        case 'acted':
          presence.finished(event.panel)
          if (watched.has(event.chatId) || chats.has(event.chatId)) stateOf(now, event.chatId).movedAt = now
          if (watched.has(event.chatId) && (event.messageId ?? Infinity) > stateOf(now, event.chatId).observed)
            hints.add(event.chatId, event.messageId)
          return
        case 'typing':
          presence.typing(now, event.panel, event.userId, event.chatId)
          if (watched.has(event.chatId) || chats.has(event.chatId)) stateOf(now, event.chatId).movedAt = now
          return
        case 'left':
          presence.left(event.panel)
      }
    },

    active: (now, chatId) => {
      advance(now)
      stateOf(now, chatId).movedAt = now
    },

    acted: (now, chatId) => {
      advance(now)
      stateOf(now, chatId).movedAt = now
      if (presence.open(now).has(chatId)) requestPoll(now)
    },

    observed: (now, chatId, messageId) => {
      advance(now)
      see(now, chatId, messageId)
    },

    requestsMade: (now, requests) => {
      advance(now)
      spend(now, requests)
    },

    colleagues: (now, chatId) => {
      const writers = presence.typers(now, chatId)
      const users = new Set([...(presence.open(now).get(chatId) ?? []), ...writers])
      users.delete(self.userId)
      return [...users].map((userId) => ({ userId, writing: writers.has(userId) }))
    },

    leaveEvent: (now) => {
      const open = presence.open(now)
      return connected && open.size > 0 ? { kind: 'left', ...who } : null
    },
  }
}
