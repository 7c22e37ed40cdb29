import { afterEach, describe, expect, it } from 'vitest'
import { createFakeLocks } from '@/testing/fake-locks'
import { createLeaderElection, type LeaderElection } from './leader-election'

const pages: LeaderElection[] = []
afterEach(() => {
  for (const page of pages.splice(0)) page.campaign(false)
})

/** Tabs of one browser; `log` has a line for each that gained or lost the lead. */
const browser = (locks: LockManager | null = createFakeLocks()) => {
  const log: string[] = []
  const page = (name: string): LeaderElection => {
    const made = createLeaderElection('work', locks, (leads) => log.push(`${name} ${leads ? 'leads' : 'follows'}`))
    pages.push(made)
    return made
  }
  return { log, page }
}
const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('the lead', () => {
  it('belongs to one tab, and passes to the next at once when that one gives it up', async () => {
    const { log, page } = browser()
    const [a, b, c] = [page('a'), page('b'), page('c')]
    a.campaign(true)
    b.campaign(true)
    await settled()
    expect([a.isLeader(), b.isLeader(), c.isLeader()]).toEqual([true, false, false])
    a.campaign(false)
    await settled()
    expect([a.isLeader(), b.isLeader(), c.isLeader()]).toEqual([false, true, false])
    expect(log).toEqual(['a leads', 'a follows', 'b leads'])
  })

  it('is not given to a tab that withdrew while it waited', async () => {
    const { page } = browser()
    const [a, b, c] = [page('a'), page('b'), page('c')]
    a.campaign(true)
    b.campaign(true)
    b.campaign(false)
    c.campaign(true)
    a.campaign(false)
    await settled()
    expect([a.isLeader(), b.isLeader(), c.isLeader()]).toEqual([false, false, true])
  })

  it('can be stolen from a tab, which then waits for its turn', async () => {
    const { page } = browser()
    const [a, b] = [page('a'), page('b')]
    a.campaign(true)
    b.campaign(true)
    await settled()
    b.steal()
    await settled()
    expect([a.isLeader(), b.isLeader()]).toEqual([false, true])
    b.campaign(false)
    await settled()
    expect([a.isLeader(), b.isLeader()]).toEqual([true, false])
  })

  it('belongs to each tab where the browser has no locks or denies them', async () => {
    const denied = { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) }
    for (const locks of [null, denied as unknown as LockManager]) {
      const { page } = browser(locks)
      const [a, b] = [page('a'), page('b')]
      a.campaign(true)
      b.campaign(true)
      await settled()
      expect([a.isLeader(), b.isLeader()]).toEqual([true, true])
      a.campaign(false)
      expect(a.isLeader()).toBe(false)
    }
  })
})
