import { beforeEach, describe, expect, it } from 'vitest'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { PollEvent, PresenceEvent } from './presence-protocol'
import type { PollFailure, PollPlan, PollReport } from './poll-plan'
import { createPollScheduler, type PollScheduler } from './poll-scheduler'

const A = 101 as ChatId
const B = 102 as ChatId
const ME = 1 as UserId
const MARK = 2 as UserId
const SECOND = 1_000
const MINUTE = 60_000

/** A browser in virtual time: does what the scheduler decides, at the moment it decides, and keeps a list of it. */
const browser = (given: { panel?: string; userId?: UserId; seed?: number } = {}) => {
  let chance = given.seed ?? 0.5
  const scheduler: PollScheduler = createPollScheduler({
    panel: given.panel ?? 'me',
    userId: given.userId ?? ME,
    random: () => (chance = (chance * 7.31 + 0.113) % 1),
  })
  let now = 0
  let inFlight = false
  const polls: { at: number; plan: PollPlan }[] = []
  const fetches: { at: number; chats: readonly ChatId[] }[] = []
  /** What the portal answers; null = it never answers. */
  let answer: (plan: PollPlan | null) => Partial<PollReport> | PollFailure | null = () => ({})
  const broadcast: { onAnnounce: (event: PollEvent) => void } = { onAnnounce: () => {} }

  const finish = (result: Partial<PollReport> | PollFailure | null) => {
    if (!result) return void (inFlight = true)
    if ('kind' in result) scheduler.failed(now, result)
    else scheduler.ended(now, { seen: new Map(), refused: [], operating: null, overTime: false, ...result })
  }
  const advance = (ms: number) => {
    const end = now + ms
    for (let steps = 0; !inFlight; steps += 1) {
      if (steps > 100_000) throw new Error('The scheduler never waits')
      const { what, at } = scheduler.next(now)
      if (at > end) break
      now = Math.max(now, at)
      if (scheduler.next(now).at > now) continue
      if (what === 'fetch') {
        fetches.push({ at: now, chats: scheduler.startFetch(now) })
        finish(answer(null))
      } else {
        const plan = scheduler.startPoll(now)
        polls.push({ at: now, plan })
        if (plan.announce) broadcast.onAnnounce(plan.announce)
        finish(answer(plan))
      }
    }
    now = end
  }
  return {
    scheduler,
    polls,
    fetches,
    broadcast,
    advance,
    now: () => now,
    /** Time passes without anything running. */
    sleep: (ms: number) => {
      now += ms
    },
    answers: (next: typeof answer) => {
      answer = next
    },
    lostAnswer: () => {
      inFlight = false
    },
    hear: (event: PresenceEvent) => scheduler.heard(now, event),
    pollsIn: (ms: number) => {
      const before = polls.length
      advance(ms)
      return polls.length - before
    },
    watch: (...chats: readonly ChatId[]) =>
      scheduler.watch(
        now,
        chats.map((chatId, place) => ({ chatId, onScreen: place === 0, member: true })),
      ),
  }
}
type Browser = ReturnType<typeof browser>

const pollEvent = (more: Partial<PollEvent> = {}): PollEvent => ({
  kind: 'poll',
  panel: 'mark',
  userId: MARK,
  open: [],
  viewers: [],
  seen: new Map(),
  requests: 1,
  operating: 0,
  within: 60 * SECOND,
  ...more,
})
const sees = (chatId: ChatId, messageId: number) => new Map([[chatId, messageId as MessageId]])
const NEWEST = 500

let me: Browser
/** A card with chat A on screen, read up to message 500; the portal has nothing new. */
beforeEach(() => {
  me = browser()
  me.watch(A)
  me.scheduler.observed(0, A, NEWEST as MessageId)
  me.answers(() => ({ seen: sees(A, NEWEST) }))
})

