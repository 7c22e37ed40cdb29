import * as v from 'valibot'
import type { DraftMap, DraftVersion } from '@/domain/draft'
import type { ChatId } from '@/domain/ids'
import { storedBytes, toStoredJson } from '@/domain/option-text'
import { readStored, storedId, storedList, storedTime } from '@/lib/stored-schema'

const VERSION = 1
const DAY_MS = 86_400_000
const KEPT_MS = 30 * DAY_MS
const MAX_ENDED = 60
/** Limits of synced drafts: how many, how long each (characters), how large all together (stored bytes). */
export const MAX_DRAFTS = 20
const MAX_DRAFT_LENGTH = 2_000
export const DRAFTS_MAX_BYTES = 10_000

const option = v.object({
  v: v.number(),
  d: v.optional(v.unknown()),
})
const drafts = storedList(v.tuple([storedId<ChatId>(), storedTime, v.string()]))

/**
 * Parses stored drafts; entries that can't be parsed are left out. null = written by a newer panel: must not be overwritten. The drafts
 * of this browser are also kept in it, so none is lost.
 */
export const parseDrafts = (stored: string): DraftMap | null => {
  const read = readStored(option, stored)
  if (read && read.v > VERSION) return null
  const rows = read?.v === VERSION ? v.safeParse(drafts, read.d) : null
  return new Map(
    rows?.success ? rows.output.map(([chatId, at, text]): [ChatId, DraftVersion] => [chatId, { text, at }]) : [],
  )
}

/** The text to store: the newest drafts that fit, each whole, and recently ended ones. `now` in unix ms. */
export const serializeDrafts = (sheet: DraftMap, now: number): string => {
  const newest = [...sheet].filter(([, { at }]) => now - at < KEPT_MS).toSorted((a, b) => b[1].at - a[1].at)
  const ended = newest.filter(([, { text }]) => text === '').slice(0, MAX_ENDED)
  let d = ended.map(([chatId, { at }]): [ChatId, number, string] => [chatId, at, ''])
  const written = newest.filter(([, { text }]) => text !== '' && text.length <= MAX_DRAFT_LENGTH).slice(0, MAX_DRAFTS)
  for (const [chatId, { at, text }] of written) {
    const more = [...d, [chatId, at, text] as [ChatId, number, string]]
    if (storedBytes(toStoredJson({ v: VERSION, d: more })) > DRAFTS_MAX_BYTES) break
    d = more
  }
  return d.length === 0 ? '' : toStoredJson({ v: VERSION, d })
}
