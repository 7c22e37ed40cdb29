import type { StorageKey } from './storage-key'

// Bytes that the browser itself seals and opens: AES-GCM, a random IV in front of what is sealed. Small, for the first screen.

export const IV_BYTES = 12

export const importKey = (key: StorageKey, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use])

/** Rejects when the bytes were not sealed with this key under this name, or have changed since. */
export const openBytes = (
  opener: CryptoKey,
  name: string,
  sealed: ArrayBuffer | Uint8Array<ArrayBuffer>,
): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: sealed.slice(0, IV_BYTES), additionalData: new TextEncoder().encode(name) },
    opener,
    sealed.slice(IV_BYTES),
  )