describe('the interval', () => {
  it('is short after something happened and grows with the silence', () => {
    me.scheduler.active(me.now(), A)
    const first = me.pollsIn(MINUTE)
    me.advance(5 * MINUTE)
    const later = me.pollsIn(MINUTE)
    me.advance(20 * MINUTE)
    expect(first).toBeGreaterThanOrEqual(5)
    expect(later).toBeLessThanOrEqual(first / 2)
    expect(me.pollsIn(10 * MINUTE)).toBeGreaterThanOrEqual(4)
  })

  it('gets short again with a new message', () => {
    me.advance(30 * MINUTE)
    me.answers(() => ({ seen: sees(A, NEWEST + 1) }))
    me.advance(3 * MINUTE)
    const slow = me.polls.length
    me.answers(() => ({ seen: sees(A, NEWEST + 2) }))
    me.advance(2 * MINUTE)
    expect(me.polls.length - slow).toBeGreaterThanOrEqual(5)
  })

  it('is long while hidden, and a poll follows at once when a card is shown again', () => {
    me.advance(MINUTE)
    me.scheduler.show(me.now(), false)
    expect(me.pollsIn(2 * 60 * MINUTE)).toBeLessThanOrEqual(8)
    me.scheduler.show(me.now(), true)
    expect(me.pollsIn(100)).toBe(1)
  })

  it('ends at once on focus and when the network is back, but not for each of many such events', () => {
    me.advance(30 * MINUTE)
    me.scheduler.wake(me.now(), 'focus')
    expect(me.pollsIn(100)).toBe(1)
    me.advance(MINUTE)
    me.scheduler.wake(me.now(), 'online')
    expect(me.pollsIn(2 * SECOND)).toBe(1)
    const before = me.polls.length
    for (let times = 0; times < 100; times += 1) {
      me.scheduler.wake(me.now(), 'focus')
      me.advance(100)
    }
    expect(me.polls.length - before).toBeLessThanOrEqual(5)
  })

  it('differs between panels that were opened together', () => {
    const moments = [0.1, 0.4, 0.7].map((seed) => {
      const one = browser({ seed })
      one.watch(A)
      one.scheduler.observed(0, A, NEWEST as MessageId)
      one.advance(10 * MINUTE)
      return one.polls.at(-1)?.at
    })
    expect(new Set(moments).size).toBe(3)
  })

  it('waits for the first card', () => {
    const empty = browser()
    expect(empty.pollsIn(10 * MINUTE)).toBe(0)
  })
})

describe('after the computer slept', () => {
  it('the next call polls at once, even without an event of the browser', () => {
    me.advance(MINUTE)
    me.sleep(8 * 60 * MINUTE)
    expect(me.pollsIn(10)).toBe(1)
  })

  it('peers heard before no longer count as there', () => {
    me.scheduler.channel(me.now(), true)
    me.hear(pollEvent({ open: [A], within: 3_600 * SECOND }))
    expect(me.scheduler.colleagues(me.now(), A)).toHaveLength(1)
    me.scheduler.wake(me.now(), 'slept')
    expect(me.scheduler.colleagues(me.now(), A)).toEqual([])
    expect(me.pollsIn(3 * SECOND)).toBeGreaterThanOrEqual(1)
  })
})

describe('a failure', () => {
  const network: PollFailure = { kind: 'network', retryIn: null }

  it('makes polls more and more seldom until one succeeds', () => {
    me.answers(() => network)
    const first = me.pollsIn(MINUTE)
    me.advance(5 * MINUTE)
    expect(first).toBeLessThanOrEqual(6)
    expect(me.pollsIn(10 * MINUTE)).toBeLessThanOrEqual(15)
    me.answers(() => ({ seen: sees(A, NEWEST + 1) }))
    expect(me.pollsIn(3 * MINUTE)).toBeGreaterThanOrEqual(3)
  })

  it('of the network ends with it', () => {
    me.answers(() => network)
    me.advance(10 * MINUTE)
    me.scheduler.wake(me.now(), 'online')
    expect(me.pollsIn(3 * SECOND)).toBeGreaterThanOrEqual(1)
  })

  it('for a limit keeps the pause that the portal asks for, whatever happens', () => {
    me.advance(MINUTE)
    me.answers(() => ({ kind: 'limit', retryIn: 60 * SECOND }))
    me.polls.length = 0
    me.scheduler.wake(me.now(), 'focus')
    me.advance(30 * SECOND)
    const before = me.polls.length
    me.scheduler.wake(me.now(), 'focus')
    me.scheduler.wake(me.now(), 'online')
    me.scheduler.acted(me.now(), A)
    me.hear({ kind: 'acted', panel: 'mark', userId: MARK, chatId: A, messageId: (NEWEST + 1) as MessageId })
    me.advance(25 * SECOND)
    expect([before, me.polls.length, me.fetches.length]).toEqual([1, 1, 0])
  })

  it('for a limit makes all intervals longer for a while; they come back step by step', () => {
    // Always something new, so that the chat itself always has a short interval.
    let newest = NEWEST
    const fine = () => ({ seen: sees(A, (newest += 1)) })
    me.answers(fine)
    me.advance(MINUTE)
    const normal = me.pollsIn(MINUTE)
    let refusals = 3
    me.answers(() => ((refusals -= 1) < 0 ? fine() : { kind: 'limit', retryIn: 5 * SECOND }))
    me.advance(MINUTE)
    const soon = me.pollsIn(MINUTE)
    me.advance(3 * MINUTE)
    const later = me.pollsIn(MINUTE)
    me.advance(15 * MINUTE)
    const recovered = me.pollsIn(MINUTE)
    expect(soon).toBeLessThan(normal / 2)
    expect(later).toBeGreaterThan(soon)
    expect(recovered).toBeGreaterThanOrEqual(normal - 1)
  })

  it('that waiting doesn’t mend is tried again only every few minutes', () => {
    me.answers(() => ({ kind: 'app', retryIn: null }))
    expect(me.pollsIn(30 * MINUTE)).toBeLessThanOrEqual(7)
  })

  it('of a poll that is never answered doesn’t stop polling', () => {
    me.answers(() => null)
    me.advance(MINUTE)
    me.answers(() => ({}))
    me.sleep(3 * MINUTE)
    me.lostAnswer()
    expect(me.pollsIn(MINUTE)).toBeGreaterThanOrEqual(1)
  })
})

