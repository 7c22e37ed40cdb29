import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import { createPollScheduler } from './poll-scheduler'
import type { PollEvent } from './presence-protocol'
import { createPresenceRegistry } from './presence-registry'

const CHAT = 101 as ChatId
const OTHER_CHAT = 102 as ChatId
const ME = 1 as UserId
const MARK = 2 as UserId
const SECOND = 1_000
const STEP_MS = 100

describe('two panels with the same chat on screen', () => {
  interface Meeting {
    /** When each panel shows the chat, and when its channel opens, ms. */
    readonly shownAt: readonly [number, number]
    readonly channelAt: readonly [number, number]
    readonly seed: number
    /** Whether the n-th announcement is lost to a panel. */
    readonly isLost?: (announcement: number, panel: number) => boolean
    /** How long a poll takes, ms; its announcement arrives as late. */
    readonly takes?: number
  }

  /** Virtual time until both panels show each other, ms after both channels are open, and the announcements made until then. */
  const meet = ({ shownAt, channelAt, seed, isLost = () => false, takes = 500 }: Meeting) => {
    let chance = seed
    const random = () => (chance = (chance * 7.31 + 0.113) % 1)
    const schedulers = [ME, MARK].map((userId) => createPollScheduler({ panel: `p${userId}`, userId, random }))
    const arrivals: { readonly at: number; readonly run: (now: number) => void }[] = []
    const seen = new Map([[CHAT, 500 as MessageId]])
    const answered = { seen, refused: [], operating: null, overTime: false }
    let announcements = 0
    const bothOpenAt = Math.max(...channelAt)

    for (let now = 0; now <= bothOpenAt + 200 * SECOND; now += STEP_MS) {
      for (const arrival of arrivals.filter(({ at }) => at === now)) arrival.run(now)
      for (const [place, scheduler] of schedulers.entries()) {
        if (now === shownAt[place]) {
          scheduler.watch(now, [{ chatId: CHAT, onScreen: true, member: true }])
          scheduler.observed(now, CHAT, 500 as MessageId)
        }
        if (now === channelAt[place]) scheduler.channel(now, true)
        if (now < (shownAt[place] ?? 0) || scheduler.next(now).at > now) continue
        const { announce } = scheduler.startPoll(now)
        arrivals.push({ at: now + takes, run: (at) => scheduler.ended(at, answered) })
        if (!announce) continue
        announcements += 1
        const number = announcements
        arrivals.push({
          at: now + takes,
          run: (at) => {
            for (const [to, receiver] of schedulers.entries())
              if (at >= (channelAt[to] ?? 0) && !isLost(number, to)) receiver.heard(at, { ...announce, seen })
          },
        })
      }
      if (schedulers.every((scheduler) => scheduler.colleagues(now, CHAT).length === 1))
        return { seconds: (now - bothOpenAt) / SECOND, announcements }
    }
    return { seconds: Infinity, announcements }
  }

  /** Every order of opening: one channel late by 0 to 30 s, the cards opened together or not. */
  const meetings = [0.1, 0.45, 0.8].flatMap((seed) =>
    [0, 5, 10].flatMap((second) =>
      Array.from({ length: 31 }, (_, late) => late).flatMap((late): Meeting[] => [
        { seed, shownAt: [0, second * SECOND], channelAt: [SECOND, (1 + second + late) * SECOND] },
        { seed, shownAt: [0, second * SECOND], channelAt: [(1 + second + late) * SECOND, (1 + second) * SECOND] },
      ]),
    ),
  )
  const slowest = (more: Partial<Meeting>) =>
    Math.max(...meetings.map((meeting) => meet({ ...meeting, ...more }).seconds))

  it('show each other within 10 s of the later channel, however late it opens', () => {
    expect(meetings.length).toBeGreaterThan(500)
    expect(slowest({})).toBeLessThanOrEqual(10)
  })

  it('show each other within 25 s where each poll takes 8 s', () => {
    expect(slowest({ takes: 8 * SECOND })).toBeLessThanOrEqual(25)
  })

  it.each([1, 2, 3])('show each other within 20 s when announcement %i is lost', (lost) => {
    expect(slowest({ isLost: (announcement) => announcement === lost })).toBeLessThanOrEqual(20)
  })

  it.each([0, 1])('show each other within 20 s when the first two announcements are lost to panel %i', (to) => {
    expect(slowest({ isLost: (announcement, panel) => announcement <= 2 && panel === to })).toBeLessThanOrEqual(20)
  })
})

