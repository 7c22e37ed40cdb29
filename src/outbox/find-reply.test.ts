import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId, UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import { newestWindow } from '@/domain/message-window'
import { MORNING, sampleMessage } from '@/domain/samples'
import { findReply } from './find-reply'

const ME = 1 as UserId
const NOON = MORNING + 2 * 60 * 60_000

const find = (messages: Message[], text = 'Hello, Laura', claimed: number[] = [], after = 0) =>
  findReply(
    newestWindow(11 as ChatId, 'member', { messages, people: new Map() }, false),
    ME,
    text,
    { since: NOON, after },
    new Set(claimed as MessageId[]),
  )
const mine = (id: number, more: Partial<Message> = {}) =>
  sampleMessage(id, { authorId: ME, date: NOON, text: 'Hello, Laura', ...more })

describe('a reply in the chat', () => {
  it('is the message with its author and its words', () => {
    expect(find([sampleMessage(1), mine(2), sampleMessage(3)])).toBe(2)
  })

  it('may have its blanks changed on the way', () => {
    expect(find([mine(2, { text: ' Hello,\r\nLaura ' })], 'Hello,\nLaura')).toBe(2)
  })

  it('is not found in words of others, other words, or none', () => {
    expect(
      find([mine(1, { authorId: 2 as UserId }), mine(2, { text: 'Hello' }), mine(3, { authorId: null })]),
    ).toBeNull()
    expect(find([])).toBeNull()
  })

  it('is not an older message with the same words, within what clocks may differ', () => {
    expect(find([mine(1, { date: NOON - 10 * 60_000 })])).toBeNull()
    expect(find([mine(1, { date: NOON - 60_000 })])).toBe(1)
    expect(find([mine(1, { date: NOON + 60 * 60_000 })])).toBe(1)
  })

  it('is not a message that was known before it went out', () => {
    expect(find([mine(1)], 'Hello, Laura', [], 1)).toBeNull()
    expect(find([mine(1), mine(2)], 'Hello, Laura', [], 1)).toBe(2)
  })

  it('is not a message that was known before it went out', () => {
    expect(find([mine(1)], 'Hello, Laura', [], 1)).toBeNull()
    expect(find([mine(1), mine(2)], 'Hello, Laura', [], 1)).toBe(2)
  })

  it('is not one that belongs to another reply', () => {
    expect(find([mine(1), mine(2)], 'Hello, Laura', [1])).toBe(2)
    expect(find([mine(1)], 'Hello, Laura', [1])).toBeNull()
  })
})