describe('an event about something newer', () => {
  const did = (messageId: number | null): PresenceEvent => ({
    kind: 'acted',
    panel: 'mark',
    userId: MARK,
    chatId: A,
    messageId: messageId as MessageId | null,
  })
  const reads = () => me.fetches.length + me.polls.filter(({ plan }) => plan.changed.includes(A)).length
  beforeEach(() => {
    me.scheduler.channel(me.now(), true)
    me.advance(20 * MINUTE)
  })

  it('has the chat read at once, once', () => {
    me.answers(() => ({ seen: sees(A, NEWEST + 1) }))
    me.hear(did(NEWEST + 1))
    me.advance(100)
    expect(reads()).toBe(1)
    me.hear(did(NEWEST + 1))
    me.advance(10 * SECOND)
    expect(reads()).toBe(1)
  })

  it('counts the same when a peer only read it', () => {
    me.hear(pollEvent({ seen: sees(A, NEWEST + 1) }))
    me.advance(100)
    expect(reads()).toBe(1)
  })

  it('is ignored when it is known, when the chat isn’t shown, or when the panel is hidden', () => {
    me.hear(did(NEWEST))
    me.hear(pollEvent({ seen: sees(A, NEWEST - 100) }))
    me.hear({ ...did(NEWEST + 1), chatId: B } as PresenceEvent)
    me.advance(SECOND)
    me.scheduler.show(me.now(), false)
    me.hear(did(NEWEST + 1))
    me.advance(5 * MINUTE)
    expect(reads()).toBe(0)
  })

  it('that proves false again and again is followed more and more seldom', () => {
    let claim = NEWEST
    const flood = (ms: number) => {
      const before = me.fetches.length + me.polls.length
      for (let passed = 0; passed < ms; passed += 200) {
        me.hear(did((claim += 1_000)))
        me.hear(did(null))
        me.advance(200)
      }
      return me.fetches.length + me.polls.length - before
    }
    const first = flood(MINUTE)
    flood(10 * MINUTE)
    const pollsBefore = me.polls.length
    const last = flood(5 * MINUTE)
    // What remains are the polls of a chat in which something seems to happen.
    expect(first).toBeLessThanOrEqual(20)
    expect(last - (me.polls.length - pollsBefore)).toBeLessThanOrEqual(2)
  })

  it('with an absurd message number doesn’t hide true ones', () => {
    me.hear(did(999_999_999_999))
    me.advance(10 * SECOND)
    me.answers(() => ({ seen: sees(A, NEWEST + 1) }))
    me.hear(did(NEWEST + 1))
    me.advance(10 * SECOND)
    expect(reads()).toBe(2)
  })

  it('is kept when the reading failed', () => {
    me.answers(() => ({ kind: 'network', retryIn: null }))
    me.hear(did(NEWEST + 1))
    me.advance(SECOND)
    me.answers(() => ({ seen: sees(A, NEWEST + 1) }))
    const before = reads()
    me.advance(20 * SECOND)
    expect(reads()).toBeGreaterThan(before)
  })
})

