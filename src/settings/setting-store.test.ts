import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listOrders } from '@/domain/chat-filters'
import { DEFAULT_WAIT_LIMITS } from '@/domain/wait-time'

const storageOf = (entries: Record<string, string> = {}) => {
  const stored = new Map(Object.entries(entries))
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  }
  return { stored, storage: storage as Storage }
}
const full = {
  getItem: () => null,
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError')
  },
}
/** The window of a frame whose storage the browser forbids altogether. */
const forbiddingWindow = () =>
  Object.defineProperty({}, 'localStorage', {
    get: () => {
      throw new DOMException('denied', 'SecurityError')
    },
  })

/** The settings as a page that has just been opened knows them. */
const openPage = async () => {
  vi.resetModules()
  return import('./setting-store')
}

beforeEach(() => void vi.stubGlobal('window', {}))
afterEach(() => void vi.unstubAllGlobals())

describe('a setting of the browser', () => {
  it('is there in the next page', async () => {
    const { stored, storage } = storageOf()
    vi.stubGlobal('window', { localStorage: storage })
    const page = await openPage()
    expect([page.getSetting('theme'), page.getSetting('detailsPane')]).toEqual(['light', 'open'])
    page.setSetting('theme', 'dark')
    page.setSetting('detailsPane', 'closed')
    expect([page.getSetting('theme'), page.getSetting('detailsPane')]).toEqual(['dark', 'closed'])
    // Names and words that builds in the field know.
    expect(Object.fromEntries(stored)).toEqual({ 'chat-panel:theme': 'dark', 'chat-panel:details': 'closed' })
    expect((await openPage()).getSetting('theme')).toBe('dark')
  })

  it('has its default where something unknown is stored', async () => {
    for (const junk of ['', 'DARK', '{"a":1}', 'constructor']) {
      vi.stubGlobal('window', { localStorage: storageOf({ 'chat-panel:theme': junk }).storage })
      expect((await openPage()).getSetting('theme')).toBe('light')
    }
  })

  it.each([
    ['forbidden', forbiddingWindow],
    ['full', () => ({ localStorage: full })],
    ['missing', () => ({})],
  ])('lasts as long as the page where the storage is %s', async (_, window) => {
    vi.stubGlobal('window', window())
    const page = await openPage()
    expect(page.getSetting('letterKeys')).toBe('on')
    page.setSetting('letterKeys', 'off')
    expect(page.getSetting('letterKeys')).toBe('off')
  })

  it('tells those who show it', async () => {
    const page = await openPage()
    let told = 0
    const stop = page.subscribeToSettings(() => (told += 1))
    page.setSetting('relatedChats', 'hidden')
    stop()
    page.setSetting('relatedChats', 'shown')
    expect(told).toBe(1)
  })

  it('has every order of the list', async () => {
    const { settings } = await import('./settings')
    expect(settings.listOrder.words).toEqual(listOrders)
  })
})

describe('a setting of one user in this browser', () => {
  it('is kept under portal and user, once they are known', async () => {
    const { stored, storage } = storageOf({ 'chat-panel:p:7:send-key': 'ctrl' })
    const page = await openPage()
    expect(page.getSetting('sendKey')).toBe('enter')
    page.openUserSettings('chat-panel:p:7', storage)
    expect(page.getSetting('sendKey')).toBe('ctrl')
    page.openUserSettings('chat-panel:p:8', storage)
    expect(page.getSetting('sendKey')).toBe('enter')
    page.setSetting('sendKey', 'ctrl')
    expect(stored.get('chat-panel:p:8:send-key')).toBe('ctrl')
  })
})

describe('a setting kept in the portal', () => {
  it('is changed there, and shown when it is told', async () => {
    const page = await openPage()
    const limits = { amber: 60_000, red: 120_000 }
    page.setSetting('waitLimits', limits)
    expect(page.getSetting('waitLimits')).toEqual(DEFAULT_WAIT_LIMITS)
    const written: unknown[] = []
    page.connectPortalSettings((name, change) => written.push(name, change(page.getSetting(name))))
    page.setSetting('waitLimits', limits)
    expect(written).toEqual(['waitLimits', limits])
    page.showPortalSettings({ waitLimits: limits })
    expect(page.getSetting('waitLimits')).toBe(limits)
    page.showPortalSettings({})
    expect(page.getSetting('waitLimits')).toEqual(DEFAULT_WAIT_LIMITS)
  })
})
