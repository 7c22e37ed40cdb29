import { describe, expect, it } from 'vitest'
import type { ChatId } from '@/domain/ids'
import { createSealing, sealedStorage } from '@/lib/sealing'
import { createDrafts, sealReadableDrafts, type DraftStorage } from './drafts'
import { createQuotedMessages } from './quoted-message'

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
    const drafts = createDrafts('p:1', storage)
    drafts.set(A, 'half a sen')
    drafts.set(B, 'other')
    const reloaded = createDrafts('p:1', storageOf(storage.stored))
    expect([reloaded.get(A), reloaded.get(B)]).toEqual(['half a sen', 'other'])
  })

  it.each(['{', 'null', '{"11":1}', '[[11]]', '[[11,"now",0],7,null]', '[[11,1e999,0]]'])(
    'keep their text where the times beside it are %j, and where the portal has another one',
    (times) => {
      const drafts = createDrafts(
        'p:1',
        storageOf(
          new Map([
            ['p:1:sealed:11', 'typed'],
            ['p:1:sealed-times', times],
          ]),
        ),
      )
      expect(drafts.get(A)).toBe('typed')
      drafts.mergeRemote(new Map([[A, { text: 'elsewhere', at: 5 }]]))
      expect([drafts.get(A), drafts.conflict(A)]).toEqual(['elsewhere', 'typed'])
    },
  )

  it('have times that newer panels wrote more beside', () => {
    const drafts = createDrafts(
      'p:1',
      storageOf(
        new Map([
          ['p:1:sealed:11', 'typed'],
          ['p:1:sealed-times', '[["11",7,5,"newer"],[12]]'],
        ]),
      ),
    )
    expect([...drafts.snapshot()]).toEqual([[A, { text: 'typed', at: 7 }]])
    expect(drafts.hasUnsynced()).toBe(true)
  })

  it('of another portal or user are not ours', () => {
    const storage = storageOf()
    createDrafts('p:1', storage).set(A, 'mine')
    expect(createDrafts('p:2', storage).get(A)).toBe('')
  })

  it('leave nothing behind when emptied', () => {
    const storage = storageOf()
    const drafts = createDrafts('p:1', storage)
    drafts.set(A, 'text')
    drafts.set(A, '')
    expect([drafts.get(A), storage.stored.size]).toEqual(['', 0])
  })

  it.each([
    ['without a storage', null],
    ['with a storage that is denied or full', denied],
  ])('live as long as the page %s', (_, storage) => {
    const drafts = createDrafts('p:1', storage)
    expect(drafts.get(A)).toBe('')
    drafts.set(A, 'typed on')
    expect(drafts.get(A)).toBe('typed on')
    drafts.set(A, '')
    expect(drafts.get(A)).toBe('')
  })

  it('tell of every change until nobody listens', () => {
    const drafts = createDrafts('p:1', denied)
    const heard: string[] = []
    const stop = drafts.subscribe(() => heard.push(drafts.get(A)))
    drafts.set(A, 'a')
    drafts.set(A, 'ab')
    stop()
    drafts.set(A, 'abc')
    expect(heard).toEqual(['a', 'ab'])
  })
})

