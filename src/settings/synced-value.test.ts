import { expect, test } from 'vitest'
import type { ChatId, MessageId } from '@/domain/ids'
import { markNoReplyNeeded } from '@/domain/wait-time'
import { PortalError } from '@/portal/portal-error'
import { changeStored, NOTHING_STORED, parseSettings, serializeSettings, type StoredSettings } from './portal-settings'
import { createSyncedValue } from './synced-value'

const NOW = 1_700_000_000_000
const mark = (id: number) => (stored: StoredSettings) =>
  changeStored(stored, 'noReplyNeeded', (marks) => markNoReplyNeeded(marks, id as ChatId, id as MessageId, NOW))

const marks = (...ids: readonly number[]) => new Map(ids.map((id) => [id, id]))
const marksIn = (text: string) => {
  const stored = parseSettings(text)?.values.noReplyNeeded
  return stored && new Map([...stored].map(([id, { upTo }]) => [id, upTo]))
}

/** A portal that stores one text, a clock that runs timers when told, and what was shown. */
const office = ({ verifyAfterMs = 0, newer = false } = {}) => {
  const state = { text: '', writes: 0, reads: 0, lose: 0, refuse: null as PortalError | null }
  const timers: (() => void)[] = []
  let shown = NOTHING_STORED
  const kept: (string | null)[] = []
  const store = createSyncedValue<StoredSettings>({
    nothing: NOTHING_STORED,
    fromText: (text) => (newer && text !== '' ? null : parseSettings(text)),
    toText: serializeSettings,
    withLock: (work) => work(),
    verifyAfterMs,
    read: () => {
      state.reads += 1
      return state.refuse ? Promise.reject(state.refuse) : Promise.resolve(state.text)
    },
    write: (text) => {
      state.writes += 1
      if (state.lose > 0) {
        state.lose -= 1
        return Promise.reject(new PortalError('malformed', 'OPTION_NOT_KEPT'))
      }
      state.text = text
      return Promise.resolve()
    },
    now: () => NOW,
    later: (_, run) => void timers.push(run),
    show: (options) => (shown = options),
    onSaved: (saveError) => kept.push(saveError?.code ?? null),
  })
  const settled = async (most = Infinity) => {
    for (let run = 0; run < most && timers.length > 0; run += 1) {
      timers.shift()?.()
      for (let turn = 0; turn < 30; turn += 1) await Promise.resolve()
    }
  }
  return { store, state, timers, settled, kept, shown: () => [...(shown.values.noReplyNeeded?.keys() ?? [])] }
}

test('a change shows at once, and several are stored together', async () => {
  const { store, state, settled, kept, shown } = office()
  store.change(mark(1))
  store.change(mark(2))
  expect(shown()).toEqual([1, 2])
  expect(state.writes).toBe(0)
  await settled()
  expect(state.writes).toBe(1)
  expect(marksIn(state.text)).toEqual(marks(1, 2))
  expect(kept).toEqual([null])
})

test('it changes what is stored by then, not what it knew', async () => {
  const { store, state, settled, shown } = office()
  store.change(mark(1))
  state.text = serializeSettings(mark(5)(NOTHING_STORED), NOW)
  await settled()
  expect(new Set(shown())).toEqual(new Set([1, 5]))
})

test('a change that another writer undid is made again, a few times', async () => {
  const once = office()
  once.state.lose = 1
  once.store.change(mark(1))
  await once.settled()
  expect(once.kept).toEqual([null])
  const never = office()
  never.state.lose = 99
  never.store.change(mark(1))
  await never.settled()
  expect(never.state.writes).toBe(3)
  expect(never.kept).toEqual(['OPTION_NOT_KEPT'])
})

test('what the portal denies lasts as long as the panel and goes along with the next change', async () => {
  const { store, state, settled, kept, shown } = office()
  state.refuse = new PortalError('forbidden', 'ACCESS_DENIED')
  store.change(mark(1))
  await settled()
  expect(kept).toEqual(['ACCESS_DENIED'])
  expect(shown()).toEqual([1])
  state.refuse = null
  store.change(mark(2))
  await settled()
  expect(marksIn(state.text)).toEqual(marks(1, 2))
})

test('reads again when it is told to', async () => {
  const { store, state, settled, shown } = office()
  state.text = serializeSettings(mark(9)(NOTHING_STORED), NOW)
  store.readAgain()
  store.readAgain()
  await settled()
  expect(shown()).toEqual([9])
})

test('a change that whoever wrote at the same moment undid is made again, a moment later', async () => {
  const { store, state, timers, settled, kept } = office({ verifyAfterMs: 5_000 })
  store.change(mark(1))
  await settled(1)
  expect(state.writes).toBe(1)
  // The other one had read before we wrote.
  state.text = serializeSettings(mark(5)(NOTHING_STORED), NOW)
  expect(timers).toHaveLength(1)
  await settled()
  expect(marksIn(state.text)).toEqual(marks(5, 1))
  expect(kept).toEqual([null, null, null])
})

test('it looks again once, and leaves it at that when the change is still there', async () => {
  const { store, state, settled } = office({ verifyAfterMs: 5_000 })
  store.change(mark(1))
  await settled()
  expect([state.writes, state.reads]).toEqual([1, 2])
})

test('a value that was lost as a whole is written anew with what is known', async () => {
  const { store, state, settled } = office()
  state.text = serializeSettings(mark(9)(NOTHING_STORED), NOW)
  store.readAgain()
  await settled()
  state.text = ''
  store.change(mark(1))
  await settled()
  expect(new Set(marksIn(state.text)?.keys())).toEqual(new Set([9, 1]))
})

test('what a newer panel wrote is not written over', async () => {
  const { store, state, settled, kept } = office({ newer: true })
  state.text = '{"v":2}'
  store.change(mark(1))
  await settled()
  expect(state.text).toBe('{"v":2}')
  expect(kept).toEqual(['OPTION_NEWER'])
})
