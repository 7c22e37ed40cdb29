import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId } from '@/domain/ids'
import { markNoReplyNeeded, unmarkNoReplyNeeded, validMinutes, type WaitLimits } from '@/domain/wait-time'
import { changeStored, NOTHING_STORED, parseSettings, serializeSettings, type StoredSettings } from './portal-settings'

const DAY = 86_400_000
const NOW = 20_000 * DAY
const chat = (id: number) => id as ChatId
const marked = (stored: StoredSettings, id: number, upTo: number, now = NOW) =>
  changeStored(stored, 'noReplyNeeded', (marks) => markNoReplyNeeded(marks, chat(id), upTo as MessageId, now))
const limited = (stored: StoredSettings, limits: WaitLimits) => changeStored(stored, 'waitLimits', () => limits)
const fieldsOf = (text: string): unknown => JSON.parse(text)

describe('settings kept in the portal', () => {
  it('come back as they were stored', () => {
    const stored = limited(marked(NOTHING_STORED, 7, 70), { amber: 120_000, red: 600_000 })
    const text = serializeSettings(stored, NOW)
    expect(fieldsOf(text)).toEqual({ v: 1, wait: [2, 10], done: [[7, 70, 20_000]] })
    const read = parseSettings(text)
    expect(read?.values).toEqual(stored.values)
    const undone = changeStored(read ?? NOTHING_STORED, 'noReplyNeeded', (marks) => unmarkNoReplyNeeded(marks, chat(7)))
    expect(fieldsOf(serializeSettings(undone, NOW))).toEqual({ v: 1, wait: [2, 10], done: [] })
  })

  it.each(['', '[]', 'null', '7', '"x"', '{', '{"wait":[1,2]}', '{"v":"1","wait":[1,2]}'])(
    'are not set where %j is stored',
    (text) => {
      expect(parseSettings(text)).toEqual(NOTHING_STORED)
    },
  )

  it.each([
    '{"v":1}',
    '{"v":1,"wait":"x","done":{"a":1}}',
    '{"v":1,"wait":[9,3]}',
    '{"v":1,"wait":[null,"3"],"done":7}',
  ])('that are not understood count as not set: %j', (text) => {
    expect(parseSettings(text)?.values).toEqual({})
  })

  it('lose single marks that are not understood, not the others', () => {
    const read = parseSettings('{"v":1,"done":[[1],7,null,[2,20,19999],[0,1,1],["3","30",19998,"of a newer panel"]]}')
    expect(read?.values.noReplyNeeded).toEqual(
      new Map([
        [2, { upTo: 20, day: 19_999 }],
        [3, { upTo: 30, day: 19_998 }],
      ]),
    )
  })

  it('of other panels survive a change: new fields, and known ones of another shape', () => {
    const text = '{"v":1,"sound":{"name":"ping 🔔"},"wait":{"amber":1},"done":[]}'
    const changed = serializeSettings(marked(parseSettings(text) ?? NOTHING_STORED, 7, 70), NOW)
    expect(fieldsOf(changed)).toEqual({
      v: 1,
      sound: { name: 'ping 🔔' },
      wait: { amber: 1 },
      done: [[7, 70, 20_000]],
    })
    // Older databases cut a value off at such a character.
    expect(changed).not.toMatch(/[\u{10000}-\u{10ffff}]/u)
    const set = limited(parseSettings(changed) ?? NOTHING_STORED, { amber: 60_000, red: 120_000 })
    expect(fieldsOf(serializeSettings(set, NOW))).toMatchObject({ wait: [1, 2], done: [[7, 70, 20_000]] })
  })

  it('leave a text as it is when nothing changes', () => {
    const text = '{"v":1,"wait":[5,15],"done":[[7,70,20000]]}'
    expect(serializeSettings(parseSettings(text) ?? NOTHING_STORED, NOW)).toBe(text)
  })

  it('of a newer version are not touched', () => {
    expect(parseSettings('{"v":2,"wait":[1,2]}')).toBeNull()
  })

  it('forget marks after a month, and the oldest of too many; they stay small', () => {
    let stored = marked(NOTHING_STORED, 1, 1, NOW - 31 * DAY)
    for (let id = 2; id <= 400; id += 1) stored = marked(stored, id, 9_000_000 + id, NOW - (id % 20) * DAY)
    const text = serializeSettings(stored, NOW)
    const marks = parseSettings(text)?.values.noReplyNeeded
    expect(marks?.has(chat(1))).toBe(false)
    expect(marks?.size).toBe(300)
    expect(marks?.has(chat(20))).toBe(true)
    expect(text.length).toBeLessThan(10_000)
  })
})

it('limits are whole minutes, amber before red', () => {
  expect(validMinutes(5, 15)).toBe(true)
  expect(validMinutes(1, 240)).toBe(true)
  for (const [amber, red] of [
    [0, 5],
    [5, 5],
    [6, 5],
    [5, 241],
    [1.5, 5],
    [NaN, 5],
  ] as const)
    expect(validMinutes(amber, red)).toBe(false)
})
