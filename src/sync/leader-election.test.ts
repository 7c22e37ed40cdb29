import { afterEach, describe, expect, it } from 'vitest'
import { makeScriptedLocks } from '@/testing/fake-locks'
import { makeLeadership, type Leadership } from './leader-election'

const pages: Leadership[] = []
afterEach(() => {
  for (const page of pages.splice(0)) page.stand(false)
})

/** Pages of one browser; `log` tells in words who gained and lost the lead. */
const browser = (locks: LockManager | null = makeScriptedLocks()) => {
  const log: string[] = []
  const page = (name: string): Leadership => {
    const made = makeLeadership('work', locks, (leads) => log.push(`${name} ${leads ? 'leads' : 'follows'}`))
    pages.push(made)
    return made
  }
  return { log, page }
}
const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('the lead', () => {
  it('belongs to one page, and passes on at once when that one steps down', async () => {
    const { log, page } = browser()
    const [a, b, c] = [page('a'), page('b'), page('c')]
    a.stand(true)
    b.stand(true)
    await settled()
    expect([a.leads(), b.leads(), c.leads()]).toEqual([true, false, false])
    a.stand(false)
    await settled()
    expect([a.leads(), b.leads(), c.leads()]).toEqual([false, true, false])
    expect(log).toEqual(['a leads', 'a follows', 'b leads'])
  })

  it('is not given to a page that changed its mind while it waited', async () => {
    const { page } = browser()
    const [a, b, c] = [page('a'), page('b'), page('c')]
    a.stand(true)
    b.stand(true)
    b.stand(false)
    c.stand(true)
    a.stand(false)
    await settled()
    expect([a.leads(), b.leads(), c.leads()]).toEqual([false, false, true])
  })

  it('can be taken from a page that does nothing with it, which then waits for its turn', async () => {
    const { page } = browser()
    const [a, b] = [page('a'), page('b')]
    a.stand(true)
    b.stand(true)
    await settled()
    b.takeOver()
    await settled()
    expect([a.leads(), b.leads()]).toEqual([false, true])
    b.stand(false)
    await settled()
    expect([a.leads(), b.leads()]).toEqual([true, false])
  })

  it('is everybody’s where the browser has no locks or denies them', async () => {
    const denied = { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) }
    for (const locks of [null, denied as unknown as LockManager]) {
      const { page } = browser(locks)
      const [a, b] = [page('a'), page('b')]
      a.stand(true)
      b.stand(true)
      await settled()
      expect([a.leads(), b.leads()]).toEqual([true, true])
      a.stand(false)
      expect(a.leads()).toBe(false)
    }
  })
})
