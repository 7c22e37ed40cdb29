import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeStorage } from '@/testing/fake-storage'
import { purgeOtherUsers, STORED_LIFETIME_MS, type Databases } from './storage-cleanup'

const ANNA = 11
const BEN = 12
const NOW = Date.UTC(2026, 10, 21)

let kept: Map<string, string>
let databases: Set<string>

const factory = (lists: boolean): Databases => ({
  deleteDatabase: (name) => {
    databases.delete(name)
    return {} as IDBOpenDBRequest
  },
  ...(lists ? { databases: () => Promise.resolve([...databases].map((name) => ({ name, version: 1 }))) } : {}),
})
const claim = (userId: number, portalId = 'acme.com', now = NOW, lists = true) =>
  purgeOtherUsers({ portalId, userId, now }, fakeStorage(kept), factory(lists))

beforeEach(() => {
  kept = new Map()
  databases = new Set()
})

/** Somebody works with the panel: a draft, an open chat, a waiting reply. */
const work = (userId: number, portalId = 'acme.com', text = 'Half a sen') => {
  kept.set(`chat-panel:${portalId}:${userId}:sealed:345`, text)
  kept.set(`chat-panel:${portalId}:${userId}:open:deal:7`, '345')
  kept.set(`chat-panel:${portalId}:${userId}:card1:deal:7`, `${NOW} sealed`)
  databases.add(`chat-panel:${portalId}:${userId}`)
}
const textsIn = (portalId: string, userId: number) => kept.get(`chat-panel:${portalId}:${userId}:sealed:345`) ?? null

describe.each([
  ['a browser that lists its databases', true],
  ['one that does not', false],
])('claimStorage in %s', (_, lists) => {
  it('keeps what is mine', async () => {
    await claim(ANNA, 'acme.com', NOW, lists)
    work(ANNA)
    await claim(ANNA, 'acme.com', NOW + 1000, lists)
    expect(textsIn('acme.com', ANNA)).toBe('Half a sen')
    expect(kept.get('chat-panel:acme.com:11:open:deal:7')).toBe('345')
    expect([...databases]).toEqual(['chat-panel:acme.com:11'])
  })

  it('deletes what another user of the portal left, and nothing else', async () => {
    kept.set('chat-panel:theme', 'dark')
    kept.set('somebody-else', 'x')
    databases.add('somebody-else')
    await claim(ANNA, 'acme.com', NOW, lists)
    work(ANNA)
    await claim(BEN, 'acme.com', NOW, lists)
    expect([...kept.keys()].filter((key) => key.includes(':11'))).toEqual([])
    expect([...databases]).toEqual(['somebody-else'])
    expect(kept.get('chat-panel:theme')).toBe('dark')
    expect(kept.get('somebody-else')).toBe('x')
  })

  it('mistakes no user for one whose number begins the same', async () => {
    work(1)
    await claim(ANNA, 'acme.com', NOW, lists)
    expect(kept.has('chat-panel:acme.com:1:sealed:345')).toBe(false)
    work(ANNA)
    await claim(1, 'acme.com', NOW, lists)
    expect(textsIn('acme.com', ANNA)).toBeNull()
    expect([...databases]).toEqual([])
  })

  it('leaves another portal alone while it is used, and clears it when it no longer is', async () => {
    await claim(ANNA, 'other.com', NOW, lists)
    work(ANNA, 'other.com')
    await claim(ANNA, 'acme.com', NOW + STORED_LIFETIME_MS, lists)
    expect(textsIn('other.com', ANNA)).toBe('Half a sen')
    await claim(ANNA, 'acme.com', NOW + STORED_LIFETIME_MS + 1, lists)
    expect([...kept.keys()].filter((key) => key.includes('other.com'))).toEqual([])
    expect([...databases]).toEqual([])
  })

  it.each([null, '', 'yesterday', '5'])('gives a portal of unknown age its time (last use: %j)', async (used) => {
    work(ANNA, 'other.com')
    if (used !== null) kept.set('chat-panel:other.com:used', used)
    await claim(ANNA, 'acme.com', NOW, lists)
    expect(textsIn('other.com', ANNA)).toBe('Half a sen')
    expect([...databases]).toEqual(['chat-panel:other.com:11'])
    await claim(ANNA, 'acme.com', NOW + STORED_LIFETIME_MS + 1, lists)
    expect(textsIn('other.com', ANNA)).toBeNull()
    expect([...databases]).toEqual([])
  })
})

