import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChatId } from '@/domain/ids'
import { STORAGE_VERSION } from '@/lib/browser-storage'
import { createSealing } from '@/lib/sealing'
import { sampleReply } from '@/testing/fixtures'
import { openIdbStore } from './idb-store'
import type { ReplyQueue } from './queue'

const A = 11 as ChatId
const B = 12 as ChatId
const NAME = 'chat-panel:portal:1'

const newSealing = () => createSealing([crypto.getRandomValues(new Uint8Array(32))])
const sealing = newSealing()

const add = (localId: string) => (queue: ReplyQueue) => [...queue, sampleReply(localId)]
const idsOf = (queue: ReplyQueue | undefined) => queue?.map(({ localId }) => localId)

const FILE = { name: 'plan.txt', size: 15, type: 'text/plain' }

const openRaw = (version: number, upgrade: (db: IDBDatabase) => void = () => undefined) =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(NAME, version)
    opening.addEventListener('upgradeneeded', () => upgrade(opening.result))
    opening.addEventListener('success', () => resolve(opening.result))
    opening.addEventListener('error', () => reject(new Error(opening.error?.name)))
  })
const done = (transaction: IDBTransaction) =>
  new Promise((resolve) => {
    transaction.addEventListener('complete', resolve)
  })

/** What anyone can read in the database: rows of the queues and of the files. */
const rowsOf = async (version: number): Promise<[queues: [unknown, unknown][], files: [unknown, unknown][]]> => {
  const db = await openRaw(version)
  const read = async (name: string) => {
    const store = db.transaction(name).objectStore(name)
    const [keys, values] = [store.getAllKeys(), store.getAll()]
    await done(store.transaction)
    return keys.result.map((key, index): [unknown, unknown] => [key, values.result[index]])
  }
  const rows: [[unknown, unknown][], [unknown, unknown][]] = [await read('queues'), await read('files')]
  db.close()
  return rows
}
/** All of it as text. */
const dump = async (queues: readonly (readonly unknown[])[], files: readonly (readonly unknown[])[]) => {
  const parts: BlobPart[] = [...queues, ...files].flat(3).flatMap((part) => {
    if (part instanceof Uint8Array) return [part as Uint8Array<ArrayBuffer>]
    if (typeof part !== 'object' || part === null) return [String(part)]
    return Object.values(part) as BlobPart[]
  })
  return Buffer.from(await new Blob(parts).arrayBuffer()).toString('latin1')
}

// Each test gets an empty browser.
await import('fake-indexeddb/auto')
beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()))

