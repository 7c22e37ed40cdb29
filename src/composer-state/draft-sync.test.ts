import { expect, test } from 'vitest'
import type { DraftMap } from '@/domain/draft'
import type { ChatId } from '@/domain/ids'
import { startDraftSync } from './draft-sync'
import { createDrafts, type Drafts } from './drafts'

const A = 11 as ChatId

/** A portal that keeps drafts, a clock, and a page that can be left. */
const setUp = (drafts: Drafts, clock: { now: number }, portal: { stored: DraftMap; writes: number; reads: number }) => {
  const timers: { at: number; run: () => void }[] = []
  let leave: (visible: boolean) => void = () => undefined
  let turnAway = () => undefined as void
  startDraftSync(drafts, {
    change: (change) => {
      portal.writes += 1
      portal.stored = change(portal.stored)
      drafts.mergeRemote(portal.stored)
    },
    readAgain: () => {
      portal.reads += 1
      drafts.mergeRemote(portal.stored)
    },
    now: () => clock.now,
    later: (ms, run) => {
      const timer = { at: clock.now + ms, run }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), 1)
    },
    onVisible: (listener) => {
      leave = listener
    },
    onTurnAway: (listener) => {
      turnAway = listener
    },
  })
  const pass = (ms: number) => {
    clock.now += ms
    for (const timer of timers.filter(({ at }) => at <= clock.now)) {
      timers.splice(timers.indexOf(timer), 1)
      timer.run()
    }
  }
  return { pass, leave: (visible: boolean) => leave(visible), turnAway: () => turnAway() }
}
const begin = () => {
  const clock = { now: 1_000_000 }
  const portal = { stored: new Map() as DraftMap, writes: 0, reads: 0 }
  const drafts = createDrafts('p:1', null, () => clock.now)
  return { clock, portal, drafts, ...setUp(drafts, clock, portal) }
}

test('a reply that is sent soon costs nothing', () => {
  const { drafts, portal, pass } = begin()
  drafts.set(A, 'Hello')
  pass(5_000)
  drafts.set(A, '')
  pass(60_000)
  expect(portal.writes).toBe(0)
})

test('a draft is synced when its writer pauses (not at every pause) and when they leave', () => {
  const { drafts, portal, pass, leave } = begin()
  drafts.set(A, 'Hel')
  pass(7_000)
  drafts.set(A, 'Hello')
  pass(7_000)
  expect(portal.writes).toBe(0)
  pass(1_000)
  expect(portal.stored.get(A)?.text).toBe('Hello')
  drafts.set(A, 'Hello, Laura')
  pass(10_000)
  expect(portal.writes).toBe(1)
  leave(false)
  expect([portal.writes, portal.stored.get(A)?.text]).toEqual([2, 'Hello, Laura'])
  pass(100_000)
  expect(portal.writes).toBe(2)
})

test('a draft is carried when its writer turns to something else, but not each time', () => {
  const { drafts, portal, pass, turnAway } = begin()
  turnAway()
  expect(portal.writes).toBe(0)
  drafts.set(A, 'Hello')
  pass(500)
  turnAway()
  expect(portal.stored.get(A)?.text).toBe('Hello')
  drafts.set(A, 'Hello, Laura')
  pass(2_000)
  turnAway()
  expect(portal.writes).toBe(1)
  pass(45_000)
  expect([portal.writes, portal.stored.get(A)?.text]).toEqual([2, 'Hello, Laura'])
})

test('a sent draft is deleted in the portal where it had been stored there', () => {
  const { drafts, portal, pass } = begin()
  drafts.set(A, 'Hello')
  pass(8_000)
  drafts.set(A, '')
  pass(60_000)
  expect(portal.stored.get(A)?.text).toBe('')
})

test('after a minute away, drafts of other panels are read', () => {
  const { drafts, portal, clock, pass, leave } = begin()
  leave(false)
  pass(10_000)
  leave(true)
  expect(portal.reads).toBe(0)
  leave(false)
  pass(61_000)
  portal.stored = new Map([[A, { text: 'from home', at: clock.now }]])
  leave(true)
  expect([portal.reads, drafts.get(A)]).toEqual([1, 'from home'])
})
