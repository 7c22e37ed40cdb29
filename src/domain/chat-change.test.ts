import { describe, expect, it } from 'vitest'
import { MORNING, sampleChat, sampleDialog, sampleMessage } from '@/testing/fixtures'
import type { Chat, ChatState } from './chat'
import { findChange } from './chat-change'
import type { UserId } from './ids'
import type { Message } from './message'
import { newestWindow } from './message-window'

const ME = 1 as UserId
const MARK = 2 as UserId
const PIOTR = 3 as UserId

const chat = (state: ChatState, ownerId: UserId | null, more: Partial<Chat> = {}): Chat =>
  sampleChat({
    state,
    dialog: sampleDialog({ ownerId }),
    operatorName: ownerId === MARK ? 'Mark Olsen' : null,
    ...more,
  })

const line = (id: number, text: string, more: Partial<Message> = {}) =>
  sampleMessage(id, { authorId: null, text, ...more })

const windowOf = (...messages: Message[]) =>
  newestWindow(messages[0]!.chatId, 'member', { messages, people: new Map() }, false)

describe('what another user changed in a chat', () => {
  it.each<[was: [ChatState, UserId | null], is: [ChatState, UserId | null], what: string | undefined]>([
    [['queue', null], ['work', MARK], 'answered'],
    [['assigned', ME], ['work', MARK], 'answered'],
    [['assigned', MARK], ['work', MARK], 'answered'],
    [['queue', null], ['assigned', ME], 'mine'],
    [['queue', null], ['work', ME], 'mine'],
    [['assigned', ME], ['work', ME], undefined],
    [['work', ME], ['work', MARK], 'taken'],
    [['work', PIOTR], ['work', MARK], 'taken'],
    [['work', MARK], ['work', MARK], undefined],
    [['work', ME], ['queue', null], 'queued'],
    [['queue', null], ['queue', null], undefined],
    [['work', ME], ['closed', null], 'closed'],
    [['work', ME], ['closing', ME], 'closing'],
    [['closing', ME], ['closed', null], 'closed'],
    [['closed', null], ['work', MARK], 'opened'],
    [['closed', null], ['queue', null], 'opened'],
    [['closed', null], ['work', ME], 'mine'],
    [['closing', ME], ['work', ME], 'mine'],
    [['closed', null], ['closed', null], undefined],
    [['unknown', null], ['work', MARK], undefined],
  ])('%j and then %j: %s', (was, is, what) => {
    expect(findChange(chat(...was), chat(...is), ME, null, 0)?.what).toBe(what)
  })

  it('names who did it and when, by the line of the portal that is new', () => {
    const window = windowOf(
      line(5, '[USER=3 REPLACE]Piotr Nowak[/USER] closed conversation #[URL=/online/]318[/URL]', {
        session: { what: 'closed', sessionId: null },
      }),
      line(8, '[USER=2 REPLACE]Mark Olsen[/USER] closed conversation #[URL=/online/]319[/URL]'),
    )
    const change = findChange(chat('work', ME), chat('closed', null), ME, window, 5 as never)
    expect(change).toMatchObject({ what: 'closed', name: 'Mark Olsen', at: MORNING + 8 * 60_000 })
  })

  it('takes the name of the new operator where there is one, and none of the caller’s own', () => {
    const own = windowOf(line(8, '[USER=1 REPLACE]Anna Keller[/USER] accepted the conversation'))
    expect(findChange(chat('queue', null), chat('work', MARK), ME, own, 0)?.name).toBe('Mark Olsen')
    expect(findChange(chat('work', ME), chat('closed', null), ME, own, 0)).toMatchObject({ name: null })
  })
})
