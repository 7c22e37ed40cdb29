import { createSealing, type Sealing } from '@/lib/sealing'
import { parseStorageKeys, STORAGE_KEY_BYTES, toBase64, type StorageKey } from '@/lib/storage-key'
import { PortalError } from '@/portal/portal-error'
import type { OptionStorage } from './option-storage'

/** The option of the user with the key of what their browsers store. It comes with the handshake (USER_OPTIONS). */
const OPTION_NAME = 'key'
/** The portal has no lock: a writer at the same moment may take a new key away. It is looked for again after these waits (ms). */
const CHECK_AFTER_MS = [5_000, 30_000]
const MAX_ATTEMPTS = 3

/** Seals with the user's key: `handed` by the handshake, else read or made now. null = there is none, so nothing may be stored. Never rejects. */
export const openSealing = async (
  handed: unknown,
  options: Pick<OptionStorage, 'read' | 'write' | 'alone'>,
  later: (ms: number, run: () => void) => void,
): Promise<Sealing | null> => {
  // Not in a page without a secure connection.
  if (!(globalThis.crypto as Crypto | undefined)?.subtle) return null
  const known = parseStorageKeys(handed)
  if (known.length > 0) return createSealing(known)

  const own = toBase64(crypto.getRandomValues(new Uint8Array(STORAGE_KEY_BYTES)))
  /** Keys with which something may have been sealed: ours, or one of another page that was new, too. */
  const used = new Set<string>()
  /** The keys as they stand in the portal; ours is added where there is none, and what is used where it is missing. */
  const settle = async (): Promise<readonly StorageKey[]> => {
    let keys: readonly StorageKey[] = []
    await options.alone(async () => {
      const text = await options.read('user', OPTION_NAME)
      const standing = text === '' ? [] : text.split(' ')
      const needed = used.size > 0 || parseStorageKeys(text).length > 0 ? used : [own]
      const all = [...new Set([...standing, ...needed])]
      if (all.length > standing.length) await options.write('user', OPTION_NAME, all.join(' '), true)
      keys = parseStorageKeys(all.join(' '))
      const [sealingKey] = keys
      if (sealingKey) used.add(toBase64(sealingKey))
    })
    return keys
  }
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1)
    try {
      const sealing = createSealing(await settle())
      for (const ms of CHECK_AFTER_MS)
        later(ms, () => {
          settle().then(sealing.useKeys, () => undefined)
        })
      return sealing
    } catch (error) {
      // Where another key was written over ours, that one is read now.
      if (!(error instanceof PortalError) || error.code !== 'OPTION_NOT_KEPT') return null
    }
  return null
}
