import { afterEach, expect, it } from 'vitest'
import { startPortal } from '../../portal/portal.ts'
import type { Portal } from '../../portal/types.ts'
import { requestText, watchRequests } from './request-log.ts'

const portals: Portal[] = []
afterEach(async () => {
  await Promise.all(portals.splice(0).map((portal) => portal.close()))
})

it('keeps the calls of requests apart that run beside each other', async () => {
  const portal = await startPortal({ appUrl: 'http://127.0.0.1:9/' })
  portals.push(portal)
  const { AUTH_ID } = portal.application.issueSession(11)
  const ask = (method: string, fields: Record<string, string>) =>
    fetch(`${portal.origin}/rest/${method}`, {
      method: 'POST',
      body: new URLSearchParams({ auth: AUTH_ID, ...fields }),
    })
  await ask('profile', {})

  const log = watchRequests(portal)
  // The first one is still at work when the second one comes.
  portal.faults.set({ method: 'user.current', kind: 'delay', ms: 100 })
  const slow = ask('batch', {
    'cmd[a]': 'user.current',
    'cmd[b]': 'profile',
    'cmd[c]': 'crm.item.get?entityTypeId=2&id=1482',
  })
  await expect.poll(() => log.requests.length).toBe(1)
  await Promise.all([slow, ask('batch', { 'cmd[a]': 'profile', 'cmd[b]': 'im.recent.list' }), ask('profile', {})])

  expect(log.requests.map(requestText)).toEqual(['batch 3 (164 ms)', 'batch 2 (262 ms)', 'profile (2 ms)'])
  expect(log.requests[0]?.calls[2]).toEqual({ method: 'crm.item.get', params: { entityTypeId: '2', id: '1482' } })
  expect(log.lastCallAt()).toBeGreaterThan(log.requests[2]?.at ?? Infinity)
})
