import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChatId } from '@/domain/ids'
import { STORAGE_VERSION } from '@/lib/browser-storage'
import { sampleReply } from '@/testing/fixtures'
import { openIdbStore } from './idb-store'
import type { ReplyQueue } from './queue'

const A = 11 as ChatId
const B = 12 as ChatId
const NAME = 'chat-panel:portal:1'

const add = (localId: string) => (queue: ReplyQueue) => [...queue, sampleReply(localId)]
const idsOf = (queue: ReplyQueue | undefined) => queue?.map(({ localId }) => localId)

// Each test gets an empty browser.
await import('fake-indexeddb/auto')
beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()))

describe('the store', () => {
  it('has for the next page what the last one stored', async () => {
    const before = await openIdbStore(NAME)
    await before.change(A, add('a'))
    await before.change(A, add('b'))
    await before.change(B, (queue) => [...queue, sampleReply('c', { chatId: B })])
    const after = await openIdbStore(NAME)
    expect([...(await after.all())].map(([chatId, queue]) => [chatId, idsOf(queue)])).toEqual([
      [A, ['a', 'b']],
      [B, ['c']],
    ])
  })

  it('keeps people apart', async () => {
    const mine = await openIdbStore(NAME)
    await mine.change(A, add('a'))
    const yours = await openIdbStore('chat-panel:portal:2')
    expect(await yours.all()).toEqual(new Map())
  })

  it('loses no change of two tabs at once', async () => {
    const [one, two] = await Promise.all([openIdbStore(NAME), openIdbStore(NAME)])
    const names = Array.from({ length: 20 }, (_, index) => `r${index}`)
    await Promise.all(names.map((name, index) => (index % 2 === 0 ? one : two).change(A, add(name))))
    expect(idsOf((await one.all()).get(A))?.toSorted()).toEqual(names.toSorted())
  })

  it('has nothing of a chat without replies', async () => {
    const store = await openIdbStore(NAME)
    await store.change(A, add('a'))
    expect(await store.change(A, () => [])).toEqual([])
    expect(await store.all()).toEqual(new Map())
  })

  it('writes nothing when nothing changed, and all or nothing otherwise', async () => {
    const store = await openIdbStore(NAME)
    const queue = await store.change(A, add('a'))
    expect(await store.change(A, (same) => same)).toEqual(queue)
    const broken = store.change(A, () => {
      throw new Error('a mistake')
    })
    await expect(broken).rejects.toThrow('a mistake')
    expect(idsOf((await store.all()).get(A))).toEqual(['a'])
  })

  it('notifies other tabs of the changed chat, not this one', async () => {
    const [one, two] = await Promise.all([openIdbStore(NAME), openIdbStore(NAME)])
    const own: ChatId[] = []
    one.onOther((chatId) => own.push(chatId))
    const heard = new Promise<ChatId>((resolve) => {
      two.onOther(resolve)
    })
    await one.change(B, add('a'))
    expect(await heard).toBe(B)
    expect(own).toEqual([])
  })

  it('opens again when the browser dropped its connection', async () => {
    const store = await openIdbStore(NAME)
    await store.change(A, add('a'))
    // A newer version of the panel in another tab makes this one close its connection.
    const newer = indexedDB.open(NAME, STORAGE_VERSION)
    await new Promise((resolve) => {
      newer.addEventListener('success', resolve)
    })
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('The connection is closing', 'InvalidStateError')
    })
    await store.change(A, add('b'))
    expect(idsOf((await store.all()).get(A))).toEqual(['a', 'b'])
  })

  it('rejects where the browser denies it', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
    await expect(openIdbStore(NAME)).rejects.toThrow('denied')
  })

  it('reads what a former build stored, and locks that build out', async () => {
    const former = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(NAME, STORAGE_VERSION - 1)
      opening.addEventListener('upgradeneeded', () => {
        opening.result.createObjectStore('queues')
        opening.result.createObjectStore('files')
      })
      opening.addEventListener('success', () => resolve(opening.result))
    })
    const { watermark, priority, confirmedByOperator, ...rest } = sampleReply('a')
    const stored = { ...rest, mark: watermark, ahead: priority, asked: confirmedByOperator }
    const writing = former.transaction('queues', 'readwrite')
    writing.objectStore('queues').put([{ ...stored, state: { name: 'checking', until: 5 } }, 'broken'], A)
    await new Promise((resolve) => {
      writing.addEventListener('complete', resolve)
    })
    former.addEventListener('versionchange', () => former.close())
    const store = await openIdbStore(NAME)
    const expected = [sampleReply('a', { state: { name: 'verifying', until: 5 } })]
    expect(await store.all()).toEqual(new Map([[A, expected]]))
    expect(await store.change(A, add('b'))).toEqual([...expected, sampleReply('b')])
    const again = indexedDB.open(NAME, STORAGE_VERSION - 1)
    const failure = await new Promise((resolve) => {
      again.addEventListener('error', () => resolve(again.error?.name))
    })
    expect(failure).toBe('VersionError')
  })
})
