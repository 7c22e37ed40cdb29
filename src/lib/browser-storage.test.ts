import { fakeChannels } from '@/testing/fake-locks'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readText, STORAGE_VERSION, versionedName, writeText } from './browser-storage'
import { openTabChannel } from './tab-channel'

it('stores texts, and removes what is empty', () => {
  const stored = new Map<string, string>()
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  }
  writeText(storage, 'a', 'text')
  expect([readText(storage, 'a'), readText(storage, 'b')]).toEqual(['text', null])
  writeText(storage, 'a', '')
  expect(stored.has('a')).toBe(false)
})

it.each([
  ['missing', null],
  [
    'denied',
    {
      getItem: () => {
        throw new DOMException('denied', 'SecurityError')
      },
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
      removeItem: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    },
  ],
])('does without a storage that is %s', (_, storage) => {
  writeText(storage, 'a', 'text')
  writeText(storage, 'a', '')
  expect(readText(storage, 'a')).toBeNull()
})

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('BroadcastChannel', fakeChannels())
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('keeps pages of two builds apart, and joins those of one', async () => {
  const received: unknown[] = []
  const page = openTabChannel(versionedName('chat-panel:1:2'), (message) => received.push(message))
  const same = openTabChannel<string>(versionedName('chat-panel:1:2'), () => undefined)
  const older = openTabChannel<string>(`chat-panel:1:2:v${STORAGE_VERSION - 1}`, () => undefined)
  const unversioned = openTabChannel<string>('chat-panel:1:2', () => undefined)
  for (const [channel, message] of [
    [same, 'same build'],
    [older, 'older'],
    [unversioned, 'oldest'],
  ] as const)
    channel.tell(message)
  await vi.advanceTimersByTimeAsync(10)
  expect(received).toEqual(['same build'])
  for (const channel of [page, same, older, unversioned]) channel.close()
})