describe('colleagues', () => {
  beforeEach(() => me.scheduler.channel(me.now(), true))
  const there = () => me.scheduler.colleagues(me.now(), A)

  it('are there once they are heard, and gone when they leave or are not heard any more', () => {
    me.hear(pollEvent({ open: [A] }))
    expect(there()).toEqual([{ userId: MARK, writing: false }])
    me.hear({ kind: 'left', panel: 'mark', userId: MARK })
    expect(there()).toEqual([])
    me.hear(pollEvent({ open: [A] }))
    me.advance(2 * MINUTE)
    expect(there()).toEqual([])
  })

  it('are typing until they have sent or stopped', () => {
    const writing: PresenceEvent = { kind: 'typing', panel: 'mark', userId: MARK, chatId: A }
    me.hear(writing)
    expect(there()).toEqual([{ userId: MARK, writing: true }])
    me.hear({ kind: 'acted', panel: 'mark', userId: MARK, chatId: A, messageId: null })
    expect(there()).toEqual([])
    me.hear(writing)
    me.advance(30 * SECOND)
    expect(there()).toEqual([])
  })

  it('never include the caller, in this browser or another', () => {
    me.hear(pollEvent({ panel: 'other-browser', userId: ME, open: [A] }))
    me.hear(pollEvent({ panel: 'me', userId: ME, open: [A] }))
    expect(there()).toEqual([])
  })

  it('who open a chat that is on this screen get an announcement soon, and no other once they name the caller', () => {
    me.advance(20 * MINUTE)
    me.pollsIn(0)
    me.hear(pollEvent({ open: [A] }))
    expect(me.pollsIn(5 * SECOND)).toBe(1)
    expect(me.polls.at(-1)?.plan.announce?.viewers).toEqual([MARK])
    for (let event = 0; event < 3; event += 1) me.hear(pollEvent({ open: [A], viewers: [ME] }))
    expect(me.pollsIn(3 * SECOND)).toBe(0)
  })

  it('who have missed the announcement get another one', () => {
    me.advance(20 * MINUTE)
    me.scheduler.wake(me.now(), 'focus')
    me.advance(SECOND)
    me.hear(pollEvent({ open: [A], seen: sees(A, NEWEST) }))
    expect(me.pollsIn(8 * SECOND)).toBe(1)
  })

  it('who have the same chat on screen are told at once of an action', () => {
    const afterLook = () => {
      me.scheduler.wake(me.now(), 'focus')
      me.advance(4 * SECOND)
      me.scheduler.acted(me.now(), A)
      return me.pollsIn(100)
    }
    me.advance(20 * MINUTE)
    const alone = afterLook()
    me.advance(20 * MINUTE)
    me.hear(pollEvent({ open: [A] }))
    expect([alone, afterLook()]).toEqual([0, 1])
  })

  it('are told of leaving only when there are any', () => {
    expect(me.scheduler.leaveEvent(me.now())).toBeNull()
    me.hear(pollEvent({ open: [B] }))
    expect(me.scheduler.leaveEvent(me.now())).toEqual({ kind: 'left', panel: 'me', userId: ME })
  })
})