describe('drafts that follow their writer', () => {
  const office = () => {
    const clock = { now: 1_000_000 }
    const storage = storageOf()
    const open = () => createDrafts('p:1', storage, () => clock.now)
    return { clock, storage, open, drafts: open() }
  }
  const remote = (text: string, at: number) => new Map([[A, { text, at }]])

  it('tell what is newer here, until the portal is known to hold it', () => {
    const { drafts, clock, open } = office()
    expect(drafts.hasUnsynced()).toBe(false)
    drafts.set(A, 'half')
    expect([drafts.hasUnsynced(), drafts.snapshot()]).toEqual([true, remote('half', clock.now)])
    expect(open().hasUnsynced()).toBe(true)
    drafts.mergeRemote(remote('half', clock.now))
    expect([drafts.hasUnsynced(), open().hasUnsynced()]).toEqual([false, false])
    drafts.set(A, '')
    expect(drafts.snapshot()).toEqual(remote('', clock.now + 1))
  })

  it('take what is newer in another panel, and what was sent there', () => {
    const { drafts, clock } = office()
    drafts.mergeRemote(remote('from the office', clock.now))
    expect([drafts.get(A), drafts.conflict(A), drafts.hasUnsynced()]).toEqual(['from the office', null, false])
    drafts.mergeRemote(remote('', clock.now + 1))
    expect([drafts.get(A), drafts.hasUnsynced()]).toEqual(['', false])
  })

  it('ignore what is older in another panel', () => {
    const { drafts, clock } = office()
    drafts.set(A, 'newer')
    drafts.mergeRemote(remote('older', clock.now - 1))
    expect([drafts.get(A), drafts.conflict(A), drafts.hasUnsynced()]).toEqual(['newer', null, true])
  })

  it('never replace what is being typed: the other one is offered, and can be exchanged or forgotten', () => {
    const { drafts, clock } = office()
    drafts.set(A, 'typing')
    drafts.mergeRemote(remote('on another device', clock.now + 5_000))
    expect([drafts.get(A), drafts.conflict(A), drafts.hasUnsynced()]).toEqual(['typing', 'on another device', true])
    expect(drafts.snapshot().get(A)?.at).toBe(clock.now + 5_001)
    drafts.resolveConflict(A, true)
    expect([drafts.get(A), drafts.conflict(A)]).toEqual(['on another device', 'typing'])
    drafts.resolveConflict(A, false)
    expect([drafts.get(A), drafts.conflict(A)]).toEqual(['on another device', null])
  })

  it('keep aside what was written here, never seen by another panel and older', () => {
    const { drafts, clock } = office()
    drafts.set(A, 'offline')
    clock.now += 120_000
    drafts.mergeRemote(remote('newer', clock.now))
    expect([drafts.get(A), drafts.conflict(A)]).toEqual(['newer', 'offline'])
  })

  it('keep aside what an earlier version of the panel left without a time', () => {
    const { storage, open } = office()
    storage.stored.set('p:1:sealed:11', 'from before')
    const drafts = open()
    drafts.mergeRemote(remote('newer', 5))
    expect([drafts.get(A), drafts.conflict(A)]).toEqual(['newer', 'from before'])
  })

  it('hear what another tab of the same browser has sent or written', () => {
    const { drafts, open, clock } = office()
    const other = open()
    drafts.set(A, 'written here')
    drafts.mergeRemote(remote('written here', clock.now))
    clock.now += 120_000
    other.set(A, '')
    drafts.onStorageEvent('p:1:sealed:11')
    expect(drafts.get(A)).toBe('')
    expect(drafts.snapshot().get(A)).toEqual({ text: '', at: clock.now })
    drafts.set(A, 'typing')
    other.set(A, 'from the other tab')
    drafts.onStorageEvent('p:1:sealed:11')
    for (const key of [null, 'p:2:sealed:11', 'p:1:sealed:x', 'p:1:sealed-times']) drafts.onStorageEvent(key)
    expect(drafts.get(A)).toBe('typing')
  })

  it('survive nonsense in the storage', () => {
    const { storage, open } = office()
    for (const nonsense of ['{', '7', '[[1]]', '[null,["x",1,1]]']) {
      storage.stored.set('p:1:sealed-times', nonsense)
      expect(open().snapshot().size).toBe(0)
    }
  })
})

describe('drafts that a build before storage version 4 left readable', () => {
  const browser = (entries: Record<string, string>, isFull = false) => {
    const stored = new Map(Object.entries(entries))
    const storage = {
      get length() {
        return stored.size
      },
      key: (index: number) => [...stored.keys()][index] ?? null,
      getItem: (key: string) => stored.get(key) ?? null,
      removeItem: (key: string) => void stored.delete(key),
      clear: () => stored.clear(),
      setItem: (key: string, value: string) => {
        if (isFull) throw new DOMException('full', 'QuotaExceededError')
        stored.set(key, value)
      },
    }
    const sealed = sealedStorage(storage, createSealing([crypto.getRandomValues(new Uint8Array(32))]))
    if (!sealed) throw new Error('There is a key')
    return { stored, storage, sealed }
  }
  const left = {
    'p:1:draft:11': 'half a sen',
    'p:1:draft:11:answers': '{"id":5,"name":"Laura","text":"Which colour?"}',
    'p:1:draft-times': '[[11,7,5]]',
    'p:1:draft-dates': '{"p:1:draft:11":["10.7",1]}',
    'p:2:draft:11': 'of somebody else',
    'p:1:open:deal:7': '11',
  }

  it('are there again, and no longer readable', () => {
    const { stored, storage, sealed } = browser(left)
    sealReadableDrafts('p:1', storage, sealed)
    const drafts = createDrafts('p:1', sealed)
    expect([drafts.get(A), [...drafts.snapshot()]]).toEqual(['half a sen', [[A, { text: 'half a sen', at: 7 }]]])
    expect(createQuotedMessages('p:1', sealed).get(A)).toMatchObject({ id: 5, name: 'Laura', text: 'Which colour?' })
    expect([...stored.keys()].toSorted()).toEqual([
      'p:1:open:deal:7',
      'p:1:sealed-times',
      'p:1:sealed:11',
      'p:1:sealed:11:answers',
      'p:2:draft:11',
    ])
    expect([...stored.values()].join(' ')).not.toMatch(/half|Laura|colour/)
  })

  it('are taken over again where that build was still open, without the times of what is newer', () => {
    const { storage, sealed } = browser(left)
    sealReadableDrafts('p:1', storage, sealed)
    createDrafts('p:1', sealed, () => 50).set(B, 'typed in this build')
    storage.setItem('p:1:draft:11', 'half a sentence')
    storage.setItem('p:1:draft-times', '[[11,9,5]]')
    sealReadableDrafts('p:1', storage, sealed)
    const drafts = createDrafts('p:1', sealed)
    expect([drafts.get(A), drafts.get(B), drafts.snapshot().get(B)?.at]).toEqual([
      'half a sentence',
      'typed in this build',
      50,
    ])
  })

  it('stay where the browser has no room to seal them', () => {
    const { stored, storage, sealed } = browser(left, true)
    sealReadableDrafts('p:1', storage, sealed)
    expect(Object.fromEntries(stored)).toEqual(left)
  })
})
