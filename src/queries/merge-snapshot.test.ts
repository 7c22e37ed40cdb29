import { describe, expect, it } from 'vitest'
import type { Dialog } from '@/domain/chat'
import type { ChatId, LineId, MessageId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import { newestWindow } from '@/domain/message-window'
import type { Person } from '@/domain/person'
import type { CardSnapshot, ConversationPage } from '@/portal/portal'
import { sampleDialog, sampleLast, sampleMessage, samplePerson, sampleSnapshot } from '@/testing/fixtures'
import { mergeSnapshot, patchDialog, type CardCache } from './merge-snapshot'

const A = 11 as ChatId
const B = 12 as ChatId
const ME = 1 as UserId
const LAURA = 3 as UserId
const me = { id: ME, name: 'Anna Keller', isAdmin: false }
const laura = samplePerson(3, 'client', 'Laura Bennett')
const people = new Map<UserId, Person>([[LAURA, laura]])

const row = (id: ChatId, active = true) => ({ id, channel: { connector: 'telegram', title: 'Telegram' }, active })
const dialogs = (...all: Dialog[]) => new Map(all.map((dialog) => [dialog.chatId, dialog]))
const pageOf = (messages: readonly Message[], dialog: Dialog | null = null): ReadonlyMap<ChatId, ConversationPage> =>
  new Map([[A, { window: newestWindow(A, dialog ? 'history' : 'member', { messages, people }, true), dialog }]])
const recent = (id: number, text: string, more: object = {}) => ({
  chatId: A,
  last: sampleLast(id, { text, from: 'unknown' }),
  counter: 2,
  status: 20,
  ...more,
})

const everything = () =>
  sampleSnapshot({
    me: { ...me },
    chats: [row(A), row(B, false)],
    dialogs: dialogs(sampleDialog({ counter: 2 }), sampleDialog({ chatId: B, sessionId: null, ownerId: null })),
    recents: [recent(5, 'text 5')],
    pages: pageOf([sampleMessage(4), sampleMessage(5)]),
    people: new Map([[LAURA, { ...laura }]]),
    lines: new Map([[5 as LineId, 'Sales']]),
  })

const merged = (known: CardCache | undefined, come: CardSnapshot): CardCache => {
  const data = mergeSnapshot(known, come)
  if (!data) throw new Error('Nothing came of the look')
  return data
}
const known = () => merged(undefined, everything())
const chat = (data: CardCache, id = A) => data.chats.find((facts) => facts.id === id)

describe('the first snapshot', () => {
  it('makes the card', () => {
    const data = known()
    expect(data.me).toEqual(me)
    expect(data.chats.map(({ id, active, status }) => [id, active, status])).toEqual([
      [A, true, 20],
      [B, false, null],
    ])
    expect(chat(data)?.last).toMatchObject({ id: 5, from: 'client' })
    expect(data.people.get(LAURA)?.name).toBe('Laura Bennett')
  })

  it('makes no card without the caller', () => {
    expect(mergeSnapshot(undefined, sampleSnapshot({ chats: [row(A)] }))).toBeUndefined()
  })
})

describe('a snapshot without changes', () => {
  it('changes nothing: every object stays the same', () => {
    const data = known()
    expect(mergeSnapshot(data, everything())).toBe(data)
  })

  it('changes nothing without the lists either', () => {
    const data = known()
    expect(mergeSnapshot(data, sampleSnapshot({ dialogs: dialogs(sampleDialog({ counter: 2 })) }))).toBe(data)
  })
})

describe('a later snapshot', () => {
  it('changes only the chats that changed', () => {
    const data = known()
    const next = merged(data, { ...everything(), recents: [recent(6, 'more')] })
    expect(chat(next)?.last).toMatchObject({ id: 6, text: 'more' })
    expect(chat(next, B)).toBe(chat(data, B))
    expect([next.people, next.lines, next.me]).toEqual([data.people, data.lines, data.me])
  })

  it('drops chats that left the card, takes new ones in, follows the portal’s order', () => {
    const C = 13 as ChatId
    const next = merged(known(), sampleSnapshot({ chats: [row(C), row(A)] }))
    expect(next.chats.map(({ id }) => id)).toEqual([C, A])
  })

  it('keeps the chats when it did not ask for them', () => {
    expect(merged(known(), sampleSnapshot()).chats).toHaveLength(2)
  })

  it('takes over who is active', () => {
    expect(chat(merged(known(), sampleSnapshot({ chats: [row(A, false), row(B)] })))?.active).toBe(false)
  })

  it('forgets the status of a chat that the caller left', () => {
    const lists = sampleSnapshot({ chats: [row(A), row(B, false)], recents: [] })
    expect(chat(merged(known(), lists))?.status).toBeNull()
  })

  it('keeps the status when the caller’s own chats did not come', () => {
    expect(chat(merged(known(), sampleSnapshot({ chats: [row(A), row(B, false)] })))?.status).toBe(20)
  })

  it('takes the counter from the caller’s own chats between readings of the details', () => {
    const unread = merged(
      known(),
      sampleSnapshot({ dialogs: dialogs(sampleDialog({ counter: 1, unreadId: 5 as MessageId })) }),
    )
    const more = merged(unread, sampleSnapshot({ recents: [recent(6, 'more', { counter: 3 })] }))
    expect(chat(more)?.dialog).toMatchObject({ counter: 3, unreadId: 5 })
    const none = merged(more, sampleSnapshot({ recents: [recent(6, 'more', { counter: 0 })] }))
    expect(chat(none)?.dialog).toMatchObject({ counter: 0, unreadId: null })
  })
})

describe('the newest message', () => {
  it('keeps its full text when the caller’s own chats shorten it', () => {
    const data = known()
    expect(mergeSnapshot(data, sampleSnapshot({ recents: [recent(5, 'te')] }))).toBe(data)
  })

  it('follows an edit that a page brings, a shorter one too', () => {
    const next = merged(known(), sampleSnapshot({ pages: pageOf([sampleMessage(4), sampleMessage(5, { text: 'x' })]) }))
    expect(chat(next)?.last?.text).toBe('x')
  })

  it('is not undone by a page that ends earlier', () => {
    const next = merged(known(), sampleSnapshot({ pages: pageOf([sampleMessage(3), sampleMessage(4)]) }))
    expect(chat(next)?.last?.id).toBe(5)
  })

  it('of a page is what people said, though the portal wrote after it', () => {
    const next = merged(
      known(),
      sampleSnapshot({
        pages: pageOf([sampleMessage(5), sampleMessage(6, { authorId: null })]),
        recents: [recent(6, 'Session closed')],
      }),
    )
    expect(chat(next)?.last).toMatchObject({ id: 5, text: 'text 5' })
  })

  it('stays the message of a person when the portal adds a line of its own', () => {
    const line = {
      ...recent(6, 'Session 325 opened'),
      last: sampleLast(6, { text: 'Session 325 opened', authorId: null }),
    }
    expect(chat(merged(known(), sampleSnapshot({ recents: [line] })))?.last).toMatchObject({ id: 5, text: 'text 5' })
  })

  it('rests when page and own chats tell of it again and again in different words', () => {
    const told = () =>
      sampleSnapshot({
        pages: pageOf([sampleMessage(5, { deleted: true, text: '' })]),
        recents: [recent(5, 'This message was deleted')],
      })
    const data = merged(known(), told())
    expect(mergeSnapshot(data, told())).toBe(data)
  })
})

describe('refused details', () => {
  const refused = sampleSnapshot({ refused: new Set([A]) })

  it('are remembered', () => {
    const data = merged(undefined, sampleSnapshot({ me, chats: [row(A)], refused: new Set([A]) }))
    expect(chat(data)).toMatchObject({ dialog: null, refused: true })
    expect(chat(merged(data, sampleSnapshot({ chats: [row(A)] })))?.refused).toBe(true)
  })

  it('are forgotten as soon as details come', () => {
    const data = merged(undefined, sampleSnapshot({ me, chats: [row(A)], refused: new Set([A]) }))
    expect(chat(merged(data, sampleSnapshot({ dialogs: dialogs(sampleDialog()) })))).toMatchObject({ refused: false })
  })

  it('make known ones old when they call the caller a member: they were removed', () => {
    const data = merged(known(), sampleSnapshot({ dialogs: dialogs(sampleDialog({ joined: true })) }))
    expect(chat(merged(data, refused))).toMatchObject({ refused: true, dialog: { name: 'Laura Bennett - Sales' } })
  })

  it('leave details alone that a session history brought', () => {
    const data = merged(
      undefined,
      sampleSnapshot({ me, chats: [row(A)], pages: pageOf([], sampleDialog()), refused: new Set([A]) }),
    )
    expect(chat(data)).toMatchObject({ refused: false })
    expect(mergeSnapshot(data, refused)).toBe(data)
  })
})

describe('details out of a session history', () => {
  it('keep what the history lacks, and know that the caller is out', () => {
    const full = sampleDialog({
      joined: true,
      counter: 4,
      unreadId: 3 as MessageId,
      lastMessageId: 5 as MessageId,
      participantCount: 3,
    })
    const data = merged(known(), sampleSnapshot({ dialogs: dialogs(full) }))
    const next = merged(
      data,
      sampleSnapshot({ pages: pageOf([sampleMessage(5)], sampleDialog({ ownerId: 2 as UserId })) }),
    )
    expect(chat(next)?.dialog).toMatchObject({
      ownerId: 2,
      joined: false,
      counter: 0,
      unreadId: null,
      lastMessageId: 5,
      participantCount: 3,
    })
  })

  it('give way to those of the chat itself', () => {
    const next = merged(
      known(),
      sampleSnapshot({
        dialogs: dialogs(sampleDialog({ name: 'Fresh' })),
        pages: pageOf([], sampleDialog({ name: 'History' })),
      }),
    )
    expect(chat(next)?.dialog?.name).toBe('Fresh')
  })
})

it('patches the details of one chat and leaves the others alone', () => {
  const data = known()
  const next = patchDialog(data, A, { counter: 0 })
  expect(chat(next)?.dialog?.counter).toBe(0)
  expect(chat(next, B)).toBe(chat(data, B))
  expect(patchDialog(data, 99 as ChatId, { counter: 7 }).chats).toEqual(data.chats)
})

describe('a start', () => {
  const first = () =>
    sampleSnapshot({ me: { ...me }, chats: [row(A), row(B)].map((one) => ({ ...one, active: null })) })

  it('lists the chats once their state is known', () => {
    const begun = merged(undefined, first())
    expect([begun.listed, chat(begun)?.active]).toEqual([false, null])
    const whole = merged(begun, sampleSnapshot({ chats: [row(A), row(B, false)], recents: [] }))
    expect([whole.listed, chat(whole)?.active, chat(whole, B)?.active]).toEqual([true, true, false])
    expect(merged(undefined, sampleSnapshot({ me: { ...me }, chats: [] })).listed).toBe(true)
  })

  it('keeps a state that is known when the list comes without', () => {
    expect(chat(merged(known(), first()), B)?.active).toBe(false)
  })
})

describe('what was stored by an earlier opening', () => {
  const STORED_AT = 1_700_000_000_000
  const stored = (): CardCache => ({
    ...known(),
    unconfirmed: { storedAt: STORED_AT, state: true, details: new Set([A, B]), messages: new Set([A, B]) },
  })
  const rows = (active: boolean | null) => [row(A), row(B)].map((one) => ({ ...one, active }))
  const answer = (more: Partial<CardSnapshot>) => merged(stored(), sampleSnapshot(more))

  it('stays until the answer has it, part by part', () => {
    const first = answer({ chats: rows(null), dialogs: dialogs(sampleDialog({ counter: 7 })) })
    expect(first.unconfirmed).toEqual({
      storedAt: STORED_AT,
      state: true,
      details: new Set([B]),
      messages: new Set([A, B]),
    })
    expect(chat(first)?.last?.id).toBe(5)
    const second = merged(first, sampleSnapshot({ chats: rows(true), recents: [recent(5, 'text 5')] }))
    expect(second.unconfirmed).toMatchObject({ state: false, details: new Set([B]), messages: new Set([B]) })
    const third = merged(second, sampleSnapshot({ refused: new Set([B]) }))
    expect(third.unconfirmed).toBeNull()
  })

  it('gives way to messages that end earlier, or were written by others since', () => {
    expect(chat(answer({ pages: pageOf([sampleMessage(3), sampleMessage(4)]) }))?.last?.id).toBe(4)
    const edited = answer({ chats: rows(true), recents: [recent(4, 'what is left')] })
    expect(chat(edited)).toMatchObject({ last: { id: 4, text: 'what is left' }, ended: null })
  })

  it('counts no wait from a message that may have been answered', () => {
    const since = answer({ chats: rows(true), recents: [recent(9, 'and now?')] })
    expect(chat(since)?.unanswered.map(({ id }) => id)).toEqual([9])
    const same = answer({ chats: rows(true), recents: [recent(5, 'text 5')] })
    expect(chat(same)?.unanswered).toEqual(chat(known())?.unanswered)
  })

  it('goes with the right to read it', () => {
    const refused = answer({ chats: rows(null), refused: new Set([A]) })
    expect(chat(refused)).toMatchObject({ dialog: null, last: null, refused: true, unanswered: [] })
  })

  it('goes with the chat', () => {
    expect(answer({ chats: rows(null).slice(0, 1) }).chats.map(({ id }) => id)).toEqual([A])
  })
})
