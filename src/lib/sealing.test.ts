import { describe, expect, it } from 'vitest'
import { createSealing, sealedStorage } from './sealing'
import { importKey, openBytes } from './sealed-bytes'
import { fromBase64, toBase64, type StorageKey } from './storage-key'

const newKey = (): StorageKey => crypto.getRandomValues(new Uint8Array(32))
const NAME = 'chat-panel:p:1:sealed:11'
const KEY = newKey()
const ours = () => createSealing([KEY])
const others = () => createSealing([newKey()])

describe('a sealed text', () => {
  it.each(['Half a sentence', '', 'Grüße 👋', 'x'.repeat(20_000)])('is opened under its name: %j', (text) => {
    const sealed = ours().seal(NAME, text)
    expect(ours().open(NAME, sealed)).toBe(text)
  })

  it('differs each time, and holds none of the words', () => {
    const [one, two] = [ours().seal(NAME, 'Half a sentence'), ours().seal(NAME, 'Half a sentence')]
    expect(toBase64(one)).not.toBe(toBase64(two))
    expect(new TextDecoder().decode(one)).not.toContain('Half')
  })

  it('is what the browser itself seals and opens', async () => {
    const key = await crypto.subtle.importKey('raw', KEY, 'AES-GCM', false, ['decrypt'])
    const sealed = ours().seal(NAME, 'Half a sentence')
    const additionalData = new TextEncoder().encode(NAME)
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: sealed.slice(0, 12), additionalData },
      key,
      sealed.slice(12),
    )
    expect(new TextDecoder().decode(opened)).toBe('Half a sentence')
  })

  it('is nothing under another name, with another key, or when a bit of it changed', () => {
    const sealed = ours().seal(NAME, 'Half a sentence')
    expect(ours().open(`${NAME}2`, sealed)).toBeNull()
    expect(others().open(NAME, sealed)).toBeNull()
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(ours().open(NAME, changed)).toBeNull()
    }
    expect(ours().open(NAME, sealed.slice(0, -1))).toBeNull()
  })

  it.each([null, undefined, '', 'Half a sentence', {}, [], new Uint8Array(), new Uint8Array(27), new Uint8Array(28)])(
    'is not %j',
    (junk) => {
      expect(ours().open(NAME, junk)).toBeNull()
    },
  )

  it('of a key that is no longer the first is still opened', () => {
    const sealing = createSealing([KEY])
    const before = sealing.seal(NAME, 'before')
    const next = newKey()
    sealing.useKeys([next, KEY])
    expect(sealing.open(NAME, before)).toBe('before')
    expect(createSealing([next]).open(NAME, sealing.seal(NAME, 'after'))).toBe('after')
  })
})

describe('bytes that the browser seals', () => {
  const bytes = new TextEncoder().encode('Half a sentence').buffer
  const opened = async (key: StorageKey, name: string, sealed: Uint8Array<ArrayBuffer>) =>
    openBytes(await importKey(key, 'decrypt'), name, sealed).then(
      (plain) => new TextDecoder().decode(plain),
      () => null,
    )

  it('are opened under their name, by the browser and by the library', async () => {
    const sealed = await ours().sealBytes(NAME, bytes)
    expect(await opened(KEY, NAME, sealed)).toBe('Half a sentence')
    expect(ours().open(NAME, sealed)).toBe('Half a sentence')
    expect(toBase64(sealed)).not.toBe(toBase64(await ours().sealBytes(NAME, bytes)))
  })

  it('are nothing under another name, with another key, cut off, or when a bit changed', async () => {
    const sealed = await ours().sealBytes(NAME, bytes)
    expect(await opened(KEY, `${NAME}2`, sealed)).toBeNull()
    expect(await opened(newKey(), NAME, sealed)).toBeNull()
    expect(await opened(KEY, NAME, sealed.slice(0, -1))).toBeNull()
    expect(await opened(KEY, NAME, new Uint8Array())).toBeNull()
    sealed[20] = (sealed[20] ?? 0) ^ 1
    expect(await opened(KEY, NAME, sealed)).toBeNull()
  })
})

