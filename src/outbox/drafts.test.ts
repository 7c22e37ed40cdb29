import { describe, expect, it } from 'vitest'
import type { ChatId } from '@/domain/ids'
import { makeDrafts, type DraftStorage } from './drafts'

const A = 11 as ChatId
const B = 12 as ChatId

const storageOf = (stored = new Map<string, string>()): DraftStorage & { stored: Map<string, string> } => ({
  stored,
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, value) => void stored.set(key, value),
  removeItem: (key) => void stored.delete(key),
})
const denied: DraftStorage = {
  getItem: () => {
    throw new DOMException('denied', 'SecurityError')
  },
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError')
  },
  removeItem: () => {
    throw new DOMException('denied', 'SecurityError')
  },
}

describe('drafts', () => {
  it('belong to their chat and survive a reload', () => {
    const storage = storageOf()
    const drafts = makeDrafts('p:1', storage)
    drafts.set(A, 'half a sen')
    drafts.set(B, 'other')
    const reloaded = makeDrafts('p:1', storageOf(storage.stored))
    expect([reloaded.get(A), reloaded.get(B)]).toEqual(['half a sen', 'other'])
  })

  it('of another portal or user are not ours', () => {
    const storage = storageOf()
    makeDrafts('p:1', storage).set(A, 'mine')
    expect(makeDrafts('p:2', storage).get(A)).toBe('')
  })

  it('leave nothing behind when emptied', () => {
    const storage = storageOf()
    const drafts = makeDrafts('p:1', storage)
    drafts.set(A, 'text')
    drafts.set(A, '')
    expect([drafts.get(A), storage.stored.size]).toEqual(['', 0])
  })

  it.each([
    ['without a storage', null],
    ['with a storage that is denied or full', denied],
  ])('live as long as the page %s', (_, storage) => {
    const drafts = makeDrafts('p:1', storage)
    expect(drafts.get(A)).toBe('')
    drafts.set(A, 'typed on')
    expect(drafts.get(A)).toBe('typed on')
    drafts.set(A, '')
    expect(drafts.get(A)).toBe('')
  })

  it('tell of every change until nobody listens', () => {
    const drafts = makeDrafts('p:1', denied)
    const heard: string[] = []
    const stop = drafts.subscribe(() => heard.push(drafts.get(A)))
    drafts.set(A, 'a')
    drafts.set(A, 'ab')
    stop()
    drafts.set(A, 'abc')
    expect(heard).toEqual(['a', 'ab'])
  })
})
