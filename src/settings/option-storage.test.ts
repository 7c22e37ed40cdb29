import { expect, test } from 'vitest'
import { OPTIONS_MAX_BYTES, storedBytes } from '@/domain/option-text'
import type { StoredOptionTexts } from '@/portal/portal'
import { createOptionStorage } from './option-storage'

const office = (texts: Record<string, string>) => {
  const log: string[] = []
  const stored = new Map(Object.entries(texts))
  const sizeOf = () => [...stored].reduce((sum, [name, text]) => sum + storedBytes(name) + storedBytes(text), 0)
  const answer = (): StoredOptionTexts => ({
    user: { texts: new Map(stored), bytes: sizeOf() },
    app: { texts: new Map(), bytes: 0 },
  })
  const atStart = answer()
  const storage = createOptionStorage(
    {
      fetchOptions: () => {
        log.push('read')
        return Promise.resolve(answer())
      },
      fetchOptionsAtStart: () => {
        log.push('read at the start')
        return Promise.resolve(atStart)
      },
      writeOption: (_, name, text) => {
        log.push(`write ${name}`)
        stored.set(name, text)
        return Promise.resolve()
      },
    },
    'lock',
    () => undefined,
    undefined,
  )
  return { storage, log, stored }
}

test('who reads together reads with one request', async () => {
  const { storage, log } = office({ a: '1', b: '2' })
  expect(await Promise.all([storage.read('user', 'a'), storage.read('user', 'b'), storage.read('app', 'a')])).toEqual([
    '1',
    '2',
    '',
  ])
  expect(log).toEqual(['read at the start'])
})

test('what would take the place over its budget is refused before it is written; what makes it smaller is not', async () => {
  const { storage, log } = office({ foreign: 'x'.repeat(OPTIONS_MAX_BYTES - 100), mine: 'y'.repeat(200) })
  await storage.read('user', 'mine')
  await expect(storage.write('user', 'mine', 'y'.repeat(201), true)).rejects.toMatchObject({ code: 'OPTIONS_FULL' })
  await storage.write('user', 'mine', 'y'.repeat(199), true)
  await expect(storage.write('user', 'more', 'z', true)).rejects.toMatchObject({ code: 'OPTIONS_FULL' })
  expect(log).toEqual(['read at the start', 'write mine'])
})

test('one writer at a time, and after one who failed the next', async () => {
  const { storage } = office({})
  const order: string[] = []
  const work =
    (name: string, fail = false) =>
    async () => {
      order.push(`${name} begins`)
      await Promise.resolve()
      order.push(`${name} ends`)
      if (fail) throw new Error(name)
    }
  const [first, second] = [storage.alone(work('a', true)), storage.alone(work('b'))]
  await expect(first).rejects.toThrow('a')
  await second
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
})

test('a browser that denies its locks is no reason not to write', async () => {
  const denied = {
    request: () => Promise.reject(new DOMException('denied', 'SecurityError')),
  } as unknown as LockManager
  const storage = createOptionStorage(
    {
      fetchOptions: () => Promise.reject(new Error('unused')),
      fetchOptionsAtStart: () => Promise.reject(new Error('unused')),
      writeOption: () => Promise.resolve(),
    },
    'lock',
    () => undefined,
    denied,
  )
  let done = 0
  await storage.alone(() => Promise.resolve(void (done += 1)))
  expect(done).toBe(1)
})

test('who has the lock reads what stands there now, not what came with the start or is just being read', async () => {
  const { storage, log, stored } = office({ key: '' })
  stored.set('key', 'of another panel')
  const before = storage.read('user', 'key')
  let read = ''
  await storage.alone(async () => {
    read = await storage.read('user', 'key')
  })
  expect([await before, read]).toEqual(['', 'of another panel'])
  expect(log).toEqual(['read at the start', 'read'])
})
