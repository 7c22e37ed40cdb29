import { describe, expect, it } from 'vitest'
import { sampleChat, sampleDialog } from '@/testing/fixtures'
import type { Chat, Dialog } from './chat'
import { chatActions, chatErrorPhrases, isAvailable, type ChatActionName } from './chat-actions'
import type { SessionId, UserId } from './ids'

const ME = 1 as UserId
const MARK = 2 as UserId
const names = Object.keys(chatActions) as ChatActionName[]

const offered = (chat: Partial<Chat>, dialog: Partial<Dialog>, joined: boolean | null = null): readonly string[] => {
  const facts = { chat: sampleChat({ ...chat, dialog: sampleDialog(dialog) }), me: ME, joined }
  return names.filter((name) => isAvailable(name, facts)).toSorted()
}

describe('what is offered', () => {
  it('in one’s own chat: ending it, handing it on, but neither answering nor taking over', () => {
    const mine = offered({ state: 'work' }, { ownerId: ME })
    expect(mine).toEqual(expect.arrayContaining(['close', 'transfer', 'skip', 'spam', 'pin', 'createLead', 'mute']))
    for (const name of ['answer', 'takeOver', 'join', 'leave', 'closeForColleague', 'startSession', 'unpin', 'unmute'])
      expect(mine).not.toContain(name)
  })

  it('in a waiting chat: answering', () => {
    expect(offered({ state: 'queue' }, { ownerId: null }, false)).toEqual(['answer'])
  })

  it('in a colleague’s chat from outside: joining, taking over and finishing it', () => {
    expect(offered({ state: 'work' }, { ownerId: MARK }, false)).toEqual(['closeForColleague', 'join', 'takeOver'])
  })

  it('in a colleague’s chat from inside: leaving instead of joining', () => {
    const inside = offered({ state: 'work' }, { ownerId: MARK }, true)
    expect(inside).toContain('leave')
    expect(inside).not.toContain('join')
    expect(inside).not.toContain('close')
  })

  it('in a closed chat: a new session and the manager’s rating', () => {
    const headVote = { sessionId: 9 as SessionId, mayRate: true, stars: null, comment: '' }
    expect(offered({ state: 'closed' }, { ownerId: null, sessionId: null, headVote }, false)).toEqual([
      'rate',
      'startSession',
    ])
    expect(offered({ state: 'closed' }, { ownerId: null, sessionId: null }, false)).toEqual(['startSession'])
  })

  it('follows pins, silence and muting', () => {
    const quiet = offered({ state: 'work', muted: true }, { ownerId: ME, pinned: true, silent: true })
    expect(quiet).toEqual(expect.arrayContaining(['unpin', 'silentOff', 'unmute']))
    expect(quiet).not.toContain('pin')
    expect(quiet).not.toContain('mute')
  })

  it('is nothing while the details are not known', () => {
    const facts = { chat: sampleChat({ state: 'work', dialog: null }), me: ME, joined: true }
    expect(names.filter((name) => isAvailable(name, facts))).toEqual([])
  })
})

describe('the registry', () => {
  it.each(names)('%s: codes that count as done are codes of the method', (name) => {
    const { errors, alreadyDoneCodes = [] } = chatActions[name]
    expect(Object.keys(errors)).toEqual(expect.arrayContaining([...alreadyDoneCodes]))
  })

  it.each(names)('%s explains a code as every other action does', (name) => {
    expect(chatErrorPhrases).toMatchObject(chatActions[name].errors)
  })

  it.each(names)('%s is either asked about or can be undone, never both', (name) => {
    const { confirm, undo } = chatActions[name]
    expect(confirm !== undefined && undo !== undefined).toBe(false)
  })
})
