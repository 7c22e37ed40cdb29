import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ChatId, FileId } from '@/domain/ids'
import { PortalError } from '@/portal/portal-error'
import { createAddressQueue } from './file-addresses'

const CHAT = 11 as ChatId
const urlOf = (fileId: FileId) => `https://company.example/rest/download.json?token=${fileId}`

/** A portal that answers after 100 ms; `refuse` may refuse a request by the files it names. */
const start = (refuse: (files: readonly FileId[], batch: boolean) => PortalError | null = () => null) => {
  const requests: FileId[][] = []
  let running = 0
  let most = 0
  const answer = async (files: readonly FileId[], batch: boolean) => {
    requests.push([...files])
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, 100))
    running -= 1
    return refuse(files, batch)
  }
  const queue = createAddressQueue({
    fetchDownloadUrl: async (_chatId, fileId) => {
      const error = await answer([fileId], false)
      if (error) throw error
      return urlOf(fileId)
    },
    fetchDownloadUrls: async (files) => {
      const error = await answer(
        files.map(({ fileId }) => fileId),
        true,
      )
      return files.map(({ fileId }) => error ?? urlOf(fileId))
    },
  })
  const ask = (id: number, signal = new AbortController().signal) => queue.ask(CHAT, id as FileId, signal)
  const askAll = (count: number) => Array.from({ length: count }, (_, place) => ask(place + 1))
  return { requests, ask, askAll, most: () => most }
}

const notInBatch = new PortalError('refused', 'ERROR_BATCH_METHOD_NOT_ALLOWED', 400)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('asks for all pictures in sight in one request, and gives each its own address', async () => {
  const { requests, askAll } = start()
  const urls = Promise.all(askAll(12))
  await vi.advanceTimersByTimeAsync(300)
  expect(await urls).toEqual(Array.from({ length: 12 }, (_, place) => urlOf((place + 1) as FileId)))
  expect(requests).toHaveLength(1)
})

it('asks one by one where a batch is refused, three at once, and remembers it', async () => {
  const { requests, ask, askAll, most } = start((_, batch) => (batch ? notInBatch : null))
  const urls = Promise.all(askAll(7))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await urls).toHaveLength(7)
  expect(requests.map(({ length }) => length)).toEqual([7, ...Array.from({ length: 7 }, () => 1)])
  expect(most()).toBe(3)
  const more = Promise.all([ask(21), ask(22)])
  await vi.advanceTimersByTimeAsync(60_000)
  await more
  expect(requests.slice(8)).toEqual([[21], [22]])
})

it('leaves room for replies: after the first ones a picture waits its turn', async () => {
  const { requests, askAll } = start((_, batch) => (batch ? notInBatch : null))
  const urls = Promise.all(askAll(30))
  await vi.advanceTimersByTimeAsync(5_000)
  const soon = requests.length
  expect(soon).toBeLessThan(16)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(requests.length - soon).toBeLessThanOrEqual(5)
  await vi.advanceTimersByTimeAsync(90_000)
  expect(await urls).toHaveLength(30)
})

it('takes back what left the sight before it was asked for', async () => {
  const { requests, ask } = start()
  const gone = new AbortController()
  const left = ask(1, gone.signal)
  const stays = ask(2)
  gone.abort()
  await expect(left).rejects.toThrow()
  await vi.advanceTimersByTimeAsync(300)
  expect(await stays).toBe(urlOf(2 as FileId))
  expect(requests).toEqual([[2]])
})

it('waits when the portal has had too many requests, and goes on', async () => {
  let full = true
  const { requests, ask } = start(() =>
    full ? new PortalError('limit', 'QUERY_LIMIT_EXCEEDED', 503, Date.now() + 5_000) : null,
  )
  const url = ask(1)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(requests).toHaveLength(1)
  full = false
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await url).toBe(urlOf(1 as FileId))
})

it('asks a portal without the method once', async () => {
  const { requests, ask } = start(() => new PortalError('app', 'ERROR_METHOD_NOT_FOUND', 404))
  const first = ask(1).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(300)
  expect(await first).toMatchObject({ code: 'ERROR_METHOD_NOT_FOUND' })
  await expect(ask(2)).rejects.toMatchObject({ code: 'ERROR_METHOD_NOT_FOUND' })
  expect(requests).toHaveLength(1)
})
