import * as v from 'valibot'
import type { DraftMap, DraftVersion } from '@/domain/draft'
import { toId, type ChatId } from '@/domain/ids'
import { readText, writeText } from '@/lib/browser-storage'
import { readStored, storedId, storedList, storedTime } from '@/lib/stored-schema'

/** Unsent text per chat; survives a reload where storage is allowed, and follows its writer by way of draft-sync.ts. */
export interface Drafts {
  readonly get: (chatId: ChatId) => string
  readonly set: (chatId: ChatId, text: string) => void
  readonly subscribe: (listener: () => void) => () => void
  /** What was written elsewhere and is not shown, because something else is being typed here; null = nothing. */
  readonly conflict: (chatId: ChatId) => string | null
  /** Puts it into the field, and what was there aside (`use`); or forgets it. */
  readonly resolveConflict: (chatId: ChatId, use: boolean) => void
  /** Drafts with the time of their last change, as far as the portal should know of them. */
  readonly snapshot: () => DraftMap
  /** Takes over what the portal holds: the newer version counts, but nothing replaces what is being typed. */
  readonly mergeRemote: (sheet: DraftMap) => void
  /** Another tab of this browser has changed what is stored under `key` (a storage event): shown, unless something else is being typed here. */
  readonly onStorageEvent: (key: string | null) => void
  /** Something here is newer than what the portal is known to hold. */
  readonly hasUnsynced: () => boolean
}

/** The part of Storage that drafts use. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Whoever pressed a key within so many ms is typing. */
const TYPING_WINDOW_MS = 60_000

/** `at`: unix ms of the last change here; `kept`: of the version that the portal is known to hold, 0 = none. */
interface Times {
  readonly at: number
  readonly kept: number
}

const storedTimes = storedList(v.tuple([storedId<ChatId>(), storedTime, storedTime]))

/** Times of drafts; of a draft whose times can't be read, its text is still there, and counts as never seen by the portal. */
const timesIn = (stored: string | null): readonly [ChatId, Times][] =>
  (readStored(storedTimes, stored) ?? []).map(([chatId, at, kept]) => [chatId, { at, kept }])

/** Makes drafts under a key prefix (portal and user). `storage` null or failing = they live as long as the page. */
export const createDrafts = (prefix: string, storage: DraftStorage | null, now: () => number = Date.now): Drafts => {
  const texts = new Map<ChatId, string>()
  const aside = new Map<ChatId, string>()
  const typedAt = new Map<ChatId, number>()
  const listeners = new Set<() => void>()
  const keyOf = (chatId: ChatId) => `${prefix}:draft:${chatId}`
  const timesKey = `${prefix}:draft-times`

  const read = (key: string): string | null => readText(storage, key)
  const write = (key: string, text: string): void => writeText(storage, key, text)
  const times = new Map(timesIn(read(timesKey)))
  /** Other tabs write there, too: what they know counts, and must not be undone. */
  const refresh = () => {
    for (const [chatId, there] of timesIn(read(timesKey)))
      if (there.at >= (times.get(chatId)?.at ?? 0)) times.set(chatId, there)
  }
  const setTimes = (chatId: ChatId, next: Times | null): void => {
    refresh()
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
    const before = times.get(chatId)
    // A clock that goes back must not make what is typed now older than what was typed before.
    const at = Math.max(now(), (before?.at ?? 0) + 1)
    setTimes(chatId, text !== '' || before?.kept ? { at, kept: before?.kept ?? 0 } : null)
    if (text === '') aside.delete(chatId)
    tell()
  }

  const isTyping = (chatId: ChatId): boolean =>
    get(chatId) !== '' && now() - (typedAt.get(chatId) ?? -Infinity) < TYPING_WINDOW_MS

  /** One chat's version in the portal; true when something that is shown has changed. */
  const takeOne = (chatId: ChatId, there: DraftVersion): boolean => {
    const here = get(chatId)
    const { at, kept } = times.get(chatId) ?? { at: 0, kept: 0 }
    if (there.at <= at || there.text === here) {
      if (here === '' && there.text === '') {
        if (times.has(chatId)) setTimes(chatId, null)
      } else if (kept !== there.at) setTimes(chatId, { at: Math.max(at, there.at), kept: there.at })
      return false
    }
    if (isTyping(chatId)) {
      // What is being typed becomes the newest version; the other one is offered.
      if (there.text !== '') aside.set(chatId, there.text)
      setTimes(chatId, { at: there.at + 1, kept: there.at })
      return true
    }
    // Written here and never seen elsewhere: the newer one is shown, this one is not lost.
    if (here !== '' && (at === 0 || at > kept)) aside.set(chatId, here)
    put(chatId, there.text)
    setTimes(chatId, there.text === '' ? null : { at: there.at, kept: there.at })
    return true
  }

  return {
    get,
    set,
    onStorageEvent: (key) => {
      const before = `${prefix}:draft:`
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
    conflict: (chatId) => aside.get(chatId) ?? null,
    resolveConflict: (chatId, use) => {
      const other = aside.get(chatId)
      const here = get(chatId)
      aside.delete(chatId)
      if (use && other !== undefined) {
        if (here !== '') aside.set(chatId, here)
        set(chatId, other)
      } else tell()
    },
    snapshot: () => {
      refresh()
      // What was typed here is known here; of other tabs' drafts the storage knows more.
      const textOf = (chatId: ChatId) => (typedAt.has(chatId) ? get(chatId) : (read(keyOf(chatId)) ?? ''))
      return new Map(
        [...times].map(([chatId, { at }]): [ChatId, DraftVersion] => [chatId, { at, text: textOf(chatId) }]),
      )
    },
    mergeRemote: (sheet) => {
      let changed = false
      for (const [chatId, there] of sheet) changed = takeOne(chatId, there) || changed
      // What the portal no longer holds need not be told when it ends here.
      for (const [chatId, { at, kept }] of times)
        if (kept > 0 && !sheet.has(chatId)) setTimes(chatId, get(chatId) === '' ? null : { at, kept: 0 })
      if (changed) tell()
    },
    hasUnsynced: () => [...times].some(([, { at, kept }]) => at > kept),
  }
}