describe('polling for peers', () => {
  beforeEach(() => me.scheduler.channel(me.now(), true))
  /** Mark has chat B open and announces it all the time. */
  const withMark = (ms: number, seen: ReadonlyMap<ChatId, MessageId> = new Map()) => {
    for (let passed = 0; passed < ms; passed += 20 * SECOND) {
      me.hear(pollEvent({ open: [B], seen, requests: 0 }))
      me.advance(20 * SECOND)
    }
  }
  const timesAsked = () => me.polls.filter(({ plan }) => plan.peerChats.includes(B)).length

  it('asks about a chat that a peer has open, and announces the result', () => {
    withMark(2 * MINUTE)
    expect(timesAsked()).toBeGreaterThanOrEqual(1)
    expect(me.polls.at(-1)?.plan.announce).toMatchObject({ panel: 'me', userId: ME, open: [A] })
  })

  it('doesn’t ask about what another panel has just polled', () => {
    me.advance(20 * MINUTE)
    const before = timesAsked()
    for (let times = 0; times < 60; times += 1) {
      me.hear(pollEvent({ open: [B], seen: sees(B, 7), requests: 0 }))
      me.advance(SECOND)
    }
    expect(timesAsked() - before).toBe(0)
  })

  it('polls its own chat less while others do', () => {
    me.scheduler.active(me.now(), A)
    const alone = me.pollsIn(30 * SECOND)
    me.advance(10 * MINUTE)
    me.scheduler.active(me.now(), A)
    const before = me.polls.length
    for (let times = 0; times < 30; times += 1) {
      me.hear(pollEvent({ seen: sees(A, NEWEST), requests: 0 }))
      me.advance(SECOND)
    }
    expect(me.polls.length - before).toBeLessThan(alone / 2)
  })

  it('doesn’t rely on a peer that sees less than this panel', () => {
    me.scheduler.active(me.now(), A)
    for (let times = 0; times < 30; times += 1) {
      me.hear(pollEvent({ seen: sees(A, NEWEST - 1), requests: 0 }))
      me.advance(SECOND)
    }
    expect(me.polls.length).toBeGreaterThanOrEqual(4)
  })

  it('stops asking for peers whose chats it may not see, for longer each time', () => {
    me.answers((plan) => ({ seen: sees(A, NEWEST), refused: plan?.peerChats ?? [] }))
    withMark(60 * MINUTE)
    expect(timesAsked()).toBeGreaterThanOrEqual(1)
    expect(timesAsked()).toBeLessThanOrEqual(3)
  })

  it('stops when the method’s time runs out, and goes on when there is time again', () => {
    me.answers(() => ({ seen: sees(A, NEWEST), operating: 400 }))
    me.advance(MINUTE)
    withMark(5 * MINUTE)
    expect(timesAsked()).toBe(0)
    me.answers(() => ({ seen: sees(A, NEWEST), operating: 20 }))
    me.advance(MINUTE)
    withMark(5 * MINUTE)
    expect(timesAsked()).toBeGreaterThanOrEqual(1)
  })

  it('asks about a few chats at a time, the most urgent ones in turn', () => {
    const many = Array.from({ length: 20 }, (_, index) => (200 + index) as ChatId)
    const others = new Set<ChatId>()
    for (let times = 0; times < 40; times += 1) {
      me.hear(pollEvent({ open: many, requests: 0, within: 10 * MINUTE }))
      me.advance(15 * SECOND)
    }
    for (const { plan } of me.polls) {
      expect(plan.peerChats.length).toBeLessThanOrEqual(7)
      for (const chatId of plan.peerChats) others.add(chatId)
    }
    expect(others.size).toBe(20)
  })

  it('stops while hidden', () => {
    me.scheduler.show(me.now(), false)
    withMark(60 * MINUTE)
    for (const { plan } of me.polls) expect([plan.peerChats, plan.announce]).toEqual([[], null])
  })
})

describe('the load of the office', () => {
  it('makes intervals longer above the limit, and shorter when it falls', () => {
    me.scheduler.channel(me.now(), true)
    const busy = (requests: number, ms: number) => {
      const before = me.polls.length
      for (let passed = 0; passed < ms; passed += SECOND) {
        me.scheduler.active(me.now(), A)
        me.hear(pollEvent({ requests }))
        me.advance(SECOND)
      }
      return me.polls.length - before
    }
    const idle = busy(0, 2 * MINUTE)
    busy(4, 5 * MINUTE)
    const loaded = busy(4, 2 * MINUTE)
    busy(0, 10 * MINUTE)
    const again = busy(0, 2 * MINUTE)
    expect(loaded).toBeLessThan(idle / 3)
    expect(again).toBeGreaterThanOrEqual(idle * 0.8)
  })

  it('is unknown with a channel that brings no echo, which counts as closed', () => {
    me.scheduler.channel(me.now(), true)
    me.hear(pollEvent({ open: [B], within: 600 * SECOND }))
    me.advance(3 * MINUTE)
    const withoutEcho = me.polls.at(-1)
    expect(withoutEcho?.plan.peerChats).toEqual([])
    // It goes on announcing: an echo would show that the channel works.
    expect(withoutEcho?.plan.announce).not.toBeNull()
    me.broadcast.onAnnounce = (event) => me.hear(event)
    me.advance(MINUTE)
    me.hear(pollEvent({ open: [B], within: 600 * SECOND }))
    me.advance(2 * MINUTE)
    expect(me.polls.at(-1)?.plan.announce).not.toBeNull()
    expect(me.polls.filter(({ plan }) => plan.peerChats.includes(B)).length).toBeGreaterThanOrEqual(1)
  })
})
