import * as v from 'valibot'
import type { DraftMap, DraftVersion } from '@/domain/draft'
import { toId, type ChatId } from '@/domain/ids'
import { readText, writeText } from '@/lib/browser-storage'
import { readStored, storedId, storedList, storedTime } from '@/lib/stored-schema'

/** Unsent text per chat. Survives a reload where storage is allowed; draft-sync.ts brings it to the user's other panels. */
export interface Drafts {
  readonly get: (chatId: ChatId) => string
  readonly set: (chatId: ChatId, text: string) => void
  readonly subscribe: (listener: () => void) => () => void
  /** A version from another panel that isn't shown, because this operator is typing another text here; null = none. */
  readonly conflict: (chatId: ChatId) => string | null
  /** Shows the other version and keeps the current one as the conflict (`use`), or drops it. */
  readonly resolveConflict: (chatId: ChatId, use: boolean) => void
  /** Drafts with the time of their last change, as they should be stored in the portal. */
  readonly snapshot: () => DraftMap
  /** Merges what the portal has stored: the newer version counts, but a text that is being typed is never replaced. */
  readonly mergeRemote: (remoteDrafts: DraftMap) => void
  /**
   * Another tab of this browser changed the stored value of `key` (storage event): it is shown, unless another text is being typed here.
   */
  readonly onStorageEvent: (key: string | null) => void
  /** True while a draft here is newer than the version known to be in the portal. */
  readonly hasUnsynced: () => boolean
}

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** A key press within this time (ms) means that the operator is typing. */
const TYPING_WINDOW_MS = 60_000

/** `at`: unix ms of the last change here; `kept`: of the version known to be in the portal, 0 = none. */
interface Times {
  readonly at: number
  readonly kept: number
}

const storedTimes = storedList(v.tuple([storedId<ChatId>(), storedTime, storedTime]))

/** Times of drafts; of a draft whose times can't be read, its text is still there, and counts as never seen by the portal. */
const timesIn = (stored: string | null): readonly [ChatId, Times][] =>
  (readStored(storedTimes, stored) ?? []).map(([chatId, at, kept]) => [chatId, { at, kept }])

/**
 * Seals what a build before storage version 4 left readable under `prefix`: drafts, the messages they quote, their times. Drafts of that
 * build that is still open in another tab are newer than what is sealed, and so replace it. What can't be stored stays as it is.
 */
export const sealReadableDrafts = (prefix: string, storage: Storage, sealed: DraftStorage): void => {
  try {
    const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    const readable = names.filter((name) => name.startsWith(`${prefix}:draft:`) || name === `${prefix}:draft-times`)
    for (const name of readable) {
      const own = `${prefix}:sealed${name.slice(`${prefix}:draft`.length)}`
      // Times of other drafts, too, which may be newer here. A draft without a time counts as never seen by the portal.
      const isOlder = name === `${prefix}:draft-times` && sealed.getItem(own) !== null
      if (!isOlder) sealed.setItem(own, storage.getItem(name) ?? '')
      storage.removeItem(name)
    }
    // Fingerprints of readable texts.
    if (readable.length > 0) storage.removeItem(`${prefix}:draft-dates`)
  } catch {
    // Denied or full: the next start tries again.
  }
}

