import * as v from 'valibot'
import { namesIn, storageOrNull, STORAGE_PREFIX } from '@/lib/browser-storage'
import { readStored, storedTime } from '@/lib/stored-schema'

// What is kept in a browser belongs to one person on one portal: docs/privacy.md says what, and for how long.

/** Whose storage it is from now on. */
export interface StorageClaim {
  readonly portalId: string
  readonly userId: number
  /** Unix ms. */
  readonly now: number
}

/** The part of IDBFactory that is needed; some browsers can't list databases. */
export type Databases = Pick<IDBFactory, 'deleteDatabase'> & Partial<Pick<IDBFactory, 'databases'>>

/** What nobody touched for so long (ms) goes: a forgotten draft, everything of a portal that is no longer visited. */
export const STORED_LIFETIME_MS = 30 * 24 * 60 * 60_000

/** `chat-panel:<portal>:<user>...`; what belongs to a portal but to no user (its last user's number) has no user here. */
const nameParts = new RegExp(`^${STORAGE_PREFIX}:([^:]+):(?:(\\d+)(?::|$))?`)

const partsOf = (name: string): { readonly portal: string; readonly user: string | null } | null => {
  const [, portal, user = null] = nameParts.exec(name) ?? []
  return portal === undefined ? null : { portal, user }
}

/** Tells texts apart without keeping a second copy of them. */
const fingerprint = (text: string): string => {
  let hash = 0
  for (const char of text) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) | 0
  return `${text.length}.${hash}`
}

/** Unix ms before the first version. What claims to be that old was not written by a panel, and nothing is deleted for it. */
const FIRST_VERSION_MS = Date.UTC(2025, 0, 1)

const storedSince = v.pipe(storedTime, v.minValue(FIRST_VERSION_MS))
/** By key: fingerprint of the draft, and since when it has been that one. */
const storedDates = v.record(v.string(), v.fallback(v.nullable(v.tuple([v.string(), storedSince])), null))

/** Drops drafts of this user that have not changed for LIFETIME, as far as the panel saw them at its starts. */
const dropOldDrafts = (storage: Storage, user: string, now: number): void => {
  const datesKey = `${user}:draft-dates`
  // Without a key, readable drafts of builds before storage version 4 stay until then.
  const drafts = namesIn(storage).filter((key) =>
    [`${user}:sealed:`, `${user}:draft:`].some((name) => key.startsWith(name)),
  )
  const before = readStored(storedDates, storage.getItem(datesKey)) ?? {}
  const dates: Record<string, readonly [print: string, since: number]> = {}
  for (const key of drafts) {
    const print = fingerprint(storage.getItem(key) ?? '')
    const known = before[key]
    const since = known?.[0] === print ? known[1] : now
    if (since < now - STORED_LIFETIME_MS) storage.removeItem(key)
    else dates[key] = [print, since]
  }
  if (Object.keys(dates).length > 0) storage.setItem(datesKey, JSON.stringify(dates))
  else storage.removeItem(datesKey)
}

/**
 * Makes the browser's storage that of one user: what other users of this portal left here is deleted, what other portals left is
 * deleted when nobody used it for LIFETIME (a person may work with two portals; the other one's waiting replies are safe and, under
 * another name, out of reach). Rejects where storage is denied or full; nothing is shown from there either.
 */
export const purgeOtherUsers = async (
  { portalId, userId, now }: StorageClaim,
  storage: Storage | null,
  databases: Databases,
): Promise<void> => {
  const mine = `${STORAGE_PREFIX}:${portalId}:${userId}`
  const keys = namesIn(storage)
  const listed = (await databases.databases?.().catch(() => [])) ?? []
  // Where databases can't be listed, whoever left one left keys as well.
  const users = keys.flatMap((key) => {
    const parts = partsOf(key)
    return parts?.user ? `${STORAGE_PREFIX}:${parts.portal}:${parts.user}` : []
  })
  const stores = [...new Set([...listed.flatMap(({ name }) => name ?? []), ...users])]

  const lastUse = new Map<string, number>()
  for (const name of [...stores, ...keys]) {
    const portal = partsOf(name)?.portal
    if (portal === undefined || portal === portalId) continue
    const usedKey = `${STORAGE_PREFIX}:${portal}:used`
    const used = readStored(storedSince, storage?.getItem(usedKey) ?? null)
    if (used === null) storage?.setItem(usedKey, String(now))
    lastUse.set(portal, used ?? now)
  }
  const isOver = (name: string): boolean => {
    const parts = partsOf(name)
    if (!parts) return false
    if (parts.portal === portalId) return parts.user !== null && parts.user !== String(userId)
    return (lastUse.get(parts.portal) ?? now) < now - STORED_LIFETIME_MS
  }

  for (const key of namesIn(storage)) if (isOver(key)) storage?.removeItem(key)
  for (const name of stores) if (isOver(name)) databases.deleteDatabase(name)
  storage?.setItem(`${STORAGE_PREFIX}:${portalId}:used`, String(now))
  if (storage) dropOldDrafts(storage, mine, now)
}

/** Claims this browser's storage for a user. Never rejects: where storage is denied, nothing is kept that could be seen. */
export const claimBrowserStorage = async (portalId: string, userId: number): Promise<void> => {
  try {
    await purgeOtherUsers({ portalId, userId, now: Date.now() }, storageOrNull(), indexedDB)
  } catch {
    // Denied, full or gone: the next start tries again.
  }
}
