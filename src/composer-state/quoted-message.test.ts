import { expect, it } from 'vitest'
import type { ChatId, MessageId } from '@/domain/ids'
import type { DraftStorage } from './drafts'
import { createQuotedMessages } from './quoted-message'

const A = 11 as ChatId
const KEY = 'p:1:sealed:11:answers'
const storageOf = (entries: Record<string, string> = {}): DraftStorage & { stored: Map<string, string> } => {
  const stored = new Map(Object.entries(entries))
  return {
    stored,
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => void stored.set(key, value),
    removeItem: (key) => void stored.delete(key),
  }
}

it('is kept per chat until it is forgotten', () => {
  const storage = storageOf()
  const target = { chatId: A, id: 70 as MessageId, name: null, text: 'What they wrote' }
  createQuotedMessages('p:1', storage).set(A, target)
  const reloaded = createQuotedMessages('p:1', storage)
  expect(reloaded.get(A)).toEqual(target)
  expect(reloaded.get(12 as ChatId)).toBeNull()
  expect(createQuotedMessages('p:2', storage).get(A)).toBeNull()
  reloaded.set(A, null)
  expect(storage.stored.size).toBe(0)
})

it.each([
  '',
  '{',
  'null',
  '[]',
  '7',
  '{}',
  '{"id":0,"name":null,"text":"x"}',
  '{"id":70,"text":"x"}',
  '{"id":70,"name":1,"text":"x"}',
  '{"id":70,"name":null}',
])('is none where %j is stored', (stored) => {
  expect(createQuotedMessages('p:1', storageOf({ [KEY]: stored })).get(A)).toBeNull()
})

it('of a newer panel is read as far as it is known, for the chat it is stored under', () => {
  const stored = '{"chatId":99,"id":"70","name":"Laura","text":"x","lang":"de"}'
  expect(createQuotedMessages('p:1', storageOf({ [KEY]: stored })).get(A)).toEqual({
    chatId: A,
    id: 70,
    name: 'Laura',
    text: 'x',
  })
})