describe('sealed files', () => {
  const PIECE = 4 * 1024 * 1024
  const blobOf = (size: number) =>
    new Blob([Uint8Array.from({ length: size }, (_, at) => at % 251)], { type: 'image/png' })
  const textOf = async (blob: Blob | null) => blob && Buffer.from(await blob.arrayBuffer()).toString('latin1')

  it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 5])('of %d bytes come back with their type', async (size) => {
    const blob = blobOf(size)
    const opened = await ours().openBlob(NAME, await ours().sealBlob(NAME, blob))
    expect([opened?.size, opened?.type]).toEqual([size, 'image/png'])
    expect((await textOf(opened)) === (await textOf(blob))).toBe(true)
  })

  it('are nothing under another name, with another key, cut off, put together differently, or gone', async () => {
    const file = await ours().sealBlob(NAME, blobOf(PIECE + 5))
    const first = PIECE + 28
    const { type, bytes } = file
    const again = [bytes.slice(first), bytes.slice(0, first)]
    expect(await ours().openBlob(`${NAME}2`, file)).toBeNull()
    expect(await others().openBlob(NAME, file)).toBeNull()
    expect(await ours().openBlob(NAME, { type, bytes: bytes.slice(0, first) })).toBeNull()
    expect(await ours().openBlob(NAME, { type, bytes: new Blob(again) })).toBeNull()
    expect(
      await ours().openBlob(NAME, { type, bytes: new Blob([bytes.slice(0, first), bytes.slice(0, first)]) }),
    ).toBeNull()
    for (const junk of [null, undefined, 7, {}, blobOf(5), { type, bytes: 'text' }, { type: 'image/png', bytes }])
      expect(await ours().openBlob(NAME, junk)).toBeNull()
    const lost = Object.assign(bytes.slice(), {
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }),
    })
    expect(await ours().openBlob(NAME, { type, bytes: lost })).toBeNull()
  })

  it('of a key that is no longer the first are still opened', async () => {
    const file = await ours().sealBlob(NAME, new Blob(['words']))
    expect(await textOf(await createSealing([newKey(), KEY]).openBlob(NAME, file))).toBe('words')
  })
})

describe('a sealed storage', () => {
  const storageOf = (entries: Record<string, string> = {}) => {
    const stored = new Map(Object.entries(entries))
    return {
      stored,
      getItem: (name: string) => stored.get(name) ?? null,
      setItem: (name: string, text: string) => void stored.set(name, text),
      removeItem: (name: string) => void stored.delete(name),
    }
  }

  it('reads what it wrote', () => {
    const storage = storageOf()
    sealedStorage(storage, ours())?.setItem(NAME, 'Half a sentence')
    expect(sealedStorage(storage, ours())?.getItem(NAME)).toBe('Half a sentence')
    expect(atob(storage.stored.get(NAME) ?? '')).not.toContain('Half')
    sealedStorage(storage, ours())?.removeItem(NAME)
    expect(storage.stored.size).toBe(0)
  })

  it('has nothing where something else stands, and leaves it there', () => {
    const foreign = toBase64(others().seal(NAME, 'words of another'))
    for (const text of [foreign, 'Half a sentence', '%%%', '', btoa('short')]) {
      const storage = storageOf({ [NAME]: text })
      expect(sealedStorage(storage, ours())?.getItem(NAME)).toBeNull()
      expect(storage.stored.get(NAME)).toBe(text)
    }
  })

  it('is none without a key or without a storage', () => {
    expect(sealedStorage(storageOf(), null)).toBeNull()
    expect(sealedStorage(null, ours())).toBeNull()
  })
})

it('base64 that is none is nothing', () => {
  expect(fromBase64('%')).toBeNull()
  expect(fromBase64(toBase64(KEY))).toEqual(KEY)
})
