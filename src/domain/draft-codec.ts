import { toId, type ChatId } from './ids'
import { storedBytes, toStoredJson } from './stored-json'

/** The text of an unsent reply. */
export interface DraftVersion {
  /** '' = it was sent or deleted. */
  readonly text: string
  /** Unix ms of its last change. */
  readonly at: number
}

/** Drafts by chat, shared between one user's computers through the portal. */
export type DraftMap = ReadonlyMap<ChatId, DraftVersion>

const VERSION = 1
const DAY_MS = 86_400_000
const KEPT_MS = 30 * DAY_MS
const MAX_ENDED = 60
/** Limits of synced drafts: how many, how long each (characters), how large all together (stored bytes). */
export const MAX_DRAFTS = 20
const MAX_DRAFT_LENGTH = 2_000
export const DRAFTS_MAX_BYTES = 10_000

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Parses stored drafts; entries that can't be parsed are left out. */
export const parseDrafts = (stored: string): DraftMap => {
  let raw: unknown
  try {
    raw = JSON.parse(stored)
  } catch {
    return new Map()
  }
  const { v, d } = (typeof raw === 'object' && raw !== null ? raw : {}) as Readonly<Record<string, unknown>>
  if (v !== VERSION) return new Map()
  return new Map(
    asList(d).flatMap((value): [ChatId, DraftVersion][] => {
      const [chat, at, text] = asList(value)
      const chatId = toId<ChatId>(chat)
      return chatId !== null && typeof at === 'number' && Number.isFinite(at) && typeof text === 'string'
        ? [[chatId, { text, at }]]
        : []
    }),
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

/** The newer version of each draft. Ended drafts are kept only as long as another computer may still have them. */
export const mergeDrafts = (there: DraftMap, here: DraftMap): DraftMap => {
  const merged = new Map(there)
  for (const [chatId, mine] of here) {
    const other = there.get(chatId)
    if (other ? mine.at > other.at : mine.text !== '') merged.set(chatId, mine)
  }
  return merged
}
