import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { createChangeHints, noteReports } from './change-hints'
import { createChatActivity, type WatchedChat } from './chat-activity'
import { createPresenceRegistry, type Colleague } from './presence-registry'
import type { LeftEvent, PanelId, PollEvent, PresenceEvent } from './presence-protocol'
import {
  ALONE_FACTOR,
  createRequestBudget,
  HIDDEN_INTERVAL_MS,
  LIST_MAX_INTERVAL_MS,
  MAX_JITTER,
  MIN_POLL_GAP_MS,
} from './poll-intervals'
import { createChatChooser, type PollFailure, type PollPlan, type PollReport } from './poll-plan'

// Decides when to poll and what. Pure: time is handed in, ms that never run backwards (performance.now), so is chance; no timers.
// What it decides and why: docs/reliability.md, "Always current".

/** What is due next. `at` in the scheduler's ms, never earlier than now; Infinity = not until something happens. */
export interface Next {
  /** poll = one batch for everything, see `startPoll`; fetch = only the chats of `startFetch`: a peer reported a newer message. */
  readonly what: 'poll' | 'fetch'
  readonly at: number
}

/** The decisions of one browser. Each call tells the time, ms. */
export interface PollScheduler {
  /** What to do next, and when. Ask again after each other call. While a poll or fetch is out: Infinity. */
  readonly next: (now: number) => Next
  /** The poll is sent now. */
  readonly startPoll: (now: number) => PollPlan
  /** The fetch is sent now: these chats' newest messages are wanted. Never empty when `next` returned fetch. */
  readonly startFetch: (now: number) => readonly ChatId[]
  /** The poll or fetch that was out was answered. */
  readonly ended: (now: number, report: PollReport) => void
  /** The poll or fetch that was out failed as a whole. */
  readonly failed: (now: number, failure: PollFailure) => void
  /** All chats of all cards of this browser; replaces the former ones. */
  readonly watch: (now: number, chats: readonly WatchedChat[]) => void
  /** Whether any card of this browser is visible. A panel that is shown again polls at once. */
  readonly show: (now: number, visible: boolean) => void
  /** Focus or the network is back, or the computer woke up (then all presence heard before is dropped): poll at once. */
  readonly wake: (now: number, why: 'focus' | 'online' | 'slept') => void
  /** Whether the application channel is open. */
  readonly channel: (now: number, open: boolean) => void
  /** An event came; own events may come, too. */
  readonly heard: (now: number, event: PresenceEvent) => void
  /** The operator types in this chat. */
  readonly active: (now: number, chatId: ChatId) => void
  /** The operator has sent a reply or acted on this chat: polls at once when colleagues have it on screen and are to be told. */
  readonly acted: (now: number, chatId: ChatId) => void
  /** Something else read this chat up to this message (start, action, sent reply). */
  readonly observed: (now: number, chatId: ChatId, messageId: MessageId) => void
  /** Requests made outside of polls and fetches. */
  readonly requestsMade: (now: number, requests: number) => void
  /** Colleagues who have this chat on screen; never the caller. */
  readonly colleagues: (now: number, chatId: ChatId) => readonly Colleague[]
  /** The event for leaving, when there are peers to hear it; else null. */
  readonly leaveEvent: (now: number) => LeftEvent | null
}

/** Who this browser is, and its chance (0 <= n < 1). */
export interface PollSchedulerSelf {
  readonly panel: PanelId
  readonly userId: UserId
  readonly random: () => number
}

/** A poll this young is recent enough when the window gets the focus. */
const FRESH_MS = 3_000
/** A chat that comes on screen is announced to the others within this time: they might be answering it. */
const ANNOUNCE_WITHIN_MS = 3_000
/** A call that comes this much later than asked for means that the computer slept. */
const SLEEP_DETECT_MS = 60_000
/** A poll that is never answered is given up. */
const REQUEST_LOST_MS = 120_000
/** A poll due within this time (ms) needs no fetch before it. */
const COALESCE_MS = 1_000
/** Timers aren't more exact than this (ms). */
const TIMER_TOLERANCE_MS = 50
/** Panels that get their network back together poll within this time (ms). */
const RECONNECT_JITTER_MS = 2_000