describe('drafts', () => {
  it('go when they have not changed for thirty days', async () => {
    work(ANNA)
    await claim(ANNA)
    await claim(ANNA, 'acme.com', NOW + STORED_LIFETIME_MS)
    expect(textsIn('acme.com', ANNA)).toBe('Half a sen')
    await claim(ANNA, 'acme.com', NOW + STORED_LIFETIME_MS + 1)
    expect(textsIn('acme.com', ANNA)).toBeNull()
    expect(kept.get('chat-panel:acme.com:11:open:deal:7')).toBe('345')
  })

  it('of a build before storage version 4 go after that time, too, where no key came to seal them', async () => {
    kept.set('chat-panel:acme.com:11:draft:345', 'Half a sen')
    await claim(ANNA)
    await claim(ANNA, 'acme.com', NOW + STORED_LIFETIME_MS + 1)
    expect([...kept.keys()].filter((key) => key.includes('draft'))).toEqual([])
  })

  it('stay when they were changed in between', async () => {
    work(ANNA)
    await claim(ANNA)
    work(ANNA, 'acme.com', 'Half a sin')
    await claim(ANNA, 'acme.com', NOW + STORED_LIFETIME_MS)
    await claim(ANNA, 'acme.com', NOW + STORED_LIFETIME_MS + STORED_LIFETIME_MS)
    expect(textsIn('acme.com', ANNA)).toBe('Half a sin')
  })

  it.each([
    '{"half',
    'null',
    '[]',
    '{"chat-panel:acme.com:11:sealed:345":7}',
    // The fingerprint of the draft, with times that no panel wrote.
    '{"chat-panel:acme.com:11:sealed:345":["FINGERPRINT",0]}',
    '{"chat-panel:acme.com:11:sealed:345":["FINGERPRINT","1"]}',
    '{"chat-panel:acme.com:11:sealed:345":["FINGERPRINT",1763683200]}',
  ])('outlive notes about them that cannot be read: %s', async (notes) => {
    work(ANNA)
    await claim(ANNA)
    const fingerprint = /"(\d+\.-?\d+)"/.exec(kept.get('chat-panel:acme.com:11:draft-dates') ?? '')?.[1] ?? 'none'
    expect(fingerprint).not.toBe('none')
    kept.set('chat-panel:acme.com:11:draft-dates', notes.replace('FINGERPRINT', fingerprint))
    await claim(ANNA)
    expect(textsIn('acme.com', ANNA)).toBe('Half a sen')
    await claim(ANNA, 'acme.com', NOW + STORED_LIFETIME_MS + 1)
    expect(textsIn('acme.com', ANNA)).toBeNull()
  })

  it('leave no trace when they are gone', async () => {
    work(ANNA)
    await claim(ANNA)
    kept.delete('chat-panel:acme.com:11:sealed:345')
    await claim(ANNA)
    expect([...kept.keys()].filter((key) => key.includes('draft'))).toEqual([])
  })
})

it('does its work on databases where localStorage is denied', async () => {
  work(ANNA)
  await purgeOtherUsers({ portalId: 'acme.com', userId: BEN, now: NOW }, null, factory(true))
  expect([...databases]).toEqual([])
})

it('still clears when databases cannot be listed right now', async () => {
  work(ANNA)
  const denied = {
    ...factory(true),
    databases: vi.fn<() => Promise<IDBDatabaseInfo[]>>(() => Promise.reject(new DOMException('no', 'SecurityError'))),
  }
  await purgeOtherUsers({ portalId: 'acme.com', userId: BEN, now: NOW }, fakeStorage(kept), denied)
  expect(textsIn('acme.com', ANNA)).toBeNull()
  expect([...databases]).toEqual([])
  expect(denied.databases).toHaveBeenCalledOnce()
})
