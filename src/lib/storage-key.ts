// The user's key of what is stored sealed. Apart from sealing.ts, because the first screen opens what it stored without the library there.

export type StorageKey = Uint8Array<ArrayBuffer>

export const STORAGE_KEY_BYTES = 32

export const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

/** null = no base64. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> | null => {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  } catch {
    return null
  }
}

/**
 * Keys in base64, separated by spaces: one, or more where several computers made one at the same moment. The first one seals; the others
 * open what was sealed meanwhile. What is no key is left out.
 */
export const parseStorageKeys = (stored: unknown): readonly StorageKey[] =>
  (typeof stored === 'string' ? stored.split(' ') : []).flatMap((text) => {
    const key = fromBase64(text)
    return key?.length === STORAGE_KEY_BYTES ? [key] : []
  })
