import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeChannels } from '@/testing/fake-locks'
import { STORAGE_VERSION, versionedName } from './storage-version'
import { openTabChannel } from './tab-channel'

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