describe('the store', () => {
  it('has for the next page what the last one stored', async () => {
    const before = await openIdbStore(NAME, sealing)
    await before.change(A, add('a'))
    await before.change(A, add('b'))
    await before.change(B, (queue) => [...queue, sampleReply('c', { chatId: B })])
    const after = await openIdbStore(NAME, sealing)
    expect([...(await after.all())].map(([chatId, queue]) => [chatId, idsOf(queue)])).toEqual([
      [A, ['a', 'b']],
      [B, ['c']],
    ])
  })

  it('keeps people apart', async () => {
    const mine = await openIdbStore(NAME, sealing)
    await mine.change(A, add('a'))
    const yours = await openIdbStore('chat-panel:portal:2', sealing)
    expect(await yours.all()).toEqual(new Map())
  })

  it('loses no change of two tabs at once', async () => {
    const [one, two] = await Promise.all([openIdbStore(NAME, sealing), openIdbStore(NAME, sealing)])
    const names = Array.from({ length: 20 }, (_, index) => `r${index}`)
    await Promise.all(names.map((name, index) => (index % 2 === 0 ? one : two).change(A, add(name))))
    expect(idsOf((await one.all()).get(A))?.toSorted()).toEqual(names.toSorted())
  })

  it('has nothing of a chat without replies', async () => {
    const store = await openIdbStore(NAME, sealing)
    await store.change(A, add('a'))
    expect(await store.change(A, () => [])).toEqual([])
    expect(await store.all()).toEqual(new Map())
  })

  it('writes nothing when nothing changed, and all or nothing otherwise', async () => {
    const store = await openIdbStore(NAME, sealing)
    const queue = await store.change(A, add('a'))
    expect(await store.change(A, (same) => same)).toEqual(queue)
    const broken = store.change(A, () => {
      throw new Error('a mistake')
    })
    await expect(broken).rejects.toThrow('a mistake')
    expect(idsOf((await store.all()).get(A))).toEqual(['a'])
  })

  it('notifies other tabs of the changed chat, not this one', async () => {
    const [one, two] = await Promise.all([openIdbStore(NAME, sealing), openIdbStore(NAME, sealing)])
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
    const store = await openIdbStore(NAME, sealing)
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
    await expect(openIdbStore(NAME, sealing)).rejects.toThrow('denied')
  })

  it('seals queues and files', async () => {
    const store = await openIdbStore(NAME, sealing)
    await store.change(A, (queue) => [...queue, sampleReply('a', { text: 'A reply that waits', file: FILE })], [
      { localId: 'a', blob: new Blob(['words of a file'], { type: 'text/plain' }) },
    ])
    const [queues, files] = await rowsOf(STORAGE_VERSION)
    expect(queues).toEqual([[A, [expect.any(Uint8Array)]]])
    expect(files).toEqual([['a', { type: expect.any(Uint8Array) as unknown, bytes: expect.any(Blob) as unknown }]])
    expect(await dump(queues, files)).not.toMatch(/waits|words|plan/)
    const bytes = await (await openIdbStore(NAME, sealing)).bytes('a')
    expect([await bytes?.text(), bytes?.type]).toEqual(['words of a file', 'text/plain'])
  })

  it('has nothing of what another key sealed, and leaves it there for that key', async () => {
    const theirs = await openIdbStore(NAME, newSealing())
    await theirs.change(A, add('theirs'), [{ localId: 'theirs', blob: new Blob(['words']) }])
    const ours = await openIdbStore(NAME, sealing)
    expect((await ours.all()).get(A)).toEqual([])
    expect(await ours.bytes('theirs')).toBeNull()
    expect(idsOf(await ours.change(A, add('ours')))).toEqual(['ours'])
    expect(await ours.change(A, () => [])).toEqual([])
    expect(idsOf((await theirs.all()).get(A))).toEqual(['theirs'])
    expect(await (await theirs.bytes('theirs'))?.text()).toBe('words')
  })

  it('joins what two keys sealed for who has both', async () => {
    const keys = [1, 2].map(() => crypto.getRandomValues(new Uint8Array(32)))
    for (const [at, key] of keys.entries())
      await (await openIdbStore(NAME, createSealing([key]))).change(A, add(`r${at}`))
    const both = await openIdbStore(NAME, createSealing(keys))
    expect(idsOf((await both.all()).get(A))?.toSorted()).toEqual(['r0', 'r1'])
    await both.change(A, add('r2'))
    const [queues] = await rowsOf(STORAGE_VERSION)
    expect(queues).toEqual([[A, [expect.any(Uint8Array)]]])
  })

  it('believes nothing that somebody else put there', async () => {
    const store = await openIdbStore(NAME, sealing)
    await store.change(A, add('a'), [{ localId: 'a', blob: new Blob(['ours']) }])
    const db = await openRaw(STORAGE_VERSION)
    const sealed = await store.all()
    const moved = sealing.seal(`${NAME}:queues:${A}`, JSON.stringify([sampleReply('moved', { chatId: B })]))
    const writing = db.transaction(['queues', 'files'], 'readwrite')
    writing.objectStore('queues').put([[sampleReply('planted', { chatId: B })], moved], B)
    writing.objectStore('queues').put([sampleReply('planted')], 0)
    writing.objectStore('files').put(new Blob(['planted']), 'a')
    await done(writing)
    db.close()
    const next = await openIdbStore(NAME, sealing)
    expect(await next.all()).toEqual(new Map([...sealed, [B, []]]))
    expect(await next.bytes('a')).toBeNull()
  })

  it('takes over what a former build left readable, and locks that build out', async () => {
    const former = await openRaw(3, (db) => {
      db.createObjectStore('queues')
      db.createObjectStore('files')
    })
    const { watermark, priority, confirmedByOperator, ...rest } = sampleReply('a', { text: 'A reply that waits' })
    const stored = { ...rest, mark: watermark, ahead: priority, asked: confirmedByOperator }
    const withFile = sampleReply('f', { text: '', file: FILE, chatId: B })
    const writing = former.transaction(['queues', 'files'], 'readwrite')
    writing.objectStore('queues').put([{ ...stored, state: { name: 'checking', until: 5 } }, 'broken'], A)
    writing.objectStore('queues').put([withFile], B)
    writing.objectStore('files').put(new Blob(['words of a file'], { type: 'text/plain' }), 'f')
    await done(writing)
    former.addEventListener('versionchange', () => former.close())
    const store = await openIdbStore(NAME, sealing)
    const expected = [sampleReply('a', { text: 'A reply that waits', state: { name: 'verifying', until: 5 } })]
    expect(await store.all()).toEqual(
      new Map([
        [A, expected],
        [B, [withFile]],
      ]),
    )
    const bytes = await store.bytes('f')
    expect([await bytes?.text(), bytes?.type]).toEqual(['words of a file', 'text/plain'])
    const [queues, files] = await rowsOf(STORAGE_VERSION)
    expect(queues.map(([id]) => id)).toEqual([A, B])
    expect(await dump(queues, files)).not.toMatch(/waits|words|plan/)
    expect(await store.change(A, add('b'))).toEqual([...expected, sampleReply('b')])
    await expect(openRaw(3)).rejects.toThrow('VersionError')
  })

  it('goes on with files that a page had no time to take over', async () => {
    const former = await openRaw(3, (db) => {
      db.createObjectStore('queues')
      db.createObjectStore('files')
    })
    const writing = former.transaction(['queues', 'files'], 'readwrite')
    writing.objectStore('queues').put(
      ['one', 'two'].map((id) => sampleReply(id, { text: '', file: FILE })),
      A,
    )
    for (const id of ['one', 'two', 'of no reply']) writing.objectStore('files').put(new Blob([id]), id)
    await done(writing)
    former.close()
    const sealBlob: typeof sealing.sealBlob = (name, blob) =>
      name.endsWith(':one') ? Promise.reject(new Error('no memory')) : sealing.sealBlob(name, blob)
    const first = await openIdbStore(NAME, { ...sealing, sealBlob })
    expect(await (await first.bytes('two'))?.text()).toBe('two')
    expect((await rowsOf(STORAGE_VERSION))[1].map(([id]) => id)).toEqual(['one', 'two'])
    expect(await first.bytes('one')).toBeNull()
    expect(await (await (await openIdbStore(NAME, sealing)).bytes('one'))?.text()).toBe('one')
  })
})
