import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ChatId, UserId } from '@/domain/ids'
import { localSettings, storageOrNull } from './local-settings'

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
/** The window of a frame whose storage the browser forbids altogether. */
const forbiddingWindow = () =>
  Object.defineProperty({}, 'localStorage', {
    get: () => {
      throw new DOMException('denied', 'SecurityError')
    },
  })

afterEach(() => void vi.unstubAllGlobals())

describe('the memory', () => {
  it('keeps the open chat per portal, person and card', () => {
    vi.stubGlobal('window', { localStorage: storageOf() })
    localSettings.rememberChat('portal-a', ANNA, DEAL, CHAT)
    expect(localSettings.openChat('portal-a', ANNA, DEAL)).toBe(CHAT)
    expect(localSettings.openChat('portal-a', BEN, DEAL)).toBeNull()
    expect(localSettings.openChat('portal-b', ANNA, DEAL)).toBeNull()
    expect(localSettings.openChat('portal-a', ANNA, { type: 'lead', id: 7 })).toBeNull()
  })

  it('without a user id, returns the settings of the last user of this portal', () => {
    vi.stubGlobal('window', { localStorage: storageOf() })
    expect(localSettings.openChat('portal-a', null, DEAL)).toBeNull()
    localSettings.rememberChat('portal-a', ANNA, DEAL, CHAT)
    localSettings.rememberChat('portal-a', BEN, DEAL, 12 as ChatId)
    expect(localSettings.openChat('portal-a', null, DEAL)).toBe(12)
    expect(localSettings.openChat('portal-b', null, DEAL)).toBeNull()
  })

  it('believes no junk', () => {
    const localStorage = storageOf()
    vi.stubGlobal('window', { localStorage })
    localSettings.rememberChat('portal-a', ANNA, DEAL, CHAT)
    for (const junk of ['', '0', 'chat11', '{"a":1}', '1e3']) {
      for (const key of localStorage.stored.keys()) localStorage.setItem(key, junk)
      expect(localSettings.openChat('portal-a', ANNA, DEAL)).toBeNull()
      expect(localSettings.openChat('portal-a', null, DEAL)).toBeNull()
    }
  })

  it('keeps theme and details pane', () => {
    vi.stubGlobal('window', { localStorage: storageOf() })
    expect([localSettings.theme(), localSettings.detailsOpen()]).toEqual(['light', true])
    localSettings.rememberTheme('dark')
    localSettings.rememberDetails(false)
    expect([localSettings.theme(), localSettings.detailsOpen()]).toEqual(['dark', false])
  })

  it.each([
    ['forbidden', forbiddingWindow],
    [
      'full',
      () => ({
        localStorage: {
          getItem: () => null,
          setItem: () => {
            throw new DOMException('full', 'QuotaExceededError')
          },
        },
      }),
    ],
    ['missing', () => ({})],
  ])('does without a storage that is %s', (_, window) => {
    vi.stubGlobal('window', window())
    localSettings.rememberChat('portal-a', ANNA, DEAL, CHAT)
    localSettings.rememberTheme('dark')
    localSettings.rememberDetails(false)
    expect([
      localSettings.openChat('portal-a', null, DEAL),
      localSettings.theme(),
      localSettings.detailsOpen(),
    ]).toEqual([null, 'light', true])
  })

  it('says that there is no storage rather than fail', () => {
    vi.stubGlobal('window', forbiddingWindow())
    expect(storageOrNull()).toBeNull()
  })
})
