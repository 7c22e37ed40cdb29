import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PortalError } from '@/portal/portal-error'
import { fakeStorage } from '@/testing/fake-storage'
import { createCardsSwitch } from './cards-switch'

const CARD = 'chat-panel:acme.com:7:card1:deal:7'
let kept: Map<string, string>
let written: Map<string, string>

const fetchOptions = () =>
  Promise.resolve({ user: { texts: new Map([['cards', 'off']]), bytes: 0 }, app: { texts: written, bytes: 0 } })

const open = (refusal: PortalError | null = null) =>
  createCardsSwitch({
    id: 'acme.com',
    fetchOptions,
    fetchOptionsAtStart: fetchOptions,
    writeOption: (place, name, text) => {
      if (refusal) return Promise.reject(refusal)
      if (place === 'app') written.set(name, text)
      return Promise.resolve()
    },
  })

beforeEach(() => {
  kept = new Map([[CARD, 'x']])
  written = new Map()
  vi.stubGlobal('window', { localStorage: fakeStorage(kept) })
})
afterEach(() => void vi.unstubAllGlobals())

it('is on until an administrator switches it off, and what is stored goes', async () => {
  expect(await open().read()).toBe(true)
  await open().set(true)
  expect(kept.has(CARD)).toBe(true)
  await open().set(false)
  expect(await open().read()).toBe(false)
  expect(written.get('cards')).toBe('off')
  expect(kept.has(CARD)).toBe(false)
  await open().set(true)
  expect(await open().read()).toBe(true)
})

it('that the portal refuses changes nothing', async () => {
  await expect(open(new PortalError('forbidden', 'ACCESS_DENIED')).set(false)).rejects.toThrow('ACCESS_DENIED')
  expect(kept.has(CARD)).toBe(true)
})
