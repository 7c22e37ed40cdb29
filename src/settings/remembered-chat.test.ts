import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ChatId, UserId } from '@/domain/ids'
import { storageOrNull } from '@/lib/browser-storage'
import { rememberChat, rememberedChat } from './remembered-chat'

const DEAL = { type: 'deal', id: 7 } as const
const CHAT = 11 as ChatId
const ANNA = 7 as UserId
const BEN = 8 as UserId

const storageOf = () => {
  const stored = new Map<string, string>()
  return {
    stored,
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  }
}

afterEach(() => void vi.unstubAllGlobals())

describe('the chat last open in a card', () => {
  it('is kept per portal, person and card', () => {
    vi.stubGlobal('window', { localStorage: storageOf() })
    rememberChat('portal-a', ANNA, DEAL, CHAT)
    expect(rememberedChat('portal-a', ANNA, DEAL)).toBe(CHAT)
    expect(rememberedChat('portal-a', BEN, DEAL)).toBeNull()
    expect(rememberedChat('portal-b', ANNA, DEAL)).toBeNull()
    expect(rememberedChat('portal-a', ANNA, { type: 'lead', id: 7 })).toBeNull()
  })

  it('is the one of the last person on this portal, before it is known who asks', () => {
    vi.stubGlobal('window', { localStorage: storageOf() })
    expect(rememberedChat('portal-a', null, DEAL)).toBeNull()
    rememberChat('portal-a', ANNA, DEAL, CHAT)
    rememberChat('portal-a', BEN, DEAL, 12 as ChatId)
    expect(rememberedChat('portal-a', null, DEAL)).toBe(12)
    expect(rememberedChat('portal-b', null, DEAL)).toBeNull()
  })

  it('is none where junk is stored', () => {
    const localStorage = storageOf()
    vi.stubGlobal('window', { localStorage })
    rememberChat('portal-a', ANNA, DEAL, CHAT)
    expect(localStorage.stored.size).toBe(2)
    for (const junk of ['', '0', 'chat11', '{"a":1}', '1e3']) {
      for (const key of localStorage.stored.keys()) localStorage.setItem(key, junk)
      expect(rememberedChat('portal-a', ANNA, DEAL)).toBeNull()
      expect(rememberedChat('portal-a', null, DEAL)).toBeNull()
    }
  })

  it.each([
    [
      'forbidden',
      Object.defineProperty({}, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError')
        },
      }),
    ],
    ['missing', {}],
  ])('is none where the storage is %s', (_, window) => {
    vi.stubGlobal('window', window)
    rememberChat('portal-a', ANNA, DEAL, CHAT)
    expect(rememberedChat('portal-a', null, DEAL)).toBeNull()
    expect(storageOrNull() ?? null).toBeNull()
  })
})
