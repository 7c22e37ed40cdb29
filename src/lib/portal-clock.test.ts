import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type * as portalClock from './portal-clock'

const HOUR_MS = 3_600_000
const PORTAL_AT = Date.UTC(2026, 10, 29, 10)

let clock: Pick<typeof portalClock, 'timeRequest' | 'onPortalClockSet' | 'portalNow'>
let computerAt = 0

/** An answer that was sent at `sentAt` and took `wayMs` there and as long back. `portal`: ms since PORTAL_AT when it was ready. */
const answer = (portal: number, wayMs: number, tookMs = 100) => {
  const answered = clock.timeRequest()
  vi.advanceTimersByTime(2 * wayMs + tookMs)
  answered({ finished: PORTAL_AT + portal, error: 0, took: tookMs })
}
const portalTime = () => clock.portalNow() - PORTAL_AT

beforeEach(async () => {
  vi.useFakeTimers()
  vi.resetModules()
  clock = await import('./portal-clock')
})
afterEach(() => {
  vi.useRealTimers()
})

const setComputer = (at: number) => {
  computerAt = at
  vi.setSystemTime(at)
}

it('is the computer’s until the portal has answered', () => {
  setComputer(PORTAL_AT + 3 * HOUR_MS)
  expect(clock.portalNow()).toBe(computerAt)
})

it.each([3 * HOUR_MS, -3 * HOUR_MS])('is the portal’s where the computer’s is wrong by %i ms, and goes on', (wrong) => {
  setComputer(PORTAL_AT + wrong)
  answer(140, 40)
  // The answer was ready 40 ms ago.
  expect(portalTime()).toBe(180)
  vi.advanceTimersByTime(HOUR_MS)
  expect(portalTime()).toBe(180 + HOUR_MS)
})

it('is taken from the answer with the shortest way', () => {
  setComputer(PORTAL_AT)
  answer(130, 30)
  const right = portalTime()
  // All of the way of this one was before the portal: it looks 400 ms slow.
  answer(right + 800, 400, 0)
  expect(portalTime()).toBe(right + 800)
  // And a shorter one corrects.
  answer(right + 860, 10, 0)
  expect(portalTime()).toBe(right + 870)
})

it('follows a clock that gains, and one that is set', () => {
  setComputer(PORTAL_AT)
  answer(120, 20)
  vi.advanceTimersByTime(2 * HOUR_MS)
  // The computer has gained 200 ms since.
  answer(portalTime() - 200 + 60 + 100, 60)
  const gained = portalTime()
  vi.setSystemTime(Date.now() + HOUR_MS)
  answer(gained + 400, 300)
  expect(portalTime()).toBe(gained + 700)
})

it('says when it turns out to differ', () => {
  const told = vi.fn<() => void>()
  clock.onPortalClockSet(told)
  setComputer(PORTAL_AT)
  answer(300, 100)
  expect(told).not.toHaveBeenCalled()
  vi.setSystemTime(PORTAL_AT - 3 * HOUR_MS)
  answer(600, 100)
  expect(told).toHaveBeenCalledOnce()
})

it('ignores what is no time, and an answer before which the computer slept', () => {
  setComputer(PORTAL_AT)
  clock.timeRequest()({ finished: NaN, error: 0, took: 0 })
  const answered = clock.timeRequest()
  vi.setSystemTime(PORTAL_AT + HOUR_MS)
  answered({ finished: PORTAL_AT, error: 0, took: 0 })
  expect(portalTime()).toBe(HOUR_MS)
})
