import { describe, expect, it } from 'vitest'
import type { ChatId } from '@/domain/ids'
import type { OutgoingReply } from '@/domain/outgoing-message'
import { sampleReply, sampleSent } from '@/testing/fixtures'
import { parseQueue } from './stored-queue'

const CHAT = 11 as ChatId

/** A reply as the build before storage version 3 stored it. */
const former = (localId: string, state: unknown, more: object = {}) => ({
  localId,
  chatId: 11,
  item: { type: 'deal', id: 1 },
  text: `reply ${localId}`,
  createdAt: 5,
  mark: { since: 5, after: 7 },
  attempts: 1,
  ahead: true,
  asked: false,
  state,
  ...more,
})

describe('a stored queue', () => {
  it('comes back as it was', () => {
    const queue: readonly OutgoingReply[] = [
      sampleReply('a'),
      sampleReply('b', { kind: 'note', groupId: 'g', file: { name: 'a.pdf', size: 3, type: '' }, cancelled: true }),
      sampleReply('c', { state: sampleSent(5, [5, 6]) }),
      sampleReply('d', { state: { name: 'rejected', rejection: { reason: 'too-old', code: 'TOO_OLD' } } }),
      sampleReply('e', { state: { name: 'verifying', until: 9 } }),
      sampleReply('f', { state: { name: 'unconfirmed', absent: true } }),
      sampleReply('g', { state: { name: 'sending' } }),
    ]
    expect(parseQueue(structuredClone(queue), CHAT)).toEqual(queue)
  })

  it('of a former build is understood', () => {
    const stored = [
      former('a', { name: 'waiting', cause: 'limit', until: 9 }),
      former('b', { name: 'checking', until: 9 }),
      former('c', { name: 'refused', refusal: { reason: 'bad-text', code: 'ERROR_ARGUMENT' } }, { bundle: 'g' }),
      former('d', { name: 'unsure', absent: true }),
      former('e', { name: 'sending' }, { file: undefined }),
    ]
    const now = { createdAt: 5, watermark: { since: 5, after: 7 }, attempts: 1, priority: true }
    expect(parseQueue(stored, CHAT)).toEqual([
      sampleReply('a', { ...now, state: { name: 'queued', cause: 'limit', until: 9 } }),
      sampleReply('b', { ...now, state: { name: 'verifying', until: 9 } }),
      sampleReply('c', {
        ...now,
        groupId: 'g',
        state: { name: 'rejected', rejection: { reason: 'bad-text', code: 'ERROR_ARGUMENT' } },
      }),
      sampleReply('d', { ...now, state: { name: 'unconfirmed', absent: true } }),
      sampleReply('e', { ...now, state: { name: 'sending' } }),
    ])
  })

  it.each<[string, unknown]>([
    ['null', null],
    ['a text', 'reply'],
    ['a list', []],
    ['nothing of a reply', {}],
    ['no id of its own', { ...sampleReply('x'), localId: '' }],
    ['another chat', { ...sampleReply('x'), chatId: 12 }],
    ['no chat', { ...sampleReply('x'), chatId: '11' }],
    ['an unknown record', { ...sampleReply('x'), item: { type: 'invoice', id: 1 } }],
    ['a text that is none', { ...sampleReply('x'), text: 7 }],
    ['an unknown kind', { ...sampleReply('x'), kind: 'broadcast' }],
    ['a broken file', { ...sampleReply('x'), file: { name: 'a', size: -1, type: '' } }],
    ['no watermark', { ...sampleReply('x'), watermark: null }],
    ['no time', { ...sampleReply('x'), createdAt: Number.NaN }],
    ['attempts that can’t be', { ...sampleReply('x'), attempts: 0.5 }],
    ['the same id twice', sampleReply('a')],
  ])('loses an entry with %s, and no other', (_, broken) => {
    expect(parseQueue([sampleReply('a'), broken, sampleReply('b')], CHAT)).toEqual([sampleReply('a'), sampleReply('b')])
  })

  it.each([
    undefined,
    null,
    { name: 'dreaming' },
    { name: 'sent', messageId: 0, copies: [], at: 1 },
    { name: '__proto__' },
  ])('leaves a reply in the state %j to the operator: its text must not get lost', (state) => {
    expect(parseQueue([{ ...sampleReply('a'), state }], CHAT)).toEqual([
      sampleReply('a', { state: { name: 'unconfirmed', absent: false } }),
    ])
  })

  it('keeps what is known of a reply that the portal changed', () => {
    const changed = sampleReply('a', {
      state: { ...sampleSent(5), name: 'sent', changed: true } as OutgoingReply['state'],
    })
    expect(parseQueue([changed], CHAT)).toEqual([changed])
  })

  it.each([undefined, null, 'queue', {}, 7])('that is no list (%j) is empty', (stored) => {
    expect(parseQueue(stored, CHAT)).toEqual([])
  })
})