describe('an announcement', () => {
  const DELAY_MS = 2 * SECOND
  const event = (more: Partial<PollEvent> = {}): PollEvent => ({
    kind: 'poll',
    panel: 'mark',
    userId: MARK,
    open: [CHAT],
    viewers: [],
    seen: new Map(),
    requests: 0,
    operating: 0,
    within: 60 * SECOND,
    ...more,
  })
  const connected = () => {
    const presence = createPresenceRegistry(ME)
    presence.channel(true)
    return {
      ...presence,
      hears: (now: number, more: Partial<PollEvent> = {}) =>
        presence.heard(
          now,
          event(more),
          (chatId) => chatId === CHAT,
          () => DELAY_MS,
        ),
    }
  }

  it('is due for a peer that has the same chat on screen and doesn’t name this user', () => {
    const presence = connected()
    presence.hears(100 * SECOND)
    expect(presence.announceDue()).toBe(100 * SECOND + DELAY_MS)
    presence.announced(102 * SECOND)
    expect(presence.announceDue()).toBeGreaterThan(102 * SECOND + DELAY_MS)
  })

  it('is not due for a peer that names this user, has another chat open, or is this user', () => {
    const presence = connected()
    presence.hears(0, { viewers: [ME] })
    presence.hears(0, { panel: 'b', open: [OTHER_CHAT] })
    presence.hears(0, { panel: 'c', userId: ME })
    expect(presence.announceDue()).toBe(Infinity)
  })

  it('is not due any more once the peer names this user, leaves, or an own event comes back', () => {
    const presence = connected()
    presence.hears(0)
    presence.hears(SECOND, { viewers: [ME] })
    expect(presence.announceDue()).toBe(Infinity)
    presence.hears(2 * SECOND)
    presence.heard(
      3 * SECOND,
      { kind: 'left', panel: 'mark', userId: MARK },
      () => true,
      () => 0,
    )
    expect(presence.announceDue()).toBe(Infinity)
    presence.hears(4 * SECOND)
    presence.echoed(event({ userId: ME }))
    expect(presence.announceDue()).toBe(Infinity)
  })

  it('waits where the last one is so recent that the peer may not have heard it yet', () => {
    const presence = connected()
    presence.announced(0)
    presence.hears(SECOND)
    expect(presence.announceDue()).toBeGreaterThan(SECOND + DELAY_MS)
    expect(presence.announceDue()).toBeLessThanOrEqual(8 * SECOND)
  })

  it('is made three times at most for a peer that never names this user', () => {
    const presence = connected()
    let made = 0
    for (let now = 0; now < 600 * SECOND; now += 10 * SECOND) {
      presence.hears(now)
      if (presence.announceDue() > now + DELAY_MS) continue
      presence.announced(now + DELAY_MS)
      made += 1
    }
    expect(made).toBe(3)
    presence.hears(600 * SECOND, { viewers: [ME] })
    presence.hears(610 * SECOND)
    expect(presence.announceDue()).toBe(610 * SECOND + DELAY_MS)
  })

  it('is repeated once when the first one on a channel brings no echo', () => {
    const presence = connected()
    expect(presence.announceDue()).toBe(Infinity)
    presence.announced(0)
    const due = presence.announceDue()
    expect(due).toBeLessThanOrEqual(10 * SECOND)
    presence.announced(due)
    expect(presence.announceDue()).toBe(Infinity)
    presence.channel(false)
    presence.channel(true)
    presence.announced(60 * SECOND)
    presence.echoed(event({ userId: ME }))
    presence.announced(90 * SECOND)
    expect(presence.announceDue()).toBe(Infinity)
  })
})