/** A poll or fetch that has not been answered yet. */
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
  const presence = createPresenceRegistry(userId)
  const hints = createChangeHints()
  const chats = createChatActivity()
  const chooser = createChatChooser(chats, random)
  const budget = createRequestBudget(random)

  let visible = true
  let calledAt = -Infinity
  let promisedAt = Infinity
  let inFlight: InFlight | null = null
  let polledAt = -Infinity
  /** A poll is wanted at this moment at the latest. */
  let requestedAt = Infinity
  let jitter = 1

  const drawJitter = () => {
    jitter = 1 + random() * (MAX_JITTER - 1)
  }
  drawJitter()

  const resetPresence = () => {
    presence.reset()
    budget.reset()
    chats.forgetPolls()
  }

  const requestPoll = (at: number) => {
    requestedAt = Math.min(requestedAt, at)
  }
  /** After how many ms an announcement should follow: soon, later where the load is high. */
  const announceDelay = () => ANNOUNCE_WITHIN_MS * (0.5 + random() / 2) * Math.min(budget.loadFactor(), 3)

  /** Ends what is in flight; `proves` tells whether the reading of a hinted chat showed something new. */
  const endRequest = (proves: ((chatId: ChatId) => boolean) | null): InFlight | null => {
    const was = inFlight
    inFlight = null
    for (const chatId of was?.changed ?? []) hints.resolve(chatId, proves && proves(chatId))
    return was
  }

  /** Each call passes here: time moves on. */
  const advance = (now: number) => {
    const passed = now - calledAt
    if (inFlight && now - inFlight.since > REQUEST_LOST_MS) {
      endRequest(null)
      budget.failed(now, 'network', null)
    }
    if (visible && now > promisedAt + SLEEP_DETECT_MS) {
      resetPresence()
      requestedAt = now
    }
    if (passed > 0) {
      if (passed < Infinity) budget.elapsed(now, passed, presence.hearsPeers(now))
      calledAt = now
    }
    promisedAt = Infinity
  }

  const see = (now: number, chatId: ChatId, messageId: MessageId) => {
    chats.observed(now, chatId, messageId)
    hints.satisfied(chatId, messageId)
  }

  const pollDue = (now: number): number => {
    if (!visible) return polledAt === -Infinity ? Infinity : polledAt + HIDDEN_INTERVAL_MS * jitter
    const due = chats.due(now, budget.loadFactor() * jitter * (presence.hearsPeers(now) ? 1 : ALONE_FACTOR))
    if (due === null) return requestedAt
    return Math.max(Math.min(requestedAt, due, presence.announceDue()), polledAt + MIN_POLL_GAP_MS)
  }

  return {
    next: (now) => {
      advance(now)
      if (inFlight) return { what: 'poll', at: Infinity }
      const due = Math.max(budget.blockedUntil(), pollDue(now))
      // Intervals change while they are waited for: a moment that keeps moving away by less and less is now.
      const poll = due < now + TIMER_TOLERANCE_MS ? now : due
      const fetch = visible ? Math.max(now, budget.blockedUntil(), hints.due(now, chats.isOnScreen)) : Infinity
      promisedAt = Math.min(poll, fetch)
      if (fetch < poll - COALESCE_MS) return { what: 'fetch', at: fetch }
      // A poll that is nearly due brings the news, too.
      return { what: 'poll', at: Math.min(poll, Math.max(fetch, polledAt + MIN_POLL_GAP_MS)) }
    },

    startPoll: (now) => {
      advance(now)
      budget.spent(now, 1)
      const changed = hints.take(now, chats.isOnScreen)
      const left = budget.remaining(now)
      const own = chooser.own(now, left)
      const peerChats = visible && presence.hearsPeers(now) ? chooser.peers(now, left, presence.open(now)) : []
      inFlight = { what: 'poll', since: now, changed, own, others: peerChats }
      polledAt = now
      requestedAt = Infinity
      drawJitter()
      if (!presence.isConnected() || !visible) return { own, changed, peerChats, announce: null }
      presence.announced(now)
      const announce: PollEvent = {
        kind: 'poll',
        ...who,
        open: chats.onScreen(),
        viewers: presence.viewersOf(now, chats.onScreen()),
        seen: new Map(),
        requests: budget.takeUnannounced(),
        operating: budget.operating(now),
        within: LIST_MAX_INTERVAL_MS * MAX_JITTER * budget.loadFactor(),
      }
      return { own, changed, peerChats, announce }
    },

    startFetch: (now) => {
      advance(now)
      budget.spent(now, 1)
      const changed = hints.take(now, chats.isOnScreen)
      inFlight = { what: 'fetch', since: now, changed, own: [], others: [] }
      return changed
    },

    ended: (now, report) => {
      advance(now)
      budget.succeeded()
      const newestRead = (chatId: ChatId) => chats.stateOf(now, chatId).observed
      const knownBefore = new Map((inFlight?.changed ?? []).map((chatId) => [chatId, newestRead(chatId)]))
      for (const [chatId, messageId] of report.seen) see(now, chatId, messageId)
      const was = endRequest((chatId) => newestRead(chatId) > (knownBefore.get(chatId) ?? 0))
      if (report.overTime) budget.overTime(now)
      else if (report.operating !== null) budget.operatingRead(now, report.operating)
      if (!was) return

      // Chats of which the answer tells nothing were polled, too: asking again at once would bring no more.
      const polled = was.what === 'poll' ? [...chats.onScreen(), ...was.own, ...was.others] : was.changed
      for (const chatId of polled) chats.stateOf(now, chatId).polledAt = now
      if (was.what === 'poll') chats.listsRead(now)
      for (const chatId of was.own) chats.stateOf(now, chatId).detailsAt = now
      chooser.answered(now, was.others, new Set(report.refused), report.seen)
    },

    failed: (now, { kind, retryIn }) => {
      advance(now)
      endRequest(null)
      budget.failed(now, kind, retryIn)
      // The screen shows that the portal doesn't answer: it has to show soon that it does again.
      requestPoll(budget.blockedUntil())
    },

    watch: (now, list) => {
      advance(now)
      const opened = chats.watch(now, list)
      hints.retain(new Set(chats.watched().keys()))
      if (presence.isConnected()) for (const _ of opened) requestPoll(now + announceDelay())
    },

    show: (now, isVisible) => {
      advance(now)
      if (isVisible && !visible) requestPoll(Math.max(now, polledAt + FRESH_MS))
      visible = isVisible
    },

    wake: (now, why) => {
      advance(now)
      if (why === 'slept') resetPresence()
      // All panels of an office get their network back at the same moment.
      requestPoll(why === 'online' ? now + random() * RECONNECT_JITTER_MS : Math.max(now, polledAt + FRESH_MS))
      budget.unblock()
    },

    channel: (now, open) => {
      advance(now)
      if (presence.channel(open) && open && visible && chats.watched().size > 0)
        requestPoll(now + ANNOUNCE_WITHIN_MS * (0.5 + random()))
    },

    heard: (now, event) => {
      advance(now)
      if (event.panel === panel) return presence.echoed(event)
      presence.heard(now, event, chats.isOnScreen, announceDelay)
      if (event.kind === 'poll') budget.peerReported(now, event)
      noteReports(now, event, chats, hints, (chatId) => presence.open(now).has(chatId))
    },

    active: (now, chatId) => {
      advance(now)
      chats.stateOf(now, chatId).movedAt = now
    },

    acted: (now, chatId) => {
      advance(now)
      chats.stateOf(now, chatId).movedAt = now
      if (presence.open(now).has(chatId)) requestPoll(now)
    },

    observed: (now, chatId, messageId) => {
      advance(now)
      see(now, chatId, messageId)
    },

    requestsMade: (now, requests) => {
      advance(now)
      budget.spent(now, requests)
    },

    colleagues: presence.colleagues,
    leaveEvent: (now) => {
      return presence.isConnected() && presence.open(now).size > 0 ? { kind: 'left', ...who } : null
    },
  }
}
