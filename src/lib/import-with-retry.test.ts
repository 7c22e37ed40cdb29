import { afterEach, expect, it, vi } from 'vitest'
import { importWithRetry } from './import-with-retry'

afterEach(() => vi.useRealTimers())

it('asks again until the file comes', async () => {
  vi.useFakeTimers()
  const load = vi.fn<() => Promise<string>>()
  load.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockRejectedValueOnce(new TypeError('again'))
  load.mockResolvedValueOnce('here')
  const coming = importWithRetry(load)
  await vi.advanceTimersByTimeAsync(10_000)
  expect([await coming, load.mock.calls.length]).toEqual(['here', 3])
})

it('does not hide a defect', async () => {
  await expect(importWithRetry(() => Promise.reject(new SyntaxError('broken')))).rejects.toThrow('broken')
})