/** Creates drafts under a key prefix (portal and user). With `storage` null or failing they are kept in memory. */
export const createDrafts = (prefix: string, storage: DraftStorage | null, now: () => number = Date.now): Drafts => {
  const texts = new Map<ChatId, string>()
  const conflicts = new Map<ChatId, string>()
  const typedAt = new Map<ChatId, number>()
  const listeners = new Set<() => void>()
  const before = `${prefix}:sealed:`
  const keyOf = (chatId: ChatId) => `${before}${chatId}`
  const timesKey = `${prefix}:sealed-times`

  const read = (key: string): string | null => readText(storage, key)
  const write = (key: string, text: string): void => writeText(storage, key, text)
  const times = new Map(timesIn(read(timesKey)))
  /** Other tabs write to the same storage: their drafts are kept. */
  const refresh = () => {
    for (const [chatId, remote] of timesIn(read(timesKey)))
      if (remote.at >= (times.get(chatId)?.at ?? 0)) times.set(chatId, remote)
  }
  const setTimes = (chatId: ChatId, next: Times | null, refreshed = false): void => {
    if (!refreshed) refresh()
    if (next) times.set(chatId, next)
    else times.delete(chatId)
    write(timesKey, times.size > 0 ? JSON.stringify([...times].map(([id, { at, kept }]) => [id, at, kept])) : '')
  }
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const get = (chatId: ChatId): string => {
    const known = texts.get(chatId)
    if (known !== undefined) return known
    const stored = read(keyOf(chatId)) ?? ''
    texts.set(chatId, stored)
    return stored
  }
  const put = (chatId: ChatId, text: string): void => {
    texts.set(chatId, text)
    write(keyOf(chatId), text)
  }
  const set = (chatId: ChatId, text: string): void => {
    put(chatId, text)
    typedAt.set(chatId, now())
    refresh()
    const last = times.get(chatId)
    // A clock that was set back must not make a newer text older than the one before.
    const at = Math.max(now(), (last?.at ?? 0) + 1)
    setTimes(chatId, text !== '' || last?.kept ? { at, kept: last?.kept ?? 0 } : null, true)
    if (text === '') conflicts.delete(chatId)
    tell()
  }

  const isTyping = (chatId: ChatId): boolean =>
    get(chatId) !== '' && now() - (typedAt.get(chatId) ?? -Infinity) < TYPING_WINDOW_MS

  /** Merges one chat's version from the portal; true when the shown text or conflict has changed. */
  const mergeOne = (chatId: ChatId, remote: DraftVersion): boolean => {
    const here = get(chatId)
    const { at, kept } = times.get(chatId) ?? { at: 0, kept: 0 }
    if (remote.at <= at || remote.text === here) {
      if (here === '' && remote.text === '') {
        if (times.has(chatId)) setTimes(chatId, null)
      } else if (kept !== remote.at) setTimes(chatId, { at: Math.max(at, remote.at), kept: remote.at })
      return false
    }
    if (isTyping(chatId)) {
      // What is being typed becomes the newest version; the other one becomes the conflict.
      if (remote.text !== '') conflicts.set(chatId, remote.text)
      setTimes(chatId, { at: remote.at + 1, kept: remote.at })
      return true
    }
    // Typed here and never seen by another panel: the newer version is shown, this one becomes the conflict.
    if (here !== '' && (at === 0 || at > kept)) conflicts.set(chatId, here)
    put(chatId, remote.text)
    setTimes(chatId, remote.text === '' ? null : { at: remote.at, kept: remote.at })
    return true
  }

  return {
    get,
    set,
    onStorageEvent: (key) => {
      const chatId = key?.startsWith(before) ? toId<ChatId>(key.slice(before.length)) : null
      if (chatId === null || isTyping(chatId)) return
      texts.delete(chatId)
      typedAt.delete(chatId)
      refresh()
      tell()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    conflict: (chatId) => conflicts.get(chatId) ?? null,
    resolveConflict: (chatId, use) => {
      const other = conflicts.get(chatId)
      const here = get(chatId)
      conflicts.delete(chatId)
      if (use && other !== undefined) {
        if (here !== '') conflicts.set(chatId, here)
        set(chatId, other)
      } else tell()
    },
    snapshot: () => {
      refresh()
      // Texts typed in this tab are in memory; those of other tabs are in the storage.
      const textOf = (chatId: ChatId) => (typedAt.has(chatId) ? get(chatId) : (read(keyOf(chatId)) ?? ''))
      return new Map(
        [...times].map(([chatId, { at }]): [ChatId, DraftVersion] => [chatId, { at, text: textOf(chatId) }]),
      )
    },
    mergeRemote: (remoteDrafts) => {
      let changed = false
      for (const [chatId, remote] of remoteDrafts) changed = mergeOne(chatId, remote) || changed
      // A deletion need not be written where the portal has no version.
      for (const [chatId, { at, kept }] of times)
        if (kept > 0 && !remoteDrafts.has(chatId)) setTimes(chatId, get(chatId) === '' ? null : { at, kept: 0 })
      if (changed) tell()
    },
    hasUnsynced: () => [...times].some(([, { at, kept }]) => at > kept),
  }
}
