import { afterEach, beforeEach, expect, it } from 'vitest'
import { optionMethods } from '../../src/portal/methods/options'
import { createOptionStorage } from '../../src/settings/option-storage'
import { parseStorageKeys } from '../../src/lib/storage-key'
import { openSealing } from '../../src/settings/storage-keys'
import { startPortal } from '../portal/portal.ts'
import type { Portal } from '../portal/types.ts'
import { restOf } from './rest-of.ts'

const ANNA = 11
const NAME = 'chat-panel:p:11:sealed:345'

let portal: Portal
beforeEach(async () => {
  portal = await startPortal({ appUrl: 'http://127.0.0.1/', limits: 'off' })
})
afterEach(() => portal.close())

const stored = () => portal.application.userOptions(ANNA)
/** The panel on a computer of its own: no lock is shared with another one. */
const computer = () => {
  const rest = restOf(portal, ANNA, 1)
  const options = createOptionStorage(optionMethods(rest, rest), 'options', () => undefined, undefined)
  const timers: (() => void)[] = []
  const start = () => openSealing(stored()['key'], options, (_ms, run) => timers.push(run))
  const check = async () => {
    for (const run of timers.splice(0)) run()
    // A writer waits for the one before it.
    await options.alone(() => Promise.resolve())
  }
  return { rest, options, start, check }
}

it('the first page makes the key with three requests; with a key from the handshake there are none', async () => {
  const { rest, start, check } = computer()
  const sealed = (await start())!.seal(NAME, 'words')
  expect(rest.requestCount()).toBe(3)
  expect(stored()['key']).toMatch(/^\S{44}$/)
  await check()
  expect(stored()['key']).toMatch(/^\S{44}$/)
  const next = computer()
  expect((await next.start())!.open(NAME, sealed)).toBe('words')
  expect(next.rest.requestCount()).toBe(0)
})

it('computers that start at the same moment open what each of them sealed, once they have looked again', async () => {
  const computers = Array.from({ length: 4 }, computer)
  const sealings = await Promise.all(computers.map(({ start }) => start()))
  const sealed = sealings.map((sealing, index) => sealing!.seal(NAME, `from ${index}`))
  // One after the other: those who look at the same moment look once more.
  for (const { check } of computers) await check()
  const later = await computer().start()
  expect(sealed.map((one) => later!.open(NAME, one))).toEqual(sealed.map((_, index) => `from ${index}`))
  const [first] = String(stored()['key']).split(' ')
  const last = await openSealing(first, computer().options, () => undefined)
  expect(last!.open(NAME, later!.seal(NAME, 'now'))).toBe('now')
})

it('a key that went under because another option was written at the same moment is put back', async () => {
  const { start, check } = computer()
  const other = computer()
  portal.faults.set({ method: 'user.option.set', kind: 'delay', ms: 300, times: 1 })
  const writing = other.rest.write('user.option.set', { options: { drafts: 'written at the same moment' } })
  const sealed = (await start())!.seal(NAME, 'words')
  await writing
  await check()
  expect(stored()['drafts']).toBe('written at the same moment')
  expect(parseStorageKeys(stored()['key'])).toHaveLength(1)
  expect((await computer().start())!.open(NAME, sealed)).toBe('words')
})

it.each(['ACCESS_DENIED', 'expired_token'])(
  'a portal that refuses the option (%s) leaves the panel without a key',
  async (code) => {
    portal.faults.set({ method: 'user.option.set', kind: 'refuse', code, status: 403 })
    expect(await computer().start()).toBeNull()
    expect(stored()).toEqual({})
  },
)

it('a portal that has no room for a key keeps what it has', async () => {
  portal.application.setUserOptions(ANNA, { another: 'x'.repeat(59_990) })
  expect(await computer().start()).toBeNull()
  expect(stored()).toEqual({ another: 'x'.repeat(59_990) })
})
