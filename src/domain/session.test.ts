import { describe, expect, it } from 'vitest'
import { sampleChat, sampleDialog, sampleMessage } from '@/testing/fixtures'
import type { ChatState, Dialog } from './chat'
import type { SessionId, UserId } from './ids'
import {
  chatState,
  replyAvailability,
  type ReplyAvailability,
  type ReplyPrerequisite,
  sessionsBefore,
  sessionsNamed,
  prerequisitesOf,
} from './session'

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
    expect(sessionsBefore(ids(311, 318, 320), ids(320), [])).toEqual([318, 311])
    expect(sessionsBefore(ids(311, 318, 320), ids(318, 320), [])).toEqual([311])
  })

  it('is none when everything known is on screen', () => {
    expect(sessionsBefore(ids(320), ids(320), [])).toEqual([])
    expect(sessionsBefore([], [], [])).toEqual([])
  })

  it('passes over those that may not be read', () => {
    expect(sessionsBefore(ids(311, 318, 320), ids(320), ids(318))).toEqual([311])
  })

  it('is never a later one: that is the newest, and comes by itself', () => {
    expect(sessionsBefore(ids(318, 320, 325), ids(320), [])).toEqual([318])
  })

  it('may be any known one where the lines on screen have lost their numbers', () => {
    expect(sessionsBefore(ids(318), [], [])).toEqual([318])
  })
})

const ME = 1 as UserId
const MARK = 2 as UserId
const NOW = Date.UTC(2025, 10, 17, 10, 0)

describe('the state of a chat', () => {
  // The documented combinations: active list, SESSION_ID, owner, WAIT_ACTION.
  it.each<[active: boolean, session: number, owner: number, closing: boolean, state: ChatState]>([
    [true, 343, 2, false, 'work'],
    [true, 343, 2, true, 'work'],
    [false, 343, 0, false, 'queue'],
    [false, 343, 2, true, 'closing'],
    [false, 343, 2, false, 'assigned'],
    [false, 0, 0, false, 'closed'],
    [false, 0, 2, true, 'closed'],
  ])('active %j, session %j, owner %j, closing %j: %s', (active, session, owner, closing, state) => {
    const dialog = sampleDialog({ sessionId: session || null, ownerId: owner || null, closing } as Partial<Dialog>)
    expect(chatState(active, dialog)).toBe(state)
  })

  it('is known without details of an active chat, of one that waits in my queue, and of no other', () => {
    expect(chatState(true, null)).toBe('work')
    expect(chatState(false, null, 0)).toBe('queue')
    expect(chatState(false, null, 5)).toBe('queue')
    expect(chatState(false, null)).toBe('unknown')
    expect(chatState(false, null, 40)).toBe('unknown')
  })

  it.each<[number, ChatState]>([
    [50, 'closing'],
    [60, 'closed'],
    [65, 'closed'],
    [69, 'closed'],
    [75, 'closed'],
    // Below that the details tell more than the status.
    [0, 'assigned'],
    [5, 'assigned'],
  ])('follows status %i of the portal before details that may be old', (status, state) => {
    expect(chatState(false, sampleDialog({ ownerId: MARK }), status)).toBe(state)
  })

  it('is no longer closed once the number belongs to a new session', () => {
    const closed = sampleDialog({ sessionId: null, ownerId: null })
    expect([chatState(false, closed, 0), chatState(false, closed, 60)]).toEqual(['queue', 'closed'])
  })

  it('is told only as far as it shows before the active chats are known', () => {
    const led = sampleDialog({ ownerId: MARK })
    expect(chatState(null, led)).toBe('unknown')
    expect(chatState(null, led, 20)).toBe('work')
    expect(chatState(null, { ...led, closing: true })).toBe('closing')
    expect(chatState(null, { ...led, ownerId: null })).toBe('queue')
    expect(chatState(null, { ...led, sessionId: null })).toBe('closed')
  })
})

