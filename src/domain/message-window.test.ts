import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleFile, sampleMessage, samplePerson } from '@/testing/fixtures'
import type { ChatId, FileId, MessageId, UserId } from './ids'
import type { Message } from './message'
import {
  addNewer,
  addOlder,
  addRange,
  newestWindow,
  refreshMessages,
  MAX_WINDOW_MESSAGES,
  type MessageWindow,
} from './message-window'

const CHAT = 11 as ChatId
const page = (...messages: Message[]) => ({ messages, people: new Map() })
const run = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => sampleMessage(from + index))
const windowOf = (messages: readonly Message[], more: Partial<MessageWindow> = {}): MessageWindow => ({
  ...newestWindow(CHAT, 'member', { messages, people: new Map() }, true),
  ...more,
})
const ids = (window: MessageWindow) => window.messages.map(({ id }) => id)

describe('a window', () => {
  it('begins with the newest page, oldest first', () => {
    const window = newestWindow(CHAT, 'member', page(...run(1, 3).toReversed()), true)
    expect(ids(window)).toEqual([1, 2, 3])
    expect(window).toMatchObject({ hasOlder: true, hasNewer: false })
  })

  it('grows at both ends, whatever order a page has and however far it overlaps', () => {
    const grown = addNewer(
      addOlder(windowOf(run(4, 6)), page(...run(2, 4).toReversed()), false),
      page(...run(6, 8)),
      false,
    )
    expect(ids(grown)).toEqual([2, 3, 4, 5, 6, 7, 8])
    expect(grown.hasOlder).toBe(false)
  })

  it('gets the addresses and pictures that a stored page lacks', () => {
    const file = { ...sampleFile(5, 'a.png', 9), previewUrl: 'https://acme.com/5', showUrl: null, downloadUrl: null }
    const laura = samplePerson(3, 'client', 'Laura')
    const from = (previewUrl: string, avatarUrl: string | null) => ({
      messages: [sampleMessage(1, { files: [{ ...file, previewUrl }] }), sampleMessage(2)],
      people: new Map([[laura.id, { ...laura, avatarUrl }]]),
    })
    const stored = newestWindow(CHAT, 'member', from('', null), true)
    const answer = from(file.previewUrl, 'https://acme.com/a')
    for (const joined of [addNewer(stored, answer, false), refreshMessages(stored, answer)]) {
      expect(joined.messages[0]?.files).toEqual([file])
      expect(joined.messages[1]).toBe(stored.messages[1])
      expect(joined.people.get(laura.id)?.avatarUrl).toBe('https://acme.com/a')
      expect(addNewer(joined, from('https://acme.com/5?signature=next', 'https://acme.com/b'), false)).toBe(joined)
    }
  })

  it('rejects a range that was read from a message it no longer has: messages would be missing between', () => {
    const edge = 20 as MessageId
    const older = page(...run(10, 19))
    const newer = page(...run(21, 30))
    const anew = windowOf(run(60, 70))
    expect(addRange(anew, edge, 'older', older, true)).toBe(anew)
    expect(addRange(anew, edge, 'newer', newer, true)).toBe(anew)
    const there = windowOf(run(20, 22), { hasNewer: true })
    expect(ids(addRange(there, edge, 'older', older, false))).toEqual(ids(windowOf(run(10, 22))))
    expect(ids(addRange(windowOf(run(18, 20), { hasNewer: true }), edge, 'newer', newer, true))).toEqual(
      ids(windowOf(run(18, 30))),
    )
  })

  it('is the same object when a page brings nothing new', () => {
    const window = windowOf(run(1, 5))
    expect(addNewer(window, page(...run(1, 5)), false)).toBe(window)
  })

  const file = { id: 7 as FileId } as Message['files'][number]
  it.each<[string, Partial<Message>]>([
    ['an edited text', { text: 'new', edited: true }],
    ['a deletion', { deleted: true }],
    ['a delivery', { delivery: 'delivered' }],
    ['a like', { likes: [1 as UserId] }],
    ['a file that is ready now', { files: [file] }],
    ['an attachment', { attach: [{ kind: 'text', text: 'a' }] }],
    ['a pressed keyboard', { buttons: [{ text: 'Yes', act: null, disabled: false, endsRow: false }] }],
    ['a rating', { rating: { kind: 'like' } }],
  ])('takes %s in and keeps the other messages as they are', (_, change) => {
    const window = windowOf(run(1, 3))
    const changed = addNewer(window, page(sampleMessage(1), sampleMessage(2, change), sampleMessage(3)), false)
    expect(changed.messages[1]).toMatchObject(change)
    expect(changed.messages[0]).toBe(window.messages[0])
    expect(changed.messages[2]).toBe(window.messages[2])
  })

  it('notices a like by another user', () => {
    const liked = windowOf([sampleMessage(1, { likes: [1 as UserId] })])
    const now = addNewer(liked, page(sampleMessage(1, { likes: [2 as UserId] })), false)
    expect(now.messages[0]?.likes).toEqual([2])
  })

  it('does not take a file’s new signature for a change', () => {
    const signed = (signature: string) => sampleMessage(1, { files: [{ ...file, showUrl: `https://x/${signature}` }] })
    const window = windowOf([signed('a')])
    expect(addNewer(window, page(signed('b')), false)).toBe(window)
  })

  it('learns people', () => {
    const laura = samplePerson(3, 'client', 'Laura')
    const window = windowOf(run(1, 1), { people: new Map([[laura.id, laura]]) })
    expect(addNewer(window, { messages: [], people: new Map([[laura.id, { ...laura }]]) }, false)).toBe(window)
    const renamed = addNewer(window, { messages: [], people: new Map([[laura.id, { ...laura, name: 'L.' }]]) }, false)
    expect(renamed.people.get(laura.id)?.name).toBe('L.')
  })

  it('keeps to its limit: going up drops the newest, going down the oldest', () => {
    const full = windowOf(run(1001, 1000 + MAX_WINDOW_MESSAGES))
    const up = addOlder(full, page(...run(901, 1000)), true)
    expect([up.messages.length, up.messages[0]?.id, up.hasNewer]).toEqual([MAX_WINDOW_MESSAGES, 901, true])
    const down = addNewer(
      { ...up, hasOlder: false },
      page(...run(1000 + MAX_WINDOW_MESSAGES - 99, 1000 + MAX_WINDOW_MESSAGES)),
      false,
    )
    expect([down.messages.length, down.messages.at(-1)?.id]).toEqual([MAX_WINDOW_MESSAGES, 1000 + MAX_WINDOW_MESSAGES])
    expect([down.hasOlder, down.hasNewer]).toEqual([true, false])
  })

  it('is always sorted, never repeats a message and never grows beyond the limit', () => {
    const step = fc.record({
      up: fc.boolean(),
      from: fc.integer({ min: 1, max: 4000 }),
      size: fc.integer({ min: 0, max: 400 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let window = windowOf(run(2000, 2030))
        for (const { up, from, size } of steps)
          window = (up ? addOlder : addNewer)(window, page(...run(from, from + size)), true)
        const shown = ids(window)
        expect(shown).toEqual([...new Set(shown)].toSorted((a, b) => a - b))
        expect(shown.length).toBeLessThanOrEqual(MAX_WINDOW_MESSAGES)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a part that is read again', () => {
  const window = windowOf(run(1, 10))

  it('replaces what was edited and takes away what is gone, and only there', () => {
    const [three, ...rest] = run(3, 7).filter(({ id }) => id !== 5)
    const anew = refreshMessages(window, page({ ...three!, text: 'changed', edited: true }, ...rest))
    expect(ids(anew)).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 10])
    expect(anew.messages[2]).toMatchObject({ text: 'changed', edited: true })
    expect(anew.messages[8]).toBe(window.messages[9])
  })

  it('reaches up to the message it was read from', () => {
    expect(ids(refreshMessages(window, page(...run(3, 5)), 8 as MessageId))).toEqual([1, 2, 3, 4, 5, 8, 9, 10])
  })

  it('adds nothing beyond the ends, where messages may lie between', () => {
    expect(refreshMessages(windowOf(run(5, 10)), page(...run(1, 12))).messages).toHaveLength(6)
  })

  it('leaves everything as it is when nothing changed', () => {
    expect(refreshMessages(window, page(...run(2, 6)))).toBe(window)
    expect(refreshMessages(window, page())).toBe(window)
    expect(refreshMessages(windowOf([]), page(...run(1, 2))).messages).toEqual([])
  })
})
