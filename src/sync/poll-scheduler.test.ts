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

/** A browser in virtual time: does what the scheduler says, at the moment it says, and remembers it. */
const browser = (given: { panel?: string; userId?: UserId; seed?: number } = {}) => {
  let chance = given.seed ?? 0.5
  const scheduler: PollScheduler = createPollScheduler({
    panel: given.panel ?? 'me',
    userId: given.userId ?? ME,
    random: () => (chance = (chance * 7.31 + 0.113) % 1),
  })
  let now = 0
  let inFlight = false
  const looks: { at: number; plan: PollPlan }[] = []
  const fetches: { at: number; chats: readonly ChatId[] }[] = []
  /** What the portal says; null = it answers nothing at all. */
  let answer: (plan: PollPlan | null) => Partial<PollReport> | PollFailure | null = () => ({})
  const broadcast: { onWord: (event: PollEvent) => void } = { onWord: () => {} }

  const finish = (result: Partial<PollReport> | PollFailure | null) => {
    if (!result) return void (inFlight = true)
    if ('kind' in result) scheduler.failed(now, result)
    else scheduler.ended(now, { seen: new Map(), refused: [], operating: null, overTime: false, ...result })
  }
  const advance = (ms: number) => {
    const end = now + ms
    for (let steps = 0; !inFlight; steps += 1) {
      if (steps > 100_000) throw new Error('It never rests')
      const { what, at } = scheduler.next(now)
      if (at > end) break
      now = Math.max(now, at)
      if (scheduler.next(now).at > now) continue
      if (what === 'fetch') {
        fetches.push({ at: now, chats: scheduler.startFetch(now) })
        finish(answer(null))
      } else {
        const plan = scheduler.startPoll(now)
        looks.push({ at: now, plan })
        if (plan.announce) broadcast.onWord(plan.announce)
        finish(answer(plan))
      }
    }
    now = end
  }
  return {
    scheduler,
    looks,
    fetches,
    broadcast,
    advance,
    now: () => now,
    /** Time goes by without anything running. */
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
    looksIn: (ms: number) => {
      const before = looks.length
      advance(ms)
      return looks.length - before
    },
    watch: (...chats: readonly ChatId[]) =>
      scheduler.watch(
        now,
        chats.map((chatId, place) => ({ chatId, onScreen: place === 0, member: true })),
      ),
  }
}
type Browser = ReturnType<typeof browser>