describe('the gate to a reply', () => {
  const gate = (state: ChatState, dialog: Partial<Dialog> | null, joined: boolean | null = null, refused = false) =>
    replyAvailability(
      sampleChat({
        state,
        dialog: dialog && sampleDialog(dialog),
        detailsRefused: refused,
        operatorName: 'Mark Olsen',
        waitingSince: 5,
      }),
      ME,
      joined,
      NOW,
    )

  it.each<[string, ReplyAvailability, ReplyAvailability]>([
    ['open to the operator', gate('work', { ownerId: ME }), { kind: 'ready' }],
    ['open to somebody who joined', gate('work', { ownerId: MARK }, true), { kind: 'ready' }],
    [
      'join: a colleague’s chat',
      gate('work', { ownerId: MARK, joined: false }, false),
      { kind: 'join', ownerName: 'Mark Olsen', ownerId: MARK },
    ],
    [
      'join: the details say that we are out',
      gate('work', { ownerId: MARK, joined: false }),
      { kind: 'join', ownerName: 'Mark Olsen', ownerId: MARK },
    ],
    ['not known yet', gate('work', { ownerId: MARK, joined: null }), { kind: 'loading' }],
    ['answer: in the queue', gate('queue', { ownerId: null }), { kind: 'answer', waitingSince: 5, assignedTo: null }],
    [
      'answer: in the queue, though the portal made us a member',
      gate('queue', { ownerId: null }, true),
      { kind: 'answer', waitingSince: 5, assignedTo: null },
    ],
    [
      'answer: assigned to us',
      gate('assigned', { ownerId: ME }, true),
      { kind: 'answer', waitingSince: 5, assignedTo: ME },
    ],
    [
      'answer: taken, but the details don’t say by whom',
      gate('work', { ownerId: null }, true),
      { kind: 'answer', waitingSince: 5, assignedTo: null },
    ],
    ['closed', gate('closed', { ownerId: null, sessionId: null }), { kind: 'closed' }],
    ['closing, our own chat too', gate('closing', { ownerId: ME, closing: true }, true), { kind: 'closing' }],
    ['loading', gate('unknown', null), { kind: 'loading' }],
    ['no right', gate('unknown', null, null, true), { kind: 'no-right' }],
    ['no right, though the chat is active', gate('work', null, null, true), { kind: 'no-right' }],
    [
      'window over',
      gate('work', { ownerId: ME, replyBlockedFrom: NOW, replyBlockReason: 'WINDOW_24H' }),
      { kind: 'window-over', since: NOW, reason: 'WINDOW_24H' },
    ],
    ['window still open', gate('work', { ownerId: ME, replyBlockedFrom: NOW + 1 }), { kind: 'ready' }],
    [
      'window over, before any step that would be of no use',
      gate('work', { ownerId: MARK, joined: false, replyBlockedFrom: 1 }),
      { kind: 'window-over', since: 1, reason: null },
    ],
    [
      'read only: the portal lets us not in',
      gate('work', { ownerId: MARK, joined: false, mayJoin: false }, false),
      { kind: 'read-only', ownerName: 'Mark Olsen' },
    ],
    ['in it, whatever was said to outsiders', gate('work', { ownerId: MARK, mayJoin: false }, true), { kind: 'ready' }],
    [
      'closed, whoever may join',
      gate('closed', { ownerId: null, sessionId: null, mayJoin: false }),
      { kind: 'closed' },
    ],
  ])('%s', (_, actual, expected) => {
    expect(actual).toEqual(expected)
  })
})

describe('the steps through a gate', () => {
  it.each<[ReplyAvailability, readonly ReplyPrerequisite[]]>([
    [{ kind: 'ready' }, []],
    [{ kind: 'loading' }, []],
    [{ kind: 'answer', waitingSince: null, assignedTo: null }, ['answer']],
    [{ kind: 'join', ownerName: null, ownerId: MARK }, ['join', 'takeOver']],
    [{ kind: 'closed' }, ['startSession']],
    [{ kind: 'closing' }, ['restartSession']],
    [{ kind: 'window-over', since: 1, reason: null }, []],
    [{ kind: 'read-only', ownerName: null }, []],
    [{ kind: 'no-right' }, []],
  ])('%j: %j', (gate, steps) => {
    expect(prerequisitesOf(gate)).toEqual(steps)
  })
})
