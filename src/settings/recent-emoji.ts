import * as v from 'valibot'
import { readText, writeText } from '@/lib/browser-storage'
import { readStored, storedList } from '@/lib/stored-schema'

/** How many are remembered: two rows of the picker. */
const MAX_RECENT = 16

const storedEmoji = storedList(v.pipe(v.string(), v.minLength(1)))

let recent: readonly string[] = []
let keep: (emoji: readonly string[]) => void = () => undefined

/** Reads what a user chose last under a key prefix (portal and user), and keeps it there. */
export const openRecentEmoji = (prefix: string, storage: Storage | null): void => {
  const name = `${prefix}:emoji`
  recent = (readStored(storedEmoji, readText(storage, name)) ?? []).slice(0, MAX_RECENT)
  keep = (emoji) => writeText(storage, name, JSON.stringify(emoji))
}

/** What was chosen last, newest first. */
export const recentEmoji = (): readonly string[] => recent

/** Puts one in front. */
export const rememberEmoji = (emoji: string): void => {
  recent = [emoji, ...recent.filter((one) => one !== emoji)].slice(0, MAX_RECENT)
  keep(recent)
}
