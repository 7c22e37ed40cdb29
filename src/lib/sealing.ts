import { gcm } from '@noble/ciphers/aes.js'
import { importKey, IV_BYTES, openBytes } from './sealed-bytes'
import { fromBase64, toBase64, type StorageKey } from './storage-key'

// Everything with words or names in it is stored sealed: AES-GCM with a key that only the portal keeps. Texts are sealed by a library
// that doesn't make the caller wait, because a draft has to be stored before its page can close, and a transaction of IndexedDB ends
// while it waits for anything else. Files are sealed by the browser. docs/decisions.md, ADR 066.

/** Seals what is stored. The name under which it is stored is sealed along: what was copied to another name can't be opened there. */
export interface Sealing {
  readonly seal: (name: string, text: string) => Uint8Array<ArrayBuffer>
  /** null = not sealed by us under this name, or changed since. Never throws. */
  readonly open: (name: string, sealed: unknown) => string | null
  /** Without making the caller wait; sealed-bytes.ts opens them. */
  readonly sealBytes: (name: string, bytes: ArrayBuffer) => Promise<Uint8Array<ArrayBuffer>>
  /** Rejects when the bytes can't be read. */
  readonly sealBlob: (name: string, blob: Blob) => Promise<SealedBlob>
  /** null = not sealed by us under this name, changed since, or no longer there. Never rejects. */
  readonly openBlob: (name: string, sealed: unknown) => Promise<Blob | null>
  /** From now on the first of these keys seals, and all of them open. */
  readonly useKeys: (keys: readonly StorageKey[]) => void
}

/** A sealed file: its type, and its bytes in pieces. */
export interface SealedBlob {
  readonly type: Uint8Array<ArrayBuffer>
  readonly bytes: Blob
}

const TAG_BYTES = 16
/** Files are sealed in pieces of this length, so that only one of them is in memory. */
const PIECE_BYTES = 4 * 1024 * 1024
const SEALED_PIECE_BYTES = IV_BYTES + PIECE_BYTES + TAG_BYTES

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The length and the order of the pieces are sealed along, too. */
const pieceName = (name: string, index: number, isLast: boolean) => `${name}:${index}${isLast ? ':last' : ''}`

const sealWith = async (sealer: CryptoKey, name: string, bytes: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> => {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const method = { name: 'AES-GCM', iv, additionalData: encoder.encode(name) }
  const words = new Uint8Array(await crypto.subtle.encrypt(method, sealer, bytes))
  const sealed = new Uint8Array(IV_BYTES + words.length)
  sealed.set(iv)
  sealed.set(words, IV_BYTES)
  return sealed
}

const openPieces = async (key: StorageKey, name: string, bytes: Blob): Promise<readonly Blob[] | null> => {
  const opener = await importKey(key, 'decrypt')
  const pieces: Blob[] = []
  for (let at = 0; at === 0 || at < bytes.size; at += SEALED_PIECE_BYTES) {
    const piece = await bytes.slice(at, at + SEALED_PIECE_BYTES).arrayBuffer()
    const isLast = at + SEALED_PIECE_BYTES >= bytes.size
    const opened = await openBytes(opener, pieceName(name, at / SEALED_PIECE_BYTES, isLast), piece).catch(() => null)
    if (!opened) return null
    pieces.push(new Blob([opened]))
  }
  return pieces
}

/** Seals with the first of the keys; there is at least one. */
export const createSealing = (firstKeys: readonly StorageKey[]): Sealing => {
  let keys = firstKeys
  const sealingKey = (): StorageKey => {
    const [key] = keys
    if (!key) throw new Error('There is no key')
    return key
  }
  const seal = (name: string, text: string): Uint8Array<ArrayBuffer> => {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
    const words = gcm(sealingKey(), iv, encoder.encode(name)).encrypt(encoder.encode(text))
    const sealed = new Uint8Array(IV_BYTES + words.length)
    sealed.set(iv)
    sealed.set(words, IV_BYTES)
    return sealed
  }
  const open = (name: string, sealed: unknown): string | null => {
    if (!(sealed instanceof Uint8Array) || sealed.length < IV_BYTES + TAG_BYTES) return null
    for (const key of keys)
      try {
        const cipher = gcm(key, sealed.subarray(0, IV_BYTES), encoder.encode(name))
        return decoder.decode(cipher.decrypt(sealed.subarray(IV_BYTES)))
      } catch {
        // Another key, another name, or changed.
      }
    return null
  }
  return {
    seal,
    open,
    sealBytes: async (name, bytes) => sealWith(await importKey(sealingKey(), 'encrypt'), name, bytes),
    sealBlob: async (name, blob) => {
      const sealer = await importKey(sealingKey(), 'encrypt')
      const pieces: BlobPart[] = []
      for (let at = 0; at === 0 || at < blob.size; at += PIECE_BYTES) {
        const piece = await blob.slice(at, at + PIECE_BYTES).arrayBuffer()
        // A Blob of its own may leave the memory.
        pieces.push(
          new Blob([await sealWith(sealer, pieceName(name, at / PIECE_BYTES, at + PIECE_BYTES >= blob.size), piece)]),
        )
      }
      return { type: seal(`${name}:type`, blob.type), bytes: new Blob(pieces) }
    },
    openBlob: async (name, sealed) => {
      const { type, bytes }: { readonly type?: unknown; readonly bytes?: unknown } = Object(sealed) as object
      const mime = open(`${name}:type`, type)
      if (mime === null || !(bytes instanceof Blob)) return null
      for (const key of keys) {
        // A browser may have lost the bytes.
        const pieces = await openPieces(key, name, bytes).catch(() => null)
        if (pieces) return new Blob([...pieces], { type: mime })
      }
      return null
    },
    useKeys: (next) => {
      keys = next
    },
  }
}

type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** A storage whose texts are sealed; null = nothing can be kept. What can't be opened is not there, and stays until something takes its name. */
export const sealedStorage = (storage: TextStorage | null, sealing: Sealing | null): TextStorage | null =>
  storage &&
  sealing && {
    getItem: (name) => sealing.open(name, fromBase64(storage.getItem(name) ?? '')),
    setItem: (name, text) => storage.setItem(name, toBase64(sealing.seal(name, text))),
    removeItem: (name) => storage.removeItem(name),
  }
