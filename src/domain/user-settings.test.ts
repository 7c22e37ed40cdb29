import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId } from './ids'
import {
  parseSettings,
  NOTHING_STORED,
  markNoReplyNeeded,
  serializeSettings,
  unmarkNoReplyNeeded,
  validMinutes,
} from './user-settings'
import { DEFAULT_WAIT_LIMITS } from './wait-time'

const DAY = 86_400_000
const NOW = 20_000 * DAY
const chat = (id: number) => id as ChatId
const message = (id: number) => id as MessageId

describe('what a person has set', () => {
  it('comes back as it was stored', () => {
    const options = markNoReplyNeeded(
      { ...NOTHING_STORED, limits: { amber: 120_000, red: 600_000 } },
      chat(7),
      message(70),
      NOW,
    )
    const read = parseSettings(serializeSettings(options, NOW))
    expect(read).toEqual(options)
    expect(unmarkNoReplyNeeded(read, chat(7)).noReplyNeeded.size).toBe(0)
  })

  it.each(['', '[]', 'null', '{', '{"v":2}', '{"v":1,"wait":"x","done":{"a":1}}', '{"v":1,"wait":[9,3],"done":[[1]]}'])(
    'is the default where %j is stored',
    (text) => {
      expect(parseSettings(text)).toMatchObject({ limits: DEFAULT_WAIT_LIMITS, noReplyNeeded: new Map() })
    },
  )

  it('forgets marks after a month, and the oldest of too many; it stays small', () => {
    let options = markNoReplyNeeded(NOTHING_STORED, chat(1), message(1), NOW - 31 * DAY)
    for (let id = 2; id <= 400; id += 1)
      options = markNoReplyNeeded(options, chat(id), message(9_000_000 + id), NOW - (id % 20) * DAY)
    const text = serializeSettings(options, NOW)
    const { noReplyNeeded } = parseSettings(text)
    expect(noReplyNeeded.has(chat(1))).toBe(false)
    expect(noReplyNeeded.size).toBe(300)
    expect(noReplyNeeded.has(chat(20))).toBe(true)
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
