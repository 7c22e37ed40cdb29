import { afterEach, expect, test, vi } from 'vitest'
import { parseStorageKeys, toBase64 } from '@/lib/storage-key'
import { PortalError } from '@/portal/portal-error'
import type { OptionStorage } from './option-storage'
import { openSealing } from './storage-keys'

const NAME = 'chat-panel:p:1:sealed:11'

/** One user's option `key` in the portal, and a computer's view of it. */
const portal = (stored = '') => {
  const state = { text: stored, reads: 0, writes: 0 }
  const timers: (() => void)[] = []
  const options = {
    alone: (work: () => Promise<void>) => work(),
    read: () => {
      state.reads += 1
      return Promise.resolve(state.text)
    },
    write: (_place: string, _name: string, text: string) => {
      state.writes += 1
      state.text = text
      return Promise.resolve()
    },
  } satisfies Pick<OptionStorage, 'alone' | 'read' | 'write'>
  const open = (handed: unknown, change: Partial<typeof options> = {}) =>
    openSealing(handed, { ...options, ...change }, (_ms, run) => timers.push(run))
  /** The time of all checks has come. */
  const check = async () => {
    for (const run of timers.splice(0)) {
      run()
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
  return { state, options, open, check }
}
const newKey = () => toBase64(crypto.getRandomValues(new Uint8Array(32)))

afterEach(() => void vi.unstubAllGlobals())

test('a key that the handshake brought costs no request', async () => {
  const { state, open } = portal()
  const key = newKey()
  const sealed = (await open(key))!.seal(NAME, 'words')
  expect((await open(key))!.open(NAME, sealed)).toBe('words')
  expect(state).toMatchObject({ reads: 0, writes: 0 })
})

test.each([undefined, null, '', 7, [], 'no key', btoa('too short'), '%'])(
  'where the handshake brought none (%j), one is made and kept in the portal',
  async (handed) => {
    const { state, open, check } = portal()
    const sealed = (await open(handed))!.seal(NAME, 'words')
    expect(parseStorageKeys(state.text)).toHaveLength(1)
    await check()
    expect(state.writes).toBe(1)
    expect((await open(state.text))!.open(NAME, sealed)).toBe('words')
  },
)

test('one that another tab has made meanwhile is used', async () => {
  const key = newKey()
  const { state, open } = portal(key)
  const sealed = (await open(undefined))!.seal(NAME, 'words')
  expect([state.text, state.writes]).toEqual([key, 0])
  expect((await open(key))!.open(NAME, sealed)).toBe('words')
})

test('what stands there and is no key stays', async () => {
  const { state, open } = portal('of-a-newer-build')
  await open(undefined)
  expect(state.text).toMatch(/^of-a-newer-build \S{44}$/)
})

test('two computers that make one at the same moment end with one that seals, and open what the other one sealed', async () => {
  const { state, options, open, check } = portal()
  // Both read before either has written.
  let waiting = 2
  let go = () => undefined as void
  const bothHaveRead = new Promise<void>((resolve) => {
    go = resolve
  })
  const read = async () => {
    const text = await options.read()
    if ((waiting -= 1) === 0) go()
    if (waiting >= 0) await bothHaveRead
    return text
  }
  const [one, two] = await Promise.all([open(undefined, { read }), open(undefined, { read })])
  const early = [one!.seal(NAME, 'from one'), two!.seal(NAME, 'from two')]
  expect(parseStorageKeys(state.text)).toHaveLength(1)
  await check()
  expect(parseStorageKeys(state.text)).toHaveLength(2)
  const later = await open(state.text)
  expect(early.map((sealed) => later!.open(NAME, sealed))).toEqual(['from one', 'from two'])
  const first = await open(state.text.split(' ')[0])
  for (const sealing of [one, two, later]) expect(first!.open(NAME, sealing!.seal(NAME, 'now'))).toBe('now')
})

test('a key that a writer of another option took away is put back', async () => {
  const { state, open, check } = portal()
  const sealed = (await open(undefined))!.seal(NAME, 'words')
  state.text = ''
  await check()
  expect((await open(state.text))!.open(NAME, sealed)).toBe('words')
})

test('where another key was written over ours at once, that one is used', async () => {
  const { state, options, open } = portal()
  const key = newKey()
  const sealing = await open(undefined, {
    write: async (...call) => {
      await options.write(...call)
      state.text = key
      throw new PortalError('malformed', 'OPTION_NOT_KEPT')
    },
  })
  expect((await open(key))!.open(NAME, sealing!.seal(NAME, 'words'))).toBe('words')
})

test.each(['ACCESS_DENIED', 'OPTIONS_FULL', 'OPTION_NOT_KEPT'])(
  'without a place for it (%s) there is none',
  async (code) => {
    const write = () => Promise.reject(new PortalError('refused', code))
    expect(await portal().open(undefined, { write })).toBeNull()
  },
)

test('a browser without its cryptography has none, and asks for nothing', async () => {
  vi.stubGlobal('crypto', { getRandomValues: () => new Uint8Array() })
  const { state, open } = portal()
  expect(await open(undefined)).toBeNull()
  expect(state.reads).toBe(0)
})
