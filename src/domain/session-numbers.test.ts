import { describe, expect, it } from 'vitest'
import type { SessionId } from './ids'
import { sampleMessage } from './samples'
import { sessionBefore, sessionsNamed } from './session-numbers'

const ids = (...numbers: number[]) => numbers as SessionId[]
const line = (id: number, what: 'opened' | 'closed', sessionId: number | null) =>
  sampleMessage(id, { authorId: null, session: { what, sessionId: sessionId as SessionId | null } })

describe('sessions named by messages', () => {
  it('are those of the lines, each once', () => {
    const messages = [line(1, 'opened', 318), sampleMessage(2), line(3, 'closed', 318), line(4, 'opened', 320)]
    expect(sessionsNamed(messages)).toEqual([318, 320])
  })

  it('are none where a line has lost its number', () => {
    expect(sessionsNamed([line(1, 'opened', null), sampleMessage(2)])).toEqual([])
  })
})

describe('the session before', () => {
  it('is the newest older one', () => {
    expect(sessionBefore(ids(311, 318, 320), ids(320), [])).toBe(318)
    expect(sessionBefore(ids(311, 318, 320), ids(318, 320), [])).toBe(311)
  })

  it('is none when everything known is on screen', () => {
    expect(sessionBefore(ids(320), ids(320), [])).toBeNull()
    expect(sessionBefore([], [], [])).toBeNull()
  })

  it('passes over those that may not be read', () => {
    expect(sessionBefore(ids(311, 318, 320), ids(320), ids(318))).toBe(311)
  })

  it('is never a later one: that is the newest, and comes by itself', () => {
    expect(sessionBefore(ids(318, 320, 325), ids(320), [])).toBe(318)
  })

  it('may be any known one where the lines on screen have lost their numbers', () => {
    expect(sessionBefore(ids(318), [], [])).toBe(318)
  })
})