const lookWord = (more: Partial<PollEvent> = {}): PollEvent => ({
  kind: 'poll',
  panel: 'mark',
  userId: MARK,
  open: [],
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

describe('the pace', () => {
  it('is fast after something happened and slows down with the silence', () => {
    me.scheduler.active(me.now(), A)
    const first = me.looksIn(MINUTE)
    me.advance(5 * MINUTE)
    const later = me.looksIn(MINUTE)
    me.advance(20 * MINUTE)
    expect(first).toBeGreaterThanOrEqual(5)
    expect(later).toBeLessThanOrEqual(first / 2)
    expect(me.looksIn(10 * MINUTE)).toBeGreaterThanOrEqual(4)
  })

  it('quickens again with a new message', () => {
    me.advance(30 * MINUTE)
    me.answers(() => ({ seen: sees(A, NEWEST + 1) }))
    me.advance(3 * MINUTE)
    const slow = me.looks.length
    me.answers(() => ({ seen: sees(A, NEWEST + 2) }))
    me.advance(2 * MINUTE)
    expect(me.looks.length - slow).toBeGreaterThanOrEqual(5)
  })

  it('is next to nothing while hidden, and a look follows at once when a card is shown again', () => {
    me.advance(MINUTE)
    me.scheduler.show(me.now(), false)
    expect(me.looksIn(2 * 60 * MINUTE)).toBeLessThanOrEqual(8)
    me.scheduler.show(me.now(), true)
    expect(me.looksIn(100)).toBe(1)
  })

  it('has looks at once on focus and when the network is back, however often that is said', () => {
    me.advance(30 * MINUTE)
    me.scheduler.wake(me.now(), 'focus')
    expect(me.looksIn(100)).toBe(1)
    me.advance(MINUTE)
    me.scheduler.wake(me.now(), 'online')
    expect(me.looksIn(2 * SECOND)).toBe(1)
    const before = me.looks.length
    for (let times = 0; times < 100; times += 1) {
      me.scheduler.wake(me.now(), 'focus')
      me.advance(100)
    }
    expect(me.looks.length - before).toBeLessThanOrEqual(5)
  })

  it('differs between panels that were opened together', () => {
    const moments = [0.1, 0.4, 0.7].map((seed) => {
      const one = browser({ seed })
      one.watch(A)
      one.scheduler.observed(0, A, NEWEST as MessageId)
      one.advance(10 * MINUTE)
      return one.looks.at(-1)?.at
    })
    expect(new Set(moments).size).toBe(3)
  })

  it('waits for the first card', () => {
    const empty = browser()
    expect(empty.looksIn(10 * MINUTE)).toBe(0)
  })
})

describe('after a computer slept', () => {
  it('the next moment awake looks at once, though nobody said so', () => {
    me.advance(MINUTE)
    me.sleep(8 * 60 * MINUTE)
    expect(me.looksIn(10)).toBe(1)
  })

  it('nobody who was there before is believed to be there', () => {
    me.scheduler.channel(me.now(), true)
    me.hear(lookWord({ open: [A], within: 3_600 * SECOND }))
    expect(me.scheduler.colleagues(me.now(), A)).toHaveLength(1)
    me.scheduler.wake(me.now(), 'slept')
    expect(me.scheduler.colleagues(me.now(), A)).toEqual([])
    expect(me.looksIn(3 * SECOND)).toBeGreaterThanOrEqual(1)
  })
})

describe('a failure', () => {
  const network: PollFailure = { kind: 'network', retryIn: null }

  it('makes looks more and more seldom until one goes well', () => {
    me.answers(() => network)
    const first = me.looksIn(MINUTE)
    me.advance(5 * MINUTE)
    expect(first).toBeLessThanOrEqual(6)
    expect(me.looksIn(10 * MINUTE)).toBeLessThanOrEqual(15)
    me.answers(() => ({ seen: sees(A, NEWEST + 1) }))
    expect(me.looksIn(3 * MINUTE)).toBeGreaterThanOrEqual(3)
  })

  it('of the network ends with it', () => {
    me.answers(() => network)
    me.advance(10 * MINUTE)
    me.scheduler.wake(me.now(), 'online')
    expect(me.looksIn(3 * SECOND)).toBeGreaterThanOrEqual(1)
  })

  it('of a limit is respected, whatever happens', () => {
    me.advance(MINUTE)
    me.answers(() => ({ kind: 'limit', retryIn: 60 * SECOND }))
    me.looks.length = 0
    me.scheduler.wake(me.now(), 'focus')
    me.advance(30 * SECOND)
    const before = me.looks.length
    me.scheduler.wake(me.now(), 'focus')
    me.scheduler.wake(me.now(), 'online')
    me.scheduler.acted(me.now(), A)
    me.hear({ kind: 'acted', panel: 'mark', userId: MARK, chatId: A, messageId: (NEWEST + 1) as MessageId })
    me.advance(25 * SECOND)
    expect([before, me.looks.length, me.fetches.length]).toEqual([1, 1, 0])
  })

  it('of a limit slows everything down for a while; the pace comes back bit by bit', () => {
    // Always something new, so that the chat itself is always worth a fast pace.
    let newest = NEWEST
    const fine = () => ({ seen: sees(A, (newest += 1)) })
    me.answers(fine)
    me.advance(MINUTE)
    const normal = me.looksIn(MINUTE)
    let refusals = 3
    me.answers(() => ((refusals -= 1) < 0 ? fine() : { kind: 'limit', retryIn: 5 * SECOND }))
    me.advance(MINUTE)
    const soon = me.looksIn(MINUTE)
    me.advance(3 * MINUTE)
    const later = me.looksIn(MINUTE)
    me.advance(15 * MINUTE)
    const healed = me.looksIn(MINUTE)
    expect(soon).toBeLessThan(normal / 2)
    expect(later).toBeGreaterThan(soon)
    expect(healed).toBeGreaterThanOrEqual(normal - 1)
  })

  it('that no waiting heals is asked about again only every few minutes', () => {
    me.answers(() => ({ kind: 'app', retryIn: null }))
    expect(me.looksIn(30 * MINUTE)).toBeLessThanOrEqual(7)
  })

  it('of a look that never comes back doesn’t end everything', () => {
    me.answers(() => null)
    me.advance(MINUTE)
    me.answers(() => ({}))
    me.sleep(3 * MINUTE)
    me.lostAnswer()
    expect(me.looksIn(MINUTE)).toBeGreaterThanOrEqual(1)
  })
})

describe('a word of something newer', () => {
  const did = (messageId: number | null): PresenceEvent => ({
    kind: 'acted',
    panel: 'mark',
    userId: MARK,
    chatId: A,
    messageId: messageId as MessageId | null,
  })
  const reads = () => me.fetches.length + me.looks.filter(({ plan }) => plan.changed.includes(A)).length
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

  it('counts the same when a colleague only saw it', () => {
    me.hear(lookWord({ seen: sees(A, NEWEST + 1) }))
    me.advance(100)
    expect(reads()).toBe(1)
  })

  it('is of no interest when it is known, when the chat isn’t shown, or when the panel is hidden', () => {
    me.hear(did(NEWEST))
    me.hear(lookWord({ seen: sees(A, NEWEST - 100) }))
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
      const before = me.fetches.length + me.looks.length
      for (let passed = 0; passed < ms; passed += 200) {
        me.hear(did((claim += 1_000)))
        me.hear(did(null))
        me.advance(200)
      }
      return me.fetches.length + me.looks.length - before
    }
    const first = flood(MINUTE)
    flood(10 * MINUTE)
    const calm = me.looks.length
    const last = flood(5 * MINUTE)
    // What remains is the pace of a chat in which something seems to happen.
    expect(first).toBeLessThanOrEqual(20)
    expect(last - (me.looks.length - calm)).toBeLessThanOrEqual(2)
  })

  it('with a number beyond all sense doesn’t hide true ones', () => {
    me.hear(did(999_999_999_999))
    me.advance(10 * SECOND)
    me.answers(() => ({ seen: sees(A, NEWEST + 1) }))
    me.hear(did(NEWEST + 1))
    me.advance(10 * SECOND)
    expect(reads()).toBe(2)
  })

  it('waits when the reading failed, and is not forgotten', () => {
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

  it('are there once they are heard, and gone when they go or fall silent', () => {
    me.hear(lookWord({ open: [A] }))
    expect(there()).toEqual([{ userId: MARK, writing: false }])
    me.hear({ kind: 'left', panel: 'mark', userId: MARK })
    expect(there()).toEqual([])
    me.hear(lookWord({ open: [A] }))
    me.advance(2 * MINUTE)
    expect(there()).toEqual([])
  })

  it('write until they have sent or stopped', () => {
    const writing: PresenceEvent = { kind: 'typing', panel: 'mark', userId: MARK, chatId: A }
    me.hear(writing)
    expect(there()).toEqual([{ userId: MARK, writing: true }])
    me.hear({ kind: 'acted', panel: 'mark', userId: MARK, chatId: A, messageId: null })
    expect(there()).toEqual([])
    me.hear(writing)
    me.advance(30 * SECOND)
    expect(there()).toEqual([])
  })

  it('are never oneself, in this browser or another', () => {
    me.hear(lookWord({ panel: 'elsewhere', userId: ME, open: [A] }))
    me.hear(lookWord({ panel: 'me', userId: ME, open: [A] }))
    expect(there()).toEqual([])
  })

  it('who come to a chat that one has on screen are told soon that one is there, and only once', () => {
    me.advance(20 * MINUTE)
    me.looksIn(0)
    me.hear(lookWord({ open: [A] }))
    expect(me.looksIn(5 * SECOND)).toBe(1)
    for (let event = 0; event < 3; event += 1) me.hear(lookWord({ open: [A] }))
    expect(me.looksIn(3 * SECOND)).toBe(0)
  })

  it('with whom one shares a chat are told at once of what one did', () => {
    const afterLook = () => {
      me.scheduler.wake(me.now(), 'focus')
      me.advance(4 * SECOND)
      me.scheduler.acted(me.now(), A)
      return me.looksIn(100)
    }
    me.advance(20 * MINUTE)
    const alone = afterLook()
    me.advance(20 * MINUTE)
    me.hear(lookWord({ open: [A] }))
    expect([alone, afterLook()]).toEqual([0, 1])
  })

  it('are taken leave of only when there are any', () => {
    expect(me.scheduler.leaveEvent(me.now())).toBeNull()
    me.hear(lookWord({ open: [B] }))
    expect(me.scheduler.leaveEvent(me.now())).toEqual({ kind: 'left', panel: 'me', userId: ME })
  })
})

describe('helping', () => {
  beforeEach(() => me.scheduler.channel(me.now(), true))
  /** Mark has chat B open and says so all the time. */
  const withMark = (ms: number, seen: ReadonlyMap<ChatId, MessageId> = new Map()) => {
    for (let passed = 0; passed < ms; passed += 20 * SECOND) {
      me.hear(lookWord({ open: [B], seen, requests: 0 }))
      me.advance(20 * SECOND)
    }
  }
  const asked = () => me.looks.filter(({ plan }) => plan.peerChats.includes(B)).length

  it('asks about a chat that a colleague has open, and tells', () => {
    withMark(2 * MINUTE)
    expect(asked()).toBeGreaterThanOrEqual(1)
    expect(me.looks.at(-1)?.plan.announce).toMatchObject({ panel: 'me', userId: ME, open: [A] })
  })

  it('doesn’t ask about what somebody has just looked at', () => {
    me.advance(20 * MINUTE)
    const before = asked()
    for (let times = 0; times < 60; times += 1) {
      me.hear(lookWord({ open: [B], seen: sees(B, 7), requests: 0 }))
      me.advance(SECOND)
    }
    expect(asked() - before).toBe(0)
  })

  it('looks less at its own chat while others do', () => {
    me.scheduler.active(me.now(), A)
    const alone = me.looksIn(30 * SECOND)
    me.advance(10 * MINUTE)
    me.scheduler.active(me.now(), A)
    const before = me.looks.length
    for (let times = 0; times < 30; times += 1) {
      me.hear(lookWord({ seen: sees(A, NEWEST), requests: 0 }))
      me.advance(SECOND)
    }
    expect(me.looks.length - before).toBeLessThan(alone / 2)
  })

  it('is not spared by a colleague who sees less than oneself', () => {
    me.scheduler.active(me.now(), A)
    for (let times = 0; times < 30; times += 1) {
      me.hear(lookWord({ seen: sees(A, NEWEST - 1), requests: 0 }))
      me.advance(SECOND)
    }
    expect(me.looks.length).toBeGreaterThanOrEqual(4)
  })

  it('gives up on colleagues whose chats it may not see, for longer each time', () => {
    me.answers((plan) => ({ seen: sees(A, NEWEST), refused: plan?.peerChats ?? [] }))
    withMark(60 * MINUTE)
    expect(asked()).toBeGreaterThanOrEqual(1)
    expect(asked()).toBeLessThanOrEqual(3)
  })

  it('ends when the method’s time runs out, and comes back with it', () => {
    me.answers(() => ({ seen: sees(A, NEWEST), operating: 400 }))
    me.advance(MINUTE)
    withMark(5 * MINUTE)
    expect(asked()).toBe(0)
    me.answers(() => ({ seen: sees(A, NEWEST), operating: 20 }))
    me.advance(MINUTE)
    withMark(5 * MINUTE)
    expect(asked()).toBeGreaterThanOrEqual(1)
  })

  it('asks about a few chats at a time, the most urgent ones in turn', () => {
    const many = Array.from({ length: 20 }, (_, index) => (200 + index) as ChatId)
    const others = new Set<ChatId>()
    for (let times = 0; times < 40; times += 1) {
      me.hear(lookWord({ open: many, requests: 0, within: 10 * MINUTE }))
      me.advance(15 * SECOND)
    }
    for (const { plan } of me.looks) {
      expect(plan.peerChats.length).toBeLessThanOrEqual(7)
      for (const chatId of plan.peerChats) others.add(chatId)
    }
    expect(others.size).toBe(20)
  })

  it('is nobody’s business while hidden', () => {
    me.scheduler.show(me.now(), false)
    withMark(60 * MINUTE)
    for (const { plan } of me.looks) expect([plan.peerChats, plan.announce]).toEqual([[], null])
  })
})

describe('the office', () => {
  it('that spends too much makes everybody slower, and faster when it rests', () => {
    me.scheduler.channel(me.now(), true)
    const busy = (requests: number, ms: number) => {
      const before = me.looks.length
      for (let passed = 0; passed < ms; passed += SECOND) {
        me.scheduler.active(me.now(), A)
        me.hear(lookWord({ requests }))
        me.advance(SECOND)
      }
      return me.looks.length - before
    }
    const calm = busy(0, 2 * MINUTE)
    busy(4, 5 * MINUTE)
    const crowded = busy(4, 2 * MINUTE)
    busy(0, 10 * MINUTE)
    const again = busy(0, 2 * MINUTE)
    expect(crowded).toBeLessThan(calm / 3)
    expect(again).toBeGreaterThanOrEqual(calm * 0.8)
  })

  it('with a channel that brings nothing back is taken for none', () => {
    me.scheduler.channel(me.now(), true)
    me.hear(lookWord({ open: [B], within: 600 * SECOND }))
    me.advance(3 * MINUTE)
    const deaf = me.looks.at(-1)
    expect(deaf?.plan.peerChats).toEqual([])
    // It goes on speaking: an echo would show that the channel lives.
    expect(deaf?.plan.announce).not.toBeNull()
    me.broadcast.onWord = (event) => me.hear(event)
    me.advance(MINUTE)
    me.hear(lookWord({ open: [B], within: 600 * SECOND }))
    me.advance(2 * MINUTE)
    expect(me.looks.at(-1)?.plan.announce).not.toBeNull()
    expect(me.looks.filter(({ plan }) => plan.peerChats.includes(B)).length).toBeGreaterThanOrEqual(1)
  })
})
